package vane.learningcurve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationJson;
import vane.structure.Element;

/** A learning curve for other programs. */
public final class LearningCurveTables {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private LearningCurveTables() {}

  /**
   * All figures as JSON.
   *
   * @param curve the curve
   * @return one object, indented; what is not known is null
   */
  public static String json(LearningCurve curve) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("frames", curve.frames());
    root.put("heldOutFrames", curve.heldOutFrames());
    ArrayNode points = root.putArray("points");
    for (LearningCurve.Point point : curve.points()) {
      ObjectNode node = points.addObject();
      node.put("frames", point.frames());
      node.put("seconds", point.seconds());
      if (point.cpuSeconds().isPresent()) {
        node.put("cpuSeconds", point.cpuSeconds().getAsDouble());
      } else {
        node.putNull("cpuSeconds");
      }
      ObjectNode given = node.putObject("givenEnvironments");
      point.givenEnvironments().forEach((element, count) -> given.put(element.symbol(), count));
      ObjectNode environments = node.putObject("trainingEnvironments");
      point
          .trainingEnvironments()
          .forEach((element, count) -> environments.put(element.symbol(), count));
      node.set("heldOut", errors(point.heldOut()));
      node.set("training", errors(point.training()));
    }
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts is always JSON", impossible);
    }
  }

  private static ObjectNode errors(Evaluation evaluation) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ObjectNode elements = node.putObject("elements");
    evaluation
        .elements()
        .forEach(
            (element, summary) -> elements.set(element.symbol(), EvaluationJson.node(summary)));
    node.set("all", EvaluationJson.node(evaluation.all()));
    return node;
  }

  /**
   * The main figures as CSV: a line for each point and element, and one for all elements.
   *
   * @param curve the curve
   * @return a head and lines; what is not known is empty
   */
  public static String csv(LearningCurve curve) {
    StringBuilder out =
        new StringBuilder(
            "frames,element,trainingEnvironments,heldOutForceRmseEvPerAngstrom,"
                + "trainingForceRmseEvPerAngstrom,heldOutForceMaeEvPerAngstrom,"
                + "heldOutWeightedMeanAngleDeg,trainingWeightedMeanAngleDeg,seconds,cpuSeconds\n");
    for (LearningCurve.Point point : curve.points()) {
      for (Element element : curve.elements()) {
        ErrorSummary heldOut = point.heldOut().elements().get(element);
        if (heldOut != null) {
          line(
              out,
              point,
              element.symbol(),
              point.trainingEnvironments().getOrDefault(element, 0L),
              heldOut,
              point.training().elements().get(element));
        }
      }
      line(
          out,
          point,
          "all",
          point.trainingEnvironments().values().stream().mapToLong(Long::longValue).sum(),
          point.heldOut().all(),
          point.training().all());
    }
    return out.toString();
  }

  private static void line(
      StringBuilder out,
      LearningCurve.Point point,
      String element,
      long environments,
      ErrorSummary heldOut,
      ErrorSummary training) {
    out.append(point.frames()).append(',').append(element).append(',').append(environments);
    append(out, heldOut.forceRmseEvPerAngstrom());
    append(out, training == null ? OptionalDouble.empty() : training.forceRmseEvPerAngstrom());
    append(out, heldOut.forceMaeEvPerAngstrom());
    append(out, heldOut.weightedMeanAngleDeg());
    append(out, training == null ? OptionalDouble.empty() : training.weightedMeanAngleDeg());
    append(out, OptionalDouble.of(point.seconds()));
    append(out, point.cpuSeconds());
    out.append('\n');
  }

  private static void append(StringBuilder out, OptionalDouble value) {
    out.append(',');
    value.ifPresent(out::append);
  }
}
