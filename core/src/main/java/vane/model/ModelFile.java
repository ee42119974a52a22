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
  /**
   * The latest version that this program reads. Models of the first kind are still written as 1.
   */
  public static final int VERSION = 2;

  private static final int FIRST_VERSION = 1;

  /** Tells models of projections from those of cosines; both are of the method oa-mlm. */
  private static final String OUTPUTS = "outputs";

  private static final String PROJECTIONS = "projections";

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
    SafetensorsWriter writer;
    if (model instanceof OaMlmForceModel mlm) {
      writer =
          writer(model, FIRST_VERSION).metadata("descriptor", ModelSettings.text(mlm.descriptor()));
      add(mlm, writer);
    } else if (model instanceof ProjectionForceModel projections) {
      writer =
          writer(model, VERSION)
              .metadata("descriptor", ModelSettings.text(projections.descriptor()))
              .metadata(OUTPUTS, PROJECTIONS);
      ProjectionModelFile.add(projections, writer);
    } else if (model instanceof EquivariantForceModel equivariant) {
      writer = writer(model, VERSION);
      EquivariantModelFile.add(equivariant, writer);
    } else {
      throw new IllegalArgumentException("no file format for a model of " + model.method());
    }
    writer.write(file);
  }

  private static SafetensorsWriter writer(ForceModel model, int version) {
    List<String> symbols = new ArrayList<>();
    model.elements().forEach(element -> symbols.add(element.symbol()));
    return new SafetensorsWriter()
        .metadata("format", FORMAT)
        .metadata("format_version", Integer.toString(version))
        .metadata("method", model.method())
        .metadata("elements", String.join(",", symbols))
        .metadata("provenance", ModelSettings.text(model.provenance()));
  }

  private static void add(OaMlmForceModel mlm, SafetensorsWriter writer) {
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
    if (method.equals(EquivariantForceModel.METHOD)) {
      return EquivariantModelFile.read(tensors);
    }
    if (!method.equals("oa-mlm")) {
      throw new ModelFormatException(
          file, "a model of the method " + method, "oa-mlm or " + EquivariantForceModel.METHOD);
    }
    String outputs = tensors.metadata().getOrDefault(OUTPUTS, "cosines");
    if (outputs.equals(PROJECTIONS)) {
      return ProjectionModelFile.read(tensors);
    }
    if (!outputs.equals("cosines")) {
      throw new ModelFormatException(file, "a model of " + outputs, "cosines or " + PROJECTIONS);
    }
    DescriptorSettings descriptor = ModelSettings.descriptor(file, metadata(tensors, "descriptor"));
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    for (Element element : elements(tensors)) {
      models.put(element, elementModel(tensors, element.symbol(), descriptor));
    }
    return new OaMlmForceModel(
        descriptor, models, ModelSettings.provenance(file, metadata(tensors, "provenance")));
  }

  static List<Element> elements(SafetensorsFile tensors) {
    List<Element> elements = new ArrayList<>();
    for (String symbol : metadata(tensors, "elements").split(",")) {
      elements.add(
          Element.parse(symbol)
              .orElseThrow(
                  () ->
                      new ModelFormatException(
                          tensors.path(), "element '" + symbol + "'", "a symbol")));
    }
    return elements;
  }

  private static void requireVersion(SafetensorsFile tensors) {
    String format = tensors.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          tensors.path(), "a safetensors file of the format " + format, FORMAT);
    }
    String version = metadata(tensors, "format_version");
    if (!version.equals(Integer.toString(VERSION))
        && !version.equals(Integer.toString(FIRST_VERSION))) {
      throw new ModelFormatException(
          tensors.path(),
          "a model of format version " + version,
          "version " + FIRST_VERSION + " or " + VERSION + "; a newer Vane may read it");
    }
  }

  static String metadata(SafetensorsFile tensors, String key) {
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
            matrix(tensors, weightsName, (int) k, (int) (2 * k)),
            doubles(tensors, symbol + ".intercepts", 2 * k));
    return new OaMlmForceModel.ElementModel(scaler, mlm);
  }

  static double[] doubles(SafetensorsFile tensors, String name, long... shape) {
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

  static int[] ints(SafetensorsFile tensors, String name, long... shape) {
    tensors.require(name, TensorType.I32, shape);
    return tensors.readInts(name);
  }

  static Matrix matrix(SafetensorsFile tensors, String name, int rows, int columns) {
    tensors.require(name, TensorType.F64, rows, columns);
    Matrix matrix = Matrix.zeros(rows, columns);
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      tensors.readRows(name, i, 1, row, 0);
      requireFinite(tensors, name + " row " + i, row);
      matrix.setRow(i, row, 0);
    }
    return matrix;
  }
}
