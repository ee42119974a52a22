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

  /**
   * In fs: frames nearer to the known start of a replica tell next to nothing. A poor model leaves
   * what it knows at once, so the replica goes on for so long then, as far as that makes sense.
   */
  private static final double FIRST_FS = 20;

  /** Every so many steps a frame may become the probe. */
  private static final int PROBE_STRIDE = 10;

  private final KnownDistances distances;
  private final double limit;
  private final long firstStep;
  private final SplittableRandom random;
  private ReplicaEnd end = ReplicaEnd.INSIDE;
  private PhasePoint before;
  private long inside;
  private Optional<Structure> left = Optional.empty();
  private Optional<Structure> probe = Optional.empty();
  private int probes;

  ReplicaPath(KnownDistances distances, double limit, double timestepFs, SplittableRandom random) {
    this.distances = distances;
    this.limit = limit;
    this.firstStep = Math.round(FIRST_FS / timestepFs);
    this.random = random;
  }

  /** Moves to the last step or out of what is known. */
  void run(Dynamics dynamics, PhasePoint from, long lastStep) {
    try {
      dynamics.run(List.of(from), lastStep, this);
    } catch (MotionException exploded) {
      end = ReplicaEnd.EXPLODED;
      left = Optional.of(before).filter(each -> each.step() > 0).map(PhasePoint::structure);
    }
  }

  @Override
  public boolean accept(List<Snapshot> replicas) {
    PhasePoint point = replicas.get(0).point();
    if (point.step() == 0) {
      before = point;
      return true;
    }
    double uncertainty = largest(replicas.get(0).evaluation());
    double lack = distances.lack(point.structure());
    if (end == ReplicaEnd.INSIDE) {
      end = end(uncertainty, lack);
    }
    if (end == ReplicaEnd.INSIDE) {
      inside = point.step();
      if (point.step() % PROBE_STRIDE == 0 && random.nextInt(++probes) == 0) {
        probe = Optional.of(point.structure());
      }
    } else if (uncertainty > SENSELESS * limit || lack > KnownDistances.SENSELESS) {
      left = Optional.of(before).filter(each -> each.step() > 0).map(PhasePoint::structure);
      return false;
    } else if (point.step() >= firstStep) {
      left = Optional.of(point.structure());
      return false;
    }
    before = point;
    return true;
  }

  private ReplicaEnd end(double uncertainty, double lack) {
    if (uncertainty > limit) {
      return ReplicaEnd.UNCERTAIN;
    }
    return lack > KnownDistances.TOLERANCE ? ReplicaEnd.TOO_NEAR : ReplicaEnd.INSIDE;
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
