package vane.engines.xtb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vane.engines.EngineFailedException;
import vane.engines.start.LinearAlkane;
import vane.linalg.CholeskyFactorization;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/**
 * libxtb in a process of its own.
 *
 * <p>It is built against Debian's OpenBLAS, core brings another. Where Debian's was loaded first,
 * the first factorisation ended the process.
 */
@Tag("xtb")
class XtbProcessTest {

  /** Does what the words say. */
  public static void main(String[] args) {
    for (String what : args) {
      switch (what) {
        case "factor" -> factor();
        case "clash" -> clash();
        default -> {
          try (XtbForces xtb = XtbForces.open(XtbSettings.of(XtbMethod.valueOf(what)))) {
            System.out.printf(
                "%.4f%n", xtb.evaluate(LinearAlkane.named("icosane")).energy().orElseThrow());
          }
        }
      }
    }
  }

  private static void factor() {
    try (WorkerPool pool = new WorkerPool(1);
        Matrix four = Matrix.ofRows(new double[] {4}, 1, 1);
        Matrix solution = Matrix.ofRows(new double[] {2}, 1, 1)) {
      CholeskyFactorization.factorInPlace(pool, four).solveInPlace(pool, solution);
      System.out.println(solution.get(0, 0));
    }
  }

  private static void clash() {
    Structure methane = LinearAlkane.named("methane");
    Structure point = Structure.of(methane.elements(), new double[15]);
    for (XtbMethod method : XtbMethod.values()) {
      try (XtbForces xtb = XtbForces.open(XtbSettings.of(method))) {
        xtb.evaluate(methane);
        xtb.evaluate(point);
      } catch (EngineFailedException expected) {
        System.out.println("failed");
      }
    }
  }

  private static List<String> run(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                XtbProcessTest.class.getName()));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().filter(line -> !line.startsWith("WARNING: Using incubator")).toList();
  }

  @Test
  void theOpenBlasOfXtbAndThatOfCoreGoTogetherInAnyOrder() throws Exception {
    assertThat(run("GFN2", "factor")).containsExactly("-1749.3889", "0.5");
    assertThat(run("factor", "GFN2")).containsExactly("0.5", "-1749.3889");
  }

  @Test
  void nothingIsPrinted() throws Exception {
    assertThat(run("GFN1", "GFN_FF", "clash"))
        .hasSize(5)
        .allMatch(line -> line.equals("failed") || line.matches("-\\d+\\.\\d{4}"));
  }
}
