package vane.network;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Evaluates a network on one structure: energy and forces, and then, along a displacement of the
 * atoms, how the slope of the energy depends on the weights. Keeps the memory of its last
 * structure; for one thread at a time.
 *
 * <p>Forwards: densities A of an atom's neighbours, channels of them, products B of these; scalars
 * m = w B and an energy v B; features h = U m + b, which neighbours send; again channels, products,
 * scalars and an energy; and the energy of a small network on both sets of scalars. Backwards: the
 * adjoint (Bar) of each of them, and forces. The gradient of a loss by the weights needs the slope
 * of the energy along a displacement u of the atoms, differentiated by the weights: the tangents
 * (d) of all of the former along u. No method that calls stages touches vectors itself: the
 * compiler keeps vectors in registers only in small methods.
 */
final class NetworkKernel {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
  private static final int C = SolidHarmonics.COUNT;
  private static final int L = NetworkLayout.DEGREES;

  private final NetworkLayout layout;
  private final PairStage pairs;
  private final DensityStage densities;
  private final ProductStage first;
  private final MessageStage messages;
  private final ProductStage second;
  private final ReadOut readOut;
  private final int k;
  private final int q;
  private AtomGraph graph;
  private float[] w;
  private float[] t;
  private double[] atomEnergies = {};

  private NetworkKernel(NetworkLayout layout, NetworkScale scale) {
    this.layout = layout;
    k = layout.channels;
    q = layout.depth;
    pairs = new PairStage(layout, scale);
    densities = new DensityStage(layout, pairs);
    readOut = new ReadOut(layout);
    first = new ProductStage(layout, readOut, layout.firstScalars, layout.firstEnergy, k);
    messages = new MessageStage(layout, pairs);
    second = new ProductStage(layout, readOut, layout.secondScalars, layout.secondEnergy, 0);
  }

  static NetworkKernel of(NetworkLayout layout, NetworkScale scale) {
    return new NetworkKernel(layout, scale);
  }

  /**
   * Mean squares over atoms and channels of what some weights give: 0 the densities of the first
   * layer by degree, 1 its invariants, 2 the densities that are received, 3 the invariants of the
   * second layer.
   */
  double[] meanSquares(List<AtomGraph> graphs, float[] weights, float[] transposed, int what) {
    layout.transpose(weights, transposed);
    double[] sums = new double[what % 2 == 0 ? L : layout.invariants.length];
    double[] counts = new double[sums.length];
    for (AtomGraph one : graphs) {
      evaluate(one, weights, transposed);
      for (int i = 0; i < graph.atoms; i++) {
        for (int b = 0; b < (what % 2 == 0 ? C : sums.length); b++) {
          int into = what % 2 == 0 ? SolidHarmonics.DEGREE[b] : b;
          for (int c = 0; c < k; c++) {
            double x =
                switch (what) {
                  case 0 -> first.table[i * layout.table + b * layout.step + c];
                  case 1 -> first.table[i * layout.table + layout.invariants[b] * layout.step + c];
                  case 2 -> messages.received[(i * C + b) * k + c];
                  default ->
                      second.table[i * layout.table + layout.invariants[b] * layout.step + c];
                };
            sums[into] += x * x;
            counts[into]++;
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = sums[i] > 0 ? sums[i] / counts[i] : 1;
    }
    return sums;
  }

  /**
   * Energy and forces.
   *
   * @return the energy without that of lone atoms, in eV
   */
  double evaluate(AtomGraph graph, float[] weights, float[] transposed) {
    this.graph = graph;
    this.w = weights;
    this.t = transposed;
    if (atomEnergies.length < graph.atoms) {
      atomEnergies = new double[graph.atoms];
    }
    readOut.begin(graph, w, t);
    first.begin(graph, w);
    second.begin(graph, w);
    messages.begin(graph, w, t);
    pairs.forward(graph);
    densities.forward(graph, w, atomEnergies);
    firstChannels(densities.density, first.table);
    first.forward(atomEnergies);
    graph.forEachElement(
        (z, from, to) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(w, layout.featureShift[z], messages.feature, i * k, k);
          }
        });
    features(readOut.scalars, messages.feature, true);
    messages.forward();
    secondChannels(first.table, messages.received, second.table);
    second.forward(atomEnergies);
    readOut.energies(atomEnergies);
    backward();
    double energy = 0;
    for (int i = 0; i < graph.atoms; i++) {
      energy += atomEnergies[i];
    }
    return energy;
  }

  private void firstChannels(float[] density, float[] table) {
    forEachBlock(
        (z, l, rows) ->
            Panels.multiply(
                density,
                C * q,
                q,
                q,
                w,
                layout.first[z * L + l],
                table,
                layout.table,
                layout.step,
                k,
                rows,
                0,
                rows.length,
                false));
  }

  private void features(float[] scalars, float[] feature, boolean add) {
    graph.forEachElement(
        (z, from, to) ->
            Panels.multiply(
                scalars,
                2 * k,
                0,
                k,
                w,
                layout.features[z],
                feature,
                k,
                0,
                k,
                graph.atomRows,
                from,
                to,
                add,
                k,
                0));
  }

  private void secondChannels(float[] own, float[] received, float[] table) {
    forEachBlock(
        (z, l, rows) -> {
          skip(z, l, rows, own, table);
          Panels.multiply(
              received,
              C * k,
              k,
              k,
              w,
              layout.mix[z * L + l],
              table,
              layout.table,
              layout.step,
              k,
              rows,
              0,
              rows.length,
              true);
        });
  }

  private void backward() {
    second.backward(false);
    secondChannelsBackward(second.bar, messages.receivedBar, first.bar);
    messages.backward();
    featuresBackward(messages.featureBar, readOut.scalarsBar);
    first.backward(true);
    forEachBlock(
        (z, l, rows) ->
            Panels.multiply(
                first.bar,
                layout.table,
                layout.step,
                k,
                t,
                layout.firstT[z * L + l],
                densities.densityBar,
                C * q,
                q,
                q,
                rows,
                0,
                rows.length,
                false));
    densities.backward(messages.radialBar, messages.pairForce);
  }

  private void secondChannelsBackward(float[] bar, float[] receivedBar, float[] ownBar) {
    forEachBlock(
        (z, l, rows) -> {
          Panels.multiply(
              bar,
              layout.table,
              layout.step,
              k,
              t,
              layout.mixT[z * L + l],
              receivedBar,
              C * k,
              k,
              k,
              rows,
              0,
              rows.length,
              false);
          skip(z, l, rows, bar, ownBar);
        });
  }

  private void featuresBackward(float[] featureBar, float[] scalarsBar) {
    graph.forEachElement(
        (z, from, to) ->
            Panels.multiply(
                featureBar,
                k,
                0,
                k,
                t,
                layout.featuresT[z],
                scalarsBar,
                2 * k,
                0,
                k,
                graph.atomRows,
                from,
                to,
                true,
                0,
                k));
  }

  /**
   * Adds to a gradient how the slope of the energy along a displacement depends on the weights.
   * After {@link #evaluate}.
   *
   * @param u {@code [atoms × 3]}, the displacement, in the order of the graph
   * @param gradient by the weights; added to
   */
  void addGradient(float[] u, float[] gradient) {
    pairs.tangents(u);
    densities.tangent();
    firstChannels(densities.dDensity, first.dTable);
    first.tangent();
    features(readOut.dScalars, messages.dFeature, false);
    messages.tangent();
    secondChannels(first.dTable, messages.dReceived, second.dTable);
    second.tangent();
    readOut.gradient(gradient);
    second.gradient(gradient, false);
    secondChannelsBackward(second.dBar, messages.dReceivedBar, first.dBar);
    forEachBlock(
        (z, l, rows) -> {
          Panels.outer(
              messages.received,
              messages.dReceived,
              C * k,
              k,
              k,
              second.bar,
              second.dBar,
              layout.table,
              layout.step,
              k,
              rows,
              0,
              rows.length,
              gradient,
              layout.mix[z * L + l],
              0);
          skipGradient(z, l, rows, gradient);
        });
    messages.gradient(gradient);
    featureGradient(gradient);
    featuresBackward(messages.dFeatureBar, readOut.dScalarsBar);
    first.gradient(gradient, true);
    densities.pairGradient(gradient);
    forEachBlock(
        (z, l, rows) ->
            Panels.outer(
                densities.density,
                densities.dDensity,
                C * q,
                q,
                q,
                first.bar,
                first.dBar,
                layout.table,
                layout.step,
                k,
                rows,
                0,
                rows.length,
                gradient,
                layout.first[z * L + l],
                0));
  }

  private void featureGradient(float[] gradient) {
    graph.forEachElement(
        (z, from, to) -> {
          Panels.outer(
              readOut.scalars,
              readOut.dScalars,
              2 * k,
              0,
              k,
              messages.featureBar,
              messages.dFeatureBar,
              k,
              0,
              k,
              graph.atomRows,
              from,
              to,
              gradient,
              layout.features[z],
              k);
          for (int i = from; i < to; i++) {
            for (int c = 0; c < k; c++) {
              gradient[layout.featureShift[z] + c] += messages.dFeatureBar[i * k + c];
            }
          }
        });
  }

  private void skip(int z, int l, int[] rows, float[] from, float[] to) {
    int at = layout.skip[z] + l * k;
    for (int row : rows) {
      int o = (row >> 4) * layout.table + (row & 15) * layout.step;
      for (int c = 0; c < k; c += 8) {
        FloatVector.fromArray(S, from, o + c)
            .mul(FloatVector.fromArray(S, w, at + c))
            .intoArray(to, o + c);
      }
    }
  }

  private void skipGradient(int z, int l, int[] rows, float[] gradient) {
    int at = layout.skip[z] + l * k;
    for (int row : rows) {
      int o = (row >> 4) * layout.table + (row & 15) * layout.step;
      for (int c = 0; c < k; c += 8) {
        FloatVector sum = FloatVector.fromArray(S, gradient, at + c);
        sum =
            FloatVector.fromArray(S, first.table, o + c)
                .fma(FloatVector.fromArray(S, second.dBar, o + c), sum);
        FloatVector.fromArray(S, first.dTable, o + c)
            .fma(FloatVector.fromArray(S, second.bar, o + c), sum)
            .intoArray(gradient, at + c);
      }
    }
  }

  /** The force on an atom of the graph, in eV/Å. */
  double force(int atom, int axis) {
    return densities.forces[3 * atom + axis];
  }

  /** W_ab = −∂E/∂ε_ab, [3 × 3] in eV (a copy). */
  double[] virial() {
    return densities.virial.clone();
  }

  double atomEnergy(int atom) {
    return atomEnergies[atom];
  }

  private interface Block {
    void run(int z, int l, int[] rows);
  }

  private void forEachBlock(Block block) {
    for (int z = 0; z < layout.elements; z++) {
      for (int l = 0; l < L; l++) {
        block.run(z, l, graph.rows[z * L + l]);
      }
    }
  }
}
