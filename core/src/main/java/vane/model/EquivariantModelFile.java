package vane.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.InputException;
import vane.equivariant.BasisSettings;
import vane.equivariant.ElementPart;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.TrainingReport;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.structure.Element;

/** Equivariant models in safetensors files: what {@link ModelFile} does not share. */
final class EquivariantModelFile {
  private EquivariantModelFile() {}

  static void add(EquivariantForceModel model, SafetensorsWriter writer) {
    EquivariantPotential potential = model.potential();
    writer
        .metadata("basis", text(potential.settings()))
        .metadata("training", text(potential.report()));
    int count = potential.parts().size();
    writer.add("shortest_distances", potential.shortestDistances(), count, count);
    writer.add("inner_distances", potential.innerDistances(), count, count);
    potential
        .parts()
        .forEach(
            (element, part) -> {
              writer.metadata("settings." + element.symbol(), text(part));
              int d = part.leverageMean().length;
              writer.add(element.symbol() + ".weights", part.weights(), part.weights().length);
              writer.add(element.symbol() + ".leverage_mean", part.leverageMean(), d);
              writer.add(element.symbol() + ".leverage_factor", part.leverageFactor(), d, d);
            });
  }

  static EquivariantForceModel read(SafetensorsFile tensors) {
    BasisSettings settings = basis(tensors);
    List<Element> elements = ModelFile.elements(tensors);
    int count = elements.size();
    int size = EquivariantPotential.invariants(settings, count);
    SortedMap<Element, ElementPart> parts = new TreeMap<>();
    for (Element element : elements) {
      String symbol = element.symbol();
      JsonNode node =
          ModelSettings.parse(tensors.path(), ModelFile.metadata(tensors, "settings." + symbol));
      int d = ModelSettings.require(tensors.path(), node, "leverage_invariants").asInt();
      parts.put(
          element,
          new ElementPart(
              ModelSettings.require(tensors.path(), node, "environments").asLong(),
              ModelFile.doubles(tensors, symbol + ".weights", size),
              ModelFile.doubles(tensors, symbol + ".leverage_mean", d),
              ModelFile.doubles(tensors, symbol + ".leverage_factor", d, d),
              number(tensors, node, "largest_leverage"),
              number(tensors, node, "largest_force_ev_per_angstrom"),
              number(tensors, node, "error_scale_ev_per_angstrom"),
              number(tensors, node, "error_power")));
    }
    return new EquivariantForceModel(
        EquivariantPotential.of(
            settings,
            parts,
            ModelFile.doubles(tensors, "shortest_distances", count, count),
            ModelFile.doubles(tensors, "inner_distances", count, count),
            report(tensors)),
        ModelSettings.provenance(tensors.path(), ModelFile.metadata(tensors, "provenance")));
  }

  private static String text(BasisSettings settings) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("cutoff_angstrom", settings.cutoffAngstrom());
    node.put("cutoff_power", settings.cutoffPower());
    node.put("degree1", settings.degree1());
    node.put("degree2", settings.degree2());
    node.put("degree3", settings.degree3());
    node.put("degree4", settings.degree4());
    return node.toString();
  }

  private static BasisSettings basis(SafetensorsFile tensors) {
    JsonNode node = ModelSettings.parse(tensors.path(), ModelFile.metadata(tensors, "basis"));
    try {
      return new BasisSettings(
          number(tensors, node, "cutoff_angstrom"),
          ModelSettings.require(tensors.path(), node, "cutoff_power").asInt(),
          ModelSettings.require(tensors.path(), node, "degree1").asInt(),
          ModelSettings.require(tensors.path(), node, "degree2").asInt(),
          ModelSettings.require(tensors.path(), node, "degree3").asInt(),
          ModelSettings.require(tensors.path(), node, "degree4").asInt());
    } catch (ModelFormatException already) {
      throw already;
    } catch (InputException wrong) {
      throw new ModelFormatException(
          tensors.path(), "basis " + node + " (" + wrong.getMessage() + ")", "a valid one");
    }
  }

  private static String text(ElementPart part) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("environments", part.environments());
    node.put("leverage_invariants", part.leverageMean().length);
    node.put("largest_leverage", part.largestLeverage());
    node.put("largest_force_ev_per_angstrom", part.largestForce());
    node.put("error_scale_ev_per_angstrom", part.errorScale());
    node.put("error_power", part.errorPower());
    return node.toString();
  }

  private static String text(TrainingReport report) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("frames", report.frames());
    node.put("held_out_frames", report.heldOutFrames());
    node.put("features", report.features());
    node.put("ridge", report.ridge());
    report
        .heldOutRmseEvPerAngstrom()
        .ifPresent(rmse -> node.put("held_out_rmse_ev_per_angstrom", rmse));
    node.put("reciprocal_condition", report.reciprocalCondition());
    return node.toString();
  }

  private static TrainingReport report(SafetensorsFile tensors) {
    JsonNode node = ModelSettings.parse(tensors.path(), ModelFile.metadata(tensors, "training"));
    return new TrainingReport(
        ModelSettings.require(tensors.path(), node, "frames").asInt(),
        ModelSettings.require(tensors.path(), node, "held_out_frames").asInt(),
        ModelSettings.require(tensors.path(), node, "features").asInt(),
        number(tensors, node, "ridge"),
        node.has("held_out_rmse_ev_per_angstrom")
            ? OptionalDouble.of(number(tensors, node, "held_out_rmse_ev_per_angstrom"))
            : OptionalDouble.empty(),
        number(tensors, node, "reciprocal_condition"));
  }

  private static double number(SafetensorsFile tensors, JsonNode node, String key) {
    JsonNode value = ModelSettings.require(tensors.path(), node, key);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new ModelFormatException(
          tensors.path(), "metadata '" + key + "' with " + value, "a finite number");
    }
    return value.asDouble();
  }
}
