package vane.regression.huber;

/**
 * The line search of Moré and Thuente (ACM TOMS 20, 1994, DOI 10.1145/192115.192132), which finds a
 * step that lowers the function enough and flattens its slope enough.
 *
 * <p>The caller evaluates the function: {@link #next} takes its value and slope at {@link #step()},
 * and either is content or moves the step.
 */
final class MoreThuente {
  /** What became of a step. */
  enum Status {
    /** Evaluate at the new step. */
    TRY,
    /** The step meets both conditions. */
    FOUND,
    /** No better step can be told apart; take this one. */
    STUCK
  }

  private static final double DECREASE = 1e-3;
  private static final double CURVATURE = 0.9;
  private static final double INTERVAL = 0.1;
  private static final double SHRINK = 0.66;
  private static final double LEAST_EXTRAPOLATION = 1.1;
  private static final double MOST_EXTRAPOLATION = 4.0;

  private final double startValue;
  private final double startSlope;
  private final double largest;

  private double step;
  private boolean bracketed;
  private boolean firstStage = true;
  private double width;
  private double previousWidth;
  // The best step so far, and the other end of the interval.
  private double bestStep;
  private double bestValue;
  private double bestSlope;
  private double otherStep;
  private double otherValue;
  private double otherSlope;
  private double low;
  private double high;

  MoreThuente(double startValue, double startSlope, double firstStep, double largestStep) {
    this.startValue = startValue;
    this.startSlope = startSlope;
    this.largest = largestStep;
    this.step = firstStep;
    this.width = largestStep;
    this.previousWidth = 2 * largestStep;
    this.bestValue = startValue;
    this.bestSlope = startSlope;
    this.otherValue = startValue;
    this.otherSlope = startSlope;
    this.low = 0;
    this.high = step + MOST_EXTRAPOLATION * step;
  }

  double step() {
    return step;
  }

  Status next(double value, double slope) {
    double test = DECREASE * startSlope;
    double bound = startValue + step * test;
    if (firstStage && value <= bound && slope >= 0) {
      firstStage = false;
    }
    boolean low = value <= bound;
    if (low && Math.abs(slope) <= CURVATURE * -startSlope) {
      return Status.FOUND;
    }
    if (bracketed && (step <= this.low || step >= high)
        || bracketed && high - this.low <= INTERVAL * high
        || step == largest && low && slope <= test
        || step == 0 && (!low || slope >= test)) {
      return Status.STUCK;
    }
    if (firstStage && value <= bestValue && value > bound) {
      // The modified function has a minimum where the function itself may still go down.
      bestValue -= bestStep * test;
      bestSlope -= test;
      otherValue -= otherStep * test;
      otherSlope -= test;
      move(value - step * test, slope - test);
      bestValue += bestStep * test;
      bestSlope += test;
      otherValue += otherStep * test;
      otherSlope += test;
    } else {
      move(value, slope);
    }
    choose();
    return Status.TRY;
  }

  private void choose() {
    if (bracketed) {
      if (Math.abs(otherStep - bestStep) >= SHRINK * previousWidth) {
        step = bestStep + 0.5 * (otherStep - bestStep);
      }
      previousWidth = width;
      width = Math.abs(otherStep - bestStep);
      low = Math.min(bestStep, otherStep);
      high = Math.max(bestStep, otherStep);
    } else {
      low = step + LEAST_EXTRAPOLATION * (step - bestStep);
      high = step + MOST_EXTRAPOLATION * (step - bestStep);
    }
    step = Math.max(0, Math.min(largest, step));
    if (bracketed && (step <= low || step >= high) || bracketed && high - low <= INTERVAL * high) {
      step = bestStep;
    }
  }

  /** A step from cubic and quadratic interpolation, and the new interval. */
  private void move(double value, double slope) {
    double sign = slope * Math.signum(bestSlope);
    double next;
    if (value > bestValue) {
      double theta = theta(bestStep, bestValue, bestSlope, value, slope);
      double cubic = cubic(theta, bestStep, bestSlope, step, slope);
      double quadratic =
          bestStep
              + bestSlope
                  / ((bestValue - value) / (step - bestStep) + bestSlope)
                  / 2
                  * (step - bestStep);
      next =
          Math.abs(cubic - bestStep) < Math.abs(quadratic - bestStep)
              ? cubic
              : cubic + (quadratic - cubic) / 2;
      bracketed = true;
    } else if (sign < 0) {
      double theta = theta(bestStep, bestValue, bestSlope, value, slope);
      double cubic = cubic(theta, step, slope, bestStep, bestSlope);
      double secant = step + slope / (slope - bestSlope) * (bestStep - step);
      next = Math.abs(cubic - step) > Math.abs(secant - step) ? cubic : secant;
      bracketed = true;
    } else if (Math.abs(slope) < Math.abs(bestSlope)) {
      next = flatter(value, slope);
    } else if (bracketed) {
      double theta = theta(otherStep, otherValue, otherSlope, value, slope);
      next = cubic(theta, step, slope, otherStep, otherSlope);
    } else {
      next = step > bestStep ? high : low;
    }
    if (value > bestValue) {
      otherStep = step;
      otherValue = value;
      otherSlope = slope;
    } else {
      if (sign < 0) {
        otherStep = bestStep;
        otherValue = bestValue;
        otherSlope = bestSlope;
      }
      bestStep = step;
      bestValue = value;
      bestSlope = slope;
    }
    step = next;
  }

  private double flatter(double value, double slope) {
    double theta = theta(bestStep, bestValue, bestSlope, value, slope);
    double s = scale(theta, bestSlope, slope);
    double gamma = s * Math.sqrt(Math.max(0, square(theta / s) - bestSlope / s * (slope / s)));
    if (step > bestStep) {
      gamma = -gamma;
    }
    double p = gamma - slope + theta;
    double q = gamma + (bestSlope - slope) + gamma;
    double r = p / q;
    double cubic;
    if (r < 0 && gamma != 0) {
      cubic = step + r * (bestStep - step);
    } else {
      cubic = step > bestStep ? high : low;
    }
    double secant = step + slope / (slope - bestSlope) * (bestStep - step);
    double next;
    if (bracketed) {
      next = Math.abs(cubic - step) < Math.abs(secant - step) ? cubic : secant;
      double limit = step + SHRINK * (otherStep - step);
      return step > bestStep ? Math.min(limit, next) : Math.max(limit, next);
    }
    next = Math.abs(cubic - step) > Math.abs(secant - step) ? cubic : secant;
    return Math.max(low, Math.min(high, next));
  }

  /** The θ of the cubic through the present step and another one. */
  private double theta(
      double other, double otherValue, double otherSlope, double value, double slope) {
    return 3 * (otherValue - value) / (step - other) + otherSlope + slope;
  }

  private static double scale(double theta, double slope, double otherSlope) {
    return Math.max(Math.abs(theta), Math.max(Math.abs(slope), Math.abs(otherSlope)));
  }

  /** The minimum, seen from one end, of the cubic with this θ and these slopes at both ends. */
  private static double cubic(
      double theta, double end, double slope, double other, double otherSlope) {
    double s = scale(theta, slope, otherSlope);
    double gamma = s * Math.sqrt(square(theta / s) - slope / s * (otherSlope / s));
    if (end > other) {
      gamma = -gamma;
    }
    double p = gamma - slope + theta;
    double q = gamma - slope + gamma + otherSlope;
    return end + p / q * (other - end);
  }

  private static double square(double x) {
    return x * x;
  }
}
