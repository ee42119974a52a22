package vane.engines.relax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The limited-memory quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno without a line
 * search (Nocedal 1980, doi:10.1090/S0025-5718-1980-0572855-7). Fast near a minimum.
 *
 * <p>Parameters and the bound of a step are those of ASE: 100 steps remembered, a first curvature
 * of 70 eV/Å², no atom further than 0.2 Å in a step. A step along which the force did not fall,
 * which would make the curvature negative, is not remembered.
 */
public record Lbfgs() implements Optimizer {
  private static final int MEMORY = 100;
  private static final double FIRST_CURVATURE = 70;
  private static final double LONGEST_STEP = 0.2;

  @Override
  public String label() {
    return "lbfgs";
  }

  @Override
  public Walk start() {
    return new QuasiNewtonWalk();
  }

  /** A remembered step: how far, by how much the gradient grew, and one over their product. */
  private record Correction(double[] step, double[] growth, double inverse) {}

  private static final class QuasiNewtonWalk implements Walk {
    private final Deque<Correction> corrections = new ArrayDeque<>();
    private double[] lastPlace = new double[0];
    private double[] lastForces = new double[0];

    @Override
    public double[] step(double[] place, double[] forces) {
      if (lastPlace.length > 0) {
        remember(place, forces);
      }
      lastPlace = place.clone();
      lastForces = forces.clone();
      double[] step = newtonStep(forces);
      double longest = Rows.longest(step);
      if (longest > LONGEST_STEP) {
        Rows.scale(step, LONGEST_STEP / longest);
      }
      return step;
    }

    private void remember(double[] place, double[] forces) {
      double[] step = Rows.difference(place, lastPlace);
      double[] growth = Rows.difference(lastForces, forces);
      double product = Rows.dot(step, growth);
      if (product > 0) {
        corrections.addLast(new Correction(step, growth, 1 / product));
        if (corrections.size() > MEMORY) {
          corrections.removeFirst();
        }
      }
    }

    /** The two loops over the remembered steps, from the last and back. */
    private double[] newtonStep(double[] forces) {
      double[] q = forces.clone();
      double[] shares = new double[corrections.size()];
      int number = shares.length;
      for (Iterator<Correction> last = corrections.descendingIterator(); last.hasNext(); ) {
        Correction correction = last.next();
        number--;
        shares[number] = correction.inverse() * Rows.dot(correction.step(), q);
        Rows.add(q, -shares[number], correction.growth());
      }
      Rows.scale(q, 1 / FIRST_CURVATURE);
      for (Correction correction : corrections) {
        double share = correction.inverse() * Rows.dot(correction.growth(), q);
        Rows.add(q, shares[number] - share, correction.step());
        number++;
      }
      return q;
    }
  }
}
