package vane.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vane.equivariant.Clusters;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/** The fast kernel against {@link PlainNetwork}, at awkward sizes. */
class NetworkKernelTest {
  private static final List<Element> ELEMENTS =
      List.of(Element.of(1), Element.of(2), Element.of(3));
  private static final NetworkScale SCALE = new NetworkScale(0.9, 6, Collections.nCopies(9, 0.9));

  private record Fixture(String name, Structure structure, NetworkSettings settings) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Fixture> fixtures() {
    NetworkSettings small = new NetworkSettings(3, 16, 8, 16, 4);
    return List.of(
        new Fixture("lone atom", cluster(1, 1), small),
        new Fixture("two atoms", cluster(2, 2), small),
        new Fixture("one element", cluster(7, 1), small),
        new Fixture("three elements", cluster(11, 3), small),
        new Fixture("order 3", cluster(9, 2), new NetworkSettings(3, 16, 8, 16, 3)),
        new Fixture("more channels", cluster(9, 3), new NetworkSettings(3, 32, 16, 32, 4)),
        new Fixture("images", Clusters.crystal(new Random(3)), small));
  }

  private static Structure cluster(int atoms, int elements) {
    return Clusters.cluster(new Random(atoms), atoms, elements);
  }

  private static double[] weights(NetworkLayout layout) {
    Random random = new Random(5);
    // As singles, so that both see the same.
    return IntStream.range(0, layout.size)
        .mapToDouble(i -> (float) (0.12 * random.nextGaussian()))
        .toArray();
  }

  private static float[] singles(double[] values) {
    float[] singles = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      singles[i] = (float) values[i];
    }
    return singles;
  }

  private static AtomGraph graph(Structure structure, NetworkSettings settings) {
    return new AtomGraph(
        structure, NeighbourList.within(structure, settings.cutoffAngstrom()), ELEMENTS);
  }

  private static NetworkKernel evaluated(NetworkLayout layout, double[] weights, AtomGraph graph) {
    NetworkKernel kernel = NetworkKernel.of(layout, SCALE);
    float[] transposed = new float[layout.transposedSize];
    layout.transpose(singles(weights), transposed);
    kernel.evaluate(graph, singles(weights), transposed);
    return kernel;
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void energyAndForcesAreThoseOfThePlainFormulas(Fixture fixture) {
    NetworkLayout layout = new NetworkLayout(fixture.settings, ELEMENTS.size());
    double[] weights = weights(layout);
    PlainNetwork plain = new PlainNetwork(layout, SCALE, ELEMENTS, weights);
    AtomGraph graph = graph(fixture.structure, fixture.settings);
    NetworkKernel kernel = evaluated(layout, weights, graph);
    double energy = IntStream.range(0, graph.atoms).mapToDouble(kernel::atomEnergy).sum();
    assertThat(energy).isCloseTo(plain.energy(fixture.structure), within(2e-5));
    for (int i = 0; i < Math.min(4, graph.atoms); i++) {
      double[] u = new double[3 * graph.atoms];
      u[3 * graph.original[i] + i % 3] = 1;
      double slope =
          (plain.energy(PlainNetwork.moved(fixture.structure, u, 1e-5))
                  - plain.energy(PlainNetwork.moved(fixture.structure, u, -1e-5)))
              / 2e-5;
      assertThat(kernel.force(i, i % 3)).isCloseTo(-slope, within(2e-5 * (1 + Math.abs(slope))));
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void gradientsByWeightsAreThoseOfThePlainFormulas(Fixture fixture) {
    NetworkLayout layout = new NetworkLayout(fixture.settings, ELEMENTS.size());
    double[] weights = weights(layout);
    AtomGraph graph = graph(fixture.structure, fixture.settings);
    Random random = new Random(8);
    float[] u = new float[3 * graph.atoms];
    double[] displacement = new double[u.length];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) random.nextGaussian();
      displacement[3 * graph.original[i / 3] + i % 3] = u[i];
    }
    float[] gradient = new float[layout.size];
    evaluated(layout, weights, graph).addGradient(u, gradient);
    int[][] blocks = {
      layout.first,
      layout.firstScalars,
      layout.firstEnergy,
      layout.features,
      layout.featureShift,
      {layout.message},
      layout.mix,
      layout.skip,
      layout.secondScalars,
      layout.secondEnergy,
      layout.inner,
      layout.innerShift,
      layout.outer,
      layout.pair
    };
    Structure ahead = PlainNetwork.moved(fixture.structure, displacement, 1e-3);
    Structure behind = PlainNetwork.moved(fixture.structure, displacement, -1e-3);
    for (int[] block : blocks) {
      // The first element is there in all fixtures.
      int weight = block[0] + random.nextInt(16);
      double expected = 0;
      for (int sign = -1; sign <= 1; sign += 2) {
        double[] changed = weights.clone();
        changed[weight] += sign * 1e-3;
        PlainNetwork plain = new PlainNetwork(layout, SCALE, ELEMENTS, changed);
        double slope = (plain.energy(ahead) - plain.energy(behind)) / 2e-3;
        expected += sign * slope / 2e-3;
      }
      assertThat(gradient[weight])
          .isCloseTo((float) expected, within((float) (1e-3 + 1e-3 * Math.abs(expected))));
    }
  }

  @Test
  void energyIsContinuousAtTheCutoff() {
    NetworkSettings settings = new NetworkSettings(3, 16, 8, 16, 4);
    NetworkLayout layout = new NetworkLayout(settings, ELEMENTS.size());
    double[] weights = weights(layout);
    double[] energies = new double[2];
    double[] force = new double[2];
    for (int side = 0; side < 2; side++) {
      double[] positions = {0, 0, 0, 1.2, 0, 0, 1.2 + (side == 0 ? 2.9999 : 3.0001), 0, 0};
      Structure structure =
          Structure.of(List.of(Element.of(1), Element.of(2), Element.of(1)), positions);
      AtomGraph graph = graph(structure, settings);
      assertThat(graph.pairs).isEqualTo(side == 0 ? 2 : 1);
      NetworkKernel kernel = evaluated(layout, weights, graph);
      energies[side] = IntStream.range(0, 3).mapToDouble(kernel::atomEnergy).sum();
      force[side] = kernel.force(0, 0);
    }
    assertThat(energies[0]).isCloseTo(energies[1], within(1e-6));
    assertThat(force[0]).isCloseTo(force[1], within(1e-3));
  }
}
