package vane.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.DoubleToIntFunction;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import vane.InputException;
import vane.equivariant.CutoffSearch;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.TrainingFrames;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/** Trains an {@link EquivariantForceModel}. */
public final class EquivariantForceModelTrainer implements ForceModelTrainer {
  private final EquivariantForceSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public EquivariantForceModelTrainer(
      EquivariantForceSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  @Override
  public EquivariantForceModel fit(TrainingData data) {
    return fit(data, sums -> {});
  }

  /**
   * Trains a model, and shows what was added up for it, so that more can be added another day.
   *
   * @param data structures with forces
   * @param keep is handed the sums of all frames; they are closed afterwards
   * @return the model
   * @throws InputException as {@link #fit(TrainingData)} does
   */
  public EquivariantForceModel fit(TrainingData data, Consumer<FrameSums> keep) {
    return new EquivariantForceModel(
        data.naming(() -> potential(data, keep)), data.provenance(settings.seed()));
  }

  /**
   * Trains a potential on frames that may be anywhere. No budget of time limits how many are learnt
   * from or how many functions there are.
   *
   * @param choose gives the frames with a limit of the atoms of each element, 0 for all
   * @param keep is handed the sums of all frames; they are closed afterwards
   * @return the potential
   * @throws InputException if a frame is not as it must be or there is nothing to learn from
   */
  public EquivariantPotential fit(IntFunction<TrainingFrames> choose, Consumer<FrameSums> keep) {
    return fit(choose, cutoff -> 0, environments -> 0, keep);
  }

  private EquivariantPotential potential(TrainingData data, Consumer<FrameSums> keep) {
    return fit(
        limit -> FramesInMemory.of(data.examples(), limit, pool, progress),
        cutoff -> EnvironmentLimit.of(data.examples(), cutoff, settings.environments()),
        environments -> equations(data.examples(), environments),
        keep);
  }

  /**
   * @param usual how many atoms of an element are learnt from with a cutoff, unless the settings
   *     say it; 0 for all
   * @param equations how many force components that gives; 0 if that is to set no limit to the
   *     functions
   */
  private EquivariantPotential fit(
      IntFunction<TrainingFrames> choose,
      DoubleToIntFunction usual,
      IntToLongFunction equations,
      Consumer<FrameSums> keep) {
    TrainingFrames few = choose.apply(CutoffSearch.ENVIRONMENTS);
    int elements = few.elements().size();
    settings.requireMemory(elements);
    SortedMap<Double, Double> errors =
        settings.cutoffAngstrom().isPresent()
            ? Collections.emptySortedMap()
            : new CutoffSearch(pool, progress).errors(few.elements(), few.sample(Long.MAX_VALUE));
    double cutoff = settings.cutoffAngstrom().orElseGet(() -> CutoffSearch.best(errors));
    int environments = settings.trainingEnvironments().orElseGet(() -> usual.applyAsInt(cutoff));
    EquivariantSettings resolved =
        settings.resolve(elements, equations.applyAsLong(environments), cutoff, environments);
    return new EquivariantTrainer(resolved, pool, progress)
        .fit(choose.apply(environments), keep)
        .withCutoffErrors(errors);
  }

  /** About how many force components are learnt from. */
  private static long equations(List<LabelledStructure> frames, int most) {
    Map<Element, Long> atoms = new HashMap<>();
    for (LabelledStructure frame : frames) {
      for (int i = 0; i < frame.structure().size(); i++) {
        atoms.merge(frame.structure().element(i), 1L, Long::sum);
      }
    }
    return 3
        * atoms.values().stream()
            .mapToLong(count -> most == 0 ? count : Math.min(most, count))
            .sum();
  }
}
