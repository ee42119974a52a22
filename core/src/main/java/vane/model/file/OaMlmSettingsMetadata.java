package vane.model.file;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.descriptor.SoapSettings;
import vane.direction.LossSettings;
import vane.environment.DescriptorSettings;
import vane.mlm.CosineAndLengthReading;
import vane.mlm.CosineReading;
import vane.mlm.ErrorScale;
import vane.mlm.OaMlm;
import vane.mlm.ProjectionReading;
import vane.mlm.ReferenceLengths;
import vane.mlm.Regression;
import vane.mlm.RegressionReport;
import vane.mlm.TrainingRange;
import vane.regression.huber.HuberAlgorithm;
import vane.regression.huber.HuberPrecision;
import vane.regression.huber.HuberSettings;

/** The settings of OA-MLMs as the JSON texts of a model file's metadata. */
final class OaMlmSettingsMetadata {
  private OaMlmSettingsMetadata() {}

  static String text(DescriptorSettings settings) {
    SoapSettings soap = settings.soap();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("neighbours", settings.neighbours());
    ObjectNode inner = node.putObject("soap");
    inner.put("cutoff_angstrom", soap.cutoffAngstrom());
    inner.put("n_max", soap.nMax());
    inner.put("l_max", soap.lMax());
    inner.put("sigma_angstrom", soap.sigmaAngstrom());
    ArrayNode species = inner.putArray("species");
    soap.species().forEach(element -> species.add(element.symbol()));
    inner.put("periodic", soap.periodic());
    return node.toString();
  }

  static DescriptorSettings descriptor(Metadata metadata) {
    Metadata soap = metadata.child("soap");
    return metadata.checked(
        () ->
            new DescriptorSettings(
                new SoapSettings(
                    soap.number("cutoff_angstrom"),
                    soap.integer("n_max"),
                    soap.integer("l_max"),
                    soap.number("sigma_angstrom"),
                    soap.elements("species"),
                    soap.flag("periodic"),
                    SoapSettings.Average.OFF),
                metadata.integer("neighbours")));
  }

  static String text(OaMlm mlm) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rotations", mlm.map().fitSettings().rotations().label());
    node.put("permutations", mlm.map().fitSettings().permutations().label());
    mlm.cosines().ifPresent(cosines -> put(node, cosines));
    if (mlm.reading() instanceof CosineAndLengthReading both) {
      node.put("longest", both.longest());
      node.put("reach", both.reach());
      put(node, both.errorScale());
    } else if (mlm.reading() instanceof ProjectionReading projections) {
      put(node, projections);
    }
    put(node, mlm.report());
    return node.toString();
  }

  private static void put(ObjectNode node, CosineReading reading) {
    node.put("sigma1", reading.loss().sigma1());
    node.put("sigma2", reading.loss().sigma2());
    node.put("solver", SolverLabels.of(reading.solver()));
  }

  private static void put(ObjectNode node, ProjectionReading reading) {
    node.put("sigma2", reading.sigma2());
    node.put("length_share", reading.lengthShare());
    put(node, reading.errorScale());
    ObjectNode range = node.putObject("training_range");
    range.put("distance", reading.range().distance());
    range.put("goodness", reading.range().goodness());
    range.put("spread", reading.range().spread());
    range.put("length", reading.range().length());
  }

  private static void put(ObjectNode node, ErrorScale scale) {
    ObjectNode errors = node.putObject("error_scale");
    errors.put("scale", scale.scale());
    errors.put("spread_exponent", scale.spreadExponent());
    errors.put("distance_exponent", scale.distanceExponent());
  }

  private static void put(ObjectNode node, RegressionReport report) {
    node.put("training_environments", report.trainingEnvironments());
    report.heldOut().ifPresent(heldOut -> node.put("held_out", heldOut));
    if (report.regression() instanceof Regression.Ridge ridge) {
      node.put("lambda", ridge.lambda());
    }
    report.heldOutError().ifPresent(error -> node.put("held_out_error", error));
    if (report.regression() instanceof Regression.Ridge) {
      return;
    }
    node.put("regression", report.regression().label());
    node.put("route", report.route());
    report.rank().ifPresent(rank -> node.put("rank", rank));
    report.reciprocalCondition().ifPresent(r -> node.put("reciprocal_condition", r));
    report.convergedColumns().ifPresent(columns -> node.put("converged_columns", columns));
    report.iterations().ifPresent(iterations -> node.put("iterations", iterations));
    if (report.regression() instanceof Regression.Huber huber) {
      put(node.putObject("huber"), huber.settings());
    }
  }

  private static void put(ObjectNode node, HuberSettings settings) {
    node.put("epsilon", settings.epsilon());
    node.put("alpha", settings.alpha());
    node.put("algorithm", settings.algorithm().name());
    node.put("max_iterations", settings.maxIterations());
    node.put("tolerance", settings.tolerance());
    node.put("precision", settings.precision().name());
  }

  static FitSettings fit(Metadata metadata) {
    return metadata.checked(
        () ->
            new FitSettings(
                RotationGroup.parse(metadata.text("rotations")),
                PermutationRule.parse(metadata.text("permutations"))));
  }

  static CosineReading cosines(Metadata metadata) {
    return metadata.checked(
        () ->
            new CosineReading(
                new LossSettings(metadata.number("sigma1"), metadata.number("sigma2")),
                SolverLabels.parse(metadata.text("solver"))));
  }

  static CosineAndLengthReading cosinesAndLengths(Metadata metadata, double[] lengths) {
    return metadata.checked(
        () ->
            new CosineAndLengthReading(
                cosines(metadata),
                new ReferenceLengths(lengths),
                metadata.number("longest"),
                metadata.number("reach"),
                errorScale(metadata)));
  }

  private static ErrorScale errorScale(Metadata metadata) {
    Metadata errors = metadata.child("error_scale");
    return errors.checked(
        () ->
            new ErrorScale(
                errors.number("scale"),
                errors.number("spread_exponent"),
                errors.number("distance_exponent")));
  }

  static ProjectionReading projections(Metadata metadata) {
    Metadata range = metadata.child("training_range");
    return metadata.checked(
        () ->
            new ProjectionReading(
                metadata.number("sigma2"),
                metadata.number("length_share"),
                errorScale(metadata),
                new TrainingRange(
                    range.number("distance"),
                    range.number("goodness"),
                    range.number("spread"),
                    range.number("length"))));
  }

  static RegressionReport report(Metadata metadata, int references) {
    int environments = metadata.smallCount("training_environments");
    if (metadata.has("lambda")) {
      return RegressionReport.ridge(
          metadata.number("lambda"),
          environments,
          references,
          metadata.smallCount("held_out"),
          metadata.optionalNumber("held_out_error"));
    }
    RegressionReport report = withoutHeldOut(metadata, environments, references);
    return metadata.has("held_out")
        ? report.withHeldOut(
            metadata.smallCount("held_out"), metadata.optionalNumber("held_out_error"))
        : report;
  }

  private static RegressionReport withoutHeldOut(
      Metadata metadata, int environments, int references) {
    String route = metadata.text("route");
    String regression = metadata.text("regression");
    if (!regression.equals(new Regression.LeastSquares().label()) && !metadata.has("huber")) {
      throw metadata.refused("regression", "ols or huber");
    }
    if (regression.equals(new Regression.LeastSquares().label())) {
      return RegressionReport.leastSquares(
          environments,
          references,
          route,
          metadata.optionalInteger("rank"),
          metadata.optionalNumber("reciprocal_condition"));
    }
    Metadata huber = metadata.child("huber");
    HuberSettings settings =
        huber.checked(
            () ->
                new HuberSettings(
                    huber.number("epsilon"),
                    huber.number("alpha"),
                    HuberAlgorithm.valueOf(huber.text("algorithm")),
                    huber.integer("max_iterations"),
                    huber.number("tolerance"),
                    HuberPrecision.valueOf(huber.text("precision"))));
    return RegressionReport.huber(
        new Regression.Huber(settings),
        environments,
        references,
        route,
        metadata.optionalInteger("converged_columns"),
        metadata.optionalInteger("iterations"));
  }
}
