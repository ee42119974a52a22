package vane.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import vane.InputException;
import vane.equivariant.ElementPotential;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.TrainingReport;
import vane.equivariant.invariant.BasisSettings;
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
              int d = part.invariantMeans().length;
              writer.add(element.symbol() + ".weights", part.weights(), part.weights().length);
              writer.add(element.symbol() + ".leverage_mean", part.invariantMeans(), d);
              writer.add(element.symbol() + ".leverage_factor", part.whiteningFactor(), d, d);
            });
  }

  static EquivariantForceModel read(SafetensorsFile tensors) {
    try {
      return readChecked(tensors);
    } catch (IllegalArgumentException unfit) {
      throw new ModelFormatException(
          tensors.path(), "numbers that do not fit (" + unfit.getMessage() + ")", "a valid model");
    }
  }

  private static EquivariantForceModel readChecked(SafetensorsFile tensors) {
    BasisSettings settings = basis(tensors);
    List<Element> elements = ModelFile.elements(tensors);
    if (!List.copyOf(new TreeSet<>(elements)).equals(elements)) {
      throw new ModelFormatException(
          tensors.path(), "the elements " + elements, "each once, by atomic number");
    }
    int count = elements.size();
    int size = EquivariantPotential.invariants(settings, count);
    SortedMap<Element, ElementPotential> parts = new TreeMap<>();
    for (Element element : elements) {
      String symbol = element.symbol();
      JsonNode node =
          ModelSettings.parse(tensors.path(), ModelFile.metadata(tensors, "settings." + symbol));
      int d = integer(tensors, node, "leverage_invariants");
      if (d < 0 || d > size) {
        throw new ModelFormatException(
            tensors.path(), "leverage_invariants of " + symbol + ": " + d, "0 to " + size);
      }
      parts.put(
          element,
          new ElementPotential(
              (long) number(tensors, node, "environments"),
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
          integer(tensors, node, "cutoff_power"),
          integer(tensors, node, "degree1"),
          integer(tensors, node, "degree2"),
          integer(tensors, node, "degree3"),
          integer(tensors, node, "degree4"));
    } catch (ModelFormatException already) {
      throw already;
    } catch (InputException wrong) {
      throw new ModelFormatException(
          tensors.path(), "basis " + node + " (" + wrong.getMessage() + ")", "a valid one");
    }
  }

  private static String text(ElementPotential part) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("environments", part.environments());
    node.put("leverage_invariants", part.invariantMeans().length);
    node.put("largest_leverage", part.largestTrainingDistance());
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
        integer(tensors, node, "frames"),
        integer(tensors, node, "held_out_frames"),
        integer(tensors, node, "features"),
        number(tensors, node, "ridge"),
        node.has("held_out_rmse_ev_per_angstrom")
            ? OptionalDouble.of(number(tensors, node, "held_out_rmse_ev_per_angstrom"))
            : OptionalDouble.empty(),
        number(tensors, node, "reciprocal_condition"));
  }

  private static int integer(SafetensorsFile tensors, JsonNode node, String key) {
    JsonNode value = ModelSettings.require(tensors.path(), node, key);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new ModelFormatException(
          tensors.path(), "metadata '" + key + "' with " + value, "a whole number");
    }
    return value.asInt();
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
