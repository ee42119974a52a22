package vane.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Collects the errors of forces beside the uncertainties that were given for them.
 *
 * <p>Not safe for use by several threads; collectors of parts can be merged.
 */
public final class CalibrationErrors {
  /** Uncertainties and norms of errors that are kept one by one, of all. */
  private final KeptPairs kept = new KeptPairs();

  private long count;
  private long withoutUncertainty;
  private long withinOne;
  private long withinTwo;
  private double sumSquaredRatios;
  private double sumSquaredUncertainties;
  private final long[] steps = new long[CalibrationCurve.STEPS];

  /** A collector that has seen nothing. */
  public CalibrationErrors() {}

  /**
   * Takes one atom.
   *
   * @param uncertainty the expected error of a force component in eV/Å; an atom for which it is not
   *     a number above zero is counted and left out
   * @param ex x component of the error, predicted minus true, in eV/Å
   * @param ey its y component
   * @param ez its z component
   */
  public void add(double uncertainty, double ex, double ey, double ez) {
    add(uncertainty, ex, ey, ez, true, FrameDraw.ALWAYS);
  }

  /** Takes one atom of a frame whose atoms are kept one by one, or not. */
  void add(double uncertainty, double ex, double ey, double ez, boolean keep, byte rank) {
    if (!(uncertainty > 0) || Double.isInfinite(uncertainty)) {
      withoutUncertainty++;
      return;
    }
    count++;
    if (keep) {
      kept.add(uncertainty, Math.sqrt(ex * ex + ey * ey + ez * ez), rank);
    }
    sumSquaredUncertainties += uncertainty * uncertainty;
    component(Math.abs(ex) / uncertainty);
    component(Math.abs(ey) / uncertainty);
    component(Math.abs(ez) / uncertainty);
  }

  private void component(double ratio) {
    withinOne += ratio <= 1 ? 1 : 0;
    withinTwo += ratio <= 2 ? 1 : 0;
    sumSquaredRatios += ratio * ratio;
    steps[CalibrationCurve.step(ratio)]++;
  }

  /** Drops the atoms of frames that are not kept any more. */
  void drop(FrameDraw draw) {
    kept.drop(draw);
  }

  /**
   * Takes all that another collector has seen.
   *
   * @param other it stays as it is
   */
  public void merge(CalibrationErrors other) {
    kept.addAll(other.kept);
    count += other.count;
    withoutUncertainty += other.withoutUncertainty;
    withinOne += other.withinOne;
    withinTwo += other.withinTwo;
    sumSquaredRatios += other.sumSquaredRatios;
    sumSquaredUncertainties += other.sumSquaredUncertainties;
    for (int i = 0; i < steps.length; i++) {
      steps[i] += other.steps[i];
    }
  }

  /**
   * The figures; rank correlation and worst errors of the atoms that are kept.
   *
   * @return empty if no atom had an uncertainty
   */
  public Optional<UncertaintySummary> summary() {
    if (count == 0) {
      return Optional.empty();
    }
    double[] u = kept.firsts();
    double[] e = kept.seconds();
    double components = 3.0 * count;
    return Optional.of(
        new UncertaintySummary(
            count,
            withoutUncertainty,
            withinOne / components,
            withinTwo / components,
            RankCorrelation.spearman(u, e),
            Math.sqrt(sumSquaredRatios / components),
            Math.sqrt(sumSquaredUncertainties / count),
            Math.min(UncertaintySummary.WORST, kept.size()),
            worstAmongMostUncertain(u, e)));
  }

  /**
   * How many of the worst errors the largest uncertainties point at. Of errors equally large the
   * first are taken. An atom is among the most uncertain if no more than that share of all have its
   * uncertainty or a larger one: a model that gives the same for all points at nothing.
   */
  private static int worstAmongMostUncertain(double[] uncertainties, double[] errors) {
    int n = errors.length;
    if (n == 0) {
      return 0;
    }
    double[] sortedErrors = errors.clone();
    Arrays.sort(sortedErrors);
    double[] sortedUncertainties = uncertainties.clone();
    Arrays.sort(sortedUncertainties);
    int worst = Math.min(UncertaintySummary.WORST, n);
    int mostUncertain = (int) Math.ceil(UncertaintySummary.MOST_UNCERTAIN * n);
    double limit = sortedErrors[n - worst];
    int atLimit = worst - (n - RankCorrelation.countUpTo(sortedErrors, limit));
    int found = 0;
    for (int i = 0; i < n; i++) {
      boolean isWorst = errors[i] > limit || (errors[i] == limit && atLimit-- > 0);
      int asUncertain = n - RankCorrelation.countBelow(sortedUncertainties, uncertainties[i]);
      found += isWorst && asUncertain <= mostUncertain ? 1 : 0;
    }
    return found;
  }

  /**
   * Uncertainties and errors one by one, in the order of taking.
   *
   * @return a copy
   */
  public UncertaintySamples samples() {
    return new UncertaintySamples(kept.firsts(), kept.seconds(), new CalibrationCurve(steps));
  }
}
