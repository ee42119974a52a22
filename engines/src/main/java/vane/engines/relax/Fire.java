package vane.engines.relax;

/**
 * The fast inertial relaxation engine (Bitzek et al. 2006, doi:10.1103/PhysRevLett.97.170201):
 * dynamics with masses of one that turn towards the force and stop when they go uphill. Robust,
 * also with forces that are not the gradient of an energy.
 *
 * <p>Parameters and the bound of a step are those of ASE: first time step 0.1, largest 1.0, five
 * steps before it grows by 1.1, halved when going uphill, mixing 0.1 that shrinks by 0.99, no
 * displacement of all rows together longer than 0.2 Å.
 */
public record Fire() implements Optimizer {
  private static final double FIRST_TIME_STEP = 0.1;
  private static final double LARGEST_TIME_STEP = 1.0;
  private static final double LONGEST_STEP = 0.2;
  private static final int PATIENCE = 5;
  private static final double GROWTH = 1.1;
  private static final double DECLINE = 0.5;
  private static final double FIRST_MIXING = 0.1;
  private static final double MIXING_DECLINE = 0.99;

  @Override
  public String label() {
    return "fire";
  }

  @Override
  public Walk start() {
    return new InertialWalk();
  }

  private static final class InertialWalk implements Walk {
    private double[] velocity = new double[0];
    private double timeStep = FIRST_TIME_STEP;
    private double mixing = FIRST_MIXING;
    private int downhill;

    @Override
    public double[] step(double[] place, double[] forces) {
      if (velocity.length == 0) {
        velocity = new double[forces.length];
      } else {
        turn(forces);
      }
      double[] displacement = new double[forces.length];
      for (int i = 0; i < forces.length; i++) {
        velocity[i] += timeStep * forces[i];
        displacement[i] = timeStep * velocity[i];
      }
      double length = Rows.norm(displacement);
      if (length > LONGEST_STEP) {
        Rows.scale(displacement, LONGEST_STEP / length);
      }
      return displacement;
    }

    private void turn(double[] forces) {
      if (Rows.dot(forces, velocity) <= 0) {
        velocity = new double[forces.length];
        mixing = FIRST_MIXING;
        timeStep *= DECLINE;
        downhill = 0;
        return;
      }
      double share = mixing * Rows.norm(velocity) / Rows.norm(forces);
      for (int i = 0; i < forces.length; i++) {
        velocity[i] = (1 - mixing) * velocity[i] + share * forces[i];
      }
      if (downhill > PATIENCE) {
        timeStep = Math.min(timeStep * GROWTH, LARGEST_TIME_STEP);
        mixing *= MIXING_DECLINE;
      }
      downhill++;
    }
  }
}
