package vane.engines.learning;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import vane.engines.ForceEvaluation;
import vane.engines.dynamics.Dynamics;
import vane.engines.dynamics.MotionException;
import vane.engines.dynamics.PhasePoint;
import vane.engines.dynamics.Snapshot;
import vane.structure.Structure;

/**
 * The way of one replica through a round, to the first frame outside of what the model knows.
 *
 * <p>Such a frame is worth a label as long as it makes sense. Where the uncertainty jumps far
 * beyond the limit in one step, atoms fall onto each other or the motion explodes, the frame before
 * is taken.
 */
final class ReplicaPath implements Dynamics.Listener {
  /** A frame so many times as uncertain as the limit is not worth a call of the engine. */
  private static final double SENSELESS = 10;

  /** Every so many steps a frame may become the probe. */
  private static final int PROBE_STRIDE = 10;

  private final KnownDistances distances;
  private final double limit;
  private final SplittableRandom random;
  private ReplicaEnd end = ReplicaEnd.INSIDE;
  private Structure before;
  private long inside;
  private Optional<Structure> left = Optional.empty();
  private Optional<Structure> probe = Optional.empty();
  private int probes;

  ReplicaPath(KnownDistances distances, double limit, SplittableRandom random) {
    this.distances = distances;
    this.limit = limit;
    this.random = random;
  }

  /** Moves to the last step or out of what is known. */
  void run(Dynamics dynamics, PhasePoint from, long lastStep) {
    try {
      dynamics.run(List.of(from), lastStep, this);
    } catch (MotionException exploded) {
      end = ReplicaEnd.EXPLODED;
      left = inside > 0 ? Optional.of(before) : Optional.empty();
    }
  }

  @Override
  public boolean accept(List<Snapshot> replicas) {
    PhasePoint point = replicas.get(0).point();
    if (point.step() > 0) {
      double uncertainty = largest(replicas.get(0).evaluation());
      double lack = distances.lack(point.structure());
      if (uncertainty > limit || lack > KnownDistances.TOLERANCE) {
        end = uncertainty > limit ? ReplicaEnd.UNCERTAIN : ReplicaEnd.TOO_NEAR;
        boolean sensible = uncertainty <= SENSELESS * limit && lack <= KnownDistances.SENSELESS;
        left = Optional.of(sensible ? point.structure() : before);
        return false;
      }
      inside = point.step();
      if (point.step() % PROBE_STRIDE == 0 && random.nextInt(++probes) == 0) {
        probe = Optional.of(point.structure());
      }
    }
    before = point.structure();
    return true;
  }

  static double largest(ForceEvaluation evaluation) {
    double largest = 0;
    for (double each : evaluation.uncertainties().orElseThrow()) {
      // NaN counts as uncertain.
      largest = each <= largest ? largest : Double.isNaN(each) ? Double.POSITIVE_INFINITY : each;
    }
    return largest;
  }

  ReplicaEnd end() {
    return end;
  }

  /** The last step inside, from zero. */
  long inside() {
    return inside;
  }

  /** The frame to be labelled, if it left what is known. */
  Optional<Structure> left() {
    return left;
  }

  /** A frame from the way inside, each with the same chance. */
  Optional<Structure> probe() {
    return probe;
  }
}
