package vane.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.descriptor.MinMaxScaler;
import vane.descriptor.Soap;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.linalg.Matrix;
import vane.mlm.Environments;
import vane.mlm.ErrorScale;
import vane.mlm.ProjectionMlm;
import vane.mlm.ProjectionReport;
import vane.mlm.TrainingRange;
import vane.structure.Element;

/** The parts of a model file that belong to a {@link ProjectionForceModel}. */
final class ProjectionModelFile {
  private ProjectionModelFile() {}

  /** Adds settings and tensors. */
  static void add(ProjectionForceModel model, SafetensorsWriter writer) {
    model
        .models()
        .forEach(
            (element, part) ->
                writer.metadata("settings." + element.symbol(), settings(part.mlm()).toString()));
    model.models().forEach((element, part) -> addDoubles(writer, element.symbol(), part));
    // The wide numbers first, so that all of them are aligned.
    model
        .models()
        .forEach(
            (element, part) -> {
              Environments references = part.mlm().references();
              writer.add(
                  element.symbol() + ".reference_kinds",
                  references.kinds(),
                  references.size(),
                  references.neighbours());
            });
  }

  private static void addDoubles(
      SafetensorsWriter writer, String symbol, ProjectionForceModel.ElementModel part) {
    Environments references = part.mlm().references();
    int k = references.size();
    int d = references.features();
    writer.add(symbol + ".scaler_minimum", part.scaler().minimum(), d);
    writer.add(symbol + ".scaler_range", part.scaler().range(), d);
    writer.add(symbol + ".reference_descriptions", references.descriptions(), k, d);
    writer.add(symbol + ".reference_points", references.points(), k, references.neighbours(), 3);
    writer.add(symbol + ".reference_vectors", references.vectors(), k, 3);
    Matrix weights = part.mlm().weights();
    writer.add(
        symbol + ".projection_weights",
        TensorType.F64,
        (first, rows, destination) -> weights.getRows((int) first, rows, destination, 0),
        weights.rows(),
        weights.columns());
  }

  private static ObjectNode settings(ProjectionMlm mlm) {
    ProjectionReport report = mlm.report();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("rotations", mlm.fitSettings().rotations().label());
    node.put("permutations", mlm.fitSettings().permutations().label());
    node.put("sigma2", mlm.sigma2());
    node.put("length_share", mlm.lengthShare());
    ObjectNode errors = node.putObject("error_scale");
    errors.put("scale", mlm.errorScale().scale());
    errors.put("spread_exponent", mlm.errorScale().spreadExponent());
    errors.put("distance_exponent", mlm.errorScale().distanceExponent());
    ObjectNode range = node.putObject("training_range");
    range.put("distance", mlm.range().distance());
    range.put("goodness", mlm.range().goodness());
    range.put("spread", mlm.range().spread());
    range.put("length", mlm.range().length());
    node.put("training_environments", report.trainingEnvironments());
    node.put("held_out", report.heldOut());
    node.put("lambda", report.lambda());
    report.heldOutError().ifPresent(error -> node.put("held_out_error", error));
    return node;
  }

  /** Reads a model whose format and method have been checked. */
  static ProjectionForceModel read(SafetensorsFile tensors) {
    Path file = tensors.path();
    DescriptorSettings descriptor =
        ModelSettings.descriptor(file, ModelFile.metadata(tensors, "descriptor"));
    SortedMap<Element, ProjectionForceModel.ElementModel> models = new TreeMap<>();
    for (Element element : ModelFile.elements(tensors)) {
      models.put(element, elementModel(tensors, element.symbol(), descriptor));
    }
    return new ProjectionForceModel(
        descriptor,
        models,
        ModelSettings.provenance(file, ModelFile.metadata(tensors, "provenance")));
  }

  private static ProjectionForceModel.ElementModel elementModel(
      SafetensorsFile tensors, String symbol, DescriptorSettings descriptor) {
    int d = new Soap(descriptor.soap()).features();
    int m = descriptor.neighbours();
    String name = symbol + ".reference_vectors";
    int k = (int) tensors.require(name, TensorType.F64, -1, 3).rows();
    if (k < 1) {
      throw new ModelFormatException(tensors.path(), k + " references in " + name, "1 or more");
    }
    Environments references =
        Environments.of(
            d,
            m,
            ModelFile.doubles(tensors, symbol + ".reference_descriptions", k, d),
            ModelFile.doubles(tensors, symbol + ".reference_points", k, m, 3),
            ModelFile.ints(tensors, symbol + ".reference_kinds", k, m),
            ModelFile.doubles(tensors, name, k, 3));
    MinMaxScaler scaler =
        MinMaxScaler.of(
            ModelFile.doubles(tensors, symbol + ".scaler_minimum", d),
            ModelFile.doubles(tensors, symbol + ".scaler_range", d));
    Matrix weights =
        ModelFile.matrix(
            tensors, symbol + ".projection_weights", ProjectionMlm.inputs(d, k), k + 1);
    JsonNode node =
        ModelSettings.parse(tensors.path(), ModelFile.metadata(tensors, "settings." + symbol));
    return new ProjectionForceModel.ElementModel(
        scaler, mlm(tensors.path(), node, references, weights));
  }

  private static ProjectionMlm mlm(
      Path file, JsonNode node, Environments references, Matrix weights) {
    JsonNode errors = ModelSettings.require(file, node, "error_scale");
    JsonNode range = ModelSettings.require(file, node, "training_range");
    try {
      return ProjectionMlm.of(
          references,
          new FitSettings(
              RotationGroup.parse(ModelSettings.require(file, node, "rotations").asText()),
              PermutationRule.parse(ModelSettings.require(file, node, "permutations").asText())),
          number(file, node, "sigma2"),
          weights,
          number(file, node, "length_share"),
          new ErrorScale(
              number(file, errors, "scale"),
              number(file, errors, "spread_exponent"),
              number(file, errors, "distance_exponent")),
          new TrainingRange(
              number(file, range, "distance"),
              number(file, range, "goodness"),
              number(file, range, "spread"),
              number(file, range, "length")),
          new ProjectionReport(
              ModelSettings.require(file, node, "training_environments").asInt(),
              ModelSettings.require(file, node, "held_out").asInt(),
              references.size(),
              number(file, node, "lambda"),
              node.has("held_out_error")
                  ? OptionalDouble.of(number(file, node, "held_out_error"))
                  : OptionalDouble.empty()));
    } catch (IllegalArgumentException wrong) {
      throw new ModelFormatException(file, wrong.getMessage(), "a model that Vane wrote");
    }
  }

  private static double number(Path file, JsonNode node, String key) {
    JsonNode value = ModelSettings.require(file, node, key);
    if (!value.isNumber()) {
      throw new ModelFormatException(file, "'" + key + "' of " + value, "a number");
    }
    return value.asDouble();
  }
}
