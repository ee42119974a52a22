package vane.equivariant;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import vane.InputException;
import vane.equivariant.fit.Calibration;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.EnergyCentre;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.HeatedErrors;
import vane.equivariant.fit.HeldOutChoice;
import vane.equivariant.fit.HeldOutErrors;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.fit.WeightSpread;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorModel;
import vane.equivariant.range.PairDistances;
import vane.equivariant.sums.AdditiveFit;
import vane.equivariant.sums.DistanceTask;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.RangeTask;
import vane.equivariant.sums.SummationTask;
import vane.equivariant.sums.TrainingFrames;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;
import vane.validation.HeldOutBlocks.Use;

/**
 * Finds the weights of an {@link EquivariantPotential} from forces, and from energies and stresses
 * where frames have them, by ridge regression.
 *
 * <p>The rows of the regression are the force components, so nothing but their normal equations is
 * kept ({@link AdditiveFit}): the memory of the regression does not grow with the number of frames.
 * The ridge λ is the one that predicts held-out frames best; then all frames are learnt from. What
 * frames have besides, energies and stresses, is then learnt with weights that held-out frames give
 * ({@link HeldOutChoice#observationWeights}); reference energies of the elements come with them.
 * What frames of molecules do not show, contacts of atoms that never meet in them, is believed to
 * be a repulsion ({@link AdditiveFit#addContacts}), as strongly as hardly harms held-out frames.
 */
public final class EquivariantTrainer {
  /**
   * More atoms than these, for each use, are not looked at one by one: held-out frames are judged,
   * networks are trained and contacts made with a sample of the frames.
   */
  private static final long SAMPLED_ATOMS = 250_000;

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
    return fit(FramesInMemory.of(frames, settings.trainingEnvironments(), pool, progress));
  }

  /**
   * Trains a potential on frames that may be anywhere. The same frames, with the same uses, give
   * the same potential, bit for bit, wherever they are.
   *
   * @param frames the frames, already chosen
   * @return the potential
   * @throws InputException if there is no atom with a neighbour to learn from; a {@link
   *     StructureException}, with the number of the frame, if two atoms are at the same place
   */
  public EquivariantPotential fit(TrainingFrames frames) {
    return fit(frames, sums -> {});
  }

  /**
   * Trains a potential, and shows what was added up for it.
   *
   * @param frames the frames, already chosen
   * @param keep is handed the sums of all frames, contacts among them; they are closed afterwards
   * @return the potential
   * @throws InputException if there is no atom with a neighbour to learn from; a {@link
   *     StructureException}, with the number of the frame, if two atoms are at the same place
   */
  public EquivariantPotential fit(TrainingFrames frames, Consumer<FrameSums> keep) {
    ChosenFrames.requireEach(frames.uses(), frames.elements(), settings.trainingEnvironments());
    return new Training(frames, keep).run();
  }

  /** One training. */
  private final class Training {
    private final TrainingFrames frames;
    private final PairDistances distances;
    private final ElementBasis basis;
    private final ChosenFrames sample;
    private final FrameEvaluator evaluator;
    private final Consumer<FrameSums> keep;

    Training(TrainingFrames frames, Consumer<FrameSums> keep) {
      this.frames = frames;
      this.keep = keep;
      double cutoff = settings.basis().cutoffAngstrom();
      DistanceTask distanceTask = new DistanceTask(frames.elements(), cutoff);
      try (DistanceTask.Found found =
          frames.gather(distanceTask, EnumSet.allOf(Use.class), "measuring distances")) {
        this.distances = found.distances();
      }
      this.basis = new ElementBasis(frames.elements(), settings.basis(), distances.inner());
      this.sample = frames.sample(SAMPLED_ATOMS);
      this.evaluator = new FrameEvaluator(basis, distances, pool);
    }

    private SummationTask summation() {
      Optional<EnergyCentre> centre =
          frames.energies() > 0
              ? Optional.of(EnergyCentre.of(basis, sample.all(), pool))
              : Optional.empty();
      return new SummationTask(basis, distances, centre, frames.stresses() > 0);
    }

    EquivariantPotential run() {
      SummationTask task = summation();
      try (FrameSums sums = frames.gather(task, EnumSet.of(Use.FIT), "learning forces")) {
        if (!sums.forces().isSolvable()) {
          throw new InputException(nothingToLearn());
        }
        double typicalForce = typicalForce(sums);
        EnergyLearning energies = new EnergyLearning(sums, pool, progress);
        Judgement judged =
            sample.of(Use.HELD_OUT).isEmpty()
                ? unjudged(sums, typicalForce)
                : judged(task, sums, energies, typicalForce);
        keep.accept(sums);
        progress.stage("solving", 1);
        try (RidgeSolution solution = energies.solve(sums.forces(), judged.ridge())) {
          TrainingReport report = report(judged, solution, energies);
          ErrorModel uncalibrated =
              new ErrorModel(uncalibratedError(sums.forces(), solution, typicalForce), 1);
          List<ErrorModel> errors =
              judged.errorModels().stream().map(model -> model.orElse(uncalibrated)).toList();
          LinearPart linear =
              new LinearPart(solution.weights(), sums.forces().statistics(), errors, report);
          return settings.networks().isEmpty()
              ? potential(linear, energies)
              : withNetworks(linear, judged, energies);
        }
      }
    }

    /** Chooses λ and all weights on held-out frames, and then learns from these, too. */
    private Judgement judged(
        SummationTask task, FrameSums sums, EnergyLearning energies, double typicalForce) {
      List<ChosenFrame> heldOut = sample.of(Use.HELD_OUT);
      MahalanobisDistance[] metrics = sums.forces().statistics().metrics();
      double ridge =
          settings.ridge().isPresent()
              ? settings.ridge().getAsDouble()
              : bestRidge(sums.forces(), heldOut, metrics);
      energies.weigh(sums.forces(), ridge, evaluator, heldOut, metrics);
      // After what is known, as a belief fills what that leaves open.
      OptionalDouble contactError =
          addContacts(
              sums.forces(),
              contacts ->
                  HeldOutChoice.contactError(
                      typicalForce,
                      settings.contactCost(),
                      tried -> {
                        try (AdditiveFit trial = sums.forces().copy()) {
                          trial.addContacts(contacts, tried);
                          try (RidgeSolution solution = energies.solve(trial, ridge)) {
                            return evaluator.evaluate(heldOut, solution.weights(), metrics);
                          }
                        }
                      },
                      progress));
      Judgement found;
      try (FrameSums validation =
          frames.gather(task, EnumSet.of(Use.HELD_OUT), "held-out frames")) {
        try (RidgeSolution solution = energies.solve(sums.forces(), ridge)) {
          double[] weights = solution.weights();
          List<FrameEvaluator.Result> results = evaluator.evaluate(heldOut, weights, metrics);
          List<HeatedErrors> heated = heated(sums.forces(), solution, results, metrics);
          found =
              new Judgement(
                  ridge,
                  contactError,
                  OptionalDouble.of(rmse(validation.forces(), solution)),
                  Optional.of(energies.errors(weights, results)),
                  results,
                  weights,
                  energies.referenceEnergies(weights),
                  heated,
                  Calibration.of(results, heated, basis.settings().cutoffAngstrom()));
        }
        sums.merge(validation);
      }
      try (FrameSums between = frames.gather(task, EnumSet.of(Use.GAP), "frames between")) {
        sums.merge(between);
      }
      return found;
    }

    /** How errors grow outside of the training range. */
    private List<HeatedErrors> heated(
        AdditiveFit sums,
        RidgeSolution solution,
        List<FrameEvaluator.Result> heldOut,
        MahalanobisDistance[] metrics) {
      progress.stage("heating frames", 1);
      double cutoff = basis.settings().cutoffAngstrom();
      List<HeatedErrors> heated =
          new WeightSpread(solution, evaluator, metrics, pool)
              .heated(
                  sample.of(Use.FIT),
                  Calibration.bends(heldOut, basis.species(), cutoff),
                  Arrays.stream(sums.statistics().largestForces()).max().orElse(0),
                  cutoff);
      progress.advance(1);
      return heated;
    }

    /** What is done where no frame can be held out. */
    private Judgement unjudged(FrameSums sums, double typicalForce) {
      OptionalDouble contactError =
          addContacts(sums.forces(), contacts -> HeldOutChoice.CONTACT_ERROR_OF_FEW * typicalForce);
      return new Judgement(
          settings.ridge().orElse(HeldOutChoice.RIDGE_OF_FEW),
          contactError,
          OptionalDouble.empty(),
          Optional.empty(),
          List.of(),
          new double[basis.features()],
          new double[basis.species()],
          Collections.nCopies(basis.species(), HeatedErrors.none()),
          Collections.nCopies(basis.species(), Optional.empty()));
    }

    private TrainingReport report(
        Judgement judged, RidgeSolution solution, EnergyLearning energies) {
      return new TrainingReport(
          frames.uses().size(),
          frames.uses().size(Use.HELD_OUT),
          basis.size(),
          judged.ridge(),
          judged.rmse(),
          judged.contactError(),
          TrainingReport.threeDigits(solution.reciprocalCondition()),
          Collections.emptySortedMap(),
          energies.energyReport(judged.errors()),
          energies.stressReport(judged.errors()));
    }

    private String nothingToLearn() {
      double cutoff = settings.basis().cutoffAngstrom();
      if (Arrays.stream(distances.shortest()).noneMatch(shortest -> shortest < cutoff)) {
        return "found no atom with a neighbour within "
            + cutoff
            + " Å, expected some to learn from";
      }
      boolean alone =
          sample.all().stream().allMatch(choice -> choice.frame().structure().size() == 1);
      return (alone
              ? "found frames of one atom whose neighbours are its own images"
              : "found atoms at centres of symmetry alone")
          + ", where symmetry makes the gradient of every function zero, so that there is nothing to"
          + " learn from; expected frames "
          + (alone
              ? "with more atoms, such as a larger cell whose atoms are moved"
              : "out of rest");
    }

    private EquivariantPotential withNetworks(
        LinearPart linear, Judgement judged, EnergyLearning energies) {
      double[] references = energies.referenceEnergies(linear.weights());
      // Other weights have another zero of energy: as if it were that of the final ones.
      double[] shift = new double[references.length];
      Arrays.setAll(shift, a -> judged.references()[a] - references[a]);
      List<FrameEvaluator.Result> exact =
          judged.results().stream().map(result -> result.shifted(shift)).toList();
      double[] guide = exact.isEmpty() ? linear.weights() : judged.weights();
      MixtureTraining.Mixture mixture =
          new MixtureTraining(settings.networks().get(), sample, pool, progress)
              .with(
                  energies.referencesAlone(),
                  exact,
                  structures -> forces(structures, guide, linear.seen().metrics()),
                  shortest());
      List<Optional<ErrorModel>> models =
          Calibration.ofMixture(
              mixture.heldOut(),
              exact,
              linear.errors(),
              judged.heated(),
              basis.settings().cutoffAngstrom());
      List<ErrorModel> mixed =
          IntStream.range(0, linear.errors().size())
              .mapToObj(a -> models.get(a).orElse(linear.errors().get(a)))
              .toList();
      double rest = 1 - mixture.committee().share();
      double[] weights = Arrays.stream(linear.weights()).map(weight -> rest * weight).toArray();
      TrainingReport report = linear.report();
      if (!mixture.heldOut().isEmpty()) {
        HeldOutErrors found = energies.errors(weights, mixture.heldOut());
        report =
            report.withNetworks(
                found.forceRms(),
                energies.energyReport(Optional.of(found)),
                energies.stressReport(Optional.of(found)));
      }
      return potential(new LinearPart(weights, linear.seen(), mixed, report), energies)
          .with(mixture.committee());
    }

    /** The forces that some weights give to structures. */
    private List<double[]> forces(
        List<Structure> structures, double[] weights, MahalanobisDistance[] metrics) {
      List<LabelledStructure> unknown =
          structures.stream()
              .map(each -> new LabelledStructure(each, new double[3 * each.size()], 0))
              .toList();
      List<ChosenFrame> choices = ChosenFrame.whole(unknown, basis.species());
      return evaluator.evaluate(choices, weights, metrics).stream()
          .map(FrameEvaluator.Result::forces)
          .toList();
    }

    private double shortest() {
      return Arrays.stream(distances.shortest()).min().orElseThrow();
    }

    private double bestRidge(
        AdditiveFit sums, List<ChosenFrame> heldOut, MahalanobisDistance[] metrics) {
      return HeldOutChoice.ridge(
              ridge -> {
                try (RidgeSolution solution = sums.solve(ridge, pool)) {
                  return evaluator.evaluate(heldOut, solution.weights(), metrics);
                }
              },
              progress)
          .lambda();
    }

    /** Adds the contacts with the error that is chosen for them; nothing if there are none. */
    private OptionalDouble addContacts(
        AdditiveFit sums, ToDoubleFunction<NormalEquations> chosenError) {
      List<LabelledStructure> learnt = sample.of(Use.FIT).stream().map(ChosenFrame::frame).toList();
      try (NormalEquations contacts = sums.contacts(learnt, pool, progress)) {
        if (contacts.equations() == 0) {
          return OptionalDouble.empty();
        }
        double error = chosenError.applyAsDouble(contacts);
        sums.addContacts(contacts, error);
        return OptionalDouble.of(error);
      }
    }

    private EquivariantPotential potential(LinearPart linear, EnergyLearning energies) {
      MahalanobisDistance[] metrics = linear.seen().metrics();
      double[] references = energies.referenceEnergies(linear.weights());
      double[] largest;
      // Only now, as they are distances from the mean of all frames.
      try (RangeTask.Found found =
          frames.gather(
              new RangeTask(basis, distances, linear.seen()),
              EnumSet.allOf(Use.class),
              "the range of training")) {
        largest = found.largest();
      }
      SortedMap<Element, ElementPotential> parts = new TreeMap<>();
      int a = 0;
      for (Element element : basis.elements()) {
        parts.put(
            element,
            new ElementPotential(
                linear.seen().environments()[a],
                basis.weightsOf(a, linear.weights()),
                metrics[a],
                largest[a],
                linear.seen().largestForces()[a],
                linear.errors().get(a),
                references[a]));
        a++;
      }
      return EquivariantPotential.of(
          settings.basis(), parts, distances.shortest(), distances.inner(), linear.report());
    }
  }

  /**
   * What held-out frames said.
   *
   * @param results what weights that have not seen the frames say about them
   * @param weights these weights, {@code [features]}, and with {@code references} {@code
   *     [elements]} the energies of atoms that belong to them
   * @param heated for each element, how errors grow outside of the training range
   */
  private record Judgement(
      double ridge,
      OptionalDouble contactError,
      OptionalDouble rmse,
      Optional<HeldOutErrors> errors,
      List<FrameEvaluator.Result> results,
      double[] weights,
      double[] references,
      List<HeatedErrors> heated,
      List<Optional<ErrorModel>> errorModels) {}

  /** The part of a potential that is linear in its weights. */
  private record LinearPart(
      double[] weights, TrainingStatistics seen, List<ErrorModel> errors, TrainingReport report) {}

  /** The root mean square of the force components that are learnt from. */
  private static double typicalForce(FrameSums sums) {
    return Math.sqrt(sums.forces().targetSum() / sums.forces().equations());
  }

  /**
   * Where nothing could be held out, what the fit leaves says something only if there are more
   * equations than weights; else nothing is known but the size of forces.
   */
  private static double uncalibratedError(
      AdditiveFit sums, RidgeSolution solution, double typicalForce) {
    double equations = sums.equations();
    double left = equations - sums.features();
    return left > equations / 2 ? rmse(sums, solution) * Math.sqrt(equations / left) : typicalForce;
  }

  private static double rmse(AdditiveFit sums, RidgeSolution solution) {
    return Math.sqrt(sums.squaredError(solution.weights()) / sums.equations());
  }
}
