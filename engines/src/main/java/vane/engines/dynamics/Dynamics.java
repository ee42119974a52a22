package vane.engines.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import vane.engines.ForceEvaluation;
import vane.engines.ForceSource;
import vane.structure.CoincidentAtomsException;
import vane.structure.Structure;
import vane.structure.StructureException;

/**
 * Moves atoms in time, one structure or several replicas of it.
 *
 * <p>Replicas are evaluated together. Replica i moves as it would in any other number of them.
 */
public final class Dynamics {
  private final ForceSource source;
  private final Inertia inertia;
  private final DynamicsSettings settings;

  /**
   * A dynamics.
   *
   * @param source where forces come from
   * @param inertia masses and fixed atoms
   * @param settings how atoms move
   */
  public Dynamics(ForceSource source, Inertia inertia, DynamicsSettings settings) {
    this.source = source;
    this.inertia = inertia;
    this.settings = settings;
  }

  /** Hears of each step, the first point included. */
  public interface Listener {
    /**
     * Takes a step.
     *
     * @param replicas all replicas at this step, in order
     * @return whether to go on
     */
    boolean accept(List<Snapshot> replicas);

    /**
     * Whether it looks at more of a step than positions, momenta, forces and energies. What it does
     * not look at is not evaluated: uncertainties, what extrapolates, the virial.
     *
     * @param step a step that is still to come
     * @return true if {@link #accept} needs whole evaluations of this step
     */
    default boolean looksAt(long step) {
      return true;
    }
  }

  /**
   * Goes on from some point to a step.
   *
   * @param from one point per replica, all at the same step
   * @param lastStep where to end; nothing but {@code from} is evaluated if it is there already
   * @param listener hears of each step, and may end the run; the first point is evaluated as a
   *     whole always
   * @throws MotionException if the motion explodes; the steps before were heard of
   * @throws vane.InputException as the source does, for the first point
   */
  public void run(List<PhasePoint> from, long lastStep, Listener listener) {
    List<Walk> walks = new ArrayList<>();
    List<Structure> structures = new ArrayList<>();
    for (PhasePoint point : from) {
      if (point.step() != from.get(0).step() || point.structure().size() != inertia.size()) {
        throw new IllegalArgumentException(
            "replicas at different steps, or of other atoms than " + inertia.size());
      }
      walks.add(new Walk(point, inertia, settings, walks.size()));
      structures.add(point.structure());
    }
    long step = from.get(0).step();
    List<ForceEvaluation> evaluations = source.evaluate(structures);
    List<double[]> forces = forces(step, evaluations);
    while (listener.accept(snapshots(step, walks, structures, evaluations)) && step < lastStep) {
      step++;
      for (int r = 0; r < walks.size(); r++) {
        walks.get(r).begin(step, forces.get(r));
        structures.set(r, structure(step, walks, r));
      }
      evaluations = evaluate(step, structures, listener.looksAt(step));
      forces = forces(step, evaluations);
      for (int r = 0; r < walks.size(); r++) {
        walks.get(r).end(forces.get(r));
      }
    }
  }

  private static Structure structure(long step, List<Walk> walks, int replica) {
    Walk walk = walks.get(replica);
    OptionalInt astray = walk.astray();
    if (astray.isPresent()) {
      int atom = astray.getAsInt();
      throw new MotionException(step, replica, walks.size(), atom, walk.straying(atom));
    }
    return walk.structure();
  }

  private List<ForceEvaluation> evaluate(long step, List<Structure> structures, boolean whole) {
    try {
      return whole ? source.evaluate(structures) : source.evaluateForces(structures);
    } catch (StructureException refused) {
      if (refused.getCause() instanceof CoincidentAtomsException together) {
        MotionException exploded =
            new MotionException(
                step,
                refused.structure(),
                structures.size(),
                together.first(),
                "is " + together.distanceAngstrom() + " Å from atom " + together.second());
        exploded.initCause(refused);
        throw exploded;
      }
      throw refused;
    }
  }

  private static List<double[]> forces(long step, List<ForceEvaluation> evaluations) {
    List<double[]> forces = new ArrayList<>();
    for (int r = 0; r < evaluations.size(); r++) {
      double[] found = evaluations.get(r).forces();
      for (int i = 0; i < found.length; i++) {
        if (!Double.isFinite(found[i])) {
          throw new MotionException(
              step, r, evaluations.size(), i / 3, "feels a force that is not finite");
        }
      }
      forces.add(found);
    }
    return forces;
  }

  private List<Snapshot> snapshots(
      long step, List<Walk> walks, List<Structure> structures, List<ForceEvaluation> evaluations) {
    int degrees = inertia.degreesOfFreedom(settings.integrator());
    List<Snapshot> snapshots = new ArrayList<>();
    for (int r = 0; r < walks.size(); r++) {
      double[] momenta = walks.get(r).momenta();
      double kinetic = inertia.kineticEnergy(momenta);
      double temperature =
          degrees == 0 ? 0 : 2 * kinetic / (degrees * DynamicsUnits.BOLTZMANN_EV_PER_KELVIN);
      snapshots.add(
          new Snapshot(
              r,
              new PhasePoint(step, structures.get(r), momenta),
              evaluations.get(r),
              kinetic,
              temperature));
    }
    return snapshots;
  }
}
