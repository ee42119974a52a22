package vane.equivariant.fit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.ContractionPlan;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorModel;
import vane.equivariant.range.PairDistances;
import vane.equivariant.range.RepellingEvaluator;
import vane.equivariant.range.Repulsion;
import vane.network.NetworkEvaluation;
import vane.parallel.WorkerPool;
import vane.structure.CoincidentAtomsException;
import vane.structure.LabelledStructure;
import vane.structure.StressComponents;
import vane.structure.StructureException;

/**
 * What some weights say about frames, while they are being judged. Thread-safe, as far as the pool
 * is.
 */
public final class FrameEvaluator {
  private final ElementBasis basis;
  private final WorkerPool pool;
  private final ThreadLocal<RepellingEvaluator> evaluators;

  /**
   * An evaluator.
   *
   * @param basis the functions
   * @param distances how near atoms come in training
   * @param pool the threads; the results do not depend on how many there are
   */
  public FrameEvaluator(ElementBasis basis, PairDistances distances, WorkerPool pool) {
    this.basis = basis;
    this.pool = pool;
    this.evaluators = ThreadLocal.withInitial(() -> new RepellingEvaluator(basis, distances));
  }

  /**
   * Evaluates frames.
   *
   * @param choices the frames
   * @param weights {@code [features]} in eV; not modified
   * @param metrics the distance of each element
   * @return one result per frame
   * @throws StructureException if two atoms of a frame are at the same place, with its index
   */
  public List<Result> evaluate(
      List<ChosenFrame> choices, double[] weights, MahalanobisDistance[] metrics) {
    ContractionPlan[] plans = basis.plans(weights);
    Result[] results = new Result[choices.size()];
    pool.run(
        results.length,
        c -> {
          ChosenFrame choice = choices.get(c);
          AtomBatch batch = batch(choice, c);
          RepellingEvaluator evaluator = evaluators.get();
          // Weights are learnt without the repulsion, so that is how they are judged.
          Repulsion none = new Repulsion(0);
          if (choice.frame().stress().isPresent()) {
            evaluator.evaluateWithVirials(batch, plans, metrics, none);
          } else {
            evaluator.evaluate(batch, plans, metrics, none);
          }
          results[c] =
              new Result(
                  choice,
                  batch,
                  energy(evaluator, batch.size()),
                  choice
                      .frame()
                      .stress()
                      .map(stress -> errorsOf(virial(evaluator, batch.size()), choice.frame())),
                  Arrays.copyOf(evaluator.forces(), 3 * batch.size()),
                  Arrays.copyOf(evaluator.trainingDistances(), batch.size()));
        });
    return List.of(results);
  }

  private AtomBatch batch(ChosenFrame choice, int index) {
    try {
      return basis.batch(List.of(choice.frame().structure()));
    } catch (CoincidentAtomsException error) {
      throw new StructureException(index, error);
    }
  }

  private static double energy(RepellingEvaluator evaluator, int atoms) {
    double sum = 0;
    for (int i = 0; i < atoms; i++) {
      sum += evaluator.energies()[i];
    }
    return sum;
  }

  private static double[] virial(RepellingEvaluator evaluator, int atoms) {
    double[] sum = new double[9];
    for (int i = 0; i < 9 * atoms; i++) {
      sum[i % 9] += evaluator.virials()[i];
    }
    return sum;
  }

  private static double[] errorsOf(double[] virial, LabelledStructure frame) {
    double volume = frame.structure().cell().orElseThrow().volume();
    double[] errors = StressComponents.ofMatrix(virial);
    for (int c = 0; c < errors.length; c++) {
      errors[c] += volume * frame.stress().orElseThrow()[c];
    }
    return errors;
  }

  /** What some weights give for a frame. Immutable. */
  public static final class Result {
    private final ChosenFrame choice;
    final AtomBatch batch;
    private final double energy;
    private final Optional<double[]> virialErrors;
    private final double[] forces;
    final double[] trainingDistances;

    private Result(
        ChosenFrame choice,
        AtomBatch batch,
        double energy,
        Optional<double[]> virialErrors,
        double[] forces,
        double[] trainingDistances) {
      this.choice = choice;
      this.batch = batch;
      this.energy = energy;
      this.virialErrors = virialErrors;
      this.forces = forces;
      this.trainingDistances = trainingDistances;
    }

    /**
     * How many atoms the frame has.
     *
     * @return zero or more
     */
    public int size() {
      return batch.size();
    }

    /**
     * The element of an atom.
     *
     * @param atom from zero
     * @return the number of the element
     */
    public int speciesOf(int atom) {
      return batch.speciesOf(atom);
    }

    /**
     * How far the neighbourhood of an atom is from training.
     *
     * @param atom from zero
     * @return its {@link MahalanobisDistance}
     */
    public double trainingDistance(int atom) {
      return trainingDistances[atom];
    }

    /**
     * How far the force on an atom is from training.
     *
     * @param atom from zero
     * @param cutoffAngstrom the cutoff, in Å
     * @return the distance of an {@link ErrorModel}
     */
    public double distance(int atom, double cutoffAngstrom) {
      return ErrorModel.distance(batch, atom, trainingDistances, cutoffAngstrom);
    }

    /**
     * A component of the force on an atom.
     *
     * @param atom from zero
     * @param axis from zero
     * @return in eV/Å
     */
    public double force(int atom, int axis) {
      return forces[3 * atom + axis];
    }

    /**
     * All forces.
     *
     * @return {@code [nAtoms × 3]} in eV/Å (a copy)
     */
    public double[] forces() {
      return forces.clone();
    }

    /**
     * What a network says about the same frame.
     *
     * @param found its energy, forces and virial
     * @return a new result
     */
    public Result foundBy(NetworkEvaluation found) {
      return new Result(
          choice,
          batch,
          found.energy(),
          known().stress().map(stress -> errorsOf(found.virial(), known())),
          found.forces(),
          trainingDistances);
    }

    /**
     * The same with other energies.
     *
     * @param perAtom {@code [elements]} in eV, added for each atom; not modified
     * @return a new result
     */
    public Result shifted(double[] perAtom) {
      double sum = energy;
      for (int i = 0; i < size(); i++) {
        sum += perAtom[speciesOf(i)];
      }
      return new Result(choice, batch, sum, virialErrors, forces, trainingDistances);
    }

    /**
     * The share of other results in a mixture with these whose forces err least, by least squares.
     *
     * @param these what was found for some frames
     * @param others what others found for the same frames
     * @return from 0 to 1
     */
    public static double bestShare(List<Result> these, List<Result> others) {
      double along = 0;
      double square = 0;
      for (int f = 0; f < these.size(); f++) {
        Result one = these.get(f);
        Result other = others.get(f);
        for (int i = 0; i < one.size(); i++) {
          for (int axis = 0; axis < 3 && one.isWanted(i); axis++) {
            double step = other.force(i, axis) - one.force(i, axis);
            along -= one.error(i, axis) * step;
            square += step * step;
          }
        }
      }
      return square > 0 ? Math.max(0, Math.min(1, along / square)) : 0;
    }

    /**
     * A mixture with another result for the same frame.
     *
     * @param other the other result
     * @param share its share; this one has the rest
     * @return a new result
     */
    public Result mixedWith(Result other, double share) {
      double[] mixed = new double[forces.length];
      Arrays.setAll(mixed, i -> (1 - share) * forces[i] + share * other.forces[i]);
      Optional<double[]> virials =
          virialErrors.map(
              errors -> {
                double[] sum = errors.clone();
                double[] others = other.virialErrors.orElseThrow();
                Arrays.setAll(sum, c -> (1 - share) * sum[c] + share * others[c]);
                return sum;
              });
      double mixedEnergy = (1 - share) * energy + share * other.energy;
      return new Result(choice, batch, mixedEnergy, virials, mixed, trainingDistances);
    }

    /**
     * What is known of the frame.
     *
     * @return the frame
     */
    public LabelledStructure known() {
      return choice.frame();
    }

    /**
     * The energy of all atoms without any reference energy.
     *
     * @return in eV
     */
    public double energy() {
      return energy;
    }

    /** The found virial minus the known one, {@code [6]} in eV, if the stress is known. */
    Optional<double[]> virialErrors() {
      return virialErrors;
    }

    /** Whether the force on an atom is one of those chosen. */
    boolean isWanted(int atom) {
      return choice.elements()[batch.speciesOf(atom)] && choice.frame().knowsForce(atom);
    }

    /** The found component of a force minus the known one, in eV/Å. */
    double error(int atom, int axis) {
      return forces[3 * atom + axis] - choice.frame().force(atom, axis);
    }
  }
}
