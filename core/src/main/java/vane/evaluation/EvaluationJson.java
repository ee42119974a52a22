package vane.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** An evaluation as JSON, as {@code vane evaluate --json} writes it. */
public final class EvaluationJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private EvaluationJson() {}

  /**
   * The JSON text.
   *
   * @param evaluation the evaluation
   * @return one object, indented; what the model cannot give is null
   */
  public static String text(Evaluation evaluation) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("model", evaluation.model());
    root.put("frames", evaluation.frames());
    root.put("skippedAtoms", evaluation.skippedAtoms());
    root.put("netForceRemoved", evaluation.netForceRemoved());
    ObjectNode elements = root.putObject("elements");
    evaluation
        .elements()
        .forEach((element, summary) -> elements.set(element.symbol(), node(summary)));
    ObjectNode all = node(evaluation.all());
    put(all, evaluation.energies());
    put(all, evaluation.stresses());
    root.set("all", all);
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts is always JSON", impossible);
    }
  }

  /**
   * The evaluation that a JSON file holds.
   *
   * @param file what {@code vane evaluate --json} wrote
   * @return the evaluation
   * @throws vane.InputException if the file cannot be read or is something else
   */
  public static Evaluation read(Path file) {
    return EvaluationJsonReader.read(file);
  }

  /**
   * The errors of one element as a JSON object.
   *
   * @param summary the errors
   * @return a new node; what is not known is null
   */
  public static ObjectNode node(ErrorSummary summary) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("environments", summary.environments());
    put(node, "weightedMeanAngleDeg", summary.weightedMeanAngleDeg());
    put(node, "meanAngleDeg", summary.meanAngleDeg());
    put(node, "medianAngleDeg", summary.medianAngleDeg());
    put(node, "meanCosine", summary.meanCosine());
    put(node, "forceMaeEvPerAngstrom", summary.forceMaeEvPerAngstrom());
    put(node, "forceRmseEvPerAngstrom", summary.forceRmseEvPerAngstrom());
    put(node, "largestError", summary.largestError());
    put(node, "largestUnflaggedError", summary.largestUnflaggedError());
    node.put("zeroForce", summary.zeroForce());
    node.put("noDirection", summary.noDirection());
    node.put("extrapolating", summary.extrapolating());
    ObjectNode statuses = node.putObject("statuses");
    summary.statuses().forEach(statuses::put);
    summary
        .uncertainty()
        .ifPresentOrElse(
            uncertainty -> node.set("uncertainty", node(uncertainty)),
            () -> node.putNull("uncertainty"));
    return node;
  }

  private static ObjectNode node(UncertaintySummary summary) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("atoms", summary.atoms());
    node.put("withoutUncertainty", summary.withoutUncertainty());
    node.put("fractionWithinOne", summary.fractionWithinOne());
    node.put("fractionWithinTwo", summary.fractionWithinTwo());
    put(node, "rankCorrelation", summary.rankCorrelation());
    node.put("rmsErrorOverUncertainty", summary.rmsErrorOverUncertainty());
    node.put("rmsUncertaintyEvPerAngstrom", summary.rmsUncertaintyEvPerAngstrom());
    node.put("worstErrors", summary.worstErrors());
    node.put("worstErrorsAmongMostUncertain", summary.worstErrorsAmongMostUncertain());
    return node;
  }

  private static void put(ObjectNode node, EnergySummary energies) {
    put(node, "energyRmseMevPerAtom", energies.rmseMevPerAtom());
    put(node, "energyMaeMevPerAtom", energies.maeMevPerAtom());
    node.put("energyFrames", energies.frames());
    node.put("energyFramesAlone", energies.framesAlone());
    Optional<EnergySummary.Absolute> absolute = energies.absolute();
    put(node, "energyAbsoluteRmseMevPerAtom", absolute, EnergySummary.Absolute::rmseMevPerAtom);
    put(node, "energyAbsoluteMaeMevPerAtom", absolute, EnergySummary.Absolute::maeMevPerAtom);
  }

  private static void put(
      ObjectNode node,
      String name,
      Optional<EnergySummary.Absolute> absolute,
      ToDoubleFunction<EnergySummary.Absolute> number) {
    absolute.ifPresentOrElse(
        found -> node.put(name, number.applyAsDouble(found)), () -> node.putNull(name));
  }

  private static void put(ObjectNode node, StressSummary stresses) {
    put(node, "stressRmseGpa", stresses.rmseGpa());
    node.put("stressFrames", stresses.frames());
  }

  /** The size of an error under one key and its place under another. */
  private static void put(ObjectNode node, String name, Optional<PlacedError> error) {
    if (error.isEmpty()) {
      node.putNull(name + "EvPerAngstrom");
      node.putNull(name + "At");
      return;
    }
    PlacedError found = error.get();
    node.put(name + "EvPerAngstrom", found.normEvPerAngstrom());
    ObjectNode place = node.putObject(name + "At");
    place.put("file", found.frame().file().toString());
    place.put("frame", found.frame().frame());
    place.put("atom", found.atom());
  }

  /**
   * Puts a number or, if there is none, null.
   *
   * @param node gets it
   * @param name its key
   * @param value the number
   */
  public static void put(ObjectNode node, String name, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(name, value.getAsDouble());
    } else {
      node.putNull(name);
    }
  }
}
