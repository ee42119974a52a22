package vane.equivariant.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.equivariant.Clusters;
import vane.structure.Element;

/** The fast kernels against forward differentiation of every invariant. */
class EnergyKernelTest {
  private static final List<BasisSettings> SETTINGS =
      List.of(
          new BasisSettings(3.0, 2, 0, -1, -1, -1),
          new BasisSettings(3.0, 3, 4, 3, -1, -1),
          new BasisSettings(4.0, 2, 3, 6, 5, -1),
          new BasisSettings(3.5, 3, 6, 4, 5, 4),
          new BasisSettings(3.5, 3, 0.5, 3, 5, 3.5, 3, 1.5));

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    for (BasisSettings settings : SETTINGS) {
      // Fewer atoms than lanes, as many, one more; one element and three.
      for (int atoms : new int[] {1, 2, 3, 8, 9, 17, 24}) {
        for (int elements = 1; elements <= 3; elements += 2) {
          cases.add(Arguments.of(settings, atoms, elements));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void vectorKernelAgreesWithForwardDifferentiation(
      BasisSettings settings, int atoms, int elements) {
    agrees(VectorEnergyKernel::new, settings, atoms, elements);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void scalarKernelAgreesWithForwardDifferentiation(
      BasisSettings settings, int atoms, int elements) {
    agrees(ScalarEnergyKernel::new, settings, atoms, elements);
  }

  private static void agrees(
      Function<TensorBasis, EnergyKernel> creator, BasisSettings settings, int atoms, int count) {
    Random random = new Random(31L * atoms + count);
    SortedSet<Element> elements = new TreeSet<>();
    for (int a = 0; a < count; a++) {
      elements.add(Element.of(a + 1));
    }
    // Some distances are below the inner ones, so that the lag is tested, too.
    double[] inner = new double[count * count];
    Arrays.setAll(inner, pair -> 1 + 0.05 * pair);
    ElementBasis functions = new ElementBasis(elements, settings, inner);
    AtomBatch batch = functions.batch(List.of(Clusters.cluster(random, atoms, count)));
    TensorBasis basis = functions.tensors();
    double[] weights = random.doubles(basis.size(), -1, 1).toArray();
    ContractionPlan plan = new ContractionPlan(basis, weights);
    EnergyKernel kernel = creator.apply(basis);
    Tile tile = new Tile(kernel.lanes(), count, settings.cutoffAngstrom());
    PlainInvariantGradients plain = new PlainInvariantGradients(functions);
    for (int a = 0; a < count; a++) {
      int element = a;
      int[] centres =
          IntStream.range(0, atoms).filter(i -> batch.speciesOf(i) == element).toArray();
      for (int first = 0; first < centres.length; first += kernel.lanes()) {
        tile.fill(batch, centres, first, Math.min(kernel.lanes(), centres.length - first));
        kernel.expand(tile, functions.radialBases(a));
        kernel.contract(plan);
        for (int lane = 0; lane < tile.filled(); lane++) {
          compare(batch, centres[first + lane], weights, plain, kernel, tile, lane);
        }
      }
    }
  }

  private static void compare(
      AtomBatch batch,
      int atom,
      double[] weights,
      PlainInvariantGradients plain,
      EnergyKernel kernel,
      Tile tile,
      int lane) {
    double[] invariants = new double[weights.length];
    double[] expected = new double[3 * batch.size()];
    int start = batch.start(atom, 0);
    plain.compute(
        batch,
        atom,
        invariants,
        (q, gradient, first, last) -> {
          for (int k = first; k < last; k++) {
            for (int axis = 0; axis < 3; axis++) {
              expected[3 * batch.atoms[start + k] + axis] +=
                  weights[q] * gradient[3 * (k - first) + axis];
            }
          }
        });
    double energy = 0;
    double scale = 1;
    for (int q = 0; q < weights.length; q++) {
      energy += weights[q] * invariants[q];
      scale += Math.abs(weights[q] * invariants[q]);
    }
    double[] found = new double[3 * batch.size()];
    int lanes = kernel.lanes();
    for (int k = 0; k < tile.slots(); k++) {
      int neighbour = tile.atoms[k * lanes + lane];
      for (int axis = 0; axis < 3 && neighbour >= 0; axis++) {
        found[3 * neighbour + axis] = kernel.gradients()[(3 * k + axis) * lanes + lane];
      }
    }
    assertThat(kernel.energies()[lane]).isCloseTo(energy, within(1e-12 * scale));
    assertThat(found).containsExactly(expected, within(1e-10 * scale));
  }
}
