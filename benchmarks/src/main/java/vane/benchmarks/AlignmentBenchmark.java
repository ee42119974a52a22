package vane.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
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
import vane.alignment.FitRow;
import vane.alignment.FitSettings;
import vane.alignment.NeighbourhoodFitter;
import vane.alignment.PermutationRule;
import vane.alignment.ReferenceNeighbourhoods;
import vane.alignment.RotationGroup;

/**
 * Time to fit one reference neighbourhood of four neighbours on one environment, with all
 * permutations, in alkanes of the bundled trajectories ({@code -Dvane.data=}, default {@code
 * data/alkanes}).
 *
 * <p>Each fork prints which fitter it measures. For the scalar one, {@code -jvmArgsAppend -Xmx1g}
 * takes the place of the argument that adds the module jdk.incubator.vector; {@code -jvmArgs} does
 * not, since that argument is then still appended.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
public class AlignmentBenchmark {
  private static final int NEIGHBOURS = 4;
  private static final int REFERENCES = 2048;
  private static final int ENVIRONMENTS = 64;

  /** The element whose neighbourhoods are fitted. */
  @Param({"C", "H"})
  public String element;

  /** The matrices to choose from. */
  @Param({"ORTHOGONAL", "PROPER"})
  public RotationGroup rotations;

  /** The permutations to choose from. */
  @Param({"ALL", "SAME_SPECIES"})
  public PermutationRule permutations;

  private NeighbourhoodFitter fitter;
  private FitRow row;
  private final List<double[]> points = new ArrayList<>();
  private final List<int[]> species = new ArrayList<>();

  /** A benchmark to be set up. */
  public AlignmentBenchmark() {}

  /** Reads neighbourhoods, the same ones each time, and lays out the references. */
  @Setup
  public void prepare() {
    Path data = Path.of(System.getProperty("vane.data", "data/alkanes"));
    for (String molecule : List.of("ethane", "butane", "heptane")) {
      read(data.resolve(molecule + "-run1.xyz.gz"));
    }
    Collections.shuffle(points, new Random(1));
    Collections.shuffle(species, new Random(1));
    double[] referencePoints = new double[REFERENCES * NEIGHBOURS * 3];
    int[] referenceSpecies = new int[REFERENCES * NEIGHBOURS];
    double[] vectors = new double[REFERENCES * 3];
    for (int j = 0; j < REFERENCES; j++) {
      double[] p = points.get(ENVIRONMENTS + j);
      System.arraycopy(p, 0, referencePoints, j * p.length, p.length);
      System.arraycopy(species.get(ENVIRONMENTS + j), 0, referenceSpecies, j * 4, 4);
      vectors[3 * j] = 1;
    }
    fitter =
        NeighbourhoodFitter.create(
            ReferenceNeighbourhoods.of(NEIGHBOURS, referencePoints, referenceSpecies, vectors),
            new FitSettings(rotations, permutations));
    row = new FitRow(REFERENCES);
    System.out.println("measuring " + fitter.getClass().getSimpleName());
  }

  /**
   * All references on a few environments.
   *
   * @return a result, to be used
   */
  @Benchmark
  @OperationsPerInvocation(ENVIRONMENTS * REFERENCES)
  public double fitPair() {
    double sum = 0;
    for (int i = 0; i < ENVIRONMENTS; i++) {
      fitter.fit(points.get(i), 0, species.get(i), 0, 0, REFERENCES, row);
      sum += row.goodness()[0] + row.rotatedX()[REFERENCES - 1];
    }
    return sum;
  }

  /** Every fifth frame; the last columns are not looked at. */
  private void read(Path file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file))))) {
      String first = lines.readLine();
      for (int frame = 0; first != null; frame++) {
        int atoms = Integer.parseInt(first.trim());
        lines.readLine();
        List<String[]> rows = new ArrayList<>();
        for (int a = 0; a < atoms; a++) {
          rows.add(lines.readLine().trim().split("\\s+"));
        }
        if (frame % 5 == 0) {
          addNeighbourhoods(rows);
        }
        first = lines.readLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addNeighbourhoods(List<String[]> atoms) {
    for (String[] centre : atoms) {
      if (!centre[0].equals(element)) {
        continue;
      }
      List<String[]> byDistance = new ArrayList<>(atoms);
      byDistance.sort(Comparator.comparingDouble(atom -> squaredDistance(atom, centre)));
      double[] p = new double[3 * NEIGHBOURS];
      int[] z = new int[NEIGHBOURS];
      for (int k = 0; k < NEIGHBOURS; k++) {
        String[] neighbour = byDistance.get(k + 1);
        z[k] = neighbour[0].equals("C") ? 6 : 1;
        for (int c = 0; c < 3; c++) {
          p[3 * k + c] = Double.parseDouble(neighbour[c + 1]) - Double.parseDouble(centre[c + 1]);
        }
      }
      points.add(p);
      species.add(z);
    }
  }

  private static double squaredDistance(String[] a, String[] b) {
    double sum = 0;
    for (int c = 1; c <= 3; c++) {
      double d = Double.parseDouble(a[c]) - Double.parseDouble(b[c]);
      sum += d * d;
    }
    return sum;
  }
}
