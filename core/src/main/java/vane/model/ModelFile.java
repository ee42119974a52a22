package vane.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.descriptor.MinMaxScaler;
import vane.descriptor.Soap;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.linalg.Matrix;
import vane.mlm.Environments;
import vane.mlm.OaMlm;
import vane.structure.Element;

/**
 * Models in safetensors files.
 *
 * <p>The metadata hold the format version, the settings and the provenance as JSON; the tensors of
 * an element begin with its symbol. {@code docs/file-formats.md} names them all. The same model
 * gives the same bytes. On opening, every dimension is checked before anything is used.
 */
public final class ModelFile {
  /** The version that this program writes, and the latest that it reads. */
  public static final int VERSION = 1;

  private static final String FORMAT = "vane-model";

  private ModelFile() {}

  /**
   * Writes a model: to a temporary file first, then moved into place.
   *
   * @param model the model
   * @param file the file to write
   * @throws vane.InputException if the file cannot be written
   */
  public static void save(ForceModel model, Path file) {
    if (!(model instanceof OaMlmForceModel mlm)) {
      throw new IllegalArgumentException("no file format for a model of " + model.method());
    }
    List<String> symbols = new ArrayList<>();
    model.elements().forEach(element -> symbols.add(element.symbol()));
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("format_version", Integer.toString(VERSION))
            .metadata("method", model.method())
            .metadata("elements", String.join(",", symbols))
            .metadata("descriptor", ModelSettings.text(mlm.descriptor()))
            .metadata("provenance", ModelSettings.text(model.provenance()));
    mlm.models()
        .forEach(
            (element, part) ->
                writer.metadata("settings." + element.symbol(), ModelSettings.text(part.mlm())));
    mlm.models().forEach((element, part) -> addDoubles(writer, element.symbol(), part));
    // The wide numbers first, so that all of them are aligned.
    mlm.models()
        .forEach(
            (element, part) -> {
              Environments references = part.mlm().references();
              writer.add(
                  element.symbol() + ".reference_kinds",
                  references.kinds(),
                  references.size(),
                  references.neighbours());
            });
    writer.write(file);
  }

  private static void addDoubles(
      SafetensorsWriter writer, String symbol, OaMlmForceModel.ElementModel part) {
    OaMlm mlm = part.mlm();
    Environments references = mlm.references();
    int k = references.size();
    int d = references.features();
    writer.add(symbol + ".scaler_minimum", part.scaler().minimum(), d);
    writer.add(symbol + ".scaler_range", part.scaler().range(), d);
    writer.add(symbol + ".reference_descriptions", references.descriptions(), k, d);
    writer.add(symbol + ".reference_points", references.points(), k, references.neighbours(), 3);
    writer.add(symbol + ".reference_vectors", references.vectors(), k, 3);
    writer.add(symbol + ".intercepts", mlm.intercepts(), 2L * k);
    Matrix weights = mlm.weights();
    writer.add(
        symbol + ".weights",
        TensorType.F64,
        (first, rows, destination) -> weights.getRows((int) first, rows, destination, 0),
        k,
        2L * k);
  }

  /**
   * Reads a model.
   *
   * @param file a file that {@link #save} wrote
   * @return the model
   * @throws vane.InputException if the file is missing, cut, changed, of a later version, or
   *     something else
   */
  public static ForceModel open(Path file) {
    SafetensorsFile tensors = SafetensorsFile.openVerified(file);
    requireVersion(tensors);
    String method = metadata(tensors, "method");
    if (!method.equals("oa-mlm")) {
      throw new ModelFormatException(file, "a model of the method " + method, "oa-mlm");
    }
    DescriptorSettings descriptor = ModelSettings.descriptor(file, metadata(tensors, "descriptor"));
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    for (String symbol : metadata(tensors, "elements").split(",")) {
      Element element =
          Element.parse(symbol)
              .orElseThrow(
                  () -> new ModelFormatException(file, "element '" + symbol + "'", "a symbol"));
      models.put(element, elementModel(tensors, symbol, descriptor));
    }
    return new OaMlmForceModel(
        descriptor, models, ModelSettings.provenance(file, metadata(tensors, "provenance")));
  }

  private static void requireVersion(SafetensorsFile tensors) {
    String format = tensors.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          tensors.path(), "a safetensors file of the format " + format, FORMAT);
    }
    String version = metadata(tensors, "format_version");
    if (!version.equals(Integer.toString(VERSION))) {
      throw new ModelFormatException(
          tensors.path(),
          "a model of format version " + version,
          "version " + VERSION + "; a newer Vane may read it");
    }
  }

  private static String metadata(SafetensorsFile tensors, String key) {
    return Optional.ofNullable(tensors.metadata().get(key))
        .orElseThrow(
            () ->
                new ModelFormatException(
                    tensors.path(), "no metadata '" + key + "'", "a model that Vane wrote"));
  }

  private static OaMlmForceModel.ElementModel elementModel(
      SafetensorsFile tensors, String symbol, DescriptorSettings descriptor) {
    int d = new Soap(descriptor.soap()).features();
    int m = descriptor.neighbours();
    String weightsName = symbol + ".weights";
    long k = tensors.require(weightsName, TensorType.F64, -1, -1).rows();
    tensors.require(weightsName, TensorType.F64, k, 2 * k);
    Environments references =
        Environments.of(
            d,
            m,
            doubles(tensors, symbol + ".reference_descriptions", k, d),
            doubles(tensors, symbol + ".reference_points", k, m, 3),
            ints(tensors, symbol + ".reference_kinds", k, m),
            doubles(tensors, symbol + ".reference_vectors", k, 3));
    MinMaxScaler scaler =
        MinMaxScaler.of(
            doubles(tensors, symbol + ".scaler_minimum", d),
            doubles(tensors, symbol + ".scaler_range", d));
    OaMlm mlm =
        ModelSettings.mlm(
            tensors.path(),
            metadata(tensors, "settings." + symbol),
            references,
            weights(tensors, weightsName, (int) k),
            doubles(tensors, symbol + ".intercepts", 2 * k));
    return new OaMlmForceModel.ElementModel(scaler, mlm);
  }

  private static double[] doubles(SafetensorsFile tensors, String name, long... shape) {
    tensors.require(name, TensorType.F64, shape);
    double[] values = tensors.readDoubles(name);
    requireFinite(tensors, name, values);
    return values;
  }

  private static void requireFinite(SafetensorsFile tensors, String what, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new ModelFormatException(tensors.path(), what + " with " + value, "finite numbers");
      }
    }
  }

  private static int[] ints(SafetensorsFile tensors, String name, long... shape) {
    tensors.require(name, TensorType.I32, shape);
    return tensors.readInts(name);
  }

  private static Matrix weights(SafetensorsFile tensors, String name, int k) {
    Matrix weights = Matrix.zeros(k, 2 * k);
    double[] row = new double[2 * k];
    for (int i = 0; i < k; i++) {
      tensors.readRows(name, i, 1, row, 0);
      requireFinite(tensors, name + " row " + i, row);
      weights.setRow(i, row, 0);
    }
    return weights;
  }
}
