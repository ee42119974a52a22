package vane.engines.learning;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.PotentialUpdate;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.SummationTask;
import vane.model.EquivariantForceModel;
import vane.model.EquivariantForceSettings;
import vane.model.TrainingData;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.validation.HeldOutBlocks.Use;

/**
 * The model as it grows with the frames.
 *
 * <p>Most rounds add their frames to the normal equations of the last whole training and solve
 * again. λ, the error models and the pair distances stay those of before then. So the model is
 * trained as a whole again when the frames have become half as many more, or two atoms of a new
 * frame are clearly nearer than any before.
 */
final class Student implements AutoCloseable {
  /** What contacts of molecules weigh in updates, relative to a typical force. */
  private static final double CONTACT_ERROR = 0.05;

  /** So that models of different rounds can be compared, their cutoff is the same. */
  private static final double CUTOFF_ANGSTROM = 3.5;

  private final LearningSettings settings;
  private final EquivariantForceSettings training;
  private final WorkerPool pool;
  private final List<LearntFrame> known = new ArrayList<>();
  private final List<List<LearntFrame>> added = new ArrayList<>();
  private Sense sense;
  private KnownDistances distances;
  private int whole;
  private int trained;
  private int updates;
  private EquivariantForceModel model;
  private FrameSums sums;

  Student(LearningSettings settings, WorkerPool pool) {
    this.settings = settings;
    this.training = settings.training().withoutNetworks().withUsualCutoff(CUTOFF_ANGSTROM);
    this.pool = pool;
  }

  /** Takes the frames of a round that make sense; nothing is calculated yet. */
  void take(List<LearntFrame> labelled) {
    List<LearntFrame> frames = new ArrayList<>();
    for (LearntFrame frame : labelled) {
      if (sense == null) {
        sense = new Sense(frame.structure().size(), settings);
      }
      if (sense.isSensible(frame)) {
        frames.add(frame);
      }
    }
    if (frames.isEmpty()) {
      return;
    }
    known.addAll(frames);
    added.add(List.copyOf(frames));
    // 3/2 in whole numbers.
    if (2 * known.size() >= 3 * whole || isNearer(frames)) {
      beginAnew();
    }
  }

  private boolean isNearer(List<LearntFrame> frames) {
    return frames.stream()
        .anyMatch(each -> distances.lack(each.structure()) > KnownDistances.TOLERANCE);
  }

  private void beginAnew() {
    whole = known.size();
    added.clear();
    distances =
        KnownDistances.of(known.stream().map(LearntFrame::structure).toList(), cutoffAngstrom());
  }

  private double cutoffAngstrom() {
    return training.cutoffAngstrom().orElseThrow();
  }

  /** The distances that the last whole training knows. */
  KnownDistances distances() {
    return distances;
  }

  /** The frames that it learns from, in the order of their labels. */
  List<LearntFrame> known() {
    return known;
  }

  /** How many frames it learns from. */
  int frames() {
    return known.size();
  }

  /** The model of all frames so far. */
  EquivariantForceModel model() {
    if (trained != whole) {
      train();
    }
    while (updates < added.size()) {
      List<LabelledStructure> examples = examples(added.get(updates));
      model =
          new EquivariantForceModel(
              PotentialUpdate.of(model.equivariantPotential(), sums(), inMemory(examples), pool),
              model.provenance());
      updates++;
    }
    return model;
  }

  /** The model of all frames, trained as a whole. */
  EquivariantForceModel whole() {
    if (!added.isEmpty()) {
      beginAnew();
    }
    return model();
  }

  private void train() {
    close();
    model =
        training
            .trainer(pool, ProgressListener.SILENT)
            .fit(TrainingData.of(HeldOutOrder.of(known.subList(0, whole))));
    trained = whole;
    updates = 0;
  }

  /** The sums of the last whole training and what was added since. */
  private FrameSums sums() {
    if (sums == null) {
      EquivariantPotential potential = model.equivariantPotential();
      SummationTask task =
          SummationTask.of(
              model.elements(),
              potential.settings(),
              potential.shortestDistances(),
              potential.innerDistances(),
              Optional.empty(),
              false);
      List<LabelledStructure> examples = examples(known.subList(0, whole));
      sums = inMemory(examples).gather(task, EnumSet.allOf(Use.class), "learning forces");
      double error = CONTACT_ERROR * LabelledStructure.rmsForce(examples);
      sums.forces().addContacts(examples, error, pool, ProgressListener.SILENT);
    }
    return sums;
  }

  private FramesInMemory inMemory(List<LabelledStructure> examples) {
    return FramesInMemory.added(examples, model.elements(), pool, ProgressListener.SILENT);
  }

  private static List<LabelledStructure> examples(List<LearntFrame> frames) {
    return frames.stream().map(LearntFrame::example).toList();
  }

  @Override
  public void close() {
    if (sums != null) {
      sums.close();
      sums = null;
    }
  }
}
