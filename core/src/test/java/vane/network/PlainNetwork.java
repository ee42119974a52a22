package vane.network;

import java.util.ArrayList;
import java.util.List;
import vane.descriptor.RealSphericalHarmonics;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/** The energy of {@link NetworkKernel} by its formulas: doubles, simple loops, other harmonics. */
final class PlainNetwork {
  private static final int HARMONICS = 16;

  private static final RealSphericalHarmonics REAL = new RealSphericalHarmonics(3);
  private static final double[][][] GAUNT = gaunt();

  private final NetworkLayout layout;
  private final NetworkScale scale;
  private final List<Element> elements;
  private final double[] weights;

  PlainNetwork(NetworkLayout layout, NetworkScale scale, List<Element> elements, double[] weights) {
    this.layout = layout;
    this.scale = scale;
    this.elements = elements;
    this.weights = weights;
  }

  /** The mean over the sphere of three harmonics: equal angles, with the weights of Fejér. */
  private static double[][][] gaunt() {
    double[][][] gaunt = new double[HARMONICS][HARMONICS][HARMONICS];
    int steps = 16;
    double[] weight = new double[steps];
    double[] theta = new double[steps];
    for (int i = 0; i < steps; i++) {
      theta[i] = Math.PI * (i + 0.5) / steps;
      double sum = 1;
      for (int k = 1; k <= steps / 2; k++) {
        sum -= 2 * Math.cos(2 * k * theta[i]) / (4.0 * k * k - 1);
      }
      weight[i] = sum / steps;
    }
    for (int i = 0; i < steps; i++) {
      for (int f = 0; f < 16; f++) {
        double phi = 2 * Math.PI * f / 16;
        double[] y =
            harmonics(
                Math.sin(theta[i]) * Math.cos(phi),
                Math.sin(theta[i]) * Math.sin(phi),
                Math.cos(theta[i]));
        for (int a = 0; a < HARMONICS; a++) {
          for (int b = 0; b < HARMONICS; b++) {
            for (int c = 0; c < HARMONICS; c++) {
              gaunt[a][b][c] += weight[i] / 16 * y[a] * y[b] * y[c];
            }
          }
        }
      }
    }
    return gaunt;
  }

  private static double[] harmonics(double x, double y, double z) {
    double[] values = new double[HARMONICS];
    REAL.evaluate(x, y, z, values, 0);
    for (int i = 0; i < HARMONICS; i++) {
      values[i] *= Math.sqrt(4 * Math.PI);
    }
    return values;
  }

  /** Chebyshev polynomials by the cosine of a multiple, where they can be. */
  private double radial(int n, double r) {
    double cutoff = layout.settings.cutoffAngstrom();
    double unit = 1.6 * scale.shortestAngstrom();
    double far = 1 / (1 + Math.pow(cutoff / unit, 2));
    double near = 1 / (1 + Math.pow(0.8 * scale.shortestAngstrom() / unit, 2));
    double t = 2 * (1 / (1 + Math.pow(r / unit, 2)) - far) / (near - far) - 1;
    double cut = Math.pow(1 - r * r / (cutoff * cutoff), 2) / Math.sqrt(scale.neighbours());
    return cut
        * (Math.abs(t) <= 1
            ? Math.cos(n * Math.acos(t))
            : Math.cosh(n * Math.log(t + Math.sqrt(t * t - 1))));
  }

  private double panel(int at, int depth, int row, int column) {
    return weights[at + column / 16 * depth * 16 + row * 16 + column % 16];
  }

  /** The energy without references. */
  double energy(Structure structure) {
    NeighbourList near = NeighbourList.within(structure, layout.settings.cutoffAngstrom());
    int atoms = structure.size();
    int k = layout.channels;
    double[][] scalars = new double[atoms][2 * k];
    double[][][] first = new double[atoms][k][HARMONICS];
    double[][] features = new double[atoms][k];
    double energy = 0;
    for (int i = 0; i < atoms; i++) {
      int z = elements.indexOf(structure.element(i));
      for (int e = near.start(i); e < near.start(i + 1); e++) {
        double[] y = angles(near, e);
        int a = elements.indexOf(structure.element(near.neighbour(e)));
        for (int n = 0; n < layout.radial; n++) {
          double g = radial(n, near.distance(e));
          energy += weights[layout.pair[z] + a * layout.radial + n] * g;
          for (int lm = 0; lm < HARMONICS; lm++) {
            int at = layout.first[z * 4 + SolidHarmonics.DEGREE[lm]];
            for (int c = 0; c < k; c++) {
              first[i][c][lm] += panel(at, layout.depth, a * layout.radial + n, c) * g * y[lm];
            }
          }
        }
      }
      for (int c = 0; c < k; c++) {
        double[] b = invariants(first[i][c]);
        for (int v = 0; v < b.length; v++) {
          scalars[i][k + c] += weights[layout.firstScalars[z] + v * k + c] * b[v];
          energy += weights[layout.firstEnergy[z] + v * k + c] * b[v];
        }
      }
      for (int c = 0; c < k; c++) {
        features[i][c] = weights[layout.featureShift[z] + c];
        for (int d = 0; d < k; d++) {
          features[i][c] += panel(layout.features[z], k, d, c) * scalars[i][k + d];
        }
      }
    }
    for (int i = 0; i < atoms; i++) {
      energy += secondLayer(structure, near, i, first[i], features, scalars[i]);
    }
    return energy;
  }

  private double secondLayer(
      Structure structure,
      NeighbourList near,
      int i,
      double[][] first,
      double[][] features,
      double[] scalars) {
    int k = layout.channels;
    int z = elements.indexOf(structure.element(i));
    double[][] received = new double[k][HARMONICS];
    for (int e = near.start(i); e < near.start(i + 1); e++) {
      double[] y = angles(near, e);
      double[] g = new double[layout.radial];
      for (int n = 0; n < g.length; n++) {
        g[n] = radial(n, near.distance(e));
      }
      for (int c = 0; c < k; c++) {
        for (int lm = 0; lm < HARMONICS; lm++) {
          double reach = 0;
          for (int n = 0; n < g.length; n++) {
            reach += g[n] * panel(layout.message, g.length, n, SolidHarmonics.DEGREE[lm] * k + c);
          }
          received[c][lm] += reach * y[lm] * features[near.neighbour(e)][c];
        }
      }
    }
    double energy = 0;
    for (int c = 0; c < k; c++) {
      double[] second = new double[HARMONICS];
      for (int lm = 0; lm < HARMONICS; lm++) {
        int l = SolidHarmonics.DEGREE[lm];
        second[lm] = weights[layout.skip[z] + l * k + c] * first[c][lm];
        for (int d = 0; d < k; d++) {
          second[lm] += panel(layout.mix[z * 4 + l], k, d, c) * received[d][lm];
        }
      }
      double[] b = invariants(second);
      for (int v = 0; v < b.length; v++) {
        scalars[c] += weights[layout.secondScalars[z] + v * k + c] * b[v];
        energy += weights[layout.secondEnergy[z] + v * k + c] * b[v];
      }
    }
    for (int c = 0; c < layout.hidden; c++) {
      double x = weights[layout.innerShift[z] + c];
      for (int d = 0; d < 2 * k; d++) {
        x += panel(layout.inner[z], 2 * k, d, c) * scalars[d];
      }
      energy += weights[layout.outer[z] + c] * x * (1 + x / Math.sqrt(1 + x * x)) / 2;
    }
    return energy;
  }

  private double[] angles(NeighbourList near, int e) {
    double r = near.distance(e);
    return harmonics(
        near.displacement(e, 0) / r, near.displacement(e, 1) / r, near.displacement(e, 2) / r);
  }

  /** In the order of {@link InvariantProgram}. */
  private double[] invariants(double[] a) {
    List<Double> all = new ArrayList<>();
    double[] square = new double[4];
    for (int l = 1; l < 4; l++) {
      for (int lm = l * l; lm < (l + 1) * (l + 1); lm++) {
        square[l] += a[lm] * a[lm] / Math.sqrt(2 * l + 1);
      }
    }
    double[][] pair = {couple(a, 1, 1), couple(a, 2, 2), couple(a, 3, 3), couple(a, 1, 3)};
    double[] triple = new double[4];
    for (int p = 0; p < 4; p++) {
      for (int m = 0; m < 5; m++) {
        triple[p] += a[4 + m] * pair[p][m];
      }
    }
    all.addAll(List.of(a[0], a[0] * a[0], square[1], square[2], square[3], Math.pow(a[0], 3)));
    all.addAll(List.of(a[0] * square[1], a[0] * square[2], a[0] * square[3]));
    all.addAll(List.of(triple[0], triple[1], triple[2], triple[3]));
    if (layout.settings.order() == 4) {
      all.add(Math.pow(a[0], 4));
      for (int l = 1; l < 4; l++) {
        all.add(a[0] * a[0] * square[l]);
        for (int m = l; m < 4; m++) {
          all.add(square[l] * square[m]);
        }
      }
      for (int p = 0; p < 4; p++) {
        all.add(a[0] * triple[p]);
        for (int q = Math.max(1, p); q < 4; q++) {
          double dot = 0;
          for (int m = 0; m < 5; m++) {
            dot += pair[p][m] * pair[q][m];
          }
          all.add(dot);
        }
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double[] couple(double[] a, int l1, int l2) {
    double[] out = new double[5];
    for (int m = 0; m < 5; m++) {
      for (int i = l1 * l1; i < (l1 + 1) * (l1 + 1); i++) {
        for (int j = l2 * l2; j < (l2 + 1) * (l2 + 1); j++) {
          out[m] += GAUNT[i][j][4 + m] * a[i] * a[j];
        }
      }
    }
    return out;
  }

  /** The structure with atoms moved by a multiple of a displacement. */
  static Structure moved(Structure structure, double[] displacement, double factor) {
    double[] positions = structure.positions();
    for (int i = 0; i < positions.length; i++) {
      positions[i] += factor * displacement[i];
    }
    return structure
        .cell()
        .map((Cell cell) -> Structure.of(structure.elements(), positions, cell))
        .orElseGet(() -> Structure.of(structure.elements(), positions));
  }
}
