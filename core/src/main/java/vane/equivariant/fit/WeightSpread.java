package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;

/**
 * How much forces differ for weights that the data do not tell apart: draws from the normal
 * distribution that a ridge regression stands for. Its size says little, as functions are never
 * complete, but errors outside of the training range grow as it does (MacKay, Neural Computation 4,
 * 415 (1992), doi:10.1162/neco.1992.4.3.415).
 */
public final class WeightSpread {
  private static final int DRAWS = 6;
  private static final long SEED = 1;

  private final FrameEvaluator evaluator;
  private final double[] weights;
  private final List<double[]> draws;
  private final MahalanobisDistance[] metrics;

  /**
   * Draws weights.
   *
   * @param solution the weights found, and their factor, which is not needed afterwards
   * @param evaluator gives forces
   * @param metrics the distance of each element
   * @param pool the threads; nothing depends on how many there are
   */
  public WeightSpread(
      RidgeSolution solution,
      FrameEvaluator evaluator,
      MahalanobisDistance[] metrics,
      WorkerPool pool) {
    this.evaluator = evaluator;
    this.weights = solution.weights();
    this.metrics = metrics.clone();
    this.draws = new ArrayList<>();
    Random random = new Random(SEED);
    for (int d = 0; d < DRAWS; d++) {
      double[] draw = solution.sample(random, pool);
      for (int q = 0; q < draw.length; q++) {
        draw[q] += weights[q];
      }
      draws.add(draw);
    }
  }

  /**
   * How errors grow outside of the training range: as the forces of the draws part when the frames
   * of training become hotter.
   *
   * @param learnt frames learnt from, at least one
   * @param bends {@code [elements]}: the distances from which the growth counts
   * @param largestForce of training, in eV/Å
   * @param cutoffAngstrom the cutoff, in Å
   * @return the errors for each element
   */
  public List<HeatedErrors> heated(
      List<ChosenFrame> learnt, double[] bends, double largestForce, double cutoffAngstrom) {
    List<ChosenFrame> heated =
        new HeatedFrames(evaluator, weights, metrics, largestForce).of(learnt);
    List<FrameEvaluator.Result> results = evaluator.evaluate(heated, weights, metrics);
    double[][] squares = squares(heated, results);
    return IntStream.range(0, bends.length)
        .mapToObj(
            a ->
                new HeatedErrors(
                    bends[a],
                    Calibration.distances(results, a, cutoffAngstrom),
                    ofElement(a, results, squares)))
        .toList();
  }

  private static double[] ofElement(
      int element, List<FrameEvaluator.Result> frames, double[][] numbers) {
    DoubleStream.Builder chosen = DoubleStream.builder();
    for (int f = 0; f < numbers.length; f++) {
      for (int i = 0; i < numbers[f].length; i++) {
        if (frames.get(f).speciesOf(i) == element && frames.get(f).isWanted(i)) {
          chosen.add(numbers[f][i]);
        }
      }
    }
    return chosen.build().toArray();
  }

  /** The mean square over axes and draws for each atom of each frame. */
  private double[][] squares(List<ChosenFrame> frames, List<FrameEvaluator.Result> results) {
    double[][] squares =
        results.stream().map(each -> new double[each.size()]).toArray(double[][]::new);
    for (double[] draw : draws) {
      List<FrameEvaluator.Result> others = evaluator.evaluate(frames, draw, metrics);
      for (int f = 0; f < squares.length; f++) {
        FrameEvaluator.Result one = results.get(f);
        FrameEvaluator.Result other = others.get(f);
        for (int c = 0; c < 3 * one.size(); c++) {
          double apart = other.force(c / 3, c % 3) - one.force(c / 3, c % 3);
          squares[f][c / 3] += apart * apart / (3 * draws.size());
        }
      }
    }
    return squares;
  }
}
