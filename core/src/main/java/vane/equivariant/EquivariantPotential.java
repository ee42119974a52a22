package vane.equivariant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.CoincidentAtomsException;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;
import vane.structure.StructureException;

/**
 * An energy that is linear in its weights, and the forces that are its negative gradient.
 *
 * <p>The energy of a structure is a sum over its atoms of Σ_q w_q B_q, with invariants B_q of the
 * neighbourhood ({@code docs/method.md} has them) and weights of the atom's element. So forces turn
 * with the structure, are the same for equal atoms, sum to zero in a molecule, and conserve energy.
 *
 * <p>Outside of the training range nothing is wild: radial functions come to rest below the
 * shortest distance seen, a bounded repulsion takes over there, and a force beyond one and a half
 * times the largest one seen is bounded smoothly by twice that. Such atoms are flagged.
 *
 * <p>Immutable; safe for use by several threads.
 */
public final class EquivariantPotential {
  /** Structures are worked on together until they have so many atoms. */
  private static final int BATCH_ATOMS = 128;

  /** A force begins to be bounded at so many times the largest one in training. */
  private static final double BOUND = 1.5;

  private final BasisSettings settings;
  private final SortedMap<Element, ElementPart> parts;
  private final PairDistances distances;
  private final TrainingReport report;
  private final SortedSet<Element> elements;
  private final TensorBasis basis;
  private final RadialBasis[][] radialBases;
  private final ContractionPlan[] plans;
  private final LeverageMetric[] metrics;
  private final ElementPart[] partOf;
  private final Repulsion repulsion;
  private final ThreadLocal<BatchEvaluator> evaluators;

  private EquivariantPotential(
      BasisSettings settings,
      SortedMap<Element, ElementPart> parts,
      PairDistances distances,
      TrainingReport report) {
    this.settings = settings;
    this.parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    this.distances = distances;
    this.report = report;
    this.elements = Collections.unmodifiableSortedSet(new TreeSet<>(parts.keySet()));
    this.basis = new TensorBasis(settings, parts.size());
    this.radialBases = distances.radialBases(settings);
    this.partOf = parts.values().toArray(new ElementPart[0]);
    this.plans = new ContractionPlan[partOf.length];
    this.metrics = new LeverageMetric[partOf.length];
    double strongest = 0;
    for (int a = 0; a < partOf.length; a++) {
      plans[a] = new ContractionPlan(basis, partOf[a].weights());
      metrics[a] = new LeverageMetric(partOf[a].leverageMean(), partOf[a].leverageFactor());
      strongest = Math.max(strongest, partOf[a].largestForce());
    }
    this.repulsion = new Repulsion(strongest);
    this.evaluators =
        ThreadLocal.withInitial(() -> new BatchEvaluator(basis, distances, radialBases));
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
      SortedMap<Element, ElementPart> parts,
      double[] shortestDistances,
      double[] innerDistances,
      TrainingReport report) {
    int count = parts.size();
    if (count == 0
        || shortestDistances.length != count * count
        || innerDistances.length != count * count) {
      throw new IllegalArgumentException(
          shortestDistances.length
              + " and "
              + innerDistances.length
              + " distances for "
              + count
              + " elements");
    }
    for (int pair = 0; pair < innerDistances.length; pair++) {
      if (!(innerDistances[pair] > 0
          && innerDistances[pair] < settings.cutoffAngstrom()
          && shortestDistances[pair] >= 0
          && shortestDistances[pair] <= settings.cutoffAngstrom())) {
        throw new IllegalArgumentException(
            "distances "
                + shortestDistances[pair]
                + " and "
                + innerDistances[pair]
                + " Å, expected from zero to the cutoff");
      }
    }
    int size = invariants(settings, count);
    for (ElementPart part : parts.values()) {
      if (part.weights().length != size) {
        throw new IllegalArgumentException(
            part.weights().length + " weights, expected " + size + ", one an invariant");
      }
    }
    return new EquivariantPotential(
        settings, parts, PairDistances.of(count, shortestDistances, innerDistances), report);
  }

  /**
   * How many invariants there are: the weights of an element.
   *
   * @param settings the functions
   * @param elements how many elements there are
   * @return the number
   */
  public static int invariants(BasisSettings settings, int elements) {
    return new TensorBasis(settings, elements).size();
  }

  /**
   * The functions of the neighbourhood.
   *
   * @return the settings
   */
  public BasisSettings settings() {
    return settings;
  }

  /**
   * What is known of each element.
   *
   * @return by element, unmodifiable
   */
  public SortedMap<Element, ElementPart> parts() {
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
   * Evaluates structures.
   *
   * @param structures the structures; their elements must be those of the potential
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the atoms done
   * @return one result a structure
   * @throws StructureException if two atoms of a structure are at the same place
   */
  public List<AtomForces> evaluate(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    List<int[]> batches = batches(structures);
    AtomForces[] results = new AtomForces[structures.size()];
    pool.run(
        batches.size(),
        b -> {
          int from = batches.get(b)[0];
          int to = batches.get(b)[1];
          evaluate(structures.subList(from, to), results, from);
          long atoms = structures.subList(from, to).stream().mapToLong(Structure::size).sum();
          progress.advance(atoms);
        });
    return List.of(results);
  }

  private static List<int[]> batches(List<Structure> structures) {
    List<int[]> batches = new ArrayList<>();
    int begin = 0;
    while (begin < structures.size()) {
      int end = begin + 1;
      int atoms = structures.get(begin).size();
      while (end < structures.size() && atoms + structures.get(end).size() <= BATCH_ATOMS) {
        atoms += structures.get(end).size();
        end++;
      }
      batches.add(new int[] {begin, end});
      begin = end;
    }
    return batches;
  }

  private void evaluate(List<Structure> structures, AtomForces[] results, int offset) {
    AtomBatch batch = batch(structures, offset);
    BatchEvaluator evaluator = evaluators.get();
    evaluator.evaluate(batch, plans, metrics, repulsion);
    boolean[] outside = outside(batch, evaluator.leverages());
    for (int s = 0; s < structures.size(); s++) {
      int first = batch.firstAtom[s];
      int atoms = batch.firstAtom[s + 1] - first;
      double energy = 0;
      double[] forces = new double[3 * atoms];
      double[] uncertainties = new double[atoms];
      boolean[] extrapolating = new boolean[atoms];
      boolean[] alone = new boolean[atoms];
      System.arraycopy(evaluator.forces(), 3 * first, forces, 0, 3 * atoms);
      for (int i = 0; i < atoms; i++) {
        int atom = first + i;
        energy += evaluator.energies()[atom];
        ElementPart part = partOf[batch.speciesOfAtom[atom]];
        uncertainties[i] =
            Math.min(
                largestUncertainty(part),
                ErrorModel.expected(
                    part.errorScale(),
                    part.errorPower(),
                    ErrorModel.distance(batch, atom, evaluator.leverages(), settings)));
        extrapolating[i] = bound(forces, i, part) || nearAny(batch, atom, outside);
        alone[i] = batch.start(atom, 0) == batch.start(atom, batch.species());
      }
      results[offset + s] = new AtomForces(energy, forces, uncertainties, extrapolating, alone);
    }
  }

  private AtomBatch batch(List<Structure> structures, int offset) {
    double cutoff = settings.cutoffAngstrom();
    try {
      return new AtomBatch(structures, elements, cutoff);
    } catch (CoincidentAtomsException error) {
      for (int s = 0; s < structures.size(); s++) {
        requireApart(structures.get(s), cutoff, offset + s);
      }
      throw error;
    }
  }

  /** Says which structure it is that holds two atoms at the same place. */
  private static void requireApart(Structure structure, double cutoffAngstrom, int index) {
    try {
      NeighbourList.within(structure, cutoffAngstrom);
    } catch (CoincidentAtomsException error) {
      throw new StructureException(index, error);
    }
  }

  /** The centres whose neighbourhoods lie outside of the training range. */
  private boolean[] outside(AtomBatch batch, double[] leverages) {
    boolean[] outside = new boolean[batch.size()];
    for (int i = 0; i < outside.length; i++) {
      int element = batch.speciesOfAtom[i];
      outside[i] = leverages[i] > partOf[element].largestLeverage();
      for (int a = 0; a < batch.species(); a++) {
        double shortest = distances.shortest(element, a);
        for (int e = batch.start(i, a); e < batch.start(i, a + 1); e++) {
          outside[i] |= batch.distances[e] < shortest;
        }
      }
    }
    return outside;
  }

  private static boolean nearAny(AtomBatch batch, int atom, boolean[] outside) {
    boolean near = outside[atom];
    for (int e = batch.start(atom, 0); e < batch.start(atom, batch.species()); e++) {
      near |= outside[batch.atoms[e]];
    }
    return near;
  }

  /** A bounded force cannot be off by more than its bound and that of a force beyond it. */
  private static double largestUncertainty(ElementPart part) {
    return Math.max(part.errorScale(), 2 * 2 * BOUND * part.largestForce());
  }

  /**
   * Bounds the force on an atom, if it has to be: the norm goes on as b + b tanh((|F| − b) / b).
   */
  private static boolean bound(double[] forces, int atom, ElementPart part) {
    double b = BOUND * part.largestForce();
    double norm =
        Math.hypot(Math.hypot(forces[3 * atom], forces[3 * atom + 1]), forces[3 * atom + 2]);
    if (norm <= b) {
      return false;
    }
    double factor = b == 0 ? 0 : b * (1 + Math.tanh((norm - b) / b)) / norm;
    for (int axis = 0; axis < 3; axis++) {
      forces[3 * atom + axis] *= factor;
    }
    return true;
  }
}
