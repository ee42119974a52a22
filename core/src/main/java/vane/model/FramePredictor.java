package vane.model;

import java.util.ArrayList;
import java.util.List;
import vane.InputException;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/** Predicts batches of frames; errors name the file and the frame. Not safe for several threads. */
public final class FramePredictor {
  private final ForceModel model;
  private final String name;
  private final Choices choices;
  private final WorkerPool pool;
  private final ProgressListener progress;
  private long skipped;

  /**
   * How a model is used.
   *
   * @param skipUnknown whether atoms of elements that it does not know are left out; else they are
   *     an error
   * @param removeNetForce whether the mean predicted force of each frame is taken off its atoms
   */
  public record Choices(boolean skipUnknown, boolean removeNetForce) {}

  /**
   * A predictor.
   *
   * @param model the model
   * @param name the model in messages
   * @param choices how it is used
   * @param pool threads to work with
   * @param progress hears of each frame
   */
  public FramePredictor(
      ForceModel model, String name, Choices choices, WorkerPool pool, ProgressListener progress) {
    this.model = model;
    this.name = name;
    this.choices = choices;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Predicts a batch.
   *
   * @param batch frames
   * @return one prediction per frame
   * @throws UnknownElementException if a frame holds an unknown element and those are not to be
   *     skipped
   * @throws InputException if the net force is to be removed and the model gives no forces
   */
  public List<ForcePrediction> predict(List<Frame> batch) {
    List<AtomSelection> selections = new ArrayList<>();
    for (Frame frame : batch) {
      if (!choices.skipUnknown()) {
        model.requireKnown(frame.structure(), frame.location().toString());
      }
      AtomSelection atoms = AtomSelection.ofElements(frame.structure(), model.elements());
      skipped += atoms.skipped();
      selections.add(atoms);
    }
    List<Structure> structures = selections.stream().map(AtomSelection::structure).toList();
    List<ForcePrediction> predictions =
        FrameLocations.of(batch).naming(() -> model.predict(structures, pool, progress));
    List<ForcePrediction> all = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      all.add(finished(selections.get(i).expand(predictions.get(i))));
    }
    return all;
  }

  private ForcePrediction finished(ForcePrediction prediction) {
    if (!choices.removeNetForce()) {
      return prediction;
    }
    if (prediction.forces().isEmpty()) {
      throw new InputException(
          "--remove-net-force: the model "
              + name
              + " predicts directions without forces, expected a model that predicts forces");
    }
    return prediction.withoutNetForce();
  }

  /**
   * How many atoms were left out so far.
   *
   * @return zero or more
   */
  public long skipped() {
    return skipped;
  }
}
