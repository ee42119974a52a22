package vane.equivariant;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ContractionPlan;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.InvariantWhitening;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorModel;
import vane.equivariant.range.ForceBound;
import vane.equivariant.range.NeighbourhoodRange;
import vane.equivariant.range.PairDistances;
import vane.equivariant.range.RepellingEvaluator;
import vane.equivariant.range.Repulsion;
import vane.network.NetworkCommittee;
import vane.network.NetworkEvaluation;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.NeighbourSource;
import vane.structure.Structure;
import vane.structure.StructureException;
import vane.structure.VerletLists;

/**
 * An energy that is linear in its weights, and the forces that are its negative gradient.
 *
 * <p>The energy of a structure is a sum over its atoms of E₀ + Σ_q w_q B_q, with invariants B_q of
 * the neighbourhood ({@code docs/method.md} has them), and weights and a reference energy E₀ of the
 * atom's element, which is zero where no energies were learnt. So forces turn with the structure,
 * are the same for equal atoms, sum to zero in a molecule, and conserve energy.
 *
 * <p>Outside of the training range nothing is wild: radial functions come to rest below the
 * shortest distance seen, and a repulsion whose force is bounded takes over there. Such atoms are
 * flagged. What {@link #evaluate} says is bounded besides: a force beyond one and a half times the
 * largest one seen goes on smoothly to at most twice that. A bounded force is closer to the truth
 * than a wild one, but it is not the gradient of the energy any more. What moves atoms for a long
 * time needs {@link #evaluateConservative}, where no force is bounded.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class EquivariantPotential {
  private final SortedMap<Element, ElementPotential> parts;
  private final PairDistances distances;
  private final TrainingReport report;
  private final ElementBasis basis;
  private final StructureBatches batches;
  private final ContractionPlan[] plans;
  private final MahalanobisDistance[] metrics;
  private final ErrorModel[] errorModels;
  private final ForceBound[] bounds;
  private final double[] referenceEnergies;
  private final NeighbourhoodRange range;
  private final Repulsion repulsion;
  private final ThreadLocal<RepellingEvaluator> evaluators;
  private final Optional<NetworkCommittee> networks;
  private final Optional<NeighbourSource> networkNeighbours;

  private EquivariantPotential(
      ElementBasis basis,
      SortedMap<Element, ElementPotential> parts,
      PairDistances distances,
      TrainingReport report,
      Optional<NetworkCommittee> networks,
      DoubleFunction<NeighbourSource> neighbours) {
    this.parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    this.distances = distances;
    this.report = report;
    this.basis = basis;
    this.batches = new StructureBatches(basis, neighbours.apply(basis.settings().cutoffAngstrom()));
    this.networks = networks;
    this.networkNeighbours =
        networks.map(committee -> neighbours.apply(committee.cutoffAngstrom()));
    ElementPotential[] partOf = parts.values().toArray(new ElementPotential[0]);
    this.plans = new ContractionPlan[partOf.length];
    this.metrics = new MahalanobisDistance[partOf.length];
    this.errorModels = new ErrorModel[partOf.length];
    this.bounds = new ForceBound[partOf.length];
    this.referenceEnergies = new double[partOf.length];
    double[] largestDistances = new double[partOf.length];
    double strongest = 0;
    for (int a = 0; a < partOf.length; a++) {
      plans[a] = new ContractionPlan(basis.tensors(), partOf[a].weights());
      metrics[a] = partOf[a].metric();
      errorModels[a] = partOf[a].errorModel();
      referenceEnergies[a] = partOf[a].referenceEnergy();
      bounds[a] = new ForceBound(partOf[a].largestForce());
      largestDistances[a] = partOf[a].largestTrainingDistance();
      strongest = Math.max(strongest, partOf[a].largestForce());
    }
    this.range = new NeighbourhoodRange(distances, largestDistances);
    this.repulsion = new Repulsion(strongest);
    this.evaluators = ThreadLocal.withInitial(() -> new RepellingEvaluator(basis, distances));
  }

  /**
   * A potential from its numbers, as a model file holds them.
   *
   * @param settings the functions
   * @param parts what is known of each element
   * @param shortestDistances {@code [elements × elements]} in Å, row-major, elements by atomic
   *     number: the shortest distance known between two elements, or the cutoff if there is none;
   *     copied
   * @param innerDistances {@code [elements × elements]} in Å: where the radial functions come to
   *     rest; copied
   * @param report how the training went
   * @return the potential
   * @throws IllegalArgumentException if the numbers do not belong together
   */
  public static EquivariantPotential of(
      BasisSettings settings,
      SortedMap<Element, ElementPotential> parts,
      double[] shortestDistances,
      double[] innerDistances,
      TrainingReport report) {
    PairDistances distances =
        PairDistances.of(
            parts.size(), settings.cutoffAngstrom(), shortestDistances, innerDistances);
    ElementBasis basis =
        new ElementBasis(new TreeSet<>(parts.keySet()), settings, distances.inner());
    for (ElementPotential part : parts.values()) {
      if (part.weights().length != basis.size()) {
        throw new IllegalArgumentException(
            part.weights().length
                + " weights, expected "
                + basis.size()
                + ", one per invariant of "
                + settings);
      }
    }
    return new EquivariantPotential(
        basis, parts, distances, report, Optional.empty(), NeighbourSource::searching);
  }

  /**
   * The same potential with what networks add to it. Its error models are those of the sum already.
   *
   * @param committee networks of the same elements
   * @return the sum
   * @throws IllegalArgumentException if the elements are not the same
   */
  public EquivariantPotential with(NetworkCommittee committee) {
    if (!committee.members().get(0).elements().equals(List.copyOf(parts.keySet()))) {
      throw new IllegalArgumentException(
          "found networks of "
              + committee.members().get(0).elements()
              + ", expected "
              + parts.keySet());
    }
    return new EquivariantPotential(
        basis, parts, distances, report, Optional.of(committee), NeighbourSource::searching);
  }

  /**
   * The networks that add to the energy.
   *
   * @return empty if it is linear in its weights
   */
  public Optional<NetworkCommittee> networks() {
    return networks;
  }

  /**
   * The same potential for structures that move little from call to call, each at the same place
   * among those of a call: neighbours are remembered. Results are the same, bit for bit.
   *
   * @return a potential with a memory of its own; safe for use by several threads
   */
  public EquivariantPotential remembering() {
    return new EquivariantPotential(basis, parts, distances, report, networks, VerletLists::new);
  }

  /**
   * The same potential with a report that says how its cutoff was chosen.
   *
   * @param cutoffErrors {@link TrainingReport#cutoffErrors}
   * @return a potential that differs in its report alone
   */
  public EquivariantPotential withCutoffErrors(SortedMap<Double, Double> cutoffErrors) {
    return new EquivariantPotential(
        basis,
        parts,
        distances,
        report.withCutoffErrors(cutoffErrors),
        networks,
        NeighbourSource::searching);
  }

  /**
   * How many invariants there are: the weights of an element.
   *
   * @param settings the functions
   * @param elements how many elements there are
   * @return the number
   */
  public static int invariants(BasisSettings settings, int elements) {
    return Math.toIntExact(settings.functions(elements, Integer.MAX_VALUE - 1L));
  }

  /**
   * The functions of the neighbourhood.
   *
   * @return the settings
   */
  public BasisSettings settings() {
    return basis.settings();
  }

  /**
   * What is known of each element.
   *
   * @return by element, unmodifiable
   */
  public SortedMap<Element, ElementPotential> parts() {
    return parts;
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
   * How the training went.
   *
   * @return the report
   */
  public TrainingReport report() {
    return report;
  }

  /**
   * Energies, and forces that are bounded where they are larger than any that training has seen.
   *
   * <p>Forces are the exact negative gradient of the energy where none of the structure is bounded;
   * a bounded one is flagged as extrapolating, and then the forces of its structure neither belong
   * to the energy nor sum to zero. Energies and virials are those of {@link #evaluateConservative},
   * to the last bit. Only structures that are periodic in all three directions have a virial.
   *
   * @param structures the structures; their elements must be those of the potential
   * @param pool the threads; the result depends neither on how many there are nor on which
   *     structures come together
   * @param progress hears of the atoms done
   * @return one result per structure
   * @throws StructureException if two atoms of a structure are at the same place
   */
  public List<PotentialEvaluation> evaluate(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    return evaluate(structures, false, pool, progress);
  }

  /**
   * Energies with the forces and virials that belong to them, for what moves atoms: dynamics,
   * relaxation, sampling.
   *
   * <p>Forces are the exact negative gradient of the energy everywhere, also outside of the
   * training range: none is bounded. Without a field from outside they sum to zero. Flags are those
   * of {@link #evaluate}; so are energies, and forces where that bounds none, to the last bit.
   * Uncertainties have no upper limit here, as forces have none.
   *
   * @param structures the structures; their elements must be those of the potential
   * @param pool the threads; the result depends neither on how many there are nor on which
   *     structures come together
   * @param progress hears of the atoms done
   * @return one result per structure, with its virial
   * @throws StructureException if two atoms of a structure are at the same place
   */
  public List<PotentialEvaluation> evaluateConservative(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    return evaluate(structures, true, pool, progress);
  }

  /**
   * Energies and forces of {@link #evaluateConservative} alone, to the last bit, without what it
   * costs to know how exact they are: for the steps of a motion that nobody looks at.
   *
   * @param structures the structures; their elements must be those of the potential
   * @param pool the threads; the result depends neither on how many there are nor on which
   *     structures come together
   * @param progress hears of the atoms done
   * @return one result per structure, of energy and forces
   * @throws StructureException if two atoms of a structure are at the same place
   */
  public List<PotentialEvaluation> evaluateForces(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    PotentialEvaluation[] results = new PotentialEvaluation[structures.size()];
    batches.run(
        structures,
        pool,
        progress,
        (batch, first, members) -> forces(batch, members, results, first));
    return List.of(results);
  }

  private List<PotentialEvaluation> evaluate(
      List<Structure> structures,
      boolean conservative,
      WorkerPool pool,
      ProgressListener progress) {
    PotentialEvaluation[] results = new PotentialEvaluation[structures.size()];
    batches.run(
        structures,
        pool,
        progress,
        (batch, first, members) -> evaluate(batch, members, conservative, results, first));
    return List.of(results);
  }

  /**
   * What the neighbourhoods of atoms look like, in the measure of training: the first invariants,
   * turned into independent numbers of mean 0 and variance 1 over the training environments.
   *
   * @param structures the structures; their elements must be those of the potential
   * @param pool the threads; the result depends neither on how many there are nor on which
   *     structures come together
   * @param progress hears of the atoms done
   * @return one result per structure
   * @throws StructureException if two atoms of a structure are at the same place
   */
  public List<WhitenedInvariants> whitenedInvariants(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    WhitenedInvariants[] results = new WhitenedInvariants[structures.size()];
    batches.run(
        structures,
        pool,
        progress,
        (batch, first, members) -> {
          double[][] rows = new InvariantWhitening(basis, metrics).rows(batch);
          for (int s = 0; s < members.size(); s++) {
            results[first + s] = WhitenedInvariants.of(batch, s, rows);
          }
        });
    return List.of(results);
  }

  /** What the networks add to the structure at a place of the call; empty without networks. */
  private Optional<NetworkEvaluation> added(Structure structure, int place) {
    return networks.map(
        committee ->
            committee.evaluate(structure, networkNeighbours.orElseThrow().of(place, structure)));
  }

  private static void add(double[] from, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  private void forces(
      AtomBatch batch, List<Structure> structures, PotentialEvaluation[] results, int offset) {
    RepellingEvaluator evaluator = evaluators.get();
    evaluator.evaluateForces(batch, plans, repulsion);
    for (int s = 0; s < batch.structures(); s++) {
      int first = batch.firstAtom(s);
      int end = batch.firstAtom(s + 1);
      double energy = energy(batch, evaluator, first, end);
      double[] forces = Arrays.copyOfRange(evaluator.forces(), 3 * first, 3 * end);
      Optional<NetworkEvaluation> added = added(structures.get(s), offset + s);
      if (added.isPresent()) {
        energy += added.get().energy();
        add(added.get().forces(), forces);
      }
      results[offset + s] = new PotentialEvaluation(energy, forces);
    }
  }

  /** The energies of some atoms together: first what their neighbourhoods give, then the rest. */
  private double energy(AtomBatch batch, RepellingEvaluator evaluator, int first, int end) {
    double energy = 0;
    double reference = 0;
    for (int atom = first; atom < end; atom++) {
      energy += evaluator.energies()[atom];
      reference += referenceEnergies[batch.speciesOf(atom)];
    }
    return energy + reference;
  }

  private void evaluate(
      AtomBatch batch,
      List<Structure> structures,
      boolean conservative,
      PotentialEvaluation[] results,
      int offset) {
    RepellingEvaluator evaluator = evaluators.get();
    if (conservative || structures.stream().anyMatch(EquivariantPotential::hasStress)) {
      evaluator.evaluateWithVirials(batch, plans, metrics, repulsion);
    } else {
      evaluator.evaluate(batch, plans, metrics, repulsion);
    }
    double[] trainingDistances = evaluator.trainingDistances();
    boolean[] outside = range.outside(batch, trainingDistances);
    for (int s = 0; s < structures.size(); s++) {
      int first = batch.firstAtom(s);
      int atoms = batch.firstAtom(s + 1) - first;
      double energy = energy(batch, evaluator, first, first + atoms);
      double[] forces = new double[3 * atoms];
      double[] uncertainties = new double[atoms];
      boolean[] extrapolating = new boolean[atoms];
      boolean[] alone = new boolean[atoms];
      System.arraycopy(evaluator.forces(), 3 * first, forces, 0, 3 * atoms);
      Optional<NetworkEvaluation> added = added(structures.get(s), offset + s);
      double[] differences =
          added
              .map(each -> differences(each.forces(), forces, evaluator, first))
              .orElseGet(() -> new double[atoms]);
      added.ifPresent(each -> add(each.forces(), forces));
      for (int i = 0; i < atoms; i++) {
        int atom = first + i;
        int element = batch.speciesOf(atom);
        boolean beyond = bounds[element].isBeyond(forces, i);
        if (beyond && !conservative) {
          bounds[element].bound(forces, i);
        }
        double expected = expectedError(batch, atom, trainingDistances, differences[i]);
        uncertainties[i] =
            conservative ? expected : atMostWithoutKnowledge(expected, element, forces, i);
        extrapolating[i] = beyond || NeighbourhoodRange.reaches(batch, atom, outside);
        // Networks may see farther: an atom that they move is not alone.
        alone[i] =
            batch.start(atom, 0) == batch.start(atom, batch.species())
                && ForceBound.norm(forces, i) == 0;
      }
      energy += added.map(NetworkEvaluation::energy).orElse(0.0);
      Optional<double[]> virial = Optional.empty();
      if (conservative || hasStress(structures.get(s))) {
        double[] sum = virial(evaluator, first, atoms);
        added.ifPresent(each -> add(each.virial(), sum));
        virial = Optional.of(sum);
      }
      results[offset + s] =
          new PotentialEvaluation(energy, forces, uncertainties, extrapolating, alone, virial);
    }
  }

  private static boolean hasStress(Structure structure) {
    return structure.cell().map(Cell::isFullyPeriodic).orElse(false);
  }

  /**
   * How far a mixture is from what its linear part alone would say, of which only the rest of the
   * share is there. What is repelled is nearer than any in training anyway, and its forces are not
   * those of the weights.
   */
  private double[] differences(
      double[] added, double[] linearRest, RepellingEvaluator evaluator, int first) {
    double share = networks.orElseThrow().share();
    double[] differences = new double[added.length / 3];
    for (int i = 0; share < 1 && i < differences.length; i++) {
      double sum = 0;
      for (int c = 3 * i; c < 3 * i + 3; c++) {
        double apart = added[c] - share / (1 - share) * linearRest[c];
        sum += apart * apart;
      }
      differences[i] = evaluator.isRepelled(first + i) ? 0 : Math.sqrt(sum / 3);
    }
    return differences;
  }

  private double expectedError(
      AtomBatch batch, int atom, double[] trainingDistances, double difference) {
    double cutoff = basis.settings().cutoffAngstrom();
    return errorModels[batch.speciesOf(atom)].expected(
        ErrorModel.distance(batch, atom, trainingDistances, cutoff), difference);
  }

  /** However far from training, no force is worse than one that means nothing. */
  private double atMostWithoutKnowledge(double expected, int element, double[] forces, int atom) {
    double most = bounds[element].errorWithoutKnowledge(forces, atom);
    return Math.min(Math.max(errorModels[element].scaleEvPerAngstrom(), most), expected);
  }

  /** The sum over the centres of a structure, in the order of its atoms. */
  private static double[] virial(RepellingEvaluator evaluator, int first, int atoms) {
    double[] sum = new double[9];
    for (int i = 9 * first; i < 9 * (first + atoms); i++) {
      sum[i % 9] += evaluator.virials()[i];
    }
    // No energy changes under rotation: what is not symmetric is rounding.
    double[] virial = new double[9];
    for (int i = 0; i < 9; i++) {
      virial[i] = (sum[i] + sum[i % 3 * 3 + i / 3]) / 2;
    }
    return virial;
  }
}
