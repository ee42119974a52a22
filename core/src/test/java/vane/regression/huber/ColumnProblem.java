package vane.regression.huber;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** One column whose minimum is known, and a solver of panels run on it. */
record ColumnProblem(double[] x, double[] y) {
  /** A line through points that are off it by ±1 so that least squares keeps the line. */
  static ColumnProblem line() {
    double[] x = {-3, -2, -1, 0, 1, 2, 3, 4};
    double[] off = {1, -1, -1, 1, 1, -1, -1, 1};
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = 2 * x[i] + 5 + off[i];
    }
    return new ColumnProblem(x, y);
  }

  /** A line through all points but one. */
  static ColumnProblem lineWithOutlier() {
    double[] x = {-3, -2, -1, 0, 1, 2, 3};
    double[] y = {-1, 1, 3, 5, 47, 9, 11};
    return new ColumnProblem(x, y);
  }

  /** The column at w, c and σ. */
  HuberColumn start(double w, double c, double sigma) {
    HuberColumn column = new HuberColumn(0, 1, x.length);
    column.variables[0] = w;
    column.variables[1] = c;
    column.variables[2] = sigma;
    System.arraycopy(residuals(w, c), 0, column.residuals, 0, x.length);
    return column;
  }

  double[] residuals(double w, double c) {
    double[] residuals = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      residuals[i] = y[i] - w * x[i] - c;
    }
    return residuals;
  }

  /** Minimises; returns how many steps of progress were heard of. */
  long solve(HuberColumn column, HuberSettings settings, boolean warm) {
    AtomicLong steps = new AtomicLong();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void stage(String name, long total) {}

          @Override
          public void advance(long more) {
            steps.addAndGet(more);
          }
        };
    try (WorkerPool pool = new WorkerPool(1);
        Matrix inputs = Matrix.ofRows(x, x.length, 1);
        Matrix outputs = Matrix.ofRows(y, y.length, 1);
        PanelSolver solver = PanelSolver.of(pool, inputs, outputs, settings, listener)) {
      solver.solve(List.of(column), warm, listener);
    }
    return steps.get();
  }
}
