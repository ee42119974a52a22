package vane.equivariant.sums;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.IntFunction;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.EnergyCentre;
import vane.equivariant.fit.EnergySums;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.range.PairDistances;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.EquationBlocks;
import vane.regression.NormalEquations;
import vane.structure.Element;

/** Sums up what is to be learnt of frames: their forces, energies and stresses. */
public final class SummationTask implements SectionTask<FrameSums> {
  private final ElementBasis basis;
  private final PairDistances distances;
  private final Optional<EnergyCentre> centre;
  private final boolean withStresses;

  private final EquationBlocks forceBlocks;
  private final EquationBlocks energyBlocks;

  /**
   * A task.
   *
   * @param basis the functions
   * @param distances how near atoms come in all frames
   * @param centre what energies are counted from; empty if no energy is learnt
   * @param withStresses whether stresses are learnt
   */
  public SummationTask(
      ElementBasis basis,
      PairDistances distances,
      Optional<EnergyCentre> centre,
      boolean withStresses) {
    this.basis = basis;
    this.distances = distances;
    this.centre = centre;
    this.withStresses = withStresses;
    this.forceBlocks = new EquationBlocks(basis.features(), 1);
    this.energyBlocks = new EquationBlocks(basis.features(), EnergySums.targets(basis.species()));
  }

  /**
   * A task from its parts, as a file or another process holds them.
   *
   * @param elements the elements
   * @param settings the functions
   * @param shortest {@code [elements × elements]} in Å: the shortest distances known; copied
   * @param inner {@code [elements × elements]} in Å: where the radial functions come to rest;
   *     copied
   * @param centre what energies are counted from; empty if no energy is learnt
   * @param withStresses whether stresses are learnt
   * @return the task
   * @throws IllegalArgumentException if the parts do not belong together
   */
  public static SummationTask of(
      SortedSet<Element> elements,
      BasisSettings settings,
      double[] shortest,
      double[] inner,
      Optional<Centre> centre,
      boolean withStresses) {
    PairDistances distances =
        PairDistances.of(elements.size(), settings.cutoffAngstrom(), shortest, inner);
    ElementBasis basis = new ElementBasis(elements, settings, distances.inner());
    return new SummationTask(
        basis,
        distances,
        centre.map(each -> EnergyCentre.of(basis, each.means(), each.references())),
        withStresses);
  }

  /**
   * What energies are counted from.
   *
   * @param means {@code [features]}: mean invariants
   * @param references {@code [elements]} in eV
   */
  public record Centre(double[] means, double[] references) {}

  /**
   * What energies are counted from.
   *
   * @return empty if no energy is learnt
   */
  public Optional<Centre> centre() {
    return centre.map(each -> new Centre(each.means(), each.guess()));
  }

  /**
   * The elements.
   *
   * @return by atomic number, unmodifiable
   */
  public SortedSet<Element> elements() {
    return basis.elements();
  }

  /**
   * The functions.
   *
   * @return the settings
   */
  public BasisSettings settings() {
    return basis.settings();
  }

  /**
   * How many weights there are: the invariants of each element.
   *
   * @return p
   */
  public int features() {
    return basis.features();
  }

  /**
   * The shortest distance known of each two elements.
   *
   * @return {@code [elements × elements]} in Å (a copy)
   */
  public double[] shortestDistances() {
    return distances.shortest();
  }

  /**
   * Where the radial functions of each two elements begin to come to rest.
   *
   * @return {@code [elements × elements]} in Å (a copy)
   */
  public double[] innerDistances() {
    return distances.inner();
  }

  /**
   * Whether stresses are learnt.
   *
   * @return as given
   */
  public boolean withStresses() {
    return withStresses;
  }

  ElementBasis basis() {
    return basis;
  }

  PairDistances distances() {
    return distances;
  }

  Optional<EnergyCentre> energyCentre() {
    return centre;
  }

  EquationBlocks forceBlocks() {
    return forceBlocks;
  }

  EquationBlocks energyBlocks() {
    return energyBlocks;
  }

  @Override
  public FrameSums of(List<ChosenFrame> frames, WorkerPool pool, ProgressListener progress) {
    FrameSums sums = empty();
    try {
      sums.add(frames, pool, progress);
      return sums;
    } catch (RuntimeException | Error failed) {
      sums.close();
      throw failed;
    }
  }

  @Override
  public FrameSums empty() {
    return FrameSums.of(
        this,
        new long[2],
        AdditiveFit.empty(basis, distances),
        centre.map(each -> EnergySums.empty(basis, each)),
        withStresses ? Optional.of(NormalEquations.empty(basis.features())) : Optional.empty());
  }

  @Override
  public void combine(FrameSums into, FrameSums from) {
    into.merge(from);
  }

  @Override
  public int blocks() {
    return FrameSums.HEADS
        + forceBlocks.count()
        + (centre.isPresent() ? energyBlocks.count() : 0)
        + (withStresses ? forceBlocks.count() : 0);
  }

  @Override
  public int length(int number) {
    int species = basis.species();
    if (number == 0) {
      int compositions = centre.isPresent() ? EnergySums.compositionNumbers(species) : 0;
      return 2 + species * (2 + compared() + compared() * compared()) + compositions;
    }
    if (number == FrameSums.LARGEST_FORCES) {
      return species;
    }
    int place = number - FrameSums.HEADS;
    if (place < forceBlocks.count()) {
      return forceBlocks.length(place);
    }
    place -= forceBlocks.count();
    if (centre.isPresent() && place < energyBlocks.count()) {
      return energyBlocks.length(place);
    }
    return forceBlocks.length(place - (centre.isPresent() ? energyBlocks.count() : 0));
  }

  @Override
  public boolean isOfLargest(int number) {
    return number == FrameSums.LARGEST_FORCES;
  }

  @Override
  public FrameSums of(IntFunction<double[]> blocks) {
    return FrameSums.of(this, blocks);
  }

  /** How many invariants the distance from training looks at. */
  int compared() {
    return TrainingStatistics.size(basis);
  }
}
