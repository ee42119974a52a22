package vane.model.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import vane.directions.DirectionModel;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.model.Provenance;

/**
 * Models of directions in safetensors files: as an OA-MLM force model with one part, whose tensors
 * begin with {@code directions}, and without elements.
 *
 * <p>The same model gives the same bytes. On opening, every dimension is checked before anything is
 * used.
 */
public final class DirectionModelFile {
  private static final String FORMAT = "vane-directions";
  private static final String VERSION = "1";
  private static final String PREFIX = "directions";
  private static final String SHAPE = "shape";

  private DirectionModelFile() {}

  /**
   * What a file holds.
   *
   * @param model the model
   * @param provenance where it comes from
   */
  public record Content(DirectionModel model, Provenance provenance) {}

  /**
   * Writes a model: to a temporary file first, then moved into place.
   *
   * @param model the model
   * @param provenance where it comes from
   * @param file the file to write
   * @throws vane.InputException if the file cannot be written
   */
  public static void save(DirectionModel model, Provenance provenance, Path file) {
    ObjectNode shape = JsonNodeFactory.instance.objectNode();
    shape.put("features", model.features());
    shape.put("points", model.points());
    shape.put("dimension", model.dimension());
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("format_version", VERSION)
            .metadata(SHAPE, shape.toString())
            .metadata("settings", OaMlmSettingsMetadata.text(model.mlm()))
            .metadata("provenance", ProvenanceMetadata.text(provenance));
    OaMlmOutputs.of(model.mlm().reading()).addTo(writer);
    OaMlmTensors.addDoubles(writer, PREFIX, model.scaler(), model.mlm());
    OaMlmTensors.addKinds(writer, PREFIX, model.mlm());
    writer.write(file);
  }

  /**
   * Reads a model.
   *
   * @param file a file that {@link #save} wrote
   * @return the model and where it comes from
   * @throws vane.InputException if the file is missing, cut, changed, of a later version, or
   *     something else
   */
  public static Content open(Path file) {
    SafetensorsFile tensors = SafetensorsFile.openVerified(file);
    String format = tensors.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          file,
          format.equals(ModelFile.FORMAT)
              ? "a force model (format " + format + ")"
              : "a safetensors file of the format " + format,
          "a model of directions (format "
              + FORMAT
              + ")"
              + (format.equals(ModelFile.FORMAT)
                  ? "; use vane predict or vane evaluate with a force model"
                  : ""));
    }
    String version = Metadata.text(tensors, "format_version");
    if (!version.equals(VERSION)) {
      throw new ModelFormatException(
          file,
          "directions of format version " + version,
          "version " + VERSION + "; a newer Vane may read it");
    }
    Metadata shape = Metadata.object(tensors, SHAPE);
    int features = shape.integer("features");
    Metadata settings = Metadata.object(tensors, "settings");
    OaMlmOutputs outputs = OaMlmOutputs.in(tensors);
    DirectionModel model =
        shape.checked(
            () ->
                new DirectionModel(
                    shape.integer("dimension"),
                    OaMlmTensors.scaler(tensors, PREFIX, features),
                    OaMlmTensors.mlm(
                        tensors, PREFIX, settings, features, shape.integer("points"), outputs)));
    return new Content(model, ProvenanceMetadata.read(Metadata.object(tensors, "provenance")));
  }

  /**
   * Whether a file is a model of directions, by what it says of itself. Whether it is whole is not
   * checked here but in {@link #open}.
   *
   * @param file a safetensors file
   * @return false if it is a model of another kind, or something else
   * @throws vane.InputException if the file is missing, or no safetensors file
   */
  public static boolean isDirections(Path file) {
    return isFormat(SafetensorsFile.open(file).metadata().getOrDefault("format", "none"));
  }

  /** Whether a format is that of these files. */
  static boolean isFormat(String format) {
    return format.equals(FORMAT);
  }
}
