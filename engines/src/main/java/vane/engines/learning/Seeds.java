package vane.engines.learning;

import java.util.ArrayList;
import java.util.List;
import vane.engines.EngineFailedException;
import vane.engines.ForceSource;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.DynamicsSettings;
import vane.engines.dynamics.Inertia;
import vane.engines.dynamics.Langevin;
import vane.engines.dynamics.MaxwellBoltzmann;
import vane.engines.dynamics.MotionException;
import vane.engines.dynamics.PhasePoint;
import vane.structure.Structure;

/**
 * The frames to begin with: the start, and what cheap forces make of it at the highest temperature.
 * The motion needs no call of the engine, so frames can stand far apart in time.
 */
final class Seeds {
  private static final double BETWEEN_FS = 300;
  private static final double FRICTION_PER_FS = 0.02;

  private Seeds() {}

  /**
   * The first of the frames that the motion passes.
   *
   * @param count how many
   * @throws SeedsFailedException if the forces failed, or the motion explodes
   */
  static List<Structure> of(
      Structure start, Inertia inertia, ForceSource forces, LearningSettings settings, int count) {
    try {
      return frames(start, inertia, forces, settings, count);
    } catch (EngineFailedException | MotionException failed) {
      throw new SeedsFailedException(failed);
    }
  }

  private static List<Structure> frames(
      Structure start, Inertia inertia, ForceSource forces, LearningSettings settings, int count) {
    double kelvin = settings.highestKelvin();
    long stride = Math.max(1, Math.round(BETWEEN_FS / settings.timestepFs()));
    List<Structure> frames = new ArrayList<>();
    Dynamics dynamics =
        new Dynamics(
            forces,
            inertia,
            new DynamicsSettings(
                new Langevin(kelvin, FRICTION_PER_FS), settings.timestepFs(), settings.seed()));
    dynamics.run(
        List.of(
            new PhasePoint(
                0, start, MaxwellBoltzmann.momenta(inertia, kelvin, settings.seed(), 0))),
        stride * (count - 1L),
        replicas -> {
          PhasePoint point = replicas.get(0).point();
          if (point.step() % stride == 0) {
            frames.add(point.structure());
          }
          return true;
        });
    return frames;
  }
}
