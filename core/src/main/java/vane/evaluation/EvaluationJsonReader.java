package vane.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import vane.FileFormatException;
import vane.InputException;
import vane.PlainReason;
import vane.io.xyz.FrameLocation;
import vane.structure.Element;

/** Reads what {@link EvaluationJson} writes, and nothing else. */
final class EvaluationJsonReader {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String EXPECTED = "what vane evaluate --json writes";

  private final Path file;

  private EvaluationJsonReader(Path file) {
    this.file = file;
  }

  static Evaluation read(Path file) {
    JsonNode root;
    try {
      root = MAPPER.readTree(file.toFile());
    } catch (JsonProcessingException broken) {
      throw new FileFormatException(file, "something that is not JSON", EXPECTED);
    } catch (IOException unreadable) {
      throw new InputException(file + ": " + PlainReason.ofSystem(unreadable), unreadable);
    }
    return new EvaluationJsonReader(file).evaluation(root);
  }

  private Evaluation evaluation(JsonNode root) {
    SortedMap<Element, ErrorSummary> elements = new TreeMap<>();
    for (Map.Entry<String, JsonNode> each : of(root, "elements", JsonNode::isObject).properties()) {
      Element element =
          Element.parse(each.getKey())
              .orElseThrow(
                  () ->
                      new FileFormatException(
                          file, "the element '" + each.getKey() + "'", EXPECTED));
      elements.put(element, summary(each.getValue()));
    }
    JsonNode all = of(root, "all", JsonNode::isObject);
    return new Evaluation(
        of(root, "model", JsonNode::isTextual).asText(),
        count(root, "frames"),
        count(root, "skippedAtoms"),
        of(root, "netForceRemoved", JsonNode::isBoolean).asBoolean(),
        elements,
        summary(all),
        energies(all),
        new StressSummary(count(all, "stressFrames"), optional(all, "stressRmseGpa")));
  }

  private EnergySummary energies(JsonNode all) {
    long frames = count(all, "energyFrames");
    long alone = count(all, "energyFramesAlone");
    OptionalDouble rmse = optional(all, "energyAbsoluteRmseMevPerAtom");
    return new EnergySummary(
        frames,
        alone,
        optional(all, "energyRmseMevPerAtom"),
        optional(all, "energyMaeMevPerAtom"),
        rmse.isPresent()
            ? Optional.of(
                new EnergySummary.Absolute(
                    frames + alone, rmse.getAsDouble(), number(all, "energyAbsoluteMaeMevPerAtom")))
            : Optional.empty());
  }

  private ErrorSummary summary(JsonNode node) {
    Map<String, Long> statuses = new TreeMap<>();
    JsonNode counts = of(node, "statuses", JsonNode::isObject);
    counts.fieldNames().forEachRemaining(status -> statuses.put(status, count(counts, status)));
    JsonNode uncertainty = of(node, "uncertainty", value -> value.isObject() || value.isNull());
    return new ErrorSummary(
        count(node, "environments"),
        count(node, "zeroForce"),
        count(node, "noDirection"),
        optional(node, "weightedMeanAngleDeg"),
        optional(node, "meanAngleDeg"),
        optional(node, "medianAngleDeg"),
        optional(node, "meanCosine"),
        optional(node, "forceMaeEvPerAngstrom"),
        optional(node, "forceRmseEvPerAngstrom"),
        statuses,
        placed(node, "largestError"),
        placed(node, "largestUnflaggedError"),
        uncertainty.isNull() ? Optional.empty() : Optional.of(uncertainty(uncertainty)));
  }

  private UncertaintySummary uncertainty(JsonNode node) {
    return new UncertaintySummary(
        count(node, "atoms"),
        count(node, "withoutUncertainty"),
        number(node, "fractionWithinOne"),
        number(node, "fractionWithinTwo"),
        optional(node, "rankCorrelation"),
        number(node, "rmsErrorOverUncertainty"),
        number(node, "rmsUncertaintyEvPerAngstrom"),
        smallCount(node, "worstErrors"),
        smallCount(node, "worstErrorsAmongMostUncertain"));
  }

  private Optional<PlacedError> placed(JsonNode node, String name) {
    OptionalDouble error = optional(node, name + "EvPerAngstrom");
    if (error.isEmpty()) {
      return Optional.empty();
    }
    JsonNode place = of(node, name + "At", JsonNode::isObject);
    Path where = Path.of(of(place, "file", JsonNode::isTextual).asText());
    return Optional.of(
        new PlacedError(
            error.getAsDouble(),
            new FrameLocation(where, smallCount(place, "frame"), 0),
            smallCount(place, "atom")));
  }

  private OptionalDouble optional(JsonNode node, String name) {
    JsonNode value = of(node, name, each -> each.isNumber() || each.isNull());
    return value.isNull() ? OptionalDouble.empty() : OptionalDouble.of(value.asDouble());
  }

  private double number(JsonNode node, String name) {
    return of(node, name, JsonNode::isNumber).asDouble();
  }

  private long count(JsonNode node, String name) {
    return of(node, name, value -> value.canConvertToExactIntegral() && value.asLong() >= 0)
        .asLong();
  }

  private int smallCount(JsonNode node, String name) {
    return of(node, name, value -> value.canConvertToInt() && value.asInt() >= 0).asInt();
  }

  private JsonNode of(JsonNode node, String name, Predicate<JsonNode> fits) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new FileFormatException(file, "no '" + name + "'", EXPECTED);
    }
    if (!fits.test(value)) {
      throw new FileFormatException(file, "'" + name + "' with " + value, EXPECTED);
    }
    return value;
  }
}
