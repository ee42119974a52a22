package vane.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Collects the angles between predicted and true forces.
 *
 * <p>Not safe for use by several threads; collectors of parts can be merged.
 */
public final class AngleErrors {
  /** Angles that are kept one by one, of all, and the norms of the forces. */
  private final KeptPairs kept = new KeptPairs();

  private long count;
  private double sumWeights;
  private double sumWeightedAngles;
  private double sumAngles;
  private double sumCosines;
  private long zeroForce;
  private long noDirection;

  /** A collector that has seen nothing. */
  public AngleErrors() {}

  /**
   * The angle between two vectors, exact for small angles too.
   *
   * @return degrees, 0 to 180
   */
  static double degrees(double ax, double ay, double az, double bx, double by, double bz) {
    double cx = ay * bz - az * by;
    double cy = az * bx - ax * bz;
    double cz = ax * by - ay * bx;
    double cross = Math.sqrt(cx * cx + cy * cy + cz * cz);
    return Math.toDegrees(Math.atan2(cross, ax * bx + ay * by + az * bz));
  }

  /**
   * Takes one atom.
   *
   * @param px x component of the predicted direction, of any length; a zero vector counts as none
   * @param py its y component
   * @param pz its z component
   * @param fx x component of the true force in eV/Å
   * @param fy its y component
   * @param fz its z component
   */
  public void add(double px, double py, double pz, double fx, double fy, double fz) {
    add(px, py, pz, fx, fy, fz, true, FrameDraw.ALWAYS);
  }

  /** Takes one atom of a frame whose angles are kept one by one, or not. */
  void add(
      double px, double py, double pz, double fx, double fy, double fz, boolean keep, byte rank) {
    double weight = fx * fx + fy * fy + fz * fz;
    if (weight == 0) {
      zeroForce++;
      return;
    }
    if (px == 0 && py == 0 && pz == 0) {
      noDirection++;
      return;
    }
    double angle = degrees(px, py, pz, fx, fy, fz);
    count++;
    if (keep) {
      kept.add(angle, Math.sqrt(weight), rank);
    }
    sumWeights += weight;
    sumWeightedAngles += weight * angle;
    sumAngles += angle;
    sumCosines += Math.cos(Math.toRadians(angle));
  }

  /**
   * Takes all that another collector has seen.
   *
   * @param other it stays as it is
   */
  public void merge(AngleErrors other) {
    kept.addAll(other.kept);
    count += other.count;
    sumWeights += other.sumWeights;
    sumWeightedAngles += other.sumWeightedAngles;
    sumAngles += other.sumAngles;
    sumCosines += other.sumCosines;
    zeroForce += other.zeroForce;
    noDirection += other.noDirection;
  }

  /** Drops the angles of frames that are not kept any more. */
  void drop(FrameDraw draw) {
    kept.drop(draw);
  }

  /** How many angles there were. */
  long angles() {
    return count;
  }

  /** How many angles are kept one by one. */
  int kept() {
    return kept.size();
  }

  /**
   * The angles one by one, in the order of taking.
   *
   * @return a copy
   */
  public AngleSamples samples() {
    return new AngleSamples(kept.firsts(), kept.seconds());
  }

  /**
   * How many atoms there were.
   *
   * @return with those that have no force or no prediction
   */
  public long environments() {
    return count + zeroForce + noDirection;
  }

  /**
   * How many atoms had no force, so no direction to compare with.
   *
   * @return they are left out of the angles
   */
  public long zeroForce() {
    return zeroForce;
  }

  /**
   * How many atoms had a force and no predicted direction.
   *
   * @return they are left out of the angles
   */
  public long noDirection() {
    return noDirection;
  }

  /**
   * The mean angle, weighted by the squared norm of the true force.
   *
   * @return degrees; empty if there is no angle
   */
  public OptionalDouble weightedMeanDegrees() {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumWeightedAngles / sumWeights);
  }

  /**
   * The mean angle.
   *
   * @return degrees; empty if there is no angle
   */
  public OptionalDouble meanDegrees() {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumAngles / count);
  }

  /**
   * The median angle of those kept; for an even number of angles the mean of the middle two.
   *
   * @return degrees; empty if there is no angle
   */
  public OptionalDouble medianDegrees() {
    double[] sorted = kept.firsts();
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[middle]) / 2);
  }

  /**
   * The mean cosine of the angles.
   *
   * @return −1 to 1; empty if there is no angle
   */
  public OptionalDouble meanCosine() {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sumCosines / count);
  }
}
