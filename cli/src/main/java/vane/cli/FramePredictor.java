package vane.cli;

import java.util.ArrayList;
import java.util.List;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocations;
import vane.model.AtomSelection;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/** Predicts batches of frames; errors name the file and the frame. */
final class FramePredictor {
  private final ForceModel model;
  private final ModelOptions options;
  private final WorkerPool pool;
  private final ProgressListener progress;
  private long skipped;

  FramePredictor(
      ForceModel model, ModelOptions options, WorkerPool pool, ProgressListener progress) {
    this.model = model;
    this.options = options;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Predicts a batch.
   *
   * @param batch frames
   * @return one prediction per frame
   * @throws vane.model.UnknownElementException if a frame holds an unknown element and those are
   *     not to be skipped
   * @throws UsageException if the net force is to be removed and the model gives no forces
   */
  List<ForcePrediction> predict(List<Frame> batch) {
    List<AtomSelection> selections = new ArrayList<>();
    for (Frame frame : batch) {
      if (!options.skipUnknown()) {
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
    if (!options.removeNetForce()) {
      return prediction;
    }
    if (prediction.forces().isEmpty()) {
      throw new UsageException(
          "--remove-net-force: the model "
              + options.file()
              + " predicts directions without forces, expected a model that predicts forces");
    }
    return prediction.withoutNetForce();
  }

  /**
   * How many atoms were left out so far.
   *
   * @return zero or more
   */
  long skipped() {
    return skipped;
  }
}
