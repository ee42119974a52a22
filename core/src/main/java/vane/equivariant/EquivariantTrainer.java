package vane.equivariant;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import vane.InputException;
import vane.equivariant.fit.Calibration;
import vane.equivariant.fit.ChosenFrames;
import vane.equivariant.fit.ChosenFrames.Choice;
import vane.equivariant.fit.FrameEvaluator;
import vane.equivariant.fit.HeldOutChoice;
import vane.equivariant.fit.HeldOutErrors;
import vane.equivariant.fit.MeasuredDistances;
import vane.equivariant.fit.ReferenceEnergies;
import vane.equivariant.fit.SensibleForces;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.ErrorModel;
import vane.equivariant.range.PairDistances;
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
    chosen.requireEach(elements, settings.trainingEnvironments());
    SensibleForces.require(frames);
    PairDistances distances = distances(frames, chosen, elements);
    ElementBasis basis = new ElementBasis(elements, settings.basis(), distances.inner());
    return new Training(basis, distances, chosen).run();
  }

  private PairDistances distances(
      List<LabelledStructure> frames, ChosenFrames chosen, SortedSet<Element> elements) {
    List<LabelledStructure> learnt = chosen.all().stream().map(Choice::frame).toList();
    double cutoff = settings.basis().cutoffAngstrom();
    try {
      return MeasuredDistances.of(learnt, elements, cutoff, pool, progress);
    } catch (StructureException error) {
      int index = frames.indexOf(learnt.get(error.structure()));
      throw new StructureException(index, (InputException) error.getCause());
    }
  }

  /** One training. */
  private final class Training {
    private final ElementBasis basis;
    private final PairDistances distances;
    private final ChosenFrames chosen;
    private final FrameEvaluator evaluator;

    Training(ElementBasis basis, PairDistances distances, ChosenFrames chosen) {
      this.basis = basis;
      this.distances = distances;
      this.chosen = chosen;
      this.evaluator = new FrameEvaluator(basis, distances, pool);
    }

    EquivariantPotential run() {
      List<Choice> heldOut = chosen.of(Use.HELD_OUT);
      try (AdditiveFit sums = learn("learning forces", chosen.of(Use.FIT));
          EnergyLearning energies = EnergyLearning.of(basis, chosen.all(), pool, progress)) {
        if (!sums.isSolvable()) {
          throw new InputException(nothingToLearn());
        }
        double ridge = settings.ridge().orElse(HeldOutChoice.RIDGE_OF_FEW);
        OptionalDouble heldOutRmse = OptionalDouble.empty();
        OptionalDouble contactError;
        List<Optional<ErrorModel>> errorModels =
            Collections.nCopies(basis.species(), Optional.empty());
        TrainingStatistics seen = sums.statistics();
        Optional<HeldOutErrors> heldOutErrors = Optional.empty();
        List<FrameEvaluator.Result> exact = List.of();
        double[] exactReferences = new double[basis.species()];
        double[] exactWeights = new double[basis.features()];
        energies.add(chosen.of(Use.FIT));
        if (heldOut.isEmpty()) {
          double error = HeldOutChoice.CONTACT_ERROR_OF_FEW * typicalForce();
          contactError = addContacts(sums, contacts -> error);
        } else {
          MahalanobisDistance[] metrics = seen.metrics();
          if (settings.ridge().isEmpty()) {
            ridge = bestRidge(sums, heldOut, metrics);
          }
          double chosenRidge = ridge;
          energies.weigh(sums, ridge, evaluator, heldOut, metrics);
          // After what is known, as a belief fills what that leaves open.
          contactError =
              addContacts(
                  sums,
                  contacts ->
                      contactError(sums, energies, contacts, chosenRidge, heldOut, metrics));
          try (AdditiveFit validation = learn("held-out frames", heldOut)) {
            try (RidgeSolution solution = energies.solve(sums, ridge)) {
              heldOutRmse = OptionalDouble.of(rmse(validation, solution));
              exact = evaluator.evaluate(heldOut, solution.weights(), metrics);
              heldOutErrors = Optional.of(energies.errors(solution.weights(), exact));
              exactWeights = solution.weights();
              exactReferences = energies.referenceEnergies(exactWeights);
              errorModels =
                  Calibration.of(exact, basis.species(), basis.settings().cutoffAngstrom());
            }
            sums.merge(validation);
          }
          try (AdditiveFit between = learn("frames between", chosen.of(Use.GAP))) {
            sums.merge(between);
          }
          energies.add(heldOut);
          energies.add(chosen.of(Use.GAP));
          // In the order of the frames, so that the last bits do not tell what was held out.
          seen = TrainingStatistics.of(basis, chosen.all(), pool);
        }
        progress.stage("solving", 1);
        try (RidgeSolution solution = energies.solve(sums, ridge)) {
          TrainingReport report =
              new TrainingReport(
                  chosen.all().size(),
                  heldOut.size(),
                  basis.size(),
                  ridge,
                  heldOutRmse,
                  contactError,
                  TrainingReport.threeDigits(solution.reciprocalCondition()),
                  Collections.emptySortedMap(),
                  energies.energyReport(heldOutErrors),
                  energies.stressReport(heldOutErrors));
          ErrorModel uncalibrated = new ErrorModel(uncalibratedError(sums, solution), 1);
          List<ErrorModel> errors =
              errorModels.stream().map(model -> model.orElse(uncalibrated)).toList();
          double[] weights = solution.weights();
          double[] references = energies.referenceEnergies(weights);
          if (settings.networks().isEmpty()) {
            return potential(weights, references, seen, errors, report);
          }
          // Other weights have another zero of energy: as if it were that of the final ones.
          double[] shift = exactReferences;
          Arrays.setAll(shift, a -> shift[a] - references[a]);
          List<FrameEvaluator.Result> judged =
              exact.stream().map(result -> result.shifted(shift)).toList();
          return withNetworks(
              heldOut.isEmpty() ? weights : exactWeights,
              energies,
              weights,
              judged,
              seen,
              errors,
              report);
        }
      }
    }

    private String nothingToLearn() {
      double cutoff = settings.basis().cutoffAngstrom();
      if (Arrays.stream(distances.shortest()).noneMatch(shortest -> shortest < cutoff)) {
        return "found no atom with a neighbour within "
            + cutoff
            + " Å, expected some to learn from";
      }
      boolean alone =
          chosen.all().stream().allMatch(choice -> choice.frame().structure().size() == 1);
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
        double[] guide,
        EnergyLearning energies,
        double[] weights,
        List<FrameEvaluator.Result> exact,
        TrainingStatistics seen,
        List<ErrorModel> errors,
        TrainingReport report) {
      Optional<ReferenceEnergies> alone = energies.referencesAlone();
      MixtureTraining.Mixture mixture =
          new MixtureTraining(settings.networks().get(), chosen, pool, progress)
              .with(
                  alone,
                  exact,
                  structures -> forces(structures, guide, seen.metrics()),
                  shortest());
      List<Optional<ErrorModel>> models =
          Calibration.of(mixture.heldOut(), basis.species(), basis.settings().cutoffAngstrom());
      List<ErrorModel> mixed =
          IntStream.range(0, errors.size())
              .mapToObj(a -> models.get(a).orElse(errors.get(a)))
              .toList();
      double rest = 1 - mixture.committee().share();
      double[] mixedWeights = Arrays.stream(weights).map(weight -> rest * weight).toArray();
      TrainingReport mixedReport = report;
      if (!mixture.heldOut().isEmpty()) {
        HeldOutErrors found = energies.errors(mixedWeights, mixture.heldOut());
        mixedReport =
            report.withNetworks(
                found.forceRms(),
                energies.energyReport(Optional.of(found)),
                energies.stressReport(Optional.of(found)));
      }
      return potential(
              mixedWeights, energies.referenceEnergies(mixedWeights), seen, mixed, mixedReport)
          .with(mixture.committee());
    }

    /** The forces that some weights give to structures. */
    private List<double[]> forces(
        List<Structure> structures, double[] weights, MahalanobisDistance[] metrics) {
      List<LabelledStructure> frames =
          structures.stream()
              .map(each -> new LabelledStructure(each, new double[3 * each.size()], 0))
              .toList();
      List<Choice> choices = ChosenFrames.whole(frames, basis.species());
      return evaluator.evaluate(choices, weights, metrics).stream()
          .map(FrameEvaluator.Result::forces)
          .toList();
    }

    private double shortest() {
      return Arrays.stream(distances.shortest()).min().orElseThrow();
    }

    private List<LabelledStructure> frames(Use use) {
      return chosen.of(use).stream().map(Choice::frame).toList();
    }

    private double typicalForce() {
      return LabelledStructure.rmsForce(chosen.all().stream().map(Choice::frame).toList());
    }

    private AdditiveFit learn(String stage, List<Choice> choices) {
      AdditiveFit sums = AdditiveFit.empty(basis, distances);
      try {
        sums.add(stage, choices, pool, progress);
        return sums;
      } catch (RuntimeException | Error failed) {
        sums.close();
        throw failed;
      }
    }

    private double bestRidge(
        AdditiveFit sums, List<Choice> heldOut, MahalanobisDistance[] metrics) {
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
      try (NormalEquations contacts = sums.contacts(frames(Use.FIT), pool, progress)) {
        if (contacts.equations() == 0) {
          return OptionalDouble.empty();
        }
        double error = chosenError.applyAsDouble(contacts);
        sums.addContacts(contacts, error);
        return OptionalDouble.of(error);
      }
    }

    private double contactError(
        AdditiveFit sums,
        EnergyLearning energies,
        NormalEquations contacts,
        double ridge,
        List<Choice> heldOut,
        MahalanobisDistance[] metrics) {
      return HeldOutChoice.contactError(
          typicalForce(),
          settings.contactCost(),
          tried -> {
            try (AdditiveFit trial = sums.copy()) {
              trial.addContacts(contacts, tried);
              try (RidgeSolution solution = energies.solve(trial, ridge)) {
                return evaluator.evaluate(heldOut, solution.weights(), metrics);
              }
            }
          },
          progress);
    }

    /**
     * Where nothing could be held out, what the fit leaves says something only if there are more
     * equations than weights; else nothing is known but the size of forces.
     */
    private double uncalibratedError(AdditiveFit sums, RidgeSolution solution) {
      double equations = sums.equations();
      double left = equations - basis.features();
      return left > equations / 2
          ? rmse(sums, solution) * Math.sqrt(equations / left)
          : typicalForce();
    }

    private double rmse(AdditiveFit sums, RidgeSolution solution) {
      return Math.sqrt(sums.squaredError(solution.weights()) / sums.equations());
    }

    private EquivariantPotential potential(
        double[] weights,
        double[] references,
        TrainingStatistics seen,
        List<ErrorModel> errorModels,
        TrainingReport report) {
      MahalanobisDistance[] metrics = seen.metrics();
      double[] largest = largestDistances(weights, metrics);
      SortedMap<Element, ElementPotential> parts = new TreeMap<>();
      int a = 0;
      for (Element element : basis.elements()) {
        parts.put(
            element,
            new ElementPotential(
                seen.environments()[a],
                basis.weightsOf(a, weights),
                metrics[a],
                largest[a],
                seen.largestForces()[a],
                errorModels.get(a),
                references[a]));
        a++;
      }
      return EquivariantPotential.of(
          settings.basis(), parts, distances.shortest(), distances.inner(), report);
    }

    /** Only now, as they are distances from the mean of all frames. */
    private double[] largestDistances(double[] weights, MahalanobisDistance[] metrics) {
      double[] largest = new double[metrics.length];
      for (FrameEvaluator.Result frame : evaluator.evaluate(chosen.all(), weights, metrics)) {
        for (int i = 0; i < frame.size(); i++) {
          int a = frame.speciesOf(i);
          largest[a] = Math.max(largest[a], frame.trainingDistance(i));
        }
      }
      return largest;
    }
  }
}
