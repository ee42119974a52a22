package vane.model.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.SummationTask;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.structure.Element;

/**
 * What training added up of its frames ({@link FrameSums}) in safetensors files, so that more
 * frames can be added another day or on another machine. No bit changes on the way.
 */
public final class FrameSumsFile {
  private static final String FORMAT = "vane-sums";
  private static final String VERSION = "1";

  private FrameSumsFile() {}

  /**
   * Where the sums of a model are: beside it.
   *
   * @param model the file of a model
   * @return the same name with {@code .sums} behind it
   */
  public static Path beside(Path model) {
    return model.resolveSibling(model.getFileName() + ".sums");
  }

  /**
   * Writes the sums: to a temporary file first, then moved into place.
   *
   * @param sums the sums; not modified
   * @param file the file to write
   * @throws vane.InputException if the file cannot be written
   */
  public static void save(FrameSums sums, Path file) {
    SummationTask task = sums.task();
    int elements = task.elements().size();
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("format_version", VERSION)
            .metadata("elements", ModelFile.symbols(task.elements()))
            .metadata("basis", EquivariantModelFile.text(task.settings()))
            .metadata("stresses", task.withStresses() ? "learnt" : "none");
    writer.add("shortest_distances", task.shortestDistances(), elements, elements);
    writer.add("inner_distances", task.innerDistances(), elements, elements);
    task.centre()
        .ifPresent(
            centre -> {
              writer.add("energy_means", centre.means(), centre.means().length);
              writer.add("energy_references", centre.references(), elements);
            });
    for (int number = 0; number < task.blocks(); number++) {
      int block = number;
      writer.add(
          name(block),
          TensorType.F64,
          (first, rows, destination) ->
              System.arraycopy(sums.block(block), 0, destination, 0, task.length(block)),
          1,
          task.length(block));
    }
    writer.write(file);
  }

  private static String name(int block) {
    return "block_" + block;
  }

  /**
   * Reads sums.
   *
   * @param file a file that {@link #save} wrote
   * @return the sums, to be closed by the caller
   * @throws vane.InputException if the file is missing, cut, changed, of a later version, or
   *     something else
   */
  public static FrameSums open(Path file) {
    SafetensorsFile tensors = SafetensorsFile.openVerified(file);
    String format = tensors.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT) || !Metadata.text(tensors, "format_version").equals(VERSION)) {
      throw new ModelFormatException(
          file, "a safetensors file of the format " + format, FORMAT + " of version " + VERSION);
    }
    List<Element> elements = ModelFile.elements(tensors);
    int count = elements.size();
    try {
      SummationTask task =
          SummationTask.of(
              new TreeSet<>(elements),
              EquivariantModelFile.basis(tensors),
              Tensors.doubles(tensors, "shortest_distances", count, count),
              Tensors.doubles(tensors, "inner_distances", count, count),
              tensors.tensors().containsKey("energy_means")
                  ? Optional.of(
                      new SummationTask.Centre(
                          Tensors.doubles(tensors, "energy_means", -1),
                          Tensors.doubles(tensors, "energy_references", count)))
                  : Optional.empty(),
              Metadata.text(tensors, "stresses").equals("learnt"));
      return task.of(block -> Tensors.doubles(tensors, name(block), 1, task.length(block)));
    } catch (IllegalArgumentException unfit) {
      throw new ModelFormatException(
          file, "numbers that do not fit (" + unfit.getMessage() + ")", "sums that Vane wrote");
    }
  }
}
