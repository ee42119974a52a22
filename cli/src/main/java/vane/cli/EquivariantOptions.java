package vane.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.equivariant.invariant.BasisSettings;
import vane.model.EquivariantForceModel;
import vane.model.ForceModel;
import vane.model.Provenance;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/** How {@code train --method equivariant} trains: its presets, and what can be set in them. */
final class EquivariantOptions {
  static final List<String> PRESETS = List.of("default", "fast", "accurate");

  @Option(
      names = "--cutoff",
      paramLabel = "Å",
      description = "Neighbours are nearer than this (equivariant; default: 3.5).")
  private Double cutoff;

  @Option(
      names = "--degrees",
      paramLabel = "D1,D2,D3[,D4]",
      split = ",",
      description = {
        "Highest degrees of products of one, two, three and four densities, -1 for none",
        "(equivariant; default: those of the preset)."
      })
  private List<Integer> degrees;

  @Option(
      names = "--ridge",
      paramLabel = "L",
      description =
          "Ridge relative to the mean square of a feature (equivariant; default: the best on"
              + " held-out frames).")
  private Double ridge;

  /**
   * Makes settings, so that a wrong one is told before anything is read.
   *
   * @param preset the preset
   * @param trainingEnvironments how many atoms of an element to learn from at most, 0 for all
   */
  void check(String preset, int trainingEnvironments) {
    settings(preset, trainingEnvironments, 1);
  }

  /**
   * Trains a model.
   *
   * @param preset the preset
   * @param trainingEnvironments how many atoms of an element to learn from at most, 0 for all
   * @param data the frames
   * @param provenance where they come from
   * @param pool the threads
   * @param progress hears of the stages
   * @return the model
   */
  ForceModel train(
      String preset,
      int trainingEnvironments,
      TrainingFrames data,
      Provenance provenance,
      WorkerPool pool,
      StageProgress progress) {
    SortedSet<Element> elements = new TreeSet<>();
    data.structures().forEach(structure -> elements.addAll(structure.composition()));
    EquivariantSettings settings = settings(preset, trainingEnvironments, elements.size());
    List<LabelledStructure> frames = new ArrayList<>();
    int trajectory = 0;
    for (int f = 0; f < data.structures().size(); f++) {
      if (f > 0 && !data.locations().get(f).file().equals(data.locations().get(f - 1).file())) {
        trajectory++;
      }
      frames.add(new LabelledStructure(data.structures().get(f), data.forces().get(f), trajectory));
    }
    return new EquivariantForceModel(
        FrameErrors.naming(
            data.locations(), () -> new EquivariantTrainer(settings, pool, progress).fit(frames)),
        provenance);
  }

  private EquivariantSettings settings(String preset, int trainingEnvironments, int elementCount) {
    EquivariantPreset chosen = EquivariantPreset.valueOf(preset.toUpperCase(Locale.ROOT));
    BasisSettings basis =
        cutoff == null ? chosen.basis(elementCount) : chosen.basis(elementCount, cutoff);
    if (degrees != null) {
      if (degrees.size() < 3 || degrees.size() > 4) {
        throw new UsageException(
            "--degrees: found " + degrees + ", expected three or four numbers");
      }
      basis =
          new BasisSettings(
              basis.cutoffAngstrom(),
              basis.cutoffPower(),
              degrees.get(0),
              degrees.get(1),
              degrees.get(2),
              degrees.size() == 4 ? degrees.get(3) : -1);
    }
    return new EquivariantSettings(
        basis,
        trainingEnvironments,
        ridge == null ? OptionalDouble.empty() : OptionalDouble.of(ridge));
  }

  /**
   * What to tell about a model that was trained.
   *
   * @param potential the model
   * @return one line each
   */
  static List<String> remarks(EquivariantPotential potential) {
    List<String> remarks = new ArrayList<>();
    remarks.add(Wording.training(potential.report()));
    potential
        .parts()
        .forEach(
            (element, part) -> {
              remarks.add(
                  element + ": " + Wording.count(part.environments(), "training environment"));
              Wording.fewExamples(element, part.environments()).ifPresent(remarks::add);
            });
    return remarks;
  }
}
