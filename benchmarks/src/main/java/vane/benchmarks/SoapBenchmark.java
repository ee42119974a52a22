package vane.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import vane.descriptor.Soap;
import vane.descriptor.SoapSettings;
import vane.structure.Element;
import vane.structure.NearestNeighbours;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * Time an atomic environment of heptane: its SOAP, its neighbours within reach, its nearest four.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SoapBenchmark {
  private static final int CARBONS = 7;
  private static final int ATOMS = 3 * CARBONS + 2;

  /** Settings: the paper's (r 3, n 6, l 1, σ 1) or sharper ones (r 4, n 8, l 5, σ 0.4). */
  @Param({"paper", "sharp"})
  public String settings;

  private Structure heptane;
  private Soap soap;
  private Soap.Workspace workspace;
  private int[] atoms;
  private double[] dst;

  /** Builds the molecule and the descriptor. */
  @Setup
  public void setUp() {
    heptane = zigzag();
    List<Element> species = List.of(Element.of(1), Element.of(6));
    soap =
        new Soap(
            settings.equals("paper")
                ? SoapSettings.paper(species)
                : new SoapSettings(4, 8, 5, 0.4, species, false, SoapSettings.Average.OFF));
    workspace = soap.newWorkspace();
    atoms = IntStream.range(0, ATOMS).toArray();
    dst = new double[ATOMS * soap.features()];
  }

  /** An all-anti chain of C–C 1.53 Å and C–H 1.1 Å with tetrahedral angles. */
  private static Structure zigzag() {
    List<Element> elements = new ArrayList<>(Collections.nCopies(CARBONS, Element.of(6)));
    elements.addAll(Collections.nCopies(ATOMS - CARBONS, Element.of(1)));
    double along = 1.249;
    double across = 0.442;
    List<double[]> places = new ArrayList<>();
    for (int i = 0; i < CARBONS; i++) {
      places.add(new double[] {i * along, (i % 2 == 0 ? 1 : -1) * across, 0});
    }
    for (int i = 0; i < CARBONS; i++) {
      double side = (i % 2 == 0 ? 1 : -1) * (across + 0.635);
      places.add(new double[] {i * along, side, 0.898});
      places.add(new double[] {i * along, side, -0.898});
    }
    double end = (CARBONS - 1) % 2 == 0 ? across - 0.635 : 0.635 - across;
    places.add(new double[] {-0.898, across - 0.635, 0});
    places.add(new double[] {(CARBONS - 1) * along + 0.898, end, 0});
    double[] positions = places.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    return Structure.of(elements, positions);
  }

  /**
   * SOAP, with its neighbour search.
   *
   * @return the rows
   */
  @Benchmark
  @OperationsPerInvocation(ATOMS)
  public double[] soap() {
    soap.computeAtoms(heptane, atoms, workspace, dst, 0);
    return dst;
  }

  /**
   * The neighbour search alone.
   *
   * @return the list
   */
  @Benchmark
  @OperationsPerInvocation(ATOMS)
  public NeighbourList neighbours() {
    return NeighbourList.within(heptane, soap.reachAngstrom());
  }

  /**
   * The nearest four neighbours.
   *
   * @return the neighbours
   */
  @Benchmark
  @OperationsPerInvocation(ATOMS)
  public NearestNeighbours nearestFour() {
    return NearestNeighbours.of(heptane, 4);
  }
}
