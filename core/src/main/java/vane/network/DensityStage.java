package vane.network;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Densities of the neighbours of each atom, one for each element, radial function and harmonic; on
 * the way back, forces. Keeps the memory of its last structure.
 */
final class DensityStage {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int C = SolidHarmonics.COUNT;

  private final NetworkLayout layout;
  private final PairStage pairs;
  private final int n;
  private final int q;
  private AtomGraph graph;
  private float[] w;

  /** {@code [atoms × 16 × depth]}, its adjoint and its tangent. */
  float[] density = {};

  float[] densityBar = {};
  float[] dDensity = {};

  /** {@code [atoms × 3]}. */
  double[] forces = {};

  final double[] virial = new double[9];

  DensityStage(NetworkLayout layout, PairStage pairs) {
    this.layout = layout;
    this.pairs = pairs;
    n = layout.radial;
    q = layout.depth;
  }

  /** Densities, and what atoms have of energy from pairs alone. */
  void forward(AtomGraph graph, float[] weights, double[] atomEnergies) {
    this.graph = graph;
    this.w = weights;
    density = PairStage.grow(density, graph.atoms * C * q);
    densityBar = PairStage.grow(densityBar, graph.atoms * C * q);
    dDensity = PairStage.grow(dDensity, graph.atoms * C * q);
    if (forces.length < 3 * graph.atoms) {
      forces = new double[3 * graph.atoms];
    }
    densities(pairs.radial, pairs.harmonics, null, null, density);
    for (int i = 0; i < graph.atoms; i++) {
      atomEnergies[i] = pairEnergy(i, graph.elementOf[i]);
    }
  }

  /** Tangents of the densities. */
  void tangent() {
    densities(pairs.radial, pairs.harmonics, pairs.dRadial, pairs.dHarmonics, dDensity);
  }

  /** Forces and virial from adjoints of densities, and from what messages say of pairs. */
  void backward(float[] radialBar, float[] pairForce) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      for (int c = 0; c < n * layout.elements; c++) {
        densityBar[i * C * q + c] += w[layout.pair[z] + c];
      }
    }
    Arrays.fill(forces, 0, 3 * graph.atoms, 0);
    Arrays.fill(virial, 0);
    for (int p = 0; p < graph.pairs; p++) {
      densityBackward(p, radialBar, pairForce);
    }
  }

  /** Gradients by the weights of pair energies. */
  void pairGradient(float[] gradient) {
    for (int i = 0; i < graph.atoms; i++) {
      int at = layout.pair[graph.elementOf[i]];
      for (int c = 0; c < n * layout.elements; c++) {
        int a = i * C * q + c;
        gradient[at + c] += dDensity[a];
      }
    }
  }

  /** Densities of all atoms, or with tangents given, the tangents of these. */
  private void densities(float[] g, float[] y, float[] dg, float[] dy, float[] out) {
    Arrays.fill(out, 0, graph.atoms * C * q, 0);
    for (int i = 0; i < graph.atoms; i++) {
      for (int e = graph.edgeStart[i]; e < graph.edgeStart[i + 1]; e++) {
        int p = graph.edgePair[e];
        float sign = graph.edgeSign[e];
        int at = i * C * q + graph.elementOf[graph.edgeOther[e]] * n;
        for (int v = 0; v < n; v += 8) {
          FloatVector even = FloatVector.fromArray(S, g, p * n + v);
          FloatVector odd = even.mul(sign);
          if (dg == null) {
            for (int lm = 0; lm < C; lm++) {
              FloatVector f = lm >= 1 && lm < 4 || lm >= 9 ? odd : even;
              int o = at + lm * q + v;
              f.fma(FloatVector.broadcast(S, y[p * C + lm]), FloatVector.fromArray(S, out, o))
                  .intoArray(out, o);
            }
          } else {
            FloatVector dEven = FloatVector.fromArray(S, dg, p * n + v);
            FloatVector dOdd = dEven.mul(sign);
            for (int lm = 0; lm < C; lm++) {
              boolean isOdd = lm >= 1 && lm < 4 || lm >= 9;
              FloatVector f = isOdd ? odd : even;
              FloatVector df = isOdd ? dOdd : dEven;
              int o = at + lm * q + v;
              FloatVector sum = FloatVector.fromArray(S, out, o);
              sum = df.fma(FloatVector.broadcast(S, y[p * C + lm]), sum);
              f.fma(FloatVector.broadcast(S, dy[p * C + lm]), sum).intoArray(out, o);
            }
          }
        }
      }
    }
  }

  private double pairEnergy(int i, int z) {
    double sum = 0;
    for (int c = 0; c < n * layout.elements; c++) {
      sum += w[layout.pair[z] + c] * density[i * C * q + c];
    }
    return sum;
  }

  /** The force of a pair, with what its message says. */
  private void densityBackward(int p, float[] radialBar, float[] pairForce) {
    int i = graph.from[p];
    int j = graph.to[p];
    int ai = i * C * q + graph.elementOf[j] * n;
    int aj = j * C * q + graph.elementOf[i] * n;
    FloatVector sx = FloatVector.zero(S);
    FloatVector sy = sx;
    FloatVector sz = sx;
    FloatVector sr = sx;
    for (int v = 0; v < n; v += 8) {
      FloatVector b = FloatVector.fromArray(S, radialBar, p * n + v);
      FloatVector fx = FloatVector.zero(S);
      FloatVector fy = fx;
      FloatVector fz = fx;
      for (int lm = 0; lm < C; lm++) {
        FloatVector di = FloatVector.fromArray(S, densityBar, ai + lm * q + v);
        FloatVector dj = FloatVector.fromArray(S, densityBar, aj + lm * q + v);
        FloatVector d = lm >= 1 && lm < 4 || lm >= 9 ? di.sub(dj) : di.add(dj);
        int g = 3 * p * C + lm;
        b = d.fma(FloatVector.broadcast(S, pairs.harmonics[p * C + lm]), b);
        fx = d.fma(FloatVector.broadcast(S, pairs.gradients[g]), fx);
        fy = d.fma(FloatVector.broadcast(S, pairs.gradients[g + C]), fy);
        fz = d.fma(FloatVector.broadcast(S, pairs.gradients[g + 2 * C]), fz);
      }
      FloatVector f = FloatVector.fromArray(S, pairs.radial, p * n + v);
      sx = f.fma(fx, sx);
      sy = f.fma(fy, sy);
      sz = f.fma(fz, sz);
      sr = b.fma(FloatVector.fromArray(S, pairs.slopes, p * n + v), sr);
    }
    float along = sr.reduceLanes(VectorOperators.ADD);
    double[] f = {
      pairForce[3 * p] + sx.reduceLanes(VectorOperators.ADD) + along * pairs.unit[3 * p],
      pairForce[3 * p + 1] + sy.reduceLanes(VectorOperators.ADD) + along * pairs.unit[3 * p + 1],
      pairForce[3 * p + 2] + sz.reduceLanes(VectorOperators.ADD) + along * pairs.unit[3 * p + 2]
    };
    for (int axis = 0; axis < 3; axis++) {
      forces[3 * i + axis] += f[axis];
      forces[3 * j + axis] -= f[axis];
      for (int other = 0; other < 3; other++) {
        virial[3 * axis + other] -= f[axis] * graph.vectors[3 * p + other];
      }
    }
  }
}
