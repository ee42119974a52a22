package vane.equivariant.invariant;

import java.util.Arrays;
import vane.descriptor.RealSphericalHarmonics;

/** One atom after the other, for a JVM without the Vector API. */
final class ScalarEnergyKernel implements EnergyKernel {
  private final TensorBasis basis;
  private final RealSphericalHarmonics harmonics;
  private final double[] tensors;
  private final double[] slopes;
  private final double[] radial;
  private final double[] radialSlopes;
  private final double[] angular;
  private final double[] angularGradients;
  private final double[] energies = new double[1];
  private double[] gradients = new double[0];
  private Tile tile;
  private RadialBasis[] bases;

  ScalarEnergyKernel(TensorBasis basis) {
    this.basis = basis;
    this.harmonics = new RealSphericalHarmonics(basis.lMax());
    this.tensors = new double[basis.components];
    // Behind the components is the second tensor of a block that has one only.
    this.slopes = new double[basis.components + 2 * basis.lMax() + 1];
    this.radial = new double[basis.settings().radialFunctions()];
    this.radialSlopes = new double[radial.length];
    this.angular = new double[harmonics.size()];
    this.angularGradients = new double[3 * harmonics.size()];
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public double[] energies() {
    return energies;
  }

  @Override
  public double[] gradients() {
    return gradients;
  }

  @Override
  public void invariants(int count, double[] destination) {
    for (int q = 0; q < count; q++) {
      int a = basis.left[q];
      int b = basis.right[q];
      double sum = b < 0 ? tensors[basis.tensorStart[a]] : 0;
      for (int m = 0; b >= 0 && m <= 2 * basis.tensorL[a]; m++) {
        sum += tensors[basis.tensorStart[a] + m] * tensors[basis.tensorStart[b] + m];
      }
      destination[q] = sum;
    }
  }

  @Override
  public void trainingDistances(MahalanobisDistance metric, double[] destination) {
    double[] deviations = new double[metric.size()];
    invariants(metric.size(), deviations);
    for (int i = 0; i < deviations.length; i++) {
      deviations[i] -= metric.mean[i];
    }
    double total = 0;
    for (int i = 0; i < deviations.length; i++) {
      double sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += metric.factor[i * deviations.length + j] * deviations[j];
      }
      total += sum * sum;
    }
    destination[0] = Math.sqrt(total / Math.max(1, deviations.length));
  }

  @Override
  public void expand(Tile tileOfOne, RadialBasis[] radialBases) {
    tile = tileOfOne;
    bases = radialBases;
    Arrays.fill(tensors, 0, basis.densityComponents, 0);
    if (gradients.length < 3 * tile.slots()) {
      gradients = new double[3 * tile.slots()];
    }
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        evaluateFunctions(a, k);
        addDensities(a);
      }
    }
    addPairs();
  }

  @Override
  public void contract(ContractionPlan plan) {
    energies[0] = energy(plan);
    goBack(plan);
    for (int a = 0; a < basis.species(); a++) {
      for (int k = tile.from[a]; k < tile.from[a + 1]; k++) {
        evaluateFunctions(a, k);
        gradient(a, k);
      }
    }
  }

  private void evaluateFunctions(int a, int k) {
    bases[a].evaluate(tile.distances[k], radial, radialSlopes);
    harmonics.evaluate(tile.x[k], tile.y[k], tile.z[k], angular, angularGradients);
  }

  private void addDensities(int a) {
    for (int l = 0; l <= basis.lMax(); l++) {
      int block = a * (basis.lMax() + 1) + l;
      int component = basis.blockStart[block];
      for (int n = 0; n < basis.blockFunctions[block]; n++) {
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++, component++) {
          tensors[component] += radial[n] * angular[lm];
        }
      }
    }
  }

  private void addPairs() {
    for (int c = basis.densityComponents; c < basis.components; c++) {
      int row = c - basis.densityComponents;
      double sum = 0;
      for (int term = basis.termStart[row]; term < basis.termStart[row + 1]; term++) {
        sum +=
            basis.termFactor[term] * tensors[basis.termLeft[term]] * tensors[basis.termRight[term]];
      }
      tensors[c] = sum;
    }
  }

  /** The energy; the slopes become those of the scalar products alone. */
  private double energy(ContractionPlan plan) {
    ContractionOrder order = plan.order;
    for (int block = 0; block < order.blockL.length; block++) {
      for (int m = 0; m <= 2 * order.blockL[block]; m++) {
        double first = 0;
        double second = 0;
        for (int i = order.blockStart[block]; i < order.blockStart[block + 1]; i++) {
          double tensor = tensors[order.partner[i] + m];
          first += plan.partnerWeight[2 * i] * tensor;
          second += plan.partnerWeight[2 * i + 1] * tensor;
        }
        slopes[order.blockFirst[block] + m] = first;
        slopes[order.blockSecond[block] + m] = second;
      }
    }
    double products = 0;
    for (int c = 0; c < basis.components; c++) {
      products += slopes[c] * tensors[c];
    }
    double energy = products / 2;
    for (int c = 0; c < basis.densityComponents; c++) {
      energy += plan.single[c] * tensors[c];
    }
    return energy;
  }

  /** The slopes of the densities become complete. */
  private void goBack(ContractionPlan plan) {
    ContractionOrder order = plan.order;
    for (int row = 0; row < order.useTarget.length; row++) {
      int c = order.useTarget[row];
      double sum = slopes[c] + plan.single[c];
      for (int use = order.useStart[row]; use < order.useStart[row + 1]; use++) {
        sum += order.useFactor[use] * tensors[order.usePartner[use]] * slopes[order.usePair[use]];
      }
      slopes[c] = sum;
    }
  }

  private void gradient(int a, int k) {
    double along = 0;
    double gx = 0;
    double gy = 0;
    double gz = 0;
    for (int l = 0; l <= basis.lMax(); l++) {
      int block = a * (basis.lMax() + 1) + l;
      int component = basis.blockStart[block];
      for (int n = 0; n < basis.blockFunctions[block]; n++) {
        for (int lm = l * l; lm < (l + 1) * (l + 1); lm++, component++) {
          double slope = slopes[component];
          along += slope * radialSlopes[n] * angular[lm];
          double across = slope * radial[n];
          gx += across * angularGradients[3 * lm];
          gy += across * angularGradients[3 * lm + 1];
          gz += across * angularGradients[3 * lm + 2];
        }
      }
    }
    double distance = tile.distances[k];
    gradients[3 * k] = along * tile.x[k] + gx / distance;
    gradients[3 * k + 1] = along * tile.y[k] + gy / distance;
    gradients[3 * k + 2] = along * tile.z[k] + gz / distance;
  }
}
