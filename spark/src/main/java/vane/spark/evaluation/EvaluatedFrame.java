package vane.spark.evaluation;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.audit.LabelledFrame;
import vane.evaluation.EnergyComparison;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.spark.frames.FrameParcel;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * A frame and its prediction on their way to the driver. No bit of a number changes.
 *
 * @param parcel the atoms with their known forces, and the energy and stress that are compared
 * @param file the file that the frame was read from
 * @param frame its number there
 * @param line its line there
 * @param unreadable what is wrong with the known forces; null if nothing is, or there are none
 * @param learnt whether the model was trained on the frame
 * @param prediction the numbers that were predicted; null if it was left out
 */
record EvaluatedFrame(
    FrameParcel parcel,
    String file,
    int frame,
    long line,
    String unreadable,
    boolean learnt,
    Predicted prediction)
    implements Serializable {
  private static final AtomStatus[] STATUSES = AtomStatus.values();

  /**
   * What was predicted.
   *
   * @param directions {@code [nAtoms × 3]}
   * @param forces {@code [nAtoms × 3]} in eV/Å; null of a model without forces
   * @param uncertainties {@code [nAtoms]} in eV/Å; null of a model without forces
   * @param statuses the place of each atom's status among all
   * @param energy in eV; NaN if there is none
   * @param stress {@code [6]} in eV/Å³; null if there is none
   */
  record Predicted(
      double[] directions,
      double[] forces,
      double[] uncertainties,
      byte[] statuses,
      double energy,
      double[] stress)
      implements Serializable {

    static Predicted of(ForcePrediction prediction) {
      byte[] statuses = new byte[prediction.size()];
      for (int a = 0; a < statuses.length; a++) {
        statuses[a] = (byte) prediction.status(a).ordinal();
      }
      return new Predicted(
          prediction.directions(),
          prediction.forces().orElse(null),
          prediction.uncertainties().orElse(null),
          statuses,
          prediction.energy().orElse(Double.NaN),
          prediction.stress().orElse(null));
    }

    ForcePrediction prediction() {
      AtomStatus[] of = new AtomStatus[statuses.length];
      Arrays.setAll(of, a -> STATUSES[statuses[a]]);
      ForcePrediction made =
          forces == null
              ? ForcePrediction.ofDirections(directions, of)
              : ForcePrediction.ofForces(directions, forces, uncertainties, of);
      return Double.isNaN(energy) ? made : made.withEnergy(energy, Optional.ofNullable(stress));
    }
  }

  static EvaluatedFrame of(
      LabelledFrame labelled,
      String file,
      ForcePrediction prediction,
      EnergyComparison.Known known,
      boolean learnt) {
    Structure structure = labelled.frame().structure();
    LabelledStructure compared =
        new LabelledStructure(
                structure, labelled.forces(), 0, known.energyEv(), known.stressEvPerCubicAngstrom())
            .withHeld(labelled.held());
    FrameLocation location = labelled.frame().location();
    return new EvaluatedFrame(
        FrameParcel.of(compared),
        file,
        location.frame(),
        location.line(),
        null,
        learnt,
        Predicted.of(prediction));
  }

  static EvaluatedFrame leftOut(Frame frame, String file, String unreadable) {
    return new EvaluatedFrame(
        FrameParcel.of(frame.structure()),
        file,
        frame.location().frame(),
        frame.location().line(),
        unreadable,
        false,
        null);
  }

  /** The frame without its columns and keys. */
  Frame bareFrame() {
    return Frame.of(parcel.structure(), List.of(), Map.of(), location());
  }

  FrameLocation location() {
    return new FrameLocation(Path.of(file), frame, line);
  }

  /** A frame of {@link #bareFrame} with its forces. */
  LabelledFrame labelled(Frame bare) {
    return new LabelledFrame(bare, parcel.forces(), BitSet.valueOf(parcel.held()));
  }

  EnergyComparison.Known known() {
    return new EnergyComparison.Known(
        Double.isNaN(parcel.energy()) ? OptionalDouble.empty() : OptionalDouble.of(parcel.energy()),
        Optional.ofNullable(parcel.stress()));
  }
}
