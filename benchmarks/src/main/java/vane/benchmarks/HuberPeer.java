package vane.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import vane.io.npy.NpyType;
import vane.io.npy.NpyWriter;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.huber.Huber;
import vane.regression.huber.HuberAlgorithm;
import vane.regression.huber.HuberPrecision;
import vane.regression.huber.HuberSettings;
import vane.regression.huber.HuberSolution;
import vane.structure.Element;

/**
 * The Java side of {@code benchmarks/peers/huber.py}: {@code problem} writes a regression problem,
 * {@code fit} solves it and times that.
 */
public final class HuberPeer {
  private HuberPeer() {}

  /**
   * Runs one of the two.
   *
   * @param arguments {@code problem DIR TRAJECTORIES ELEMENT K}, or {@code fit DIR NAME EPSILON
   *     ALGORITHM ITERATIONS PRECISION THREADS REPEATS}
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[1]);
    if (arguments[0].equals("problem")) {
      try (WorkerPool pool = new WorkerPool(Runtime.getRuntime().availableProcessors())) {
        RegressionProblem problem =
            RegressionProblem.of(
                Path.of(arguments[2]),
                Element.parse(arguments[3]).orElseThrow(),
                Integer.parseInt(arguments[4]),
                pool);
        RegressionProblem.write(folder.resolve("inputs.npy"), problem.inputs());
        RegressionProblem.write(folder.resolve("outputs.npy"), problem.outputs());
      }
      return;
    }
    HuberSettings settings =
        new HuberSettings(
            Double.parseDouble(arguments[3]),
            1e-4,
            HuberAlgorithm.valueOf(arguments[4]),
            Integer.parseInt(arguments[5]),
            arguments[4].equals("LBFGS") ? 1e-5 : 1e-9,
            HuberPrecision.valueOf(arguments[6]));
    Matrix inputs = RegressionProblem.read(folder.resolve("inputs.npy"));
    Matrix outputs = RegressionProblem.read(folder.resolve("outputs.npy"));
    try (WorkerPool pool = new WorkerPool(Integer.parseInt(arguments[7]))) {
      for (int i = 0; i < Integer.parseInt(arguments[8]); i++) {
        fit(folder.resolve(arguments[2]), inputs, outputs, settings, pool);
      }
    }
  }

  private static void fit(
      Path name, Matrix inputs, Matrix outputs, HuberSettings settings, WorkerPool pool) {
    long cpu = processorNanos();
    long wall = System.nanoTime();
    try (HuberSolution solution =
        Huber.fit(pool, inputs, outputs, settings, ProgressListener.SILENT)) {
      wall = System.nanoTime() - wall;
      cpu = processorNanos() - cpu;
      System.out.printf(
          java.util.Locale.ROOT,
          "{\"wallSeconds\": %.3f, \"processorSeconds\": %.3f, \"objective\": %.6f,"
              + " \"converged\": %d, \"iterations\": %d}%n",
          wall / 1e9,
          cpu / 1e9,
          Arrays.stream(solution.objectives()).sum(),
          solution.convergedColumns(),
          Arrays.stream(solution.iterations()).asLongStream().sum());
      try (Matrix coefficients = solution.coefficients().toMatrix(pool)) {
        RegressionProblem.write(Path.of(name + "-coefficients.npy"), coefficients);
      }
      try (NpyWriter writer = NpyWriter.matrix(Path.of(name + ".npy"), NpyType.FLOAT64, 4)) {
        for (int j = 0; j < outputs.columns(); j++) {
          writer.writeRow(
              solution.objectives()[j],
              solution.intercepts()[j],
              solution.scales()[j],
              solution.iterations()[j]);
        }
        writer.commit();
      }
    }
  }

  private static long processorNanos() {
    var bean = java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    return ((com.sun.management.OperatingSystemMXBean) bean).getProcessCpuTime();
  }
}
