package vane.model.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.model.ForceModel;
import vane.structure.Element;

/**
 * Models in safetensors files: what all kinds share, and which class reads and writes the rest.
 *
 * <p>The metadata hold the format version, the settings and the provenance as JSON; the tensors of
 * an element begin with its symbol. {@code docs/file-formats.md} names them all. The same model
 * gives the same bytes. On opening, every dimension is checked before anything is used.
 */
public final class ModelFile {
  /**
   * The latest version that this program reads, that of models with networks: a Vane that knows
   * none would predict without them. Other models are written as earlier versions of Vane wrote
   * them.
   */
  public static final int VERSION = 3;

  /** Of models that give directions alone. */
  static final int DIRECTIONS_VERSION = 1;

  /** Of models that give whole forces. */
  static final int FORCES_VERSION = 2;

  private static final List<MethodFile<?>> METHODS =
      List.of(new OaMlmModelFile(), new EquivariantModelFile());

  static final String FORMAT = "vane-model";

  private ModelFile() {}

  /**
   * Writes a model: to a temporary file first, then moved into place.
   *
   * @param model the model
   * @param file the file to write
   * @throws vane.InputException if the file cannot be written
   */
  public static void save(ForceModel model, Path file) {
    MethodFile<?> method =
        METHODS.stream().filter(each -> each.models().isInstance(model)).findFirst().orElseThrow();
    writer(method, model).write(file);
  }

  private static <M extends ForceModel> SafetensorsWriter writer(
      MethodFile<M> method, ForceModel model) {
    M own = method.models().cast(model);
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("format_version", Integer.toString(method.version(own)))
            .metadata("method", method.method())
            .metadata("elements", symbols(model.elements()))
            .metadata("provenance", ProvenanceMetadata.text(model.provenance()));
    method.add(own, writer);
    return writer;
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
    String name = Metadata.text(tensors, "method");
    MethodFile<?> method =
        METHODS.stream()
            .filter(each -> each.method().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new ModelFormatException(
                        file,
                        "a model of the method " + name,
                        METHODS.stream()
                            .map(MethodFile::method)
                            .collect(Collectors.joining(" or "))));
    return method.read(tensors, ProvenanceMetadata.read(Metadata.object(tensors, "provenance")));
  }

  /** How elements stand in a file. */
  static String symbols(Collection<Element> elements) {
    return elements.stream().map(Element::symbol).collect(Collectors.joining(","));
  }

  /** The elements of a file, each once and by atomic number, as all tensors expect. */
  static List<Element> elements(SafetensorsFile tensors) {
    List<Element> elements = new ArrayList<>();
    for (String symbol : Metadata.text(tensors, "elements").split(",")) {
      elements.add(
          Element.parse(symbol)
              .orElseThrow(
                  () ->
                      new ModelFormatException(
                          tensors.path(), "element '" + symbol + "'", "a symbol")));
    }
    if (!List.copyOf(new TreeSet<>(elements)).equals(elements)) {
      throw new ModelFormatException(
          tensors.path(), "the elements " + elements, "each once, by atomic number");
    }
    return elements;
  }

  private static void requireVersion(SafetensorsFile tensors) {
    String format = tensors.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT)) {
      throw new ModelFormatException(
          tensors.path(),
          DirectionModelFile.isFormat(format)
              ? "a model of directions (format " + format + ")"
              : "a safetensors file of the format " + format,
          "a force model (format "
              + FORMAT
              + ")"
              + (DirectionModelFile.isFormat(format)
                  ? "; use vane directions predict or evaluate with a model of directions"
                  : ""));
    }
    String version = Metadata.text(tensors, "format_version");
    boolean isKnown =
        IntStream.rangeClosed(DIRECTIONS_VERSION, VERSION)
            .mapToObj(Integer::toString)
            .anyMatch(version::equals);
    if (!isKnown) {
      throw new ModelFormatException(
          tensors.path(),
          "a model of format version " + version,
          "version " + DIRECTIONS_VERSION + " to " + VERSION + "; a newer Vane may read it");
    }
  }
}
