package vane.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions of pairs of atoms, and their tangents along a displacement of the atoms. Keeps the
 * memory of its last structure.
 */
final class PairStage {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int C = SolidHarmonics.COUNT;

  /** Distances come to rest so far below the inner one, in Å. */
  private static final double INNER_WIDTH_ANGSTROM = 0.1;

  private final RadialFunctions functions;
  private final double normalisation;
  private final double[] inner;
  private final int elements;
  private final int n;
  private AtomGraph graph;

  /** {@code [pairs × radial functions]}, and their slopes. */
  float[] radial = {};

  float[] slopes = {};

  /** {@code [pairs × 16]}, and {@code [pairs × 3 × 16]}. */
  float[] harmonics = {};

  float[] gradients = {};

  /** The directions of pairs, {@code [pairs × 3]}. */
  float[] unit = {};

  float[] dRadial = {};
  float[] dHarmonics = {};

  PairStage(NetworkLayout layout, NetworkScale scale) {
    n = layout.radial;
    functions = new RadialFunctions(n, layout.settings.cutoffAngstrom(), scale.shortestAngstrom());
    normalisation = 1 / Math.sqrt(scale.neighbours());
    inner = scale.innerAngstrom().stream().mapToDouble(Double::doubleValue).toArray();
    elements = layout.elements;
  }

  /** Memory of at least a size; what it held may be lost. */
  static float[] grow(float[] array, int size) {
    return array.length >= size ? array : new float[size + size / 4];
  }

  /** All functions of the pairs of a graph. */
  void forward(AtomGraph graph) {
    this.graph = graph;
    int p = graph.pairs;
    radial = grow(radial, p * n);
    slopes = grow(slopes, p * n);
    dRadial = grow(dRadial, p * n);
    harmonics = grow(harmonics, p * C);
    dHarmonics = grow(dHarmonics, p * C);
    gradients = grow(gradients, 3 * p * C);
    unit = grow(unit, 3 * p);
    pairFunctions();
  }

  private void pairFunctions() {
    for (int p = 0; p < graph.pairs; p++) {
      double x = graph.vectors[3 * p];
      double y = graph.vectors[3 * p + 1];
      double z = graph.vectors[3 * p + 2];
      double r = Math.sqrt(x * x + y * y + z * z);
      double inverse = 1 / r;
      x *= inverse;
      y *= inverse;
      z *= inverse;
      unit[3 * p] = (float) x;
      unit[3 * p + 1] = (float) y;
      unit[3 * p + 2] = (float) z;
      int pair = graph.elementOf[graph.from[p]] * elements + graph.elementOf[graph.to[p]];
      lagging(r, inner[pair], p * n);
      SolidHarmonics.evaluate(x, y, z, inverse, harmonics, p * C, gradients, 3 * p * C);
    }
  }

  /** The radial functions at a distance, which comes to rest below the inner one. */
  private void lagging(double r, double inner, int at) {
    if (r >= inner) {
      functions.evaluate(r, normalisation, radial, slopes, at);
      return;
    }
    double below = Math.min(inner - r, 2 * INNER_WIDTH_ANGSTROM);
    double rested = inner - below * (1 - below / (4 * INNER_WIDTH_ANGSTROM));
    functions.evaluate(rested, normalisation, radial, slopes, at);
    float lag = (float) (1 - below / (2 * INNER_WIDTH_ANGSTROM));
    for (int i = at; i < at + n; i++) {
      slopes[i] *= lag;
    }
  }

  /** Tangents along a displacement {@code [atoms × 3]}. */
  void tangents(float[] u) {
    for (int p = 0; p < graph.pairs; p++) {
      int i = 3 * graph.from[p];
      int j = 3 * graph.to[p];
      float x = u[j] - u[i];
      float y = u[j + 1] - u[i + 1];
      float z = u[j + 2] - u[i + 2];
      float along = x * unit[3 * p] + y * unit[3 * p + 1] + z * unit[3 * p + 2];
      for (int v = 0; v < n; v += 8) {
        FloatVector.fromArray(S, slopes, p * n + v).mul(along).intoArray(dRadial, p * n + v);
      }
      for (int v = 0; v < C; v += 8) {
        int g = 3 * p * C + v;
        FloatVector d = FloatVector.fromArray(S, gradients, g).mul(x);
        d = FloatVector.fromArray(S, gradients, g + C).fma(FloatVector.broadcast(S, y), d);
        d = FloatVector.fromArray(S, gradients, g + 2 * C).fma(FloatVector.broadcast(S, z), d);
        d.intoArray(dHarmonics, p * C + v);
      }
    }
  }
}
