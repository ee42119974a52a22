package vane.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import vane.descriptor.SoapSettings;
import vane.environment.DescriptorSettings;
import vane.evaluation.AngleErrors;
import vane.evaluation.AngleSamples;
import vane.evaluation.CalibrationErrors;
import vane.evaluation.EnergySummary;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationDetails;
import vane.evaluation.ForceErrors;
import vane.evaluation.MoleculeErrors;
import vane.evaluation.ParitySamples;
import vane.evaluation.PlacedError;
import vane.evaluation.StressSummary;
import vane.evaluation.UncertaintySamples;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ExperimentSettings;
import vane.experiment.ModelResult;
import vane.experiment.RobustResult;
import vane.io.xyz.FrameLocation;
import vane.mlm.CosineSettings;
import vane.mlm.RegressionReport;
import vane.model.AtomStatus;
import vane.report.evaluation.RunCost;
import vane.structure.Element;

/** Results that nobody measured, of the shape and size of real ones. */
public final class MadeUpResults {
  private static final Element CARBON = Element.of(6);
  private static final Element HYDROGEN = Element.of(1);

  private final Random random = new Random(20211006);

  /** An experiment with eleven robust models per element. */
  public static ExperimentResults experiment(int atoms) {
    return new MadeUpResults().results(atoms, true);
  }

  /** An experiment with regular models only. */
  public static ExperimentResults regularOnly(int atoms) {
    return new MadeUpResults().results(atoms, false);
  }

  /** An evaluation of two elements and some molecules. */
  public static EvaluationDetails evaluation(int atoms, List<String> molecules) {
    return new MadeUpResults().details(atoms, molecules);
  }

  /**
   * An evaluation of two elements, with forces: carbon's uncertainties are right, hydrogen's half
   * as large as they must be, and some of its atoms extrapolate.
   */
  public static EvaluationDetails forces(int atoms, List<String> molecules) {
    return new MadeUpResults().detailsWithForces(atoms, molecules);
  }

  /** What an evaluation might have cost. */
  public static RunCost cost() {
    return new RunCost(
        OptionalLong.of(291_000),
        new TreeMap<>(Map.of(CARBON, 4000L, HYDROGEN, 7998L)),
        2000,
        8000,
        1.6,
        2,
        4,
        OptionalLong.of(504_000_000));
  }

  private ExperimentResults results(int atoms, boolean robust) {
    ExperimentSettings settings =
        new ExperimentSettings(
            "medium",
            List.of(CARBON, HYDROGEN),
            6000,
            new DescriptorSettings(SoapSettings.paper(List.of(HYDROGEN, CARBON)), 4),
            CosineSettings.paper(2000),
            List.of(),
            List.of());
    Map<String, Double> data = new LinkedHashMap<>();
    data.put("reading training trajectories", 3.2);
    data.put("describing training environments", 8.5);
    return new ExperimentResults(
        settings,
        2,
        List.of(
            element(CARBON, atoms, 54000, 7.4, 56, 48.1, 1.1, 4.5, robust),
            element(HYDROGEN, atoms, 132000, 1.3, 43, 38.8, 1.0, 2.2, robust)),
        0,
        data,
        754.3);
  }

  private ElementResult element(
      Element element,
      int atoms,
      int pool,
      double training,
      double test,
      double bestTest,
      double bestEpsilon,
      double norm,
      boolean robust) {
    double[] norms = new double[atoms];
    double[] hardness = new double[atoms];
    for (int i = 0; i < atoms; i++) {
      double x = random.nextGaussian();
      double y = random.nextGaussian();
      double z = random.nextGaussian();
      norms[i] = norm / 1.6 * Math.sqrt(x * x + y * y + z * z);
      hardness[i] = Math.exp(0.9 * random.nextGaussian());
    }
    List<RobustResult> sweep = new ArrayList<>();
    for (int i = 0; robust && i <= 10; i++) {
      double epsilon = 1 + i / 10.0;
      double distance = Math.abs(epsilon - bestEpsilon);
      double angle = bestTest + 0.85 * (test - bestTest) * Math.pow(distance, 0.7);
      sweep.add(
          new RobustResult(epsilon, model(norms, hardness, angle, training + 14 - 6 * distance)));
    }
    return new ElementResult(
        element, pool, pool / 2, model(norms, hardness, test, training), sweep);
  }

  private ModelResult model(double[] norms, double[] hardness, double test, double training) {
    AngleErrors errors = new AngleErrors();
    double[] angles = new double[norms.length];
    for (int i = 0; i < norms.length; i++) {
      double spread = Math.exp(0.7 * random.nextGaussian()) * hardness[i];
      double angle = 0.95 * test * spread / (0.25 + 0.35 * norms[i]);
      angles[i] = random.nextInt(12) == 0 ? 180 * random.nextDouble() : fold(angle);
      double radians = Math.toRadians(angles[i]);
      errors.add(Math.cos(radians), Math.sin(radians), 0, norms[i], 0, 0);
    }
    long outside = norms.length / 50;
    Map<String, Long> statuses = Map.of("ok", norms.length - outside, "empty-gamma", outside);
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("comparing references", 10.5);
    seconds.put("regression", 3.25);
    seconds.put("predicting test directions", 22.75);
    return new ModelResult(
        RegressionReport.leastSquares(
            2000,
            2000,
            "factorisation of a square matrix",
            OptionalInt.of(2000),
            OptionalDouble.of(3.1e-9)),
        withAngle(ErrorSummary.of(errors, new ForceErrors(), Map.of("ok", 2000L)), training),
        withAngle(ErrorSummary.of(errors, new ForceErrors(), statuses), test),
        new AngleSamples(angles, norms),
        0.981,
        0.4321,
        List.of(),
        seconds);
  }

  private static double fold(double angle) {
    double rest = angle % 360;
    return rest > 180 ? 360 - rest : rest;
  }

  /** The summary with another average, as if the angles had been a little different. */
  public static ErrorSummary withAngle(ErrorSummary summary, double angle) {
    return new ErrorSummary(
        summary.environments(),
        summary.zeroForce(),
        summary.noDirection(),
        OptionalDouble.of(angle),
        summary.meanAngleDeg(),
        summary.medianAngleDeg(),
        summary.meanCosine(),
        summary.forceMaeEvPerAngstrom(),
        summary.forceRmseEvPerAngstrom(),
        summary.statuses(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private EvaluationDetails details(int atoms, List<String> molecules) {
    ElementResult carbon = element(CARBON, atoms, atoms, 7, 50, 48, 1.1, 4.5, false);
    ElementResult hydrogen = element(HYDROGEN, 2 * atoms, atoms, 2, 40, 38, 1, 2.2, false);
    TreeMap<Element, ErrorSummary> summaries = new TreeMap<>();
    summaries.put(CARBON, carbon.regular().test());
    summaries.put(HYDROGEN, hydrogen.regular().test());
    TreeMap<Element, AngleSamples> samples = new TreeMap<>();
    samples.put(CARBON, carbon.regular().samples());
    samples.put(HYDROGEN, hydrogen.regular().samples());
    TreeMap<String, MoleculeErrors> byName = new TreeMap<>();
    for (String molecule : molecules) {
      ElementResult one =
          element(HYDROGEN, atoms / molecules.size(), atoms, 2, 40, 38, 1, 2.2, false);
      byName.put(
          molecule,
          new MoleculeErrors(100, summaries, one.regular().test(), one.regular().samples()));
    }
    return new EvaluationDetails(
        new Evaluation(
            "alkanes.vane",
            600,
            0,
            false,
            summaries,
            hydrogen.regular().test(),
            EnergySummary.nothing(),
            StressSummary.nothing()),
        samples,
        new TreeMap<>(),
        new TreeMap<>(),
        ParitySamples.none(),
        ParitySamples.none(),
        byName);
  }

  private EvaluationDetails detailsWithForces(int atoms, List<String> molecules) {
    EvaluationDetails plain = details(atoms, molecules);
    TreeMap<Element, ErrorSummary> summaries = new TreeMap<>();
    TreeMap<Element, ParitySamples> components = new TreeMap<>();
    TreeMap<Element, UncertaintySamples> uncertainties = new TreeMap<>();
    ForceErrors allForces = ForceErrors.keepingSamples();
    CalibrationErrors allCalibration = new CalibrationErrors();
    plain
        .evaluation()
        .elements()
        .forEach(
            (element, summary) -> {
              boolean carbon = element.equals(CARBON);
              ForceErrors forces = ForceErrors.keepingSamples();
              CalibrationErrors calibration = new CalibrationErrors();
              for (int i = 0; i < (carbon ? atoms : 2 * atoms); i++) {
                double u = 0.02 * Math.exp(0.7 * random.nextGaussian());
                boolean wild = !carbon && i % 500 == 0;
                addAtom(forces, calibration, wild ? 30 * u : u, carbon ? 1 : 2, carbon ? 2.5 : 1.2);
              }
              summaries.put(element, withForces(summary, forces, calibration, carbon ? 0 : 12));
              components.put(element, forces.samples());
              uncertainties.put(element, calibration.samples());
              allForces.merge(forces);
              allCalibration.merge(calibration);
            });
    return new EvaluationDetails(
        new Evaluation(
            "alkanes.vane",
            600,
            0,
            true,
            summaries,
            withForces(plain.evaluation().all(), allForces, allCalibration, 12),
            new EnergySummary(
                590, 10, OptionalDouble.of(1.25), OptionalDouble.of(0.875), Optional.empty()),
            new StressSummary(40, OptionalDouble.of(0.0625))),
        plain.elements(),
        components,
        uncertainties,
        pairs(600, 12, 1.25),
        pairs(240, 1.5, 0.0625),
        plain.molecules());
  }

  private ParitySamples pairs(int size, double spread, double error) {
    ForceErrors pairs = ForceErrors.keepingSamples();
    for (int i = 0; i < size; i++) {
      double actual = spread * random.nextGaussian();
      pairs.add(actual + error * random.nextGaussian(), actual);
    }
    return pairs.samples();
  }

  private void addAtom(
      ForceErrors forces, CalibrationErrors calibration, double u, double scale, double norm) {
    double[] errors = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      double actual = norm * random.nextGaussian();
      errors[axis] = scale * u * random.nextGaussian();
      forces.add(actual + errors[axis], actual);
    }
    calibration.add(u, errors[0], errors[1], errors[2]);
  }

  private static ErrorSummary withForces(
      ErrorSummary summary, ForceErrors forces, CalibrationErrors calibration, long flagged) {
    FrameLocation place = new FrameLocation(Path.of("heptane.xyz"), 17, 426);
    Map<String, Long> statuses = new TreeMap<>(summary.statuses());
    statuses.put(AtomStatus.EXTRAPOLATING.label(), flagged);
    return new ErrorSummary(
        summary.environments(),
        summary.zeroForce(),
        summary.noDirection(),
        summary.weightedMeanAngleDeg(),
        summary.meanAngleDeg(),
        summary.medianAngleDeg(),
        summary.meanCosine(),
        forces.mae(),
        forces.rmse(),
        statuses,
        Optional.of(new PlacedError(4.25, place, 3)),
        Optional.of(new PlacedError(0.875, place, 22)),
        calibration.summary());
  }
}
