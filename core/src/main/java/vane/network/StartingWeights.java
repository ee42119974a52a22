package vane.network;

import java.util.List;
import java.util.Random;

/**
 * Random weights with which all numbers inside the network are about one on the data, and the
 * energy is zero; and the spread that each weight has or would have, in which steps are measured.
 */
final class StartingWeights {
  private final NetworkLayout layout;
  private final Random random;

  /** The weights. */
  final float[] weights;

  /** How large each weight is, about. */
  final float[] spread;

  /**
   * Weights for some graphs.
   *
   * @param energy how large energies of atoms are, about, in eV
   */
  StartingWeights(
      NetworkLayout layout, NetworkScale scale, List<AtomGraph> graphs, double energy, long seed) {
    this.layout = layout;
    this.random = new Random(seed);
    weights = new float[layout.size];
    spread = new float[layout.size];
    int k = layout.channels;
    int c = layout.invariants.length;
    NetworkKernel kernel = NetworkKernel.of(layout, scale);
    float[] transposed = new float[layout.transposedSize];
    for (int at : layout.first) {
      fill(at, layout.depth * k, 1 / Math.sqrt(layout.radial * layout.elements), 1);
    }
    double[] squares = kernel.meanSquares(graphs, weights, transposed, 0);
    for (int i = 0; i < layout.first.length; i++) {
      scale(layout.first[i], layout.depth * k, squares[i % NetworkLayout.DEGREES]);
    }
    squares = kernel.meanSquares(graphs, weights, transposed, 1);
    for (int z = 0; z < layout.elements; z++) {
      for (int b = 0; b < c; b++) {
        double size = Math.sqrt(squares[b]);
        fill(layout.firstScalars[z] + b * k, k, 1 / (size * Math.sqrt(c)), 1);
        fill(layout.firstEnergy[z] + b * k, k, energy / (size * Math.sqrt(c * k)), 0);
      }
      fill(layout.features[z], k * k, 1 / Math.sqrt(k), 1);
      fill(layout.featureShift[z], k, 1, 1);
    }
    fill(layout.message, layout.radial * 4 * k, 1 / Math.sqrt(layout.radial), 1);
    squares = kernel.meanSquares(graphs, weights, transposed, 2);
    for (int panel = 0; panel < 4 * k / 16; panel++) {
      int l = panel * 16 / k;
      scale(layout.message + panel * 16 * layout.radial, 16 * layout.radial, squares[l]);
    }
    for (int at : layout.mix) {
      fill(at, k * k, 1 / Math.sqrt(k), 1);
    }
    for (int at : layout.skip) {
      fill(at, 4 * k, 0.5, 1);
    }
    squares = kernel.meanSquares(graphs, weights, transposed, 3);
    for (int z = 0; z < layout.elements; z++) {
      for (int b = 0; b < c; b++) {
        double size = Math.sqrt(squares[b]);
        fill(layout.secondScalars[z] + b * k, k, 1 / (size * Math.sqrt(c)), 1);
        fill(layout.secondEnergy[z] + b * k, k, energy / (size * Math.sqrt(c * k)), 0);
      }
      fill(layout.inner[z], 2 * k * layout.hidden, 1 / Math.sqrt(2 * k), 1);
      fill(layout.innerShift[z], layout.hidden, 1, 1);
      fill(layout.outer[z], layout.hidden, energy / Math.sqrt(layout.hidden), 0);
      fill(layout.pair[z], layout.depth, energy / Math.sqrt(layout.depth), 0);
    }
  }

  private void fill(int at, int size, double wide, double factor) {
    for (int i = at; i < at + size; i++) {
      spread[i] = (float) wide;
      weights[i] = (float) (factor * wide * random.nextGaussian());
    }
  }

  private void scale(int at, int size, double square) {
    float factor = (float) (square > 0 ? 1 / Math.sqrt(square) : 1);
    for (int i = at; i < at + size; i++) {
      spread[i] *= factor;
      weights[i] *= factor;
    }
  }
}
