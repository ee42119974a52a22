package vane.regression.huber;

/**
 * One column on its way to the minimum by the alternating direction method of multipliers (Boyd et
 * al., Foundations and Trends in Machine Learning 3, 2011, DOI 10.1561/2200000016) on the splitting
 * r = y − D w − c.
 *
 * <p>With the scale minimised out, the loss of the residuals is the support function of a set: the
 * box |ψ_i| ≤ 2 ε within the ball |ψ|² ≤ 4 N (the ball is what the scale is the multiplier of; at ε
 * = 1 it holds the box, and the loss is 2 Σ |r_i|). So the step in r is a projection onto that set,
 * the step in w and c is a ridge regression with the shared factorisation, and
 *
 * <pre>
 *   maximise over ψ    y·ψ − |Dᵀψ|² / 4α,    ψ in the set, Σ ψ_i = 0
 * </pre>
 *
 * <p>is the dual problem, whose value bounds the objective from below.
 */
final class AlternatingColumn implements GoingColumns.Column {
  /** Steps beyond the plain method's, which saves about a third of the iterations. */
  private static final double RELAXATION = 1.6;

  private static final HuberKernel KERNEL = HuberKernel.best();

  private final HuberColumn column;
  private final HuberSettings settings;
  private final CentredSpectrum spectrum;
  private final int rows;
  private final double[] outputs;
  private final double[] residuals;
  private final double[] multipliers;
  private final double[] weights;
  private final double[] best;
  private double penalty;
  private double mean;
  private double acceptableGap;
  private double bestIntercept;
  private double bestObjective = Double.POSITIVE_INFINITY;
  private double greatestBound = Double.NEGATIVE_INFINITY;
  private double primalChange;
  private double dualChange;
  private double bestScale;
  private boolean finished;

  /**
   * A column.
   *
   * @param column gets the result, and may hold a warm start
   * @param outputs y [N], kept
   * @param settings the settings
   * @param spectrum shared
   */
  AlternatingColumn(
      HuberColumn column, double[] outputs, HuberSettings settings, CentredSpectrum spectrum) {
    this.column = column;
    this.outputs = outputs;
    this.settings = settings;
    this.spectrum = spectrum;
    this.rows = outputs.length;
    this.residuals = new double[rows];
    this.multipliers = new double[rows];
    this.weights = new double[spectrum.means().length];
    this.best = new double[weights.length];
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public int iterations() {
    return column.iterations;
  }

  /** The coefficients of the scores, V w, of the best iterate [K]. */
  double[] best() {
    return best;
  }

  /** Writes the best iterate into the column, given its coefficients w in the first K places. */
  void finish() {
    double[] x = column.variables;
    int k = weights.length;
    x[k] = bestIntercept - KERNEL.dot(spectrum.means(), x, k);
    x[k + 1] = bestScale;
  }

  /** What the next ridge regression fits, without its mean, into target [N]. */
  void target(double[] target) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      target[i] = outputs[i] - residuals[i] - multipliers[i];
      sum += target[i];
    }
    mean = sum / rows;
    for (int i = 0; i < rows; i++) {
      target[i] -= mean;
    }
  }

  /** From Zᵀ target the coefficients of the scores, into coefficients [K]. */
  void ridge(double[] products, double[] coefficients) {
    double ridge = penalty == 0 ? 0 : 2 * settings.alpha() / penalty;
    for (int j = 0; j < weights.length; j++) {
      weights[j] = products[j] * spectrum.inverse(j, ridge);
      coefficients[j] = weights[j];
    }
  }

  /** What the least-squares fit so far leaves, into errors [N]. */
  void errors(double[] fit, double[] errors) {
    for (int i = 0; i < rows; i++) {
      errors[i] = outputs[i] - mean - fit[i];
    }
  }

  /** Corrects the least-squares fit, because the factorisation squared the condition number. */
  void refine(double[] products, double[] coefficients) {
    for (int j = 0; j < weights.length; j++) {
      weights[j] += products[j] * spectrum.inverse(j, 0);
      coefficients[j] = weights[j];
    }
  }

  /** Begins at the least-squares fit, given Z times the coefficients. */
  void begin(double[] fit) {
    errors(fit, residuals);
    double deviation = 0;
    double largest = 0;
    for (double y : outputs) {
      deviation += (y - mean) * (y - mean);
      largest = Math.max(largest, Math.abs(y));
    }
    deviation = Math.sqrt(deviation / rows);
    double left = Math.sqrt(KERNEL.dot(residuals, residuals, rows) / rows);
    penalty = 2 / Math.max(Math.max(left, 1e-3 * deviation), Double.MIN_NORMAL);
    // The objective without inputs is at most 2 N times the deviation.
    acceptableGap =
        2 * rows * deviation * settings.tolerance()
            + rows * (LbfgsColumn.LEAST_SCALE + 64 * Math.ulp(largest));
  }

  /** Goes on from the column's residuals and scale in place of the least-squares fit. */
  void warm() {
    double scale = column.variables[weights.length + 1];
    KERNEL.move(
        column.residuals,
        column.residuals,
        0,
        rows,
        1 / Math.max(LbfgsColumn.LEAST_SCALE, scale),
        settings.epsilon(),
        multipliers);
    for (int i = 0; i < rows; i++) {
      residuals[i] = column.residuals[i];
      multipliers[i] /= -penalty;
    }
  }

  /** Ends an iteration, given Z times the coefficients; work [N] is overwritten. */
  void step(double[] fit, double[] work) {
    column.iterations++;
    double cap = 2 * settings.epsilon();
    for (int i = 0; i < rows; i++) {
      double error = outputs[i] - mean - fit[i];
      double relaxed = RELAXATION * error + (1 - RELAXATION) * residuals[i];
      work[i] = penalty * (relaxed - multipliers[i]);
    }
    double shrink = projection(work, cap);
    double primal = 0;
    double dual = 0;
    for (int i = 0; i < rows; i++) {
      double psi = Math.max(-cap, Math.min(cap, shrink * work[i]));
      double residual = (work[i] - psi) / penalty;
      double change = residual - residuals[i];
      double gap = outputs[i] - mean - fit[i] - residual;
      residuals[i] = residual;
      multipliers[i] = -psi / penalty;
      dual += change * change;
      primal += gap * gap;
    }
    primalChange = Math.sqrt(primal);
    dualChange = Math.sqrt(dual);
  }

  /** The factor before clipping that brings the values into box and ball. */
  private double projection(double[] values, double cap) {
    double total = 4.0 * rows;
    double parts = 0;
    for (int i = 0; i < rows; i++) {
      parts += Math.min(values[i] * values[i], cap * cap);
    }
    return parts <= total ? 1 : Math.sqrt(ClippedSum.solve(values, rows, cap, total));
  }

  /** Balances the two residuals of the method by its penalty. */
  void balance() {
    double size = Math.sqrt(KERNEL.dot(residuals, residuals, rows));
    double force = Math.sqrt(KERNEL.dot(multipliers, multipliers, rows));
    if (size > 0 && force > 0 && dualChange > 0) {
      double factor = Math.sqrt(primalChange / size / (dualChange / force));
      factor = Math.max(0.2, Math.min(5, factor));
      if (factor > 1.5 || factor < 1 / 1.5) {
        penalty *= factor;
        for (int i = 0; i < rows; i++) {
          multipliers[i] /= factor;
        }
      }
    }
  }

  /** The objective of the present w and c, given Z times the coefficients; work [N] overwritten. */
  void measure(double[] fit, double[] work) {
    errors(fit, work);
    double inverseSquare = ClippedSum.solve(work, rows, settings.epsilon(), rows);
    double scale = Math.max(LbfgsColumn.LEAST_SCALE, 1 / Math.sqrt(inverseSquare));
    HuberLoss loss = new HuberLoss(settings.epsilon());
    loss.evaluate(work, rows, scale);
    double square = KERNEL.dot(weights, weights, weights.length);
    double objective = loss.value() + settings.alpha() * square;
    if (objective < bestObjective) {
      bestObjective = objective;
      bestScale = scale;
      bestIntercept = mean;
      System.arraycopy(weights, 0, best, 0, best.length);
    }
  }

  /** ψ without its mean, for the bound from below, into psi [N]. */
  void dual(double[] psi) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      psi[i] = -penalty * multipliers[i];
      sum += psi[i];
    }
    for (int i = 0; i < rows; i++) {
      psi[i] -= sum / rows;
    }
  }

  /** From Zᵀψ what must be taken off for Dᵀψ = 2 α w to hold, as coefficients of the scores. */
  void correction(double[] products, double[] coefficients) {
    for (int j = 0; j < weights.length; j++) {
      coefficients[j] = spectrum.inverse(j, 0) * (products[j] - 2 * settings.alpha() * weights[j]);
    }
  }

  /** The bound from below, from ψ and Z times the correction; both [N], psi is overwritten. */
  void bound(double[] psi, double[] correction, int limit) {
    for (int i = 0; i < rows; i++) {
      psi[i] -= correction[i];
    }
    double along = KERNEL.dot(outputs, psi, rows);
    double square = settings.alpha() * KERNEL.dot(weights, weights, weights.length);
    double box = 2 * settings.epsilon() / KERNEL.largestMagnitude(psi, rows);
    double ball = 2 * Math.sqrt(rows / KERNEL.dot(psi, psi, rows));
    double factor = Math.min(Math.min(box, ball), along / (2 * square));
    if (factor > 0 && Double.isFinite(factor)) {
      greatestBound = Math.max(greatestBound, factor * along - factor * factor * square);
    } else {
      greatestBound = Math.max(greatestBound, 0);
    }
    column.converged = bestObjective - greatestBound <= acceptableGap;
    finished = column.converged || column.iterations >= limit;
  }
}
