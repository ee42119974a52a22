package vane.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vane.mlm.CosineSettings;

/** The results of the experiment as JSON, as {@code vane reproduce} writes them. */
public final class ResultsJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ResultsJson() {}

  /**
   * The JSON text.
   *
   * @param results the results
   * @param vaneVersion the version of Vane that made them
   * @return one object, indented
   */
  public static String text(ExperimentResults results, String vaneVersion) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("scale", results.settings().scale());
    root.set("settings", settings(results.settings()));
    root.set("machine", machine(results, vaneVersion));
    root.put("modelsFromCheckpoints", results.modelsFromCheckpoints());
    root.put("totalSeconds", results.totalSeconds());
    ObjectNode data = root.putObject("dataSeconds");
    results.dataSeconds().forEach(data::put);
    ObjectNode elements = root.putObject("elements");
    for (ElementResult result : results.elements()) {
      elements.set(result.element().symbol(), element(result));
    }
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of numbers and texts is always JSON", impossible);
    }
  }

  private static ObjectNode settings(ExperimentSettings experiment) {
    CosineSettings settings = experiment.mlm();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("references", settings.sample().references());
    node.put("trainingEnvironments", settings.sample().trainingEnvironments());
    node.put("selection", settings.sample().selection().methodName());
    node.put("rotations", settings.fit().rotations().label());
    node.put("permutations", settings.fit().permutations().label());
    node.put("sigma1", settings.loss().sigma1());
    node.put("sigma2", settings.loss().sigma2());
    node.put("solver", settings.solver().name());
    ArrayNode others = node.putArray("otherSolvers");
    experiment.otherSolvers().forEach(solver -> others.add(solver.name()));
    node.put("seed", settings.sample().seed());
    ArrayNode elements = node.putArray("elements");
    experiment.elements().forEach(element -> elements.add(element.symbol()));
    node.put("testEnvironmentsAtMost", experiment.testEnvironments());
    node.put("neighbours", experiment.descriptor().neighbours());
    ObjectNode soap = node.putObject("soap");
    soap.put("cutoffAngstrom", experiment.descriptor().soap().cutoffAngstrom());
    soap.put("nMax", experiment.descriptor().soap().nMax());
    soap.put("lMax", experiment.descriptor().soap().lMax());
    soap.put("sigmaAngstrom", experiment.descriptor().soap().sigmaAngstrom());
    return node;
  }

  private static ObjectNode machine(ExperimentResults results, String vaneVersion) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("threads", results.threads());
    node.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    node.put("jdk", System.getProperty("java.vm.version"));
    node.put("vane", vaneVersion);
    return node;
  }

  private static ObjectNode element(ElementResult result) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("trainingPool", result.trainingPool());
    node.put("testPool", result.testPool());
    node.set("regular", ModelResultJson.node(result.regular()));
    ArrayNode robust = node.putArray("robust");
    for (RobustResult model : result.robust()) {
      ObjectNode entry = robust.addObject();
      entry.put("epsilon", model.epsilon());
      entry.setAll(ModelResultJson.node(model.model()));
    }
    PaperFigures.of(result.element())
        .ifPresent(
            paper -> {
              ObjectNode figures = node.putObject("paper");
              figures.put("regularTestAngleDeg", paper.regularTestDeg());
              figures.put("regularTrainAngleDeg", paper.regularTrainDeg());
              figures.put("robustTestAngleDeg", paper.robustTestDeg());
              figures.put("robustEpsilon", paper.robustEpsilon());
            });
    return node;
  }
}
