package vane.regression.huber;

import vane.linalg.SingleMatrix;

/**
 * One column on its way to the minimum by limited-memory BFGS with a bound on the scale, after
 * L-BFGS-B (Byrd, Lu, Nocedal, Zhu, SIAM J. Sci. Comput. 16, 1995, DOI 10.1137/0916069; version 3:
 * Morales and Nocedal, ACM TOMS 38, 2011, DOI 10.1145/2049662.2049669).
 *
 * <p>Variables are w, c and σ, [K + 2]. Only the scale is bounded, so the algorithm reduces to: a
 * scale on its bound that wants to go below stays; a quasi-Newton step that would leave the bound
 * is cut back to it; everything else is the unbounded method.
 *
 * <p>The residuals are linear along a direction, so a line search needs no matrix product.
 */
final class LbfgsColumn implements GoingColumns.Column {
  /** The least scale, ten times the machine's epsilon. */
  static final double LEAST_SCALE = 10 * Math.ulp(1.0);

  /** A column has converged when an iteration lowers the objective by less than this, relative. */
  private static final double LEAST_DECREASE = 1e7 * Math.ulp(1.0);

  private static final int MOST_EVALUATIONS = 20;

  private static final HuberKernel KERNEL = HuberKernel.best();

  private final HuberColumn column;
  private final int rows;
  private final double alpha;
  private final double tolerance;
  private final double[] x;
  private final double[] residuals;
  private final double[] gradient;
  private final double[] direction;
  private final CorrectionMemory memory;

  private double scale;
  private double objective;
  private double scaleDerivative;
  private double coefficientsSquared;
  private boolean finished;

  // Of the direction: how the scale and the squared coefficients go along it, its length, slope.
  private double scaleSlope;
  private double mixed;
  private double square;
  private double length;
  private double startSlope;

  // Of the last line search.
  private double step;
  private double endSlope;
  private double decrease;
  private boolean moved;

  /**
   * A column at its start.
   *
   * @param column with variables and residuals; they are kept up to date
   * @param settings the settings
   * @param pairs space for the corrections
   */
  LbfgsColumn(HuberColumn column, HuberSettings settings, SingleMatrix pairs) {
    this.column = column;
    this.x = column.variables;
    this.residuals = column.residuals;
    this.rows = residuals.length;
    this.alpha = settings.alpha();
    this.tolerance = settings.tolerance();
    this.gradient = new double[x.length];
    this.direction = new double[x.length];
    this.memory = new CorrectionMemory(pairs);
  }

  @Override
  public int iterations() {
    return column.iterations;
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  /** Evaluates at the start and leaves the derivatives by the residuals in psi. */
  void start(HuberLoss loss, double[] psi) {
    scale = x[x.length - 1];
    coefficientsSquared = KERNEL.dot(x, x, x.length - 2);
    loss.evaluate(residuals, rows, scale);
    objective = loss.value() + alpha * coefficientsSquared;
    scaleDerivative = loss.scaleDerivative();
    loss.move(residuals, residuals, 0, rows, scale, psi);
  }

  /** Takes the gradient at the start. */
  void startGradient(double[] ofLoss) {
    setGradient(ofLoss, gradient);
    if (projectedGradient() <= tolerance) {
      column.converged = true;
      finished = true;
    }
  }

  private void setGradient(double[] ofLoss, double[] destination) {
    int k = x.length - 2;
    for (int i = 0; i < k; i++) {
      destination[i] = 2 * alpha * x[i] - ofLoss[i];
    }
    destination[k] = -ofLoss[k];
    destination[k + 1] = scaleDerivative;
  }

  private double projectedGradient() {
    int end = x.length - 1;
    double ofScale =
        gradient[end] >= 0 ? Math.min(scale - LEAST_SCALE, gradient[end]) : -gradient[end];
    return Math.max(ofScale, KERNEL.largestMagnitude(gradient, end));
  }

  /** The direction of the next iteration. */
  double[] chooseDirection(CorrectionMemory.Workspace work) {
    int end = x.length - 1;
    double room = LEAST_SCALE - scale;
    if (room == 0 && gradient[end] >= 0) {
      memory.directionWithLast(gradient, 0, direction, work);
    } else {
      memory.direction(gradient, direction, work);
      if (direction[end] < room) {
        direction[end] = room;
        if (KERNEL.dot(gradient, direction, x.length) >= 0) {
          memory.directionWithLast(gradient, room, direction, work);
        }
      }
    }
    scaleSlope = direction[end];
    mixed = KERNEL.dot(x, direction, end - 1);
    square = KERNEL.dot(direction, direction, end - 1);
    length = Math.sqrt(KERNEL.dot(direction, direction, x.length));
    startSlope = KERNEL.dot(gradient, direction, x.length);
    return direction;
  }

  /**
   * Searches along the direction, moves the residuals and the scale, and leaves the derivatives by
   * the residuals in psi.
   *
   * @param image what the inputs make of the direction [rows]
   * @param loss evaluates
   * @param psi overwritten
   */
  void search(double[] image, HuberLoss loss, double[] psi) {
    double largest = column.iterations == 0 ? 1 : 1e10;
    if (column.iterations > 0 && scaleSlope < 0) {
      largest = Math.min(largest, (LEAST_SCALE - scale) / scaleSlope);
    }
    double first = column.iterations == 0 ? Math.min(1 / length, largest) : 1;
    moved = false;
    if (startSlope < 0) {
      MoreThuente line = new MoreThuente(objective, startSlope, Math.min(first, largest), largest);
      for (int evaluation = 0; evaluation < MOST_EVALUATIONS && !moved; evaluation++) {
        double t = line.step();
        loss.evaluate(residuals, image, t, rows, scaleAt(t), scaleSlope);
        double value = loss.value() + alpha * (coefficientsSquared + t * (2 * mixed + t * square));
        endSlope = loss.slope() + 2 * alpha * (mixed + t * square);
        if (line.next(value, endSlope) != MoreThuente.Status.TRY) {
          moved = true;
          step = t;
          scale = scaleAt(t);
          decrease = objective - value;
          objective = value;
          scaleDerivative = loss.scaleDerivative();
        }
      }
    }
    loss.move(residuals, image, moved ? step : 0, rows, scale, psi);
  }

  private double scaleAt(double t) {
    return Math.max(LEAST_SCALE, scale + t * scaleSlope);
  }

  /**
   * Ends the iteration: moves the variables, takes the gradient, remembers the correction, decides
   * whether to go on.
   *
   * @param ofLoss what the transposed inputs make of psi [K + 2]; overwritten
   * @param mostIterations the limit
   * @param work shared
   */
  void takeGradient(double[] ofLoss, int mostIterations, CorrectionMemory.Workspace work) {
    if (!moved) {
      // No descent along a quasi-Newton direction: begin again from the gradient alone.
      finished = memory.isEmpty();
      memory.clear();
      return;
    }
    column.iterations++;
    for (int i = 0; i < x.length; i++) {
      direction[i] *= step;
      x[i] += direction[i];
    }
    x[x.length - 1] = scale;
    coefficientsSquared = KERNEL.dot(x, x, x.length - 2);
    setGradient(ofLoss, ofLoss);
    for (int i = 0; i < x.length; i++) {
      double change = ofLoss[i] - gradient[i];
      gradient[i] = ofLoss[i];
      ofLoss[i] = change;
    }
    double before = objective + decrease;
    column.converged =
        projectedGradient() <= tolerance
            || decrease
                <= LEAST_DECREASE * Math.max(Math.max(Math.abs(before), Math.abs(objective)), 1);
    finished = column.converged || column.iterations >= mostIterations;
    double curvature = (endSlope - startSlope) * step;
    if (!finished && curvature > -Math.ulp(1.0) * startSlope * step) {
      memory.add(direction, ofLoss, curvature, KERNEL.dot(ofLoss, ofLoss, x.length), work);
    }
  }
}
