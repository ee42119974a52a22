package vane.equivariant.sums;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.InputException;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.DegreePrior;
import vane.equivariant.fit.MeasuredDistances;
import vane.equivariant.fit.ObservationEquations;
import vane.equivariant.fit.SensibleForces;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.range.PairDistances;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.regression.PenaltyTooSmallException;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;

/**
 * All that training has to remember of its frames, in sums that can be added: the normal equations
 * of the weights, and what was seen of each element. Frames can be added at any time, and fits of
 * other threads, processes or days merged, as long as their functions are the same: elements,
 * settings and pair distances, which are chosen before the first frame.
 *
 * <p>Not additive is the largest Mahalanobis distance of a potential: it needs the final means and
 * covariances, so the trainer finds it in a second pass over its frames.
 *
 * <p>Which additions give the same bits. The number of threads never matters. Counts of
 * environments and largest forces are exact, in any order. The other sums are rounded:
 *
 * <ul>
 *   <li>one {@link #add} of the same frames in the same order gives the same bits; the frames in
 *       another order, or cut into several additions, the same sums but for rounding, because
 *       frames are summed in blocks of up to 512 atoms that begin anew with each addition;
 *   <li>{@link #merge} adds sum to sum: it gives the same bits in either direction, but not those
 *       of one addition of all frames; of three or more, the order counts. Merged into an empty
 *       fit, sums stay as they are;
 *   <li>{@link #copy}, and the way through the blocks of {@link FrameSums}, change no bit.
 * </ul>
 *
 * <p>One thread at a time uses an object. It holds about 4 p² bytes outside of the Java heap for p
 * {@link #features} until it is closed.
 */
public final class AdditiveFit implements AutoCloseable {
  /**
   * The least penalty of a feature, relative to its sum of squares. With less, rounding decides
   * whether the normal equations can be solved, and more frames may undo it.
   */
  private static final double LEAST_PENALTY = 2e-15;

  /** The least penalty of a λ that is not searched for any more, for each feature. */
  private static final double SAFE_PENALTY = 2 * Math.ulp(1.0);

  private final ElementBasis basis;
  private final PairDistances distances;
  private final TrainingStatistics statistics;
  private final NormalEquations equations;

  private AdditiveFit(
      ElementBasis basis,
      PairDistances distances,
      TrainingStatistics statistics,
      NormalEquations equations) {
    this.basis = basis;
    this.distances = distances;
    this.statistics = statistics;
    this.equations = equations;
  }

  /**
   * A fit that has seen nothing.
   *
   * @param basis the functions
   * @param distances how near atoms come
   * @return a new fit, to be closed by the caller
   */
  public static AdditiveFit empty(ElementBasis basis, PairDistances distances) {
    return new AdditiveFit(
        basis, distances, TrainingStatistics.empty(basis), NormalEquations.empty(basis.features()));
  }

  /**
   * A fit that has seen nothing.
   *
   * @param elements the elements
   * @param settings the functions
   * @param shortestDistances {@code [elements × elements]} in Å, row-major, elements by atomic
   *     number: the shortest distance known between two elements, or the cutoff if there is none,
   *     as {@link vane.equivariant.EquivariantPotential#shortestDistances} has them; copied
   * @param innerDistances {@code [elements × elements]} in Å: where the radial functions come to
   *     rest, as {@link vane.equivariant.EquivariantPotential#innerDistances} has them; copied
   * @return a new fit, to be closed by the caller
   * @throws IllegalArgumentException if the numbers do not belong together
   */
  public static AdditiveFit empty(
      SortedSet<Element> elements,
      BasisSettings settings,
      double[] shortestDistances,
      double[] innerDistances) {
    PairDistances distances = distances(elements, settings, shortestDistances, innerDistances);
    return empty(new ElementBasis(elements, settings, distances.inner()), distances);
  }

  private static PairDistances distances(
      SortedSet<Element> elements, BasisSettings settings, double[] shortest, double[] inner) {
    return PairDistances.of(elements.size(), settings.cutoffAngstrom(), shortest, inner);
  }

  /**
   * A fit that has seen nothing yet, but whose elements and pair distances are those of some
   * frames. They are measured as the trainer does.
   *
   * @param frames the frames, typical of all that will be added
   * @param settings the functions
   * @param pool the threads
   * @param progress hears of the stage
   * @return a new fit, to be closed by the caller
   * @throws StructureException if two atoms of a frame are at the same place
   * @throws InputException if there is no atom
   */
  public static AdditiveFit measured(
      List<LabelledStructure> frames,
      BasisSettings settings,
      WorkerPool pool,
      ProgressListener progress) {
    SortedSet<Element> elements = new TreeSet<>();
    frames.forEach(frame -> elements.addAll(frame.structure().composition()));
    if (elements.isEmpty()) {
      throw new InputException("found no atoms to learn from, expected at least one frame of some");
    }
    PairDistances distances =
        MeasuredDistances.of(frames, elements, settings.cutoffAngstrom(), pool, progress);
    return empty(new ElementBasis(elements, settings, distances.inner()), distances);
  }

  /** A fit from its parts. */
  static AdditiveFit of(
      ElementBasis basis,
      PairDistances distances,
      TrainingStatistics statistics,
      NormalEquations equations) {
    return new AdditiveFit(basis, distances, statistics, equations);
  }

  /**
   * Adds frames: the forces on all of their atoms.
   *
   * @param frames structures of these elements, with forces
   * @param pool the threads
   * @param progress hears of the frames done
   * @throws StructureException if a frame holds another element, two atoms at the same place or a
   *     force that is not a sensible number, with the index of the frame; nothing is added then
   */
  public void add(List<LabelledStructure> frames, WorkerPool pool, ProgressListener progress) {
    SensibleForces.require(frames);
    KnownElements.require(frames, basis.elements());
    progress.stage("learning forces", frames.size());
    addChosen(ChosenFrame.whole(frames, basis.species()), pool, progress);
  }

  /**
   * Adds the chosen atoms of some frames. What can fail does so before anything is added.
   *
   * @param choices the frames, of these elements
   * @param pool the threads
   * @param progress hears of the frames done
   * @throws StructureException if two atoms are at the same place, with the index of the frame
   */
  public void addChosen(List<ChosenFrame> choices, WorkerPool pool, ProgressListener progress) {
    TrainingStatistics added = TrainingStatistics.of(basis, choices, pool);
    new ObservationEquations(basis, pool, progress).addTo(choices, equations);
    statistics.merge(added);
  }

  /**
   * Adds what is believed of contacts between molecules: that they repel each other. Where parts of
   * a molecule meet that never met in the frames, nothing else tells the potential what to do.
   * Added once, with the first frames.
   *
   * @param frames frames of these elements, whose molecules are brought together; periodic ones
   *     give none
   * @param errorEvPerAngstrom the error of a force, in eV/Å, that counts as much as one uncertainty
   *     of the belief: the larger it is, the more the belief weighs
   * @param pool the threads
   * @param progress hears of the contacts done
   */
  public void addContacts(
      List<LabelledStructure> frames,
      double errorEvPerAngstrom,
      WorkerPool pool,
      ProgressListener progress) {
    try (NormalEquations contacts = contacts(frames, pool, progress)) {
      addContacts(contacts, errorEvPerAngstrom);
    }
  }

  /**
   * What is believed of the contacts of some frames.
   *
   * @param frames frames of these elements, whose molecules are brought together
   * @param pool the threads
   * @param progress hears of the contacts done
   * @return equations, to be closed by the caller; none if there are no contacts
   */
  public NormalEquations contacts(
      List<LabelledStructure> frames, WorkerPool pool, ProgressListener progress) {
    NormalEquations contacts = NormalEquations.empty(basis.features());
    new ObservationEquations(basis, pool, progress).addContacts(frames, contacts);
    return contacts;
  }

  /**
   * Adds what is believed of contacts, as found before.
   *
   * @param contacts what {@link #contacts} gave; not modified
   * @param errorEvPerAngstrom the error of a force, in eV/Å, that counts as much as one uncertainty
   *     of the belief
   */
  public void addContacts(NormalEquations contacts, double errorEvPerAngstrom) {
    equations.merge(contacts, errorEvPerAngstrom * errorEvPerAngstrom);
  }

  /**
   * Adds all that another fit has seen.
   *
   * @param other a fit of the same functions; not modified
   * @throws IllegalArgumentException if elements, settings or pair distances differ, or it is the
   *     same fit; nothing is added then
   */
  public void merge(AdditiveFit other) {
    if (other == this
        || !basis.isSameAs(other.basis)
        || !Arrays.equals(distances.shortest(), other.distances.shortest())) {
      throw new IllegalArgumentException(
          "found a fit of "
              + other.description()
              + " to merge, expected another one of "
              + description());
    }
    equations.merge(other.equations);
    statistics.merge(other.statistics);
  }

  private String description() {
    return basis
        + ", shortest distances "
        + Arrays.toString(distances.shortest())
        + ", inner distances "
        + Arrays.toString(distances.inner());
  }

  /**
   * A copy of all sums.
   *
   * @return a new fit, to be closed by the caller
   */
  public AdditiveFit copy() {
    TrainingStatistics seen = TrainingStatistics.empty(basis);
    seen.merge(statistics);
    return new AdditiveFit(basis, distances, seen, equations.copy());
  }

  /**
   * The weights that fit best, with the standard prior. More frames can be added afterwards.
   *
   * @param ridge λ, relative to the mean square of the simplest features: those of the number of
   *     neighbours of each element. It means the same whatever other functions there are
   * @param pool the threads
   * @return the weights, {@code [features]} in eV, element by element, with their condition; to be
   *     closed by the caller
   * @throws vane.regression.PenaltyTooSmallException if λ is too small for the normal equations, or
   *     no atom had a neighbour
   */
  public RidgeSolution solve(double ridge, WorkerPool pool) {
    double[] penalties = penalties(ridge);
    double[] squares = equations.diagonal();
    for (int q = 0; q < penalties.length; q++) {
      if (!(penalties[q] > LEAST_PENALTY * squares[q])) {
        throw new PenaltyTooSmallException(q, penalties.length, penalties[q]);
      }
    }
    return equations.solve(penalties, pool);
  }

  private double[] penalties(double ridge) {
    double scale = ridge * simplestSquare();
    return Arrays.stream(DegreePrior.STANDARD.penalties(basis)).map(each -> each * scale).toArray();
  }

  /**
   * The weights that fit other equations, which hold these, with the penalties of these: whatever
   * joins the forces, λ means the same. λ was chosen before the others came, so penalties that
   * rounding would hide now are raised.
   *
   * @param ridge λ
   * @param joint equations of the same features; not modified
   * @param pool the threads
   * @return the weights, to be closed by the caller
   */
  public RidgeSolution solve(double ridge, NormalEquations joint, WorkerPool pool) {
    double[] penalties = penalties(ridge);
    double[] squares = joint.diagonal();
    for (int q = 0; q < penalties.length; q++) {
      penalties[q] = Math.max(penalties[q], SAFE_PENALTY * penalties.length * squares[q]);
    }
    return joint.solve(penalties, pool);
  }

  /**
   * The weights for a λ that was chosen with fewer frames.
   *
   * @param ridge λ
   * @param pool the threads
   * @return the weights, to be closed by the caller
   */
  public RidgeSolution solveAgain(double ridge, WorkerPool pool) {
    return solve(ridge, equations, pool);
  }

  /**
   * The squared error of any weights on all equations added here.
   *
   * @param weights {@code [features]} in eV; not modified
   * @return the sum over all force components, in (eV/Å)²
   */
  public double squaredError(double[] weights) {
    return equations.squaredError(weights);
  }

  /** The mean sum of squares of the simplest features, of those pairs of elements that meet. */
  private double simplestSquare() {
    double[] squares = equations.diagonal();
    return Arrays.stream(basis.simplestFeatures())
        .mapToDouble(feature -> squares[feature])
        .filter(square -> square > 0)
        .average()
        .orElse(0);
  }

  /**
   * Whether any atom had a neighbour, so that there is something to solve for.
   *
   * @return false if all features are zero
   */
  public boolean isSolvable() {
    return simplestSquare() > 0;
  }

  /**
   * The equations themselves.
   *
   * @return owned and closed by this fit
   */
  public NormalEquations normalEquations() {
    return equations;
  }

  /**
   * The functions.
   *
   * @return the basis
   */
  public ElementBasis basis() {
    return basis;
  }

  /**
   * How near atoms come.
   *
   * @return the distances
   */
  public PairDistances pairDistances() {
    return distances;
  }

  /**
   * What was seen of each element.
   *
   * @return the statistics; not to be modified
   */
  public TrainingStatistics statistics() {
    return statistics;
  }

  /**
   * How many atoms of each element were learnt from.
   *
   * @return {@code [elements]} (a copy)
   */
  public long[] environments() {
    return statistics.environments();
  }

  /**
   * The largest force on an atom of each element.
   *
   * @return {@code [elements]} in eV/Å (a copy)
   */
  public double[] largestForces() {
    return statistics.largestForces();
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
   * The shortest distance known between each two elements.
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
   * How many equations have been added: three per atom learnt from.
   *
   * @return zero or more
   */
  public long equations() {
    return equations.equations();
  }

  /**
   * The sum of the squared force components, yᵀy.
   *
   * @return in (eV/Å)²
   */
  public double targetSum() {
    return equations.targetSum();
  }

  /** Frees the memory. */
  @Override
  public void close() {
    equations.close();
  }

  @Override
  public String toString() {
    return "AdditiveFit[" + basis + ", " + equations() + " equations]";
  }
}
