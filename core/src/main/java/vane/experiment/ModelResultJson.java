package vane.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import vane.evaluation.AngleSamples;
import vane.evaluation.ErrorSummary;
import vane.evaluation.EvaluationJson;
import vane.mlm.Regression;
import vane.mlm.RegressionReport;
import vane.regression.huber.HuberSettings;

/** The results of one model as JSON, and back. */
final class ModelResultJson {
  private ModelResultJson() {}

  /** All but the samples. */
  static ObjectNode node(ModelResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    EvaluationJson.put(node, "trainAngleDeg", result.training().weightedMeanAngleDeg());
    EvaluationJson.put(node, "testAngleDeg", result.test().weightedMeanAngleDeg());
    node.set("training", EvaluationJson.node(result.training()));
    node.set("test", EvaluationJson.node(result.test()));
    node.put("coverage", result.coverage());
    node.put("meanAcceptedShare", result.meanAcceptedShare());
    if (!result.otherSolvers().isEmpty()) {
      put(node.putObject("solvers"), result.otherSolvers());
    }
    RegressionReport report = result.regression();
    ObjectNode regression = node.putObject("regression");
    regression.put("method", report.regression().label());
    regression.put("trainingEnvironments", report.trainingEnvironments());
    regression.put("references", report.references());
    regression.put("route", report.route());
    if (report.regression() instanceof Regression.Huber robust) {
      HuberSettings settings = robust.settings();
      regression.put("epsilon", settings.epsilon());
      regression.put("alpha", settings.alpha());
      regression.put("maxIterations", settings.maxIterations());
      regression.put("tolerance", settings.tolerance());
      regression.put("precision", settings.precision().name());
    }
    report.rank().ifPresent(rank -> regression.put("rank", rank));
    report.reciprocalCondition().ifPresent(r -> regression.put("reciprocalCondition", r));
    report.convergedColumns().ifPresent(c -> regression.put("convergedColumns", c));
    report.iterations().ifPresent(i -> regression.put("iterations", i));
    ObjectNode stages = node.putObject("stageSeconds");
    result.stageSeconds().forEach(stages::put);
    return node;
  }

  private static void put(ObjectNode node, List<SolverResult> solvers) {
    for (SolverResult result : solvers) {
      ObjectNode one = node.putObject(result.solver());
      EvaluationJson.put(one, "trainAngleDeg", result.training().weightedMeanAngleDeg());
      EvaluationJson.put(one, "testAngleDeg", result.test().weightedMeanAngleDeg());
      one.set("training", EvaluationJson.node(result.training()));
      one.set("test", EvaluationJson.node(result.test()));
    }
  }

  /** With the samples, so that {@link #read} can bring everything back. */
  static ObjectNode nodeWithSamples(ModelResult result) {
    ObjectNode node = node(result);
    ArrayNode angles = node.putArray("anglesDeg");
    ArrayNode norms = node.putArray("forceNorms");
    for (int i = 0; i < result.samples().size(); i++) {
      angles.add(result.samples().angleDeg(i));
      norms.add(result.samples().forceNorm(i));
    }
    return node;
  }

  /** What {@link #nodeWithSamples} wrote, of a model with a regression that the reader knows. */
  static ModelResult read(JsonNode node, Regression regression) {
    Map<String, Double> stages = new LinkedHashMap<>();
    node.get("stageSeconds")
        .fields()
        .forEachRemaining(entry -> stages.put(entry.getKey(), entry.getValue().asDouble()));
    List<SolverResult> others = new ArrayList<>();
    node.path("solvers")
        .fields()
        .forEachRemaining(
            entry ->
                others.add(
                    new SolverResult(
                        entry.getKey(),
                        summary(entry.getValue().get("training")),
                        summary(entry.getValue().get("test")))));
    return new ModelResult(
        report(node.get("regression"), regression),
        summary(node.get("training")),
        summary(node.get("test")),
        new AngleSamples(doubles(node.get("anglesDeg")), doubles(node.get("forceNorms"))),
        node.get("coverage").asDouble(),
        node.get("meanAcceptedShare").asDouble(),
        others,
        stages);
  }

  private static RegressionReport report(JsonNode node, Regression regression) {
    int environments = node.get("trainingEnvironments").asInt();
    int references = node.get("references").asInt();
    String route = node.get("route").asText();
    if (regression instanceof Regression.Huber huber) {
      return RegressionReport.huber(
          huber,
          environments,
          references,
          route,
          optionalInt(node, "convergedColumns"),
          optionalInt(node, "iterations"));
    }
    return RegressionReport.leastSquares(
        environments,
        references,
        route,
        optionalInt(node, "rank"),
        optionalDouble(node, "reciprocalCondition"));
  }

  private static ErrorSummary summary(JsonNode node) {
    Map<String, Long> statuses = new LinkedHashMap<>();
    node.get("statuses")
        .fields()
        .forEachRemaining(entry -> statuses.put(entry.getKey(), entry.getValue().asLong()));
    return new ErrorSummary(
        node.get("environments").asLong(),
        node.get("zeroForce").asLong(),
        node.get("noDirection").asLong(),
        optionalDouble(node, "weightedMeanAngleDeg"),
        optionalDouble(node, "meanAngleDeg"),
        optionalDouble(node, "medianAngleDeg"),
        optionalDouble(node, "meanCosine"),
        optionalDouble(node, "forceMaeEvPerAngstrom"),
        optionalDouble(node, "forceRmseEvPerAngstrom"),
        statuses,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static double[] doubles(JsonNode array) {
    double[] values = new double[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asDouble();
    }
    return values;
  }

  private static OptionalInt optionalInt(JsonNode node, String key) {
    return node.hasNonNull(key) ? OptionalInt.of(node.get(key).asInt()) : OptionalInt.empty();
  }

  private static OptionalDouble optionalDouble(JsonNode node, String key) {
    return node.hasNonNull(key)
        ? OptionalDouble.of(node.get(key).asDouble())
        : OptionalDouble.empty();
  }
}
