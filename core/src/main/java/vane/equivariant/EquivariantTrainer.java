package vane.equivariant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import vane.InputException;
import vane.equivariant.ChosenFrames.Choice;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.regression.PenaltyTooSmallException;
import vane.regression.RidgeSolution;
import vane.structure.CoincidentAtomsException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;
import vane.validation.HeldOutBlocks.Use;

/**
 * Finds the weights of an {@link EquivariantPotential} from forces by ridge regression.
 *
 * <p>The rows of the regression are the force components, so nothing but their normal equations is
 * kept: the memory of the regression does not grow with the number of frames. The ridge λ is the
 * one that predicts held-out frames best; then all frames are learnt from.
 */
public final class EquivariantTrainer {
  /** The decades of λ that are tried, relative to the mean square of a feature. */
  private static final int[] DECADES = {-12, -11, -10, -9, -8, -7, -6, -5, -4};

  /** λ where no frame can be held out to choose it. */
  private static final double RIDGE_OF_FEW = 1e-8;

  /** The penalty of a function is λ (1 + ((1 + degree) / 4)⁸): what wiggles must earn its place. */
  private static final double DEGREE_UNIT = 4;

  private static final double DEGREE_POWER = 8;

  /** Mean absolute errors on held-out frames so near the least are taken for as good. */
  private static final double AS_GOOD = 1.01;

  /** With fewer held-out atoms of an element its errors are not calibrated on their own. */
  private static final int FEWEST_TO_CALIBRATE = 10;

  /** Forces in eV/Å so large are no forces, and their squares would not be numbers any more. */
  private static final double LARGEST_FORCE = 1e6;

  /** Frames whose statistics are summed by one thread. */
  private static final int STATISTICS_FRAMES = 256;

  private final EquivariantSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the functions and the choices
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public EquivariantTrainer(
      EquivariantSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains a potential.
   *
   * @param frames structures with forces, those of one trajectory one after the other
   * @return the potential
   * @throws InputException if there is no atom with a neighbour to learn from, or none of an
   *     element within the limit; a {@link StructureException}, with the index of the frame, if two
   *     atoms are at the same place or a force is not a sensible number
   */
  public EquivariantPotential fit(List<LabelledStructure> frames) {
    SortedSet<Element> elements = new TreeSet<>();
    frames.forEach(frame -> elements.addAll(frame.structure().composition()));
    ChosenFrames chosen = ChosenFrames.of(frames, elements, settings.trainingEnvironments());
    if (chosen.all().isEmpty()) {
      throw new InputException("found no atoms to learn from, expected at least one frame of some");
    }
    requireSome(chosen.all(), elements);
    for (int f = 0; f < frames.size(); f++) {
      requireSensible(frames.get(f), f);
    }
    PairDistances distances = shortestDistances(frames, chosen.all(), elements);
    return new Fit(elements, chosen, distances).run();
  }

  /** An element of which nothing is learnt would have no force at all. */
  private void requireSome(List<Choice> choices, SortedSet<Element> elements) {
    int a = 0;
    for (Element element : elements) {
      int number = a++;
      if (choices.stream().noneMatch(choice -> choice.elements()[number])) {
        throw new InputException(
            "found no frame to learn "
                + element
                + " from within "
                + settings.trainingEnvironments()
                + " training environments, expected at least as many as a frame has atoms of it");
      }
    }
  }

  private static void requireSensible(LabelledStructure frame, int index) {
    for (int i = 0; i < frame.structure().size(); i++) {
      double norm = frame.forceNorm(i);
      if (!(norm < LARGEST_FORCE)) {
        throw new StructureException(
            index,
            new InputException(
                String.format(
                    Locale.ROOT,
                    "found a force of %s eV/Å on atom %d, expected below %s",
                    norm,
                    i,
                    LARGEST_FORCE)));
      }
    }
  }

  private PairDistances shortestDistances(
      List<LabelledStructure> frames, List<Choice> choices, SortedSet<Element> elements) {
    double cutoff = settings.basis().cutoffAngstrom();
    int species = elements.size();
    int parts = (choices.size() + STATISTICS_FRAMES - 1) / STATISTICS_FRAMES;
    progress.stage("measuring distances", parts);
    PairDistances.Counts[] counts = new PairDistances.Counts[parts];
    pool.run(
        parts,
        part -> {
          counts[part] = new PairDistances.Counts(species, cutoff);
          int end = Math.min(choices.size(), (part + 1) * STATISTICS_FRAMES);
          for (Choice choice : choices.subList(part * STATISTICS_FRAMES, end)) {
            try {
              counts[part].add(
                  new AtomBatch(List.of(choice.frame().structure()), elements, cutoff));
            } catch (CoincidentAtomsException error) {
              throw new StructureException(frames.indexOf(choice.frame()), error);
            }
          }
          progress.advance(1);
        });
    for (int part = 1; part < parts; part++) {
      counts[0].merge(counts[part]);
    }
    return counts[0].distances();
  }

  /** One training. */
  private final class Fit {
    final SortedSet<Element> elements;
    final ChosenFrames chosen;
    final PairDistances distances;
    final TensorBasis basis;
    final RadialBasis[][] radialBases;
    final int features;
    final double[] shape;
    final ForceEquations equations;

    Fit(SortedSet<Element> elements, ChosenFrames chosen, PairDistances distances) {
      this.elements = elements;
      this.chosen = chosen;
      this.distances = distances;
      this.basis = new TensorBasis(settings.basis(), elements.size());
      this.radialBases = distances.radialBases(settings.basis());
      this.features = elements.size() * basis.size();
      this.equations = new ForceEquations(elements, basis, radialBases, pool, progress);
      this.shape = new double[features];
      for (int q = 0; q < features; q++) {
        double degree = basis.invariantDegree(q % basis.size());
        shape[q] = 1 + Math.pow((1 + degree) / DEGREE_UNIT, DEGREE_POWER);
      }
    }

    EquivariantPotential run() {
      List<Choice> heldOut = chosen.of(Use.HELD_OUT);
      try (NormalEquations sums = equations.of("learning forces", chosen.of(Use.FIT))) {
        if (sums.meanDiagonal() == 0) {
          throw new InputException(
              "found no atom with a neighbour within "
                  + settings.basis().cutoffAngstrom()
                  + " Å, expected some to learn from");
        }
        double ridge = settings.ridge().orElse(RIDGE_OF_FEW);
        OptionalDouble heldOutRmse = OptionalDouble.empty();
        double[][] errorModels = new double[elements.size()][];
        if (!heldOut.isEmpty()) {
          LeverageMetric[] metrics = metrics(chosen.of(Use.FIT));
          if (settings.ridge().isEmpty()) {
            ridge = bestRidge(sums, heldOut, metrics);
          }
          try (NormalEquations validation = equations.of("held-out frames", heldOut)) {
            try (RidgeSolution solution = sums.solve(penalties(sums, ridge), pool)) {
              double error = validation.squaredError(solution.weights());
              heldOutRmse = OptionalDouble.of(Math.sqrt(error / validation.equations()));
              errorModels = calibrate(solution.weights(), heldOut, metrics);
            }
            sums.merge(validation);
          }
          try (NormalEquations between = equations.of("frames between", chosen.of(Use.GAP))) {
            sums.merge(between);
          }
        }
        progress.stage("solving", 1);
        try (RidgeSolution solution = sums.solve(penalties(sums, ridge), pool)) {
          TrainingReport report =
              new TrainingReport(
                  chosen.all().size(),
                  heldOut.size(),
                  basis.size(),
                  ridge,
                  heldOutRmse,
                  threeDigits(solution.reciprocalCondition()));
          double trainingRmse = Math.sqrt(sums.squaredError(solution.weights()) / sums.equations());
          return potential(solution.weights(), trainingRmse, errorModels, report);
        }
      }
    }

    /** LAPACK's estimate can differ in its last bit from run to run; a model file must not. */
    double threeDigits(double estimate) {
      return Double.parseDouble(String.format(Locale.ROOT, "%.2e", estimate));
    }

    EquivariantPotential potential(
        double[] weights, double trainingRmse, double[][] errorModels, TrainingReport report) {
      LeverageMetric[] metrics = metrics(chosen.all());
      double[] largest = new double[metrics.length];
      List<AtomForcesOfFrame> all = evaluate(chosen.all(), weights, metrics);
      for (AtomForcesOfFrame frame : all) {
        for (int i = 0; i < frame.batch.size(); i++) {
          int a = frame.batch.speciesOfAtom[i];
          largest[a] = Math.max(largest[a], frame.leverages[i]);
        }
      }
      SortedMap<Element, ElementPart> parts = new TreeMap<>();
      int a = 0;
      for (Element element : elements) {
        long environments = 0;
        double largestForce = 0;
        for (Choice choice : chosen.all()) {
          Structure structure = choice.frame().structure();
          for (int i = 0; i < structure.size() && choice.elements()[a]; i++) {
            if (structure.element(i).equals(element)) {
              environments++;
              largestForce = Math.max(largestForce, choice.frame().forceNorm(i));
            }
          }
        }
        // Where nothing could be held out: what was learnt is at least as uncertain as its fit.
        double[] errors = errorModels[a] == null ? new double[] {trainingRmse, 1} : errorModels[a];
        parts.put(
            element,
            new ElementPart(
                environments,
                Arrays.copyOfRange(weights, a * basis.size(), (a + 1) * basis.size()),
                metrics[a].mean,
                metrics[a].factor,
                largest[a],
                largestForce,
                errors[0],
                errors[1]));
        a++;
      }
      return EquivariantPotential.of(
          settings.basis(), parts, distances.shortest(), distances.inner(), report);
    }

    /** The error models of the elements, from weights that have not seen the held-out frames. */
    double[][] calibrate(double[] weights, List<Choice> heldOut, LeverageMetric[] metrics) {
      List<AtomForcesOfFrame> frames = evaluate(heldOut, weights, metrics);
      double[][] models = new double[elements.size()][];
      for (int a = 0; a < models.length; a++) {
        DoubleStream.Builder lengths = DoubleStream.builder();
        DoubleStream.Builder errors = DoubleStream.builder();
        int count = 0;
        for (int f = 0; f < frames.size(); f++) {
          AtomForcesOfFrame frame = frames.get(f);
          for (int i = 0; i < frame.batch.size(); i++) {
            if (heldOut.get(f).elements()[a] && frame.batch.speciesOfAtom[i] == a) {
              lengths.add(ErrorModel.distance(frame.batch, i, frame.leverages, settings.basis()));
              for (int axis = 0; axis < 3; axis++) {
                double known = heldOut.get(f).frame().force(i, axis);
                errors.add(frame.forces[3 * i + axis] - known);
              }
              count++;
            }
          }
        }
        if (count >= FEWEST_TO_CALIBRATE) {
          models[a] = ErrorModel.fit(lengths.build().toArray(), errors.build().toArray());
        }
      }
      return models;
    }

    /** The metrics of the elements over all atoms of some frames. */
    LeverageMetric[] metrics(List<Choice> choices) {
      int size = Math.min(LeverageMetric.LARGEST_SIZE, basis.size());
      int count = elements.size();
      int parts = (choices.size() + STATISTICS_FRAMES - 1) / STATISTICS_FRAMES;
      double[][][] sums = new double[parts][][];
      pool.run(parts, part -> sums[part] = statistics(choices, part, size));
      LeverageMetric[] metrics = new LeverageMetric[count];
      for (int a = 0; a < count; a++) {
        double[] total = new double[1 + size + size * size];
        for (double[][] part : sums) {
          for (int i = 0; i < total.length; i++) {
            total[i] += part[a][i];
          }
        }
        metrics[a] =
            LeverageMetric.of(
                (long) total[0],
                Arrays.copyOfRange(total, 1, 1 + size),
                Arrays.copyOfRange(total, 1 + size, total.length));
      }
      return metrics;
    }

    /**
     * Of each element: the number of atoms, the sums of invariants, and those of their products.
     */
    double[][] statistics(List<Choice> choices, int part, int size) {
      double[][] sums = new double[elements.size()][1 + size + size * size];
      BatchEvaluator evaluator = new BatchEvaluator(basis, distances, radialBases);
      int end = Math.min(choices.size(), (part + 1) * STATISTICS_FRAMES);
      for (int c = part * STATISTICS_FRAMES; c < end; c++) {
        evaluator.visit(
            batch(choices.get(c)),
            (a, tile, kernel) -> {
              int lanes = kernel.lanes();
              double[] values = new double[size * lanes];
              kernel.invariants(size, values);
              double[] sum = sums[a];
              for (int lane = 0; lane < tile.filled(); lane++) {
                sum[0]++;
                for (int i = 0; i < size; i++) {
                  double value = values[i * lanes + lane];
                  sum[1 + i] += value;
                  int row = 1 + size + i * size;
                  for (int j = 0; j <= i; j++) {
                    sum[row + j] += value * values[j * lanes + lane];
                  }
                }
              }
            });
      }
      return sums;
    }

    AtomBatch batch(Choice choice) {
      return new AtomBatch(
          List.of(choice.frame().structure()), elements, settings.basis().cutoffAngstrom());
    }

    List<AtomForcesOfFrame> evaluate(
        List<Choice> choices, double[] weights, LeverageMetric[] metrics) {
      ContractionPlan[] plans = new ContractionPlan[elements.size()];
      for (int a = 0; a < plans.length; a++) {
        plans[a] =
            new ContractionPlan(
                basis, Arrays.copyOfRange(weights, a * basis.size(), (a + 1) * basis.size()));
      }
      AtomForcesOfFrame[] results = new AtomForcesOfFrame[choices.size()];
      ThreadLocal<BatchEvaluator> evaluators =
          ThreadLocal.withInitial(() -> new BatchEvaluator(basis, distances, radialBases));
      pool.run(
          results.length,
          c -> {
            AtomBatch batch = batch(choices.get(c));
            BatchEvaluator evaluator = evaluators.get();
            // Weights are learnt without the repulsion, so that is how they are judged.
            evaluator.evaluate(batch, plans, metrics, new Repulsion(0));
            results[c] =
                new AtomForcesOfFrame(
                    batch,
                    Arrays.copyOf(evaluator.forces(), 3 * batch.size()),
                    Arrays.copyOf(evaluator.leverages(), batch.size()));
          });
      return List.of(results);
    }

    /**
     * The largest ridge whose mean absolute error on held-out frames is within a percent of the
     * least. Squared errors would let a few odd contacts decide for all atoms.
     */
    double bestRidge(NormalEquations sums, List<Choice> heldOut, LeverageMetric[] metrics) {
      progress.stage("choosing the ridge", DECADES.length);
      double[] errors = new double[DECADES.length];
      for (int i = 0; i < errors.length; i++) {
        double ridge = Math.pow(10, DECADES[i]);
        try (RidgeSolution solution = sums.solve(penalties(sums, ridge), pool)) {
          errors[i] = meanAbsoluteError(heldOut, evaluate(heldOut, solution.weights(), metrics));
        } catch (PenaltyTooSmallException singular) {
          errors[i] = Double.POSITIVE_INFINITY;
        }
        progress.advance(1);
      }
      double least = Arrays.stream(errors).min().orElseThrow();
      for (int i = errors.length - 1; i >= 0; i--) {
        if (errors[i] <= least * AS_GOOD && errors[i] < Double.POSITIVE_INFINITY) {
          return Math.pow(10, DECADES[i]);
        }
      }
      throw new InputException("no ridge up to 1e-4 makes the normal equations solvable");
    }

    double meanAbsoluteError(List<Choice> choices, List<AtomForcesOfFrame> frames) {
      double sum = 0;
      long count = 0;
      for (int f = 0; f < frames.size(); f++) {
        AtomForcesOfFrame frame = frames.get(f);
        for (int i = 0; i < frame.forces.length; i++) {
          if (choices.get(f).elements()[frame.batch.speciesOfAtom[i / 3]]) {
            sum += Math.abs(frame.forces[i] - choices.get(f).frame().force(i / 3, i % 3));
            count++;
          }
        }
      }
      return sum / count;
    }

    double[] penalties(NormalEquations sums, double ridge) {
      double scale = ridge * sums.meanDiagonal();
      return Arrays.stream(shape).map(each -> each * scale).toArray();
    }
  }

  /** What some weights give for a frame. */
  private static final class AtomForcesOfFrame {
    final AtomBatch batch;
    final double[] forces;
    final double[] leverages;

    AtomForcesOfFrame(AtomBatch batch, double[] forces, double[] leverages) {
      this.batch = batch;
      this.forces = forces;
      this.leverages = leverages;
    }
  }
}
