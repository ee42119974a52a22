package vane.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import vane.equivariant.CutoffSearch;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
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
    return new EquivariantForceModel(
        data.naming(() -> potential(data)), data.provenance(settings.seed()));
  }

  private EquivariantPotential potential(TrainingData data) {
    settings.requireMemory(data.elements().size());
    SortedMap<Double, Double> errors =
        settings.cutoffAngstrom().isPresent()
            ? Collections.emptySortedMap()
            : new CutoffSearch(pool, progress).errors(data.examples());
    double cutoff = settings.cutoffAngstrom().orElseGet(() -> CutoffSearch.best(errors));
    int environments =
        settings
            .trainingEnvironments()
            .orElseGet(() -> EnvironmentLimit.of(data.examples(), cutoff, settings.environments()));
    EquivariantSettings resolved =
        settings.resolve(
            data.elements().size(), equations(data.examples(), environments), cutoff, environments);
    return new EquivariantTrainer(resolved, pool, progress)
        .fit(data.examples())
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
