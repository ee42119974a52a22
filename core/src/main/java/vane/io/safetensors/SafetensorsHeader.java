package vane.io.safetensors;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses a header and checks it against itself and against the length of the data. */
final class SafetensorsHeader {
  /** The name that holds the strings. */
  static final String METADATA = "__metadata__";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Path file;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

  private SafetensorsHeader(Path file) {
    this.file = file;
  }

  /**
   * Parses and checks.
   *
   * @param file named in errors
   * @param bytes the header
   * @param dataBytes how many bytes follow it
   */
  static SafetensorsHeader parse(Path file, byte[] bytes, long dataBytes) {
    SafetensorsHeader header = new SafetensorsHeader(file);
    JsonNode root = header.json(bytes);
    if (!root.isObject() || bytes[0] != '{') {
      throw header.bad("a header that is not a JSON object", "one that begins with '{'");
    }
    root.fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().equals(METADATA)) {
                header.addMetadata(field.getValue());
              } else {
                header.addTensor(field.getKey(), field.getValue());
              }
            });
    header.checkChecksum(bytes);
    header.checkLayout(dataBytes);
    return header;
  }

  Map<String, String> metadata() {
    return Collections.unmodifiableMap(metadata);
  }

  Map<String, TensorInfo> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  private JsonNode json(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return JSON.readTree(text);
    } catch (CharacterCodingException notText) {
      throw bad("a header that is not UTF-8", "a JSON header");
    } catch (JsonProcessingException notJson) {
      throw bad(
          "a header that is not JSON (" + notJson.getOriginalMessage() + ")", "a JSON header");
    }
  }

  private void addMetadata(JsonNode node) {
    if (!node.isObject()) {
      throw bad(METADATA + " that is not an object", "a map of strings");
    }
    node.fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isTextual()) {
                throw bad("metadata '" + field.getKey() + "' that is not a string", "a string");
              }
              metadata.put(field.getKey(), field.getValue().textValue());
            });
  }

  private void addTensor(String name, JsonNode node) {
    JsonNode dtype = node.path("dtype");
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (node.size() != 3 || !dtype.isTextual() || !shape.isArray() || !offsets.isArray()) {
      throw bad(
          "tensor '" + name + "' described as " + node, "dtype, shape and data_offsets, no more");
    }
    TensorType type = type(name, dtype.textValue());
    List<Long> lengths = numbers(name, "shape", shape);
    List<Long> range = numbers(name, "data_offsets", offsets);
    if (range.size() != 2 || range.get(0) > range.get(1)) {
      throw bad("tensor '" + name + "' with data_offsets " + range, "a beginning and an end");
    }
    long bytes = type.bytes();
    try {
      for (long length : lengths) {
        bytes = Math.multiplyExact(bytes, length);
      }
    } catch (ArithmeticException tooLarge) {
      throw bad("tensor '" + name + "' of shape " + lengths, "a shape that fits in a file");
    }
    if (range.get(1) - range.get(0) != bytes) {
      throw bad(
          "tensor '%s' with %d bytes".formatted(name, range.get(1) - range.get(0)),
          "%d bytes for the shape %s of %s".formatted(bytes, lengths, type));
    }
    tensors.put(name, new TensorInfo(name, type, lengths, range.get(0), range.get(1)));
  }

  private TensorType type(String name, String dtype) {
    for (TensorType type : TensorType.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw bad("tensor '" + name + "' of type '" + dtype + "'", "F64, F32, I32 or U8");
  }

  private List<Long> numbers(String name, String key, JsonNode array) {
    List<Long> numbers = new ArrayList<>();
    for (JsonNode number : array) {
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        throw bad("tensor '" + name + "' with " + key + " " + array, "whole numbers from 0");
      }
      numbers.add(number.longValue());
    }
    return numbers;
  }

  private void checkChecksum(byte[] bytes) {
    String stored = metadata.get(HeaderChecksum.KEY);
    if (stored != null && !HeaderChecksum.matches(bytes, stored)) {
      throw bad("a header that was changed after it was written", "its SHA-256 to be " + stored);
    }
  }

  private void checkLayout(long dataBytes) {
    List<TensorInfo> inOrder = new ArrayList<>(tensors.values());
    inOrder.sort(Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
    long end = 0;
    for (TensorInfo tensor : inOrder) {
      if (tensor.begin() != end) {
        throw bad(
            "tensor '%s' at byte %d of the data".formatted(tensor.name(), tensor.begin()),
            "it at byte %d, without gap or overlap".formatted(end));
      }
      end = tensor.end();
    }
    if (end != dataBytes) {
      throw bad(
          dataBytes + " bytes of data", end + " from the header (is the file cut or changed?)");
    }
  }

  private SafetensorsFormatException bad(String found, String expected) {
    return new SafetensorsFormatException(file, found, expected);
  }
}
