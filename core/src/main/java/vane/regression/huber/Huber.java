package vane.regression.huber;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vane.linalg.FactoredMatrix;
import vane.linalg.LeadingDirections;
import vane.linalg.Matrix;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.TooFewRowsException;

/**
 * Huber regression of every column of a matrix, with an intercept and a scale for each:
 *
 * <pre>
 *   minimise over w, c, σ    Σ_i (σ + H_ε((y_i − x_i·w − c)/σ) σ) + α |w|²
 *   H_ε(z) = z²  if |z| &lt; ε,   2 ε |z| − ε²  otherwise
 * </pre>
 *
 * <p>The objective is the one of scikit-learn's HuberRegressor (Owen, A robust hybrid of lasso and
 * ridge regression, 2007, DOI 10.1090/conm/443/08555). {@link HuberAlgorithm} says what is offered.
 */
public final class Huber {
  private static final int LARGEST_PANEL = 512;
  private static final int SMALLEST_PANEL = 64;
  private static final int PANELS_WANTED = 16;

  private Huber() {}

  /**
   * Regresses outputs on inputs.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param inputs D [N × K], finite; not modified
   * @param outputs O [N × any], finite; not modified
   * @param settings the settings
   * @param progress hears of one stage, whose steps are columns times iterations
   * @return the solution, to be closed by the caller
   * @throws TooFewRowsException if N &lt; K
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit
   */
  public static HuberSolution fit(
      WorkerPool pool,
      Matrix inputs,
      Matrix outputs,
      HuberSettings settings,
      ProgressListener progress) {
    try (HuberInputs shared = new HuberInputs(inputs)) {
      return fit(pool, shared, outputs, settings, progress);
    }
  }

  /**
   * Regresses outputs on inputs that other regressions share.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param inputs D [N × K], finite; not modified
   * @param outputs O [N × any], finite; not modified
   * @param settings the settings
   * @param progress hears of one stage, whose steps are columns times iterations
   * @return the solution, to be closed by the caller
   * @throws TooFewRowsException if N &lt; K
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit
   */
  public static HuberSolution fit(
      WorkerPool pool,
      HuberInputs inputs,
      Matrix outputs,
      HuberSettings settings,
      ProgressListener progress) {
    check(inputs.matrix(), outputs, Optional.empty());
    if (settings.precision() == HuberPrecision.SINGLE
        && settings.algorithm() == HuberAlgorithm.LBFGS) {
      Optional<LeadingDirections> leading = inputs.leading(pool);
      if (leading.isPresent()) {
        return minimise(
                pool, leading.get().coordinates(), outputs, settings, Optional.empty(), progress)
            .along(leading.get().directions());
      }
    }
    return minimise(pool, inputs.matrix(), outputs, settings, Optional.empty(), progress);
  }

  /**
   * Regresses outputs on inputs, beginning where another solution ended. An early-stopped solution
   * depends on where it began: only a start at zero gives the customary reading.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param inputs D [N × K], finite; not modified
   * @param outputs O [N × any], finite; not modified
   * @param settings the settings
   * @param start a solution of the same shape, perhaps for another ε; not modified
   * @param progress hears of one stage, whose steps are columns times iterations
   * @return the solution, to be closed by the caller
   * @throws TooFewRowsException if N &lt; K
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit
   */
  public static HuberSolution fit(
      WorkerPool pool,
      Matrix inputs,
      Matrix outputs,
      HuberSettings settings,
      HuberSolution start,
      ProgressListener progress) {
    check(inputs, outputs, Optional.of(start));
    return minimise(pool, inputs, outputs, settings, Optional.of(start), progress);
  }

  private static HuberSolution minimise(
      WorkerPool pool,
      Matrix inputs,
      Matrix outputs,
      HuberSettings settings,
      Optional<HuberSolution> start,
      ProgressListener progress) {
    Matrix coefficients = Matrix.zeros(inputs.columns(), outputs.columns());
    HuberSolution solution = new HuberSolution(coefficients);
    try (Matrix extended = PanelProducts.OfDoubles.extend(inputs);
        PanelSolver solver = PanelSolver.of(pool, inputs, outputs, settings, progress)) {
      progress.stage("Huber regression", (long) outputs.columns() * settings.maxIterations());
      int width = panelWidth(outputs.columns());
      pool.run(
          (outputs.columns() + width - 1) / width,
          panel -> {
            int from = panel * width;
            int to = Math.min(outputs.columns(), from + width);
            try (PanelProducts exact = new PanelProducts.OfDoubles(extended, to - from)) {
              List<HuberColumn> columns = begin(outputs, from, to, start, exact, solution);
              solver.solve(columns, start.isPresent(), progress);
              setResiduals(outputs, columns, exact);
              finish(columns, settings, coefficients, solution);
            }
          });
    } catch (RuntimeException | Error failure) {
      solution.close();
      throw failure;
    }
    return solution;
  }

  private static void check(Matrix inputs, Matrix outputs, Optional<HuberSolution> start) {
    if (inputs.rows() != outputs.rows()) {
      throw new IllegalArgumentException(
          inputs.rows() + " rows of inputs and " + outputs.rows() + " of outputs, expected equal");
    }
    if (inputs.rows() < inputs.columns()) {
      throw new TooFewRowsException(inputs.columns(), inputs.rows());
    }
    start.ifPresent(
        other -> {
          FactoredMatrix found = other.coefficients();
          if (found.rows() != inputs.columns() || found.columns() != outputs.columns()) {
            throw new IllegalArgumentException(
                "a start for "
                    + found.rows()
                    + " inputs and "
                    + found.columns()
                    + " outputs, expected "
                    + inputs.columns()
                    + " and "
                    + outputs.columns());
          }
        });
    inputs.requireFinite("the inputs");
    outputs.requireFinite("the outputs");
  }

  /** Depends on the number of columns alone, so that the number of threads never shows. */
  private static int panelWidth(int columns) {
    int even = (columns + PANELS_WANTED - 1) / PANELS_WANTED;
    return Math.max(SMALLEST_PANEL, Math.min(LARGEST_PANEL, even));
  }

  private static List<HuberColumn> begin(
      Matrix outputs,
      int from,
      int to,
      Optional<HuberSolution> start,
      PanelProducts exact,
      HuberSolution solution) {
    int k = solution.coefficients().rows();
    List<HuberColumn> columns = new ArrayList<>();
    for (int j = from; j < to; j++) {
      HuberColumn column = new HuberColumn(j, k, outputs.rows());
      double[] x = column.variables;
      x[k + 1] = 1;
      if (start.isPresent()) {
        start.get().copyColumn(j, x);
        x[k + 1] = Math.max(x[k + 1], LbfgsColumn.LEAST_SCALE);
      }
      columns.add(column);
    }
    if (start.isPresent()) {
      setResiduals(outputs, columns, exact);
    } else {
      subtractFrom(outputs, columns);
    }
    return columns;
  }

  /** Residuals from the variables, in double precision. */
  private static void setResiduals(Matrix outputs, List<HuberColumn> columns, PanelProducts exact) {
    for (int j = 0; j < columns.size(); j++) {
      exact.setDirection(j, columns.get(j).variables);
    }
    exact.forward(columns.size());
    for (int j = 0; j < columns.size(); j++) {
      exact.getImage(j, columns.get(j).residuals);
    }
    subtractFrom(outputs, columns);
  }

  /** Residuals from the outputs and the fits that stand in their place. */
  private static void subtractFrom(Matrix outputs, List<HuberColumn> columns) {
    double[] row = new double[columns.size()];
    int from = columns.get(0).index;
    for (int i = 0; i < outputs.rows(); i++) {
      outputs.getRowPart(i, from, columns.size(), row, 0);
      for (int j = 0; j < columns.size(); j++) {
        double[] residuals = columns.get(j).residuals;
        residuals[i] = row[j] - residuals[i];
      }
    }
  }

  private static void finish(
      List<HuberColumn> columns,
      HuberSettings settings,
      Matrix coefficients,
      HuberSolution solution) {
    int k = coefficients.rows();
    HuberLoss loss = new HuberLoss(settings.epsilon());
    double[] row = new double[columns.size()];
    int from = columns.get(0).index;
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < columns.size(); j++) {
        row[j] = columns.get(j).variables[i];
      }
      coefficients.setRowPart(i, from, columns.size(), row, 0);
    }
    for (HuberColumn column : columns) {
      double[] x = column.variables;
      loss.evaluate(column.residuals, column.residuals.length, x[k + 1]);
      double square = 0;
      for (int i = 0; i < k; i++) {
        square += x[i] * x[i];
      }
      solution.set(
          column.index,
          x[k],
          x[k + 1],
          loss.value() + settings.alpha() * square,
          column.iterations,
          column.converged);
    }
  }
}
