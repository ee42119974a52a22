package vane.equivariant.fit;

import java.util.Arrays;
import java.util.List;
import vane.equivariant.fit.ChosenFrames.Choice;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.ContractionPlan;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.PairDistances;
import vane.equivariant.range.RepellingEvaluator;
import vane.equivariant.range.Repulsion;
import vane.parallel.WorkerPool;

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
   */
  public List<Result> evaluate(
      List<Choice> choices, double[] weights, MahalanobisDistance[] metrics) {
    ContractionPlan[] plans = basis.plans(weights);
    Result[] results = new Result[choices.size()];
    pool.run(
        results.length,
        c -> {
          Choice choice = choices.get(c);
          AtomBatch batch = basis.batch(List.of(choice.frame().structure()));
          RepellingEvaluator evaluator = evaluators.get();
          // Weights are learnt without the repulsion, so that is how they are judged.
          evaluator.evaluate(batch, plans, metrics, new Repulsion(0));
          results[c] =
              new Result(
                  choice,
                  batch,
                  Arrays.copyOf(evaluator.forces(), 3 * batch.size()),
                  Arrays.copyOf(evaluator.trainingDistances(), batch.size()));
        });
    return List.of(results);
  }

  /** What some weights give for a frame. Immutable. */
  public static final class Result {
    private final Choice choice;
    final AtomBatch batch;
    private final double[] forces;
    final double[] trainingDistances;

    private Result(Choice choice, AtomBatch batch, double[] forces, double[] trainingDistances) {
      this.choice = choice;
      this.batch = batch;
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
     * The same with more forces.
     *
     * @param more {@code [nAtoms × 3]} in eV/Å, added; not modified
     * @return a new result
     */
    public Result plus(double[] more) {
      double[] sum = forces.clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += more[i];
      }
      return new Result(choice, batch, sum, trainingDistances);
    }

    /** Whether the force on an atom is one of those chosen. */
    boolean isWanted(int atom) {
      return choice.elements()[batch.speciesOf(atom)];
    }

    /** The found component of a force minus the known one, in eV/Å. */
    double error(int atom, int axis) {
      return forces[3 * atom + axis] - choice.frame().force(atom, axis);
    }
  }
}
