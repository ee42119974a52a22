package vane.model;

import java.util.Optional;
import java.util.OptionalDouble;
import vane.InputException;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * How an equivariant force model is trained.
 *
 * @param preset where the defaults come from
 * @param cutoffAngstrom neighbours are nearer than this, in Å; empty for the preset's
 * @param degrees the highest degrees of products; empty for the preset's
 * @param ridge the ridge λ relative to the mean square of a feature; empty to choose it on held-out
 *     frames
 * @param trainingEnvironments how many atoms of each element to learn from at most, taken as whole
 *     frames evenly spread over the data; 0 for all
 * @param seed kept in the provenance; no choice of this method is random
 */
public record EquivariantForceSettings(
    EquivariantPreset preset,
    OptionalDouble cutoffAngstrom,
    Optional<Degrees> degrees,
    OptionalDouble ridge,
    int trainingEnvironments,
    long seed)
    implements ForceModelSettings {

  /**
   * Highest degrees of products of densities, −1 for none.
   *
   * @param one of single densities
   * @param two of products of two
   * @param three of products of three
   * @param four of products of four
   */
  public record Degrees(int one, int two, int three, int four) {}

  /**
   * Checks the settings, so that a wrong one is found before anything is read.
   *
   * @throws InputException if a number is out of range
   */
  public EquivariantForceSettings {
    resolve(preset, cutoffAngstrom, degrees, ridge, trainingEnvironments, 1);
  }

  /**
   * The settings of a preset.
   *
   * @param preset the preset
   * @return settings that leave all to it
   */
  public static EquivariantForceSettings of(EquivariantPreset preset) {
    return new EquivariantForceSettings(
        preset, OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty(), 0, 0);
  }

  @Override
  public EquivariantForceModelTrainer trainer(WorkerPool pool, ProgressListener progress) {
    return new EquivariantForceModelTrainer(this, pool, progress);
  }

  /**
   * The settings for a number of elements.
   *
   * @param elements how many elements the data hold
   * @return what the potential is trained with
   */
  EquivariantSettings resolve(int elements) {
    return resolve(preset, cutoffAngstrom, degrees, ridge, trainingEnvironments, elements);
  }

  private static EquivariantSettings resolve(
      EquivariantPreset preset,
      OptionalDouble cutoffAngstrom,
      Optional<Degrees> degrees,
      OptionalDouble ridge,
      int trainingEnvironments,
      int elements) {
    BasisSettings usual =
        cutoffAngstrom.isPresent()
            ? preset.basis(elements, cutoffAngstrom.getAsDouble())
            : preset.basis(elements);
    BasisSettings basis =
        degrees
            .map(
                chosen ->
                    new BasisSettings(
                        usual.cutoffAngstrom(),
                        usual.cutoffPower(),
                        chosen.one(),
                        chosen.two(),
                        chosen.three(),
                        chosen.four()))
            .orElse(usual);
    return new EquivariantSettings(basis, trainingEnvironments, ridge, preset.contactCost());
  }
}
