package vane.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vane.Plural;
import vane.structure.LabelledStructure;
import vane.structure.ShortTrajectory;

/** What a reader should know of the error on held-out frames: how large it is, and how far true. */
public final class HeldOutRemarks {
  private HeldOutRemarks() {}

  /**
   * Remarks for a reader, one line each.
   *
   * @param data what a model was trained on
   * @param report how its training went
   * @return the error beside the forces themselves, and whether it is too good to be true; nothing
   *     if no error of whole forces was found
   */
  public static List<String> of(TrainingData data, ForceModelReport report) {
    List<String> lines = new ArrayList<>();
    double rms = LabelledStructure.rmsForce(data.examples());
    if (report.heldOutRmseEvPerAngstrom().isEmpty() || !(rms > 0)) {
      return lines;
    }
    lines.add(
        String.format(
            Locale.ROOT,
            "relative error: %.2g %% (force RMSE on what was held out over the RMS force component,"
                + " %.3f eV/Å)",
            100 * report.heldOutRmseEvPerAngstrom().getAsDouble() / rms,
            rms));
    if (ShortTrajectory.is(data.examples())) {
      lines.add(
          "warning: this error is too good to be true: all "
              + Plural.of(data.examples().size(), "frame")
              + " are of one short trajectory and alike, so that what was held out resembles what"
              + " was learnt (1.5 to 5 times too small when measured); compare with frames of another"
              + " run: vane evaluate MODEL OTHER.xyz");
    }
    return lines;
  }
}
