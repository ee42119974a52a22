package vane.model.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import vane.InputException;
import vane.io.safetensors.SafetensorsFile;
import vane.structure.Element;

/**
 * One JSON object of a model file's metadata, read strictly: what is missing or of another type is
 * a {@link ModelFormatException} that names the key, never a number that stands for it.
 */
final class Metadata {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final JsonNode node;

  private Metadata(Path file, JsonNode node) {
    this.file = file;
    this.node = node;
  }

  /** The text of a metadata entry. */
  static String text(SafetensorsFile tensors, String key) {
    return Optional.ofNullable(tensors.metadata().get(key))
        .orElseThrow(
            () ->
                new ModelFormatException(
                    tensors.path(), "no metadata '" + key + "'", "a model that Vane wrote"));
  }

  /** A metadata entry that holds a JSON object. */
  static Metadata object(SafetensorsFile tensors, String key) {
    String text = text(tensors, key);
    try {
      return new Metadata(tensors.path(), MAPPER.readTree(text));
    } catch (JsonProcessingException broken) {
      throw new ModelFormatException(tensors.path(), "metadata '" + text + "'", "JSON");
    }
  }

  boolean has(String key) {
    return node.has(key);
  }

  Metadata child(String key) {
    return new Metadata(file, require(key));
  }

  /** The objects of an array. */
  List<Metadata> children(String key) {
    JsonNode array = of(key, JsonNode::isArray, "a list");
    List<Metadata> children = new ArrayList<>();
    array.forEach(child -> children.add(new Metadata(file, child)));
    return children;
  }

  String text(String key) {
    return of(key, JsonNode::isTextual, "a text").asText();
  }

  boolean flag(String key) {
    return of(key, JsonNode::isBoolean, "true or false").asBoolean();
  }

  double number(String key) {
    return of(
            key, value -> value.isNumber() && Double.isFinite(value.asDouble()), "a finite number")
        .asDouble();
  }

  /** A whole number of at least zero. */
  int smallCount(String key) {
    return of(
            key,
            value -> value.isIntegralNumber() && value.canConvertToInt() && value.asInt() >= 0,
            "a whole number of at least 0")
        .asInt();
  }

  int integer(String key) {
    return of(key, value -> value.isIntegralNumber() && value.canConvertToInt(), "a whole number")
        .asInt();
  }

  long count(String key) {
    return of(
            key,
            value -> value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0,
            "a whole number of at least 0")
        .asLong();
  }

  long wholeNumber(String key) {
    return of(key, value -> value.isIntegralNumber() && value.canConvertToLong(), "a whole number")
        .asLong();
  }

  OptionalInt optionalInteger(String key) {
    return has(key) ? OptionalInt.of(smallCount(key)) : OptionalInt.empty();
  }

  OptionalDouble optionalNumber(String key) {
    return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
  }

  /** A list of elements by their symbols. */
  List<Element> elements(String key) {
    List<Element> elements = new ArrayList<>();
    for (Metadata entry : children(key)) {
      elements.add(
          Optional.of(entry.node)
              .filter(JsonNode::isTextual)
              .flatMap(symbol -> Element.parse(symbol.asText()))
              .orElseThrow(
                  () ->
                      new ModelFormatException(
                          file, "metadata '" + key + "' with " + entry.node, "symbols")));
    }
    return elements;
  }

  /**
   * What is made of numbers that may be out of range.
   *
   * @param make makes it
   * @throws ModelFormatException if that refuses the numbers
   */
  <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (ModelFormatException already) {
      throw already;
    } catch (InputException | IllegalArgumentException wrong) {
      throw new ModelFormatException(
          file, "settings that cannot be (" + wrong.getMessage() + ")", "a model that Vane wrote");
    }
  }

  /** An error that names a key and what stands there. */
  ModelFormatException refused(String key, String expected) {
    return new ModelFormatException(file, "metadata '" + key + "' with " + require(key), expected);
  }

  private JsonNode of(String key, Function<JsonNode, Boolean> fits, String expected) {
    JsonNode value = require(key);
    if (!fits.apply(value)) {
      throw refused(key, expected);
    }
    return value;
  }

  private JsonNode require(String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new ModelFormatException(
          file, "metadata without '" + key + "'", "a model that Vane wrote");
    }
    return value;
  }
}
