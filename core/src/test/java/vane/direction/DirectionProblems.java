package vane.direction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** Problems for tests: random ones, turned ones, and those of the golden file. */
final class DirectionProblems {
  private DirectionProblems() {}

  /** A problem of the golden file with what SciPy made of it. */
  record Golden(String name, DirectionProblem problem, JsonNode element, int row) {
    double number(String key) {
      return element.get(key).get(row).asDouble();
    }

    double[] vector(String key) {
      return array(element.get(key).get(row));
    }
  }

  static List<Golden> golden() {
    List<Golden> all = new ArrayList<>();
    try (InputStream in =
        new GZIPInputStream(
            DirectionProblems.class.getResourceAsStream("/golden/oa-mlm/oa-mlm.json.gz"))) {
      JsonNode elements = new ObjectMapper().readTree(in).get("elements");
      for (String symbol : List.of("C", "H")) {
        JsonNode element = elements.get(symbol);
        for (int row = 0; row < element.get("testG").size(); row++) {
          all.add(new Golden(symbol + row, problem(element, row), element, row));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** A search without a constraint, and the direction in which SciPy's SLSQP ended. */
  record Search(String name, DirectionProblem problem, double[] direction) {}

  /** The golden problems from each of their four neighbours. */
  static List<Search> unconstrained(List<Golden> golden) {
    List<Search> all = new ArrayList<>();
    try (InputStream in =
        DirectionProblems.class.getResourceAsStream("/golden/direction/sqp-r3.json")) {
      for (JsonNode search : new ObjectMapper().readTree(in).get("searches")) {
        String name = search.get("problem").asText();
        Golden one = golden.stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
        int neighbour = search.get("neighbour").asInt();
        DirectionProblem problem = problem(one.element(), one.row());
        double[] start = array(one.element().get("testY").get(one.row()).get(neighbour));
        problem.start(start[0], start[1], start[2]);
        all.add(new Search(name + " " + neighbour, problem, array(search.get("direction"))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static DirectionProblem problem(JsonNode element, int row) {
    double[] goodness = array(element.get("testG").get(row));
    double[] expected = array(element.get("predictedG").get(row));
    double[] cosines = array(element.get("predictedCosines").get(row));
    DirectionProblem problem = new DirectionProblem();
    for (int k = 0; k < goodness.length; k++) {
      if (goodness[k] - expected[k] <= 0) {
        double[] t = array(element.get("testRotatedT").get(row).get(k));
        problem.add(cosines[k], t[0], t[1], t[2], goodness[k]);
      }
    }
    double[] start = array(element.get("testY").get(row).get(0));
    problem.start(start[0], start[1], start[2]);
    return problem;
  }

  private static double[] array(JsonNode node) {
    return IntStream.range(0, node.size()).mapToDouble(i -> node.get(i).asDouble()).toArray();
  }

  /** References around a hidden direction, with noise in the cosines, and a random start. */
  static DirectionProblem random(long seed, int size) {
    Random random = new Random(seed);
    DirectionProblem problem = new DirectionProblem();
    double[] hidden = unit(random);
    for (int k = 0; k < size; k++) {
      double[] t = unit(random);
      double cosine =
          t[0] * hidden[0] + t[1] * hidden[1] + t[2] * hidden[2] + 0.3 * random.nextGaussian();
      problem.add(cosine, t[0], t[1], t[2], 0.05 + 0.4 * random.nextDouble());
    }
    double[] start = unit(random);
    problem.start(start[0], start[1], start[2]);
    return problem;
  }

  static double[] unit(Random random) {
    double x = random.nextGaussian();
    double y = random.nextGaussian();
    double z = random.nextGaussian();
    double norm = Math.sqrt(x * x + y * y + z * z);
    return new double[] {x / norm, y / norm, z / norm};
  }

  /** A random rotation, or with {@code reflect} a rotation and a mirror [3 × 3]. */
  static double[] orthogonal(Random random, boolean reflect) {
    double[] a = unit(random);
    double[] b = unit(random);
    double along = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    double norm = Math.sqrt(1 - along * along);
    for (int i = 0; i < 3; i++) {
      b[i] = (b[i] - along * a[i]) / norm;
    }
    double sign = reflect ? -1 : 1;
    return new double[] {
      a[0],
      a[1],
      a[2],
      b[0],
      b[1],
      b[2],
      sign * (a[1] * b[2] - a[2] * b[1]),
      sign * (a[2] * b[0] - a[0] * b[2]),
      sign * (a[0] * b[1] - a[1] * b[0])
    };
  }

  static double[] turn(double[] m, double x, double y, double z) {
    return new double[] {
      m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z
    };
  }

  static final double[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  /** The same problem turned by a matrix, with its references in the order given. */
  static DirectionProblem changed(DirectionProblem problem, double[] matrix, int[] order) {
    DirectionProblem changed = new DirectionProblem();
    for (int k : order) {
      double[] t = turn(matrix, problem.tx[k], problem.ty[k], problem.tz[k]);
      changed.add(problem.cosine[k], t[0], t[1], t[2], problem.goodness(k));
    }
    double[] start = new double[3];
    problem.start(start);
    start = turn(matrix, start[0], start[1], start[2]);
    changed.start(start[0], start[1], start[2]);
    return changed;
  }

  static int[] inOrder(DirectionProblem problem) {
    return IntStream.range(0, problem.size()).toArray();
  }
}
