package vane.model.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.SummationTask;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.model.EquivariantForceModel;
import vane.model.EquivariantForceModelUpdate;
import vane.model.ForceModel;
import vane.structure.Element;

/**
 * What training added up of its frames ({@link FrameSums}) in safetensors files, so that more
 * frames can be added another day or on another machine. No bit changes on the way.
 */
public final class FrameSumsFile {
  private static final String FORMAT = "vane-sums";
  private static final String VERSION = "1";

  /** By what such a file is known, so that another training may replace it. */
  public static final EarlierOutput EARLIER =
      EarlierOutput.safetensors("the sums of a training, as train --keep-sums writes them", FORMAT);

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
    try (PendingFile pending = pending(sums, file)) {
      pending.commit();
    }
  }

  /**
   * Writes the sums under a temporary name, as they are at hand before their model is.
   *
   * @param sums the sums; not modified
   * @param file where they shall be
   * @return the whole file, to be committed or closed by the caller
   * @throws vane.InputException if the file cannot be written
   */
  public static PendingFile pending(FrameSums sums, Path file) {
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
    return writer.pending(file);
  }

  private static String name(int block) {
    return "block_" + block;
  }

  /**
   * Whether a file holds sums, by what it says of itself. Whether it is whole is not checked here
   * but in {@link #open}.
   *
   * @param file a safetensors file
   * @return false if it is something else of that format
   * @throws vane.InputException if the file is missing, or no safetensors file
   */
  public static boolean isSums(Path file) {
    return SafetensorsFile.open(file).metadata().getOrDefault("format", "none").equals(FORMAT);
  }

  /**
   * Reads the sums of a model, which are {@linkplain #beside beside} it.
   *
   * @param model the model, as it was read
   * @param modelFile its file
   * @return its sums, to be closed by the caller
   * @throws vane.InputException if no frames can be added to the model, or its sums are missing, of
   *     another model, or not as they must be
   */
  public static FrameSums openOf(ForceModel model, Path modelFile) {
    if (!(model instanceof EquivariantForceModel equivariant)) {
      throw new ModelFormatException(
          modelFile,
          "a model of the method " + model.method(),
          "one of the method " + EquivariantForceModel.METHOD + ", as others cannot be added to");
    }
    if (!EquivariantForceModelUpdate.isPossible(equivariant)) {
      throw new ModelFormatException(
          modelFile,
          "a model with networks",
          "one without, as networks cannot be added to; train it with --networks 0 --keep-sums");
    }
    Path file = beside(modelFile);
    if (!Files.exists(file)) {
      throw new ModelFormatException(
          file,
          "no such file",
          "the sums of the training of "
              + modelFile
              + ", without which nothing can be added to it; train with --keep-sums writes them");
    }
    FrameSums sums = open(file);
    Optional<String> difference = EquivariantForceModelUpdate.difference(equivariant, sums);
    if (difference.isPresent()) {
      sums.close();
      throw new ModelFormatException(
          file,
          difference.get() + " " + modelFile,
          "those that were written with it; train it anew with --keep-sums");
    }
    return sums;
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
