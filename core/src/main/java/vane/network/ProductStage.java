package vane.network;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of the densities of one layer: its scalars and the energies linear in them. Keeps the
 * memory of its last structure.
 */
final class ProductStage {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int C = SolidHarmonics.COUNT;

  private final NetworkLayout layout;
  private final InvariantProgram program;
  private final ReadOut readOut;
  private final int[] scalarsAt;
  private final int[] energyAt;

  /** Where in an atom's scalars those of this layer begin. */
  private final int into;

  private final int k;
  private AtomGraph graph;
  private float[] w;

  /** Of each atom densities and products, their adjoints, and the tangents of both. */
  float[] table = {};

  float[] bar = {};
  float[] dTable = {};
  float[] dBar = {};

  ProductStage(NetworkLayout layout, ReadOut readOut, int[] scalarsAt, int[] energyAt, int into) {
    this.layout = layout;
    this.program = layout.program;
    this.readOut = readOut;
    this.scalarsAt = scalarsAt;
    this.energyAt = energyAt;
    this.into = into;
    this.k = layout.channels;
  }

  /** Before anything else is done with a structure. */
  void begin(AtomGraph graph, float[] weights) {
    this.graph = graph;
    this.w = weights;
    table = PairStage.grow(table, graph.atoms * layout.table);
    bar = PairStage.grow(bar, graph.atoms * layout.table);
    dTable = PairStage.grow(dTable, graph.atoms * layout.table);
    dBar = PairStage.grow(dBar, graph.atoms * layout.table);
  }

  /** Products of all atoms, their scalars, and their energies from these. */
  void forward(double[] atomEnergies) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      program.forward(table, i * layout.table, k);
      double energy = 0;
      for (int c = 0; c < k; c += 8) {
        energy +=
            combine(
                table,
                i * layout.table + c,
                scalarsAt[z] + c,
                energyAt[z] + c,
                readOut.scalars,
                i * 2 * k + into + c);
      }
      atomEnergies[i] += energy;
    }
  }

  /** The scalars of eight channels, and their energy. */
  private float combine(
      float[] table, int at, int scalarsOf, int energyOf, float[] scalars, int to) {
    FloatVector m = FloatVector.zero(S);
    FloatVector sum = m;
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      FloatVector x = FloatVector.fromArray(S, table, at + invariants[b] * layout.step);
      m = x.fma(FloatVector.fromArray(S, w, scalarsOf + b * k), m);
      sum = x.fma(FloatVector.fromArray(S, w, energyOf + b * k), sum);
    }
    m.intoArray(scalars, to);
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Tangents of products and scalars. */
  void tangent() {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      program.tangent(table, dTable, i * layout.table, k);
      for (int c = 0; c < k; c += 8) {
        combineTangent(
            dTable, i * layout.table + c, scalarsAt[z] + c, readOut.dScalars, i * 2 * k + into + c);
      }
    }
  }

  private void combineTangent(float[] dTable, int at, int scalarsOf, float[] scalars, int to) {
    FloatVector m = FloatVector.zero(S);
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      m =
          FloatVector.fromArray(S, dTable, at + invariants[b] * layout.step)
              .fma(FloatVector.fromArray(S, w, scalarsOf + b * k), m);
    }
    m.intoArray(scalars, to);
  }

  /**
   * Adjoints of densities and products.
   *
   * @param keep whether adjoints of densities have come from elsewhere already
   */
  void backward(boolean keep) {
    for (int i = 0; i < graph.atoms; i++) {
      seed(i, bar, readOut.scalarsBar, 1, keep);
      program.backward(table, bar, i * layout.table, k);
    }
  }

  /** The tangents of what {@link #backward} finds; gradients by the weights. */
  void gradient(float[] gradient, boolean keep) {
    for (int i = 0; i < graph.atoms; i++) {
      int z = graph.elementOf[i];
      for (int c = 0; c < k; c += 8) {
        channelGradient(
            i * layout.table + c,
            i * 2 * k + into + c,
            scalarsAt[z] + c,
            energyAt[z] + c,
            gradient);
      }
      seed(i, dBar, readOut.dScalarsBar, 0, keep);
      program.backwardTangent(table, dTable, bar, dBar, i * layout.table, k);
    }
  }

  private void seed(int i, float[] bar, float[] scalarBar, float energyBar, boolean keep) {
    int at = i * layout.table;
    int z = graph.elementOf[i];
    Arrays.fill(bar, at + (keep ? C : 0) * layout.step, at + layout.table, 0);
    for (int c = 0; c < k; c += 8) {
      seedChannels(
          bar,
          at + c,
          scalarBar,
          i * 2 * k + into + c,
          scalarsAt[z] + c,
          energyAt[z] + c,
          energyBar);
    }
  }

  private void seedChannels(
      float[] bar,
      int at,
      float[] scalarBar,
      int scalarAt,
      int scalarsOf,
      int energyOf,
      float energyBar) {
    FloatVector m = FloatVector.fromArray(S, scalarBar, scalarAt);
    FloatVector e = FloatVector.broadcast(S, energyBar);
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      int o = at + invariants[b] * layout.step;
      FloatVector sum = FloatVector.fromArray(S, bar, o);
      sum = e.fma(FloatVector.fromArray(S, w, energyOf + b * k), sum);
      m.fma(FloatVector.fromArray(S, w, scalarsOf + b * k), sum).intoArray(bar, o);
    }
  }

  private void channelGradient(
      int at, int scalarAt, int scalarsOf, int energyOf, float[] gradient) {
    FloatVector m = FloatVector.fromArray(S, readOut.scalarsBar, scalarAt);
    FloatVector dm = FloatVector.fromArray(S, readOut.dScalarsBar, scalarAt);
    int[] invariants = layout.invariants;
    for (int b = 0; b < invariants.length; b++) {
      int o = at + invariants[b] * layout.step;
      FloatVector x = FloatVector.fromArray(S, table, o);
      FloatVector dx = FloatVector.fromArray(S, dTable, o);
      int g = scalarsOf + b * k;
      FloatVector sum = FloatVector.fromArray(S, gradient, g);
      dm.fma(x, m.fma(dx, sum)).intoArray(gradient, g);
      g = energyOf + b * k;
      sum = FloatVector.fromArray(S, gradient, g);
      sum.add(dx).intoArray(gradient, g);
    }
  }
}
