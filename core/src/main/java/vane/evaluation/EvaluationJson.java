package vane.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

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
    ObjectNode elements = root.putObject("elements");
    evaluation
        .elements()
        .forEach((element, summary) -> elements.set(element.symbol(), node(summary)));
    root.set("all", node(evaluation.all()));
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts is always JSON", impossible);
    }
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
    node.put("zeroForce", summary.zeroForce());
    node.put("noDirection", summary.noDirection());
    ObjectNode statuses = node.putObject("statuses");
    summary.statuses().forEach(statuses::put);
    return node;
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
