package vane.model;

import vane.InputException;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;

/**
 * Adds predictions to frames, as columns and keys: forces, uncertainty, direction and status of
 * each atom, and energy and stress where the model gives them.
 *
 * @param prefix what the names of columns and keys begin with
 */
public record PredictedColumns(String prefix) {

  /**
   * Checks the prefix.
   *
   * @throws InputException if a name could not begin with it
   */
  public PredictedColumns {
    if (!prefix.matches("[A-Za-z0-9_.-]+")) {
      throw new InputException(
          "--prefix: found '" + prefix + "', expected letters, digits, '_', '.' and '-' only");
    }
  }

  /**
   * A frame with its prediction.
   *
   * @param frame the frame
   * @param prediction what was predicted for it
   * @return a new frame; columns and keys of an earlier prediction are replaced
   */
  public Frame addedTo(Frame frame, ForcePrediction prediction) {
    String[] labels = new String[prediction.size()];
    for (int a = 0; a < labels.length; a++) {
      labels[a] = prediction.status(a).label();
    }
    Frame result = withEnergy(frame, prediction);
    if (prediction.forces().isPresent()) {
      result = result.with(Column.reals(prefix + "forces", 3, prediction.forces().get()));
    }
    if (prediction.uncertainties().isPresent()) {
      result =
          result.with(Column.reals(prefix + "uncertainty", 1, prediction.uncertainties().get()));
    }
    return result
        .with(Column.reals(prefix + "direction", 3, prediction.directions()))
        .with(Column.strings(prefix + "status", 1, labels));
  }

  /** An energy or stress of an earlier prediction goes, where there is no new one to replace it. */
  private Frame withEnergy(Frame frame, ForcePrediction prediction) {
    String energyKey = prefix + "energy";
    String stressKey = prefix + "stress";
    Frame withEnergy =
        prediction.energy().isPresent()
            ? frame.with(energyKey, InfoValue.of(prediction.energy().getAsDouble()))
            : frame.withoutKey(energyKey);
    return prediction
        .stress()
        .map(stress -> withEnergy.with(stressKey, InfoValue.of(stress)))
        .orElseGet(() -> withEnergy.withoutKey(stressKey));
  }
}
