package vane.evaluation;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.audit.LabelledFrame;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.structure.Structure;

/**
 * A frame with its prediction and, where they are known, its forces: what a viewer shows of it. It
 * does not keep the columns of the file.
 *
 * <p>Its <i>points</i> are the atoms of which everything is known: those that were predicted, and
 * if forces are known those that are not held and have an angle, so neither a zero force nor a
 * prediction without a direction. Immutable.
 */
public final class PredictedFrame {
  private final Structure structure;
  private final FrameLocation location;
  private final String molecule;
  private final ForcePrediction prediction;
  private final Optional<double[]> knownForces;
  private final OptionalDouble knownEnergy;
  private final BitSet held;
  private final BitSet points = new BitSet();
  private final double[] angles;
  private final double[] errors;
  private final OptionalDouble error;
  private final OptionalDouble largestError;
  private final OptionalDouble largestUncertainty;
  private final int extrapolating;

  private PredictedFrame(
      Frame frame,
      ForcePrediction prediction,
      Optional<LabelledFrame> known,
      OptionalDouble knownEnergy) {
    this.structure = frame.structure();
    this.location = frame.location();
    this.molecule = MoleculeName.of(frame);
    this.prediction = prediction;
    this.knownForces = known.map(labelled -> labelled.forces().clone());
    this.knownEnergy = knownEnergy;
    this.held = known.map(labelled -> (BitSet) labelled.held().clone()).orElseGet(BitSet::new);
    int atoms = structure.size();
    this.angles = new double[atoms];
    this.errors = new double[atoms];
    BitSet compared = new BitSet();
    for (int a = 0; a < atoms; a++) {
      if (prediction.status(a) != AtomStatus.UNKNOWN_ELEMENT && !held.get(a)) {
        compared.set(a);
      }
    }
    points.or(compared);
    AngleErrors angleErrors = new AngleErrors();
    knownForces.ifPresent(forces -> compare(forces, compared, angleErrors));
    Optional<double[]> predicted = prediction.forces();
    boolean haveErrors = knownForces.isPresent() && predicted.isPresent() && !compared.isEmpty();
    this.largestError =
        haveErrors ? compared.stream().mapToDouble(a -> errors[a]).max() : OptionalDouble.empty();
    this.error =
        haveErrors
            ? OptionalDouble.of(
                Math.sqrt(
                    compared.stream().mapToDouble(a -> errors[a] * errors[a]).sum()
                        / (3 * compared.cardinality())))
            : angleErrors.weightedMeanDegrees();
    double[] uncertainties = prediction.uncertainties().orElse(new double[0]);
    this.largestUncertainty =
        uncertainties.length > 0
            ? compared.stream().mapToDouble(a -> uncertainties[a]).max()
            : OptionalDouble.empty();
    this.extrapolating =
        (int)
            compared.stream().filter(a -> prediction.status(a) == AtomStatus.EXTRAPOLATING).count();
  }

  /** Fills angles and errors, and takes the atoms without an angle from the points. */
  private void compare(double[] known, BitSet compared, AngleErrors angleErrors) {
    double[] directions = prediction.directions();
    Optional<double[]> predicted = prediction.forces();
    for (int a = compared.nextSetBit(0); a >= 0; a = compared.nextSetBit(a + 1)) {
      int i = 3 * a;
      if (predicted.isPresent()) {
        double[] p = predicted.get();
        errors[a] = norm(p[i] - known[i], p[i + 1] - known[i + 1], p[i + 2] - known[i + 2]);
      }
      angleErrors.add(
          directions[i],
          directions[i + 1],
          directions[i + 2],
          known[i],
          known[i + 1],
          known[i + 2]);
      if (isZero(directions, i) || isZero(known, i)) {
        points.clear(a);
      } else {
        angles[a] =
            AngleErrors.degrees(
                directions[i],
                directions[i + 1],
                directions[i + 2],
                known[i],
                known[i + 1],
                known[i + 2]);
      }
    }
  }

  private static boolean isZero(double[] vectors, int at) {
    return vectors[at] == 0 && vectors[at + 1] == 0 && vectors[at + 2] == 0;
  }

  private static double norm(double x, double y, double z) {
    return Math.sqrt(x * x + y * y + z * z);
  }

  /**
   * A frame whose forces are not known.
   *
   * @param frame the frame
   * @param prediction its prediction
   * @return the two together
   */
  public static PredictedFrame of(Frame frame, ForcePrediction prediction) {
    return new PredictedFrame(frame, prediction, Optional.empty(), OptionalDouble.empty());
  }

  /**
   * A frame whose forces are known.
   *
   * @param labelled the frame with its forces
   * @param energyEv its energy in eV, if it is known
   * @param prediction its prediction
   * @return all of them together
   */
  public static PredictedFrame of(
      LabelledFrame labelled, OptionalDouble energyEv, ForcePrediction prediction) {
    return new PredictedFrame(labelled.frame(), prediction, Optional.of(labelled), energyEv);
  }

  /**
   * The structure.
   *
   * @return its atoms and cell
   */
  public Structure structure() {
    return structure;
  }

  /**
   * Where the frame was read.
   *
   * @return file and frame
   */
  public FrameLocation location() {
    return location;
  }

  /**
   * Which molecule it is.
   *
   * @return as {@link MoleculeName} has it
   */
  public String molecule() {
    return molecule;
  }

  /**
   * What the model predicts.
   *
   * @return the prediction
   */
  public ForcePrediction prediction() {
    return prediction;
  }

  /**
   * The known forces.
   *
   * @return {@code [nAtoms × 3]} in eV/Å (a copy); empty if they are not known
   */
  public Optional<double[]> knownForces() {
    return knownForces.map(double[]::clone);
  }

  /**
   * The known energy.
   *
   * @return in eV; empty if it is not known
   */
  public OptionalDouble knownEnergy() {
    return knownEnergy;
  }

  /**
   * The atoms that constraints hold: the forces in the file say nothing of them.
   *
   * @return their numbers (a copy)
   */
  public BitSet held() {
    return (BitSet) held.clone();
  }

  /**
   * The atoms of which everything is known.
   *
   * @return their numbers (a copy)
   */
  public BitSet points() {
    return (BitSet) points.clone();
  }

  /**
   * The angle between the predicted and the known force.
   *
   * @param atom a point, where forces are known
   * @return in degrees, 0 to 180; zero for other atoms
   */
  public double angle(int atom) {
    return angles[atom];
  }

  /**
   * The norm of the predicted minus the known force.
   *
   * @param atom a point, where both forces are there
   * @return in eV/Å; zero for other atoms
   */
  public double forceError(int atom) {
    return errors[atom];
  }

  /**
   * The error of the frame: the root mean square error of a force component in eV/Å, or if the
   * model predicts directions alone the weighted mean angle in degrees. Atoms that are held or of
   * an unknown element do not count.
   *
   * @return zero or more; empty if nothing could be compared
   */
  public OptionalDouble error() {
    return error;
  }

  /**
   * The largest {@link #forceError} of an atom that counts.
   *
   * @return in eV/Å; empty if no forces could be compared
   */
  public OptionalDouble largestError() {
    return largestError;
  }

  /**
   * The largest uncertainty of an atom that counts.
   *
   * @return in eV/Å; empty if the model gives none
   */
  public OptionalDouble largestUncertainty() {
    return largestUncertainty;
  }

  /**
   * How many atoms are outside of what the model was trained on.
   *
   * @return those with the status {@link AtomStatus#EXTRAPOLATING}
   */
  public int extrapolating() {
    return extrapolating;
  }
}
