package vane.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.descriptor.SoapSettings;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.linalg.Matrix;
import vane.mlm.Environments;
import vane.mlm.OaMlm;
import vane.mlm.Regression;
import vane.mlm.RegressionReport;
import vane.regression.HuberAlgorithm;
import vane.regression.HuberPrecision;
import vane.regression.HuberSettings;
import vane.structure.Element;

/** Settings and provenance as the JSON texts of a model file's metadata. */
final class ModelSettings {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ModelSettings() {}

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

  static DescriptorSettings descriptor(Path file, String text) {
    JsonNode node = parse(file, text);
    JsonNode soap = require(file, node, "soap");
    List<Element> species = new ArrayList<>();
    for (JsonNode symbol : require(file, soap, "species")) {
      species.add(
          Element.parse(symbol.asText())
              .orElseThrow(() -> new ModelFormatException(file, "species " + symbol, "symbols")));
    }
    return new DescriptorSettings(
        new SoapSettings(
            require(file, soap, "cutoff_angstrom").asDouble(),
            require(file, soap, "n_max").asInt(),
            require(file, soap, "l_max").asInt(),
            require(file, soap, "sigma_angstrom").asDouble(),
            species,
            require(file, soap, "periodic").asBoolean(),
            SoapSettings.Average.OFF),
        require(file, node, "neighbours").asInt());
  }

  static String text(OaMlm mlm) {
    RegressionReport report = mlm.report();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rotations", mlm.fitSettings().rotations().label());
    node.put("permutations", mlm.fitSettings().permutations().label());
    node.put("sigma1", mlm.lossSettings().sigma1());
    node.put("sigma2", mlm.lossSettings().sigma2());
    node.put("solver", mlm.solver().name());
    node.put("training_environments", report.trainingEnvironments());
    node.put("regression", report.regression().label());
    node.put("route", report.route());
    report.rank().ifPresent(rank -> node.put("rank", rank));
    report.reciprocalCondition().ifPresent(r -> node.put("reciprocal_condition", r));
    report.convergedColumns().ifPresent(columns -> node.put("converged_columns", columns));
    report.iterations().ifPresent(iterations -> node.put("iterations", iterations));
    if (report.regression() instanceof Regression.Robust robust) {
      HuberSettings settings = robust.settings();
      ObjectNode huber = node.putObject("huber");
      huber.put("epsilon", settings.epsilon());
      huber.put("alpha", settings.alpha());
      huber.put("algorithm", settings.algorithm().name());
      huber.put("max_iterations", settings.maxIterations());
      huber.put("tolerance", settings.tolerance());
      huber.put("precision", settings.precision().name());
    }
    return node.toString();
  }

  static OaMlm mlm(
      Path file, String text, Environments references, Matrix weights, double[] intercepts) {
    JsonNode node = parse(file, text);
    return OaMlm.of(
        references,
        new FitSettings(
            RotationGroup.parse(require(file, node, "rotations").asText()),
            PermutationRule.parse(require(file, node, "permutations").asText())),
        new LossSettings(
            require(file, node, "sigma1").asDouble(), require(file, node, "sigma2").asDouble()),
        DirectionSolver.parse(require(file, node, "solver").asText()),
        weights,
        intercepts,
        new RegressionReport(
            regression(file, node),
            require(file, node, "training_environments").asInt(),
            references.size(),
            require(file, node, "route").asText(),
            optionalInt(node, "rank"),
            node.has("reciprocal_condition")
                ? OptionalDouble.of(node.get("reciprocal_condition").asDouble())
                : OptionalDouble.empty(),
            optionalInt(node, "converged_columns"),
            optionalInt(node, "iterations")));
  }

  private static OptionalInt optionalInt(JsonNode node, String key) {
    return node.has(key) ? OptionalInt.of(node.get(key).asInt()) : OptionalInt.empty();
  }

  private static Regression regression(Path file, JsonNode node) {
    String label = require(file, node, "regression").asText();
    if (label.equals(new Regression.Ordinary().label())) {
      return new Regression.Ordinary();
    }
    JsonNode huber = require(file, node, "huber");
    try {
      return new Regression.Robust(
          new HuberSettings(
              require(file, huber, "epsilon").asDouble(),
              require(file, huber, "alpha").asDouble(),
              HuberAlgorithm.valueOf(require(file, huber, "algorithm").asText()),
              require(file, huber, "max_iterations").asInt(),
              require(file, huber, "tolerance").asDouble(),
              HuberPrecision.valueOf(require(file, huber, "precision").asText())));
    } catch (IllegalArgumentException unknown) {
      throw new ModelFormatException(file, "regression " + huber, "one that this Vane knows");
    }
  }

  static String text(Provenance provenance) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode files = node.putArray("data");
    for (Provenance.DataFile data : provenance.data()) {
      ObjectNode entry = files.addObject();
      entry.put("name", data.name());
      entry.put("sha256", data.sha256());
      entry.put("frames", data.frames());
    }
    node.put("seed", provenance.seed());
    node.put("vane", provenance.vaneVersion());
    node.put("jdk", provenance.jdk());
    return node.toString();
  }

  static Provenance provenance(Path file, String text) {
    JsonNode node = parse(file, text);
    List<Provenance.DataFile> data = new ArrayList<>();
    for (JsonNode entry : require(file, node, "data")) {
      data.add(
          new Provenance.DataFile(
              require(file, entry, "name").asText(),
              require(file, entry, "sha256").asText(),
              require(file, entry, "frames").asLong()));
    }
    return new Provenance(
        data,
        require(file, node, "seed").asLong(),
        require(file, node, "vane").asText(),
        require(file, node, "jdk").asText());
  }

  static JsonNode parse(Path file, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      throw new ModelFormatException(file, "metadata '" + text + "'", "JSON");
    }
  }

  static JsonNode require(Path file, JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new ModelFormatException(
          file, "metadata without '" + key + "'", "a model that Vane wrote");
    }
    return value;
  }
}
