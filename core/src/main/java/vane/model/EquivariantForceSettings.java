package vane.model;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import vane.InputException;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.invariant.BasisSettings;
import vane.network.CommitteeSettings;
import vane.network.NetworkSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * How an equivariant force model is trained.
 *
 * @param preset where the defaults come from
 * @param cutoffAngstrom neighbours are nearer than this, in Å; empty to choose it on held-out
 *     frames
 * @param degrees the highest degrees of products; empty for the preset's
 * @param angularWeight how much of a degree an angular degree counts; empty for the preset's
 * @param largestL the highest angular degree; empty for the preset's
 * @param ridge the ridge λ relative to the mean square of the simplest features; empty to choose it
 *     on held-out frames
 * @param trainingEnvironments how many atoms of each element to learn from at most, taken as whole
 *     frames evenly spread over the data; 0 for all
 * @param networks how many networks are mixed with the functions, 0 for none; empty for the
 *     preset's choice
 * @param seed kept in the provenance; networks start from it, nothing else is random
 */
public record EquivariantForceSettings(
    EquivariantPreset preset,
    OptionalDouble cutoffAngstrom,
    Optional<Degrees> degrees,
    OptionalDouble angularWeight,
    OptionalInt largestL,
    OptionalDouble ridge,
    OptionalInt trainingEnvironments,
    OptionalInt networks,
    long seed)
    implements ForceModelSettings {

  /** Networks see twice as far as their cutoff, so that it need not be that of the functions. */
  private static final double SHORTEST_OF_NETWORKS = 4.25;

  private static final double LONGEST_OF_NETWORKS = 5.5;

  /**
   * Highest degrees of products of densities, −1 for none.
   *
   * @param one of single densities
   * @param two of products of two
   * @param three of products of three
   * @param four of products of four
   */
  public record Degrees(double one, double two, double three, double four) {}

  /**
   * Checks the settings, so that a wrong one is found before anything is read.
   *
   * @throws InputException if a number is out of range
   * @throws TooManyFunctionsException if the degrees give more functions than the memory of this
   *     machine allows, even for one element
   */
  public EquivariantForceSettings {
    new EquivariantSettings(
        basis(
            preset,
            cutoffAngstrom.orElse(EquivariantPreset.USUAL_CUTOFF_ANGSTROM),
            degrees,
            angularWeight,
            largestL,
            1,
            0),
        environments(preset, trainingEnvironments),
        ridge,
        preset.contactCost(),
        committee(
            preset,
            cutoffAngstrom.orElse(EquivariantPreset.USUAL_CUTOFF_ANGSTROM),
            networks,
            seed));
    if (degrees.isPresent()) {
      requireMemory(preset, degrees, angularWeight, largestL, 1);
    }
  }

  /**
   * Refuses degrees whose functions do not fit into memory, before it is asked for.
   *
   * @param elements how many elements the data hold
   * @throws TooManyFunctionsException if there are too many functions
   */
  void requireMemory(int elements) {
    if (degrees.isPresent()) {
      requireMemory(preset, degrees, angularWeight, largestL, elements);
    }
  }

  /**
   * How many functions an element has where no time limits them.
   *
   * @param elements how many elements there are
   * @return the functions of each, or 20 million if there are more
   */
  public long functions(int elements) {
    double cutoff = EquivariantPreset.USUAL_CUTOFF_ANGSTROM;
    return basis(preset, cutoff, degrees, angularWeight, largestL, elements, 0)
        .functions(elements, FunctionBudget.MOST_COUNTED);
  }

  private static void requireMemory(
      EquivariantPreset preset,
      Optional<Degrees> degrees,
      OptionalDouble angularWeight,
      OptionalInt largestL,
      int elements) {
    // The cutoff does not change the number of functions.
    double cutoff = EquivariantPreset.USUAL_CUTOFF_ANGSTROM;
    FunctionBudget.ofThisMachine()
        .require(basis(preset, cutoff, degrees, angularWeight, largestL, elements, 0), elements);
  }

  /**
   * The settings of a preset.
   *
   * @param preset the preset
   * @return settings that leave all to it
   */
  public static EquivariantForceSettings of(EquivariantPreset preset) {
    return new EquivariantForceSettings(
        preset,
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        0);
  }

  /**
   * The same settings with a cutoff that is not chosen by the data, if none was given.
   *
   * @param usual the cutoff in Å
   * @return settings with a cutoff
   * @throws InputException if the cutoff is out of range
   */
  public EquivariantForceSettings withUsualCutoff(double usual) {
    return new EquivariantForceSettings(
        preset,
        OptionalDouble.of(cutoffAngstrom.orElse(usual)),
        degrees,
        angularWeight,
        largestL,
        ridge,
        trainingEnvironments,
        networks,
        seed);
  }

  /**
   * The same settings without networks: a potential that is linear in its weights, which more
   * frames can be added to.
   *
   * @return settings without networks
   */
  public EquivariantForceSettings withoutNetworks() {
    return new EquivariantForceSettings(
        preset,
        cutoffAngstrom,
        degrees,
        angularWeight,
        largestL,
        ridge,
        trainingEnvironments,
        OptionalInt.of(0),
        seed);
  }

  /**
   * Whether networks are trained, too. Then no frames can be added to the model later.
   *
   * @return true if any are asked for
   */
  public boolean hasNetworks() {
    return committee(preset, EquivariantPreset.USUAL_CUTOFF_ANGSTROM, networks, seed).isPresent();
  }

  @Override
  public EquivariantForceModelTrainer trainer(WorkerPool pool, ProgressListener progress) {
    return new EquivariantForceModelTrainer(this, pool, progress);
  }

  /** How many atoms of each element are learnt from; 0 for all. */
  int environments() {
    return environments(preset, trainingEnvironments);
  }

  private static int environments(EquivariantPreset preset, OptionalInt given) {
    return given.orElse(preset.trainingEnvironments());
  }

  /**
   * The settings for some data.
   *
   * @param elements how many elements the data hold
   * @param equations how many force components are learnt from
   * @param cutoff the cutoff in Å
   * @param environments how many atoms of each element are learnt from; 0 for all
   * @return what the potential is trained with
   */
  EquivariantSettings resolve(int elements, long equations, double cutoff, int environments) {
    Optional<CommitteeSettings> committee = committee(preset, cutoff, networks, seed);
    return new EquivariantSettings(
        basis(preset, cutoff, degrees, angularWeight, largestL, elements, equations),
        environments,
        ridge,
        preset.contactCost(),
        committee);
  }

  private static Optional<CommitteeSettings> committee(
      EquivariantPreset preset, double cutoff, OptionalInt networks, long seed) {
    boolean wanted = networks.isPresent() ? networks.getAsInt() != 0 : preset.networkSeconds() > 0;
    if (!wanted) {
      return Optional.empty();
    }
    NetworkSettings usual = NetworkSettings.STANDARD;
    return Optional.of(
        new CommitteeSettings(
            usual.withCutoff(Math.max(SHORTEST_OF_NETWORKS, Math.min(LONGEST_OF_NETWORKS, cutoff))),
            preset.networkSeconds() > 0
                ? preset.networkSeconds()
                : EquivariantPreset.ACCURATE.networkSeconds(),
            networks.orElse(0),
            seed));
  }

  private static BasisSettings basis(
      EquivariantPreset preset,
      double cutoffAngstrom,
      Optional<Degrees> degrees,
      OptionalDouble angularWeight,
      OptionalInt largestL,
      int elements,
      long equations) {
    BasisSettings usual =
        preset.basis(elements, equations, cutoffAngstrom, angularWeight, largestL);
    return degrees
        .map(
            chosen ->
                new BasisSettings(
                    usual.cutoffAngstrom(),
                    usual.cutoffPower(),
                    usual.angularWeight(),
                    usual.largestL(),
                    chosen.one(),
                    chosen.two(),
                    chosen.three(),
                    chosen.four()))
        .orElse(usual);
  }
}
