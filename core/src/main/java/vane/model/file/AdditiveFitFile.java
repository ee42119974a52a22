package vane.model.file;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import vane.equivariant.AdditiveFit;
import vane.equivariant.EnvironmentSums;
import vane.equivariant.invariant.BasisSettings;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.safetensors.TensorType;
import vane.regression.NormalEquations;
import vane.structure.Element;

/**
 * The sums of an {@link AdditiveFit} in safetensors files, so that more frames can be added another
 * day or on another machine. No bit changes on the way.
 *
 * <p>The lower triangle of the normal equations is folded into a rectangle: row i holds row i of
 * the triangle and after it row p − 1 − i, so p + 1 numbers.
 */
public final class AdditiveFitFile {
  private static final String FORMAT = "vane-additive-fit";
  private static final String VERSION = "1";

  private AdditiveFitFile() {}

  /**
   * Writes the sums: to a temporary file first, then moved into place.
   *
   * @param fit the sums; not modified
   * @param file the file to write
   * @throws vane.InputException if the file cannot be written
   */
  public static void save(AdditiveFit fit, Path file) {
    int elements = fit.elements().size();
    int p = fit.features();
    EnvironmentSums sums = fit.environments();
    int d = fit.comparedInvariants();
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .metadata("format", FORMAT)
            .metadata("format_version", VERSION)
            .metadata("elements", ModelFile.symbols(fit.elements()))
            .metadata("basis", EquivariantModelFile.text(fit.settings()))
            .metadata("equations", Long.toString(fit.equations()));
    writer.add("shortest_distances", fit.shortestDistances(), elements, elements);
    writer.add("inner_distances", fit.innerDistances(), elements, elements);
    // Counts are below 2⁵³, so doubles hold them exactly.
    writer.add("environments", doubles(sums.environments()), elements);
    writer.add("largest_forces", sums.largestForces(), elements);
    writer.add("atoms", doubles(sums.atoms()), elements);
    writer.add("invariant_sums", sums.sums(), elements, d);
    writer.add("invariant_products", sums.products(), elements, d, d);
    writer.add("target_sum", new double[] {fit.targetSum()}, 1);
    writer.add("products", fit.products(), p);
    writer.add(
        "triangle",
        TensorType.F64,
        (first, rows, destination) -> {
          for (int i = 0; i < rows; i++) {
            folded(fit, (int) first + i, destination, i * (p + 1));
          }
        },
        (p + 1) / 2,
        p + 1);
    writer.write(file);
  }

  private static void folded(AdditiveFit fit, int row, double[] destination, int at) {
    int p = fit.features();
    System.arraycopy(fit.lowerRow(row), 0, destination, at, row + 1);
    int other = p - 1 - row;
    if (other > row) {
      System.arraycopy(fit.lowerRow(other), 0, destination, at + row + 1, other + 1);
    } else {
      Arrays.fill(destination, at + row + 1, at + p + 1, 0);
    }
  }

  /**
   * Reads sums.
   *
   * @param file a file that {@link #save} wrote
   * @return the sums, to be closed by the caller
   * @throws vane.InputException if the file is missing, cut, changed, of a later version, or
   *     something else
   */
  public static AdditiveFit open(Path file) {
    SafetensorsFile tensors = SafetensorsFile.openVerified(file);
    String format = tensors.metadata().getOrDefault("format", "none");
    if (!format.equals(FORMAT) || !Metadata.text(tensors, "format_version").equals(VERSION)) {
      throw new ModelFormatException(
          file, "a safetensors file of the format " + format, FORMAT + " of version " + VERSION);
    }
    List<Element> elements = ModelFile.elements(tensors);
    BasisSettings settings = EquivariantModelFile.basis(tensors);
    int count = elements.size();
    int d =
        (int)
            tensors.require("invariant_sums", TensorType.F64, count, -1).shape().get(1).longValue();
    int p = (int) tensors.require("products", TensorType.F64, -1).rows();
    try {
      NormalEquations equations = equations(tensors, p);
      try {
        return AdditiveFit.of(
            new TreeSet<>(elements),
            settings,
            Tensors.doubles(tensors, "shortest_distances", count, count),
            Tensors.doubles(tensors, "inner_distances", count, count),
            new EnvironmentSums(
                longs(Tensors.doubles(tensors, "environments", count)),
                Tensors.doubles(tensors, "largest_forces", count),
                longs(Tensors.doubles(tensors, "atoms", count)),
                Tensors.doubles(tensors, "invariant_sums", count, d),
                Tensors.doubles(tensors, "invariant_products", count, d, d)),
            equations);
      } catch (RuntimeException failed) {
        equations.close();
        throw failed;
      }
    } catch (IllegalArgumentException unfit) {
      throw new ModelFormatException(
          file, "numbers that do not fit (" + unfit.getMessage() + ")", "sums that Vane wrote");
    }
  }

  private static NormalEquations equations(SafetensorsFile tensors, int p) {
    tensors.require("triangle", TensorType.F64, (p + 1) / 2, p + 1);
    double[] folded = new double[p + 1];
    return NormalEquations.of(
        row -> {
          boolean first = row < (p + 1) / 2;
          tensors.readRows("triangle", first ? row : p - 1 - row, 1, folded, 0);
          double[] lower = new double[row + 1];
          System.arraycopy(folded, first ? 0 : p - row, lower, 0, row + 1);
          return lower;
        },
        Tensors.doubles(tensors, "products", p),
        1,
        Tensors.doubles(tensors, "target_sum", 1)[0],
        count(tensors));
  }

  private static long count(SafetensorsFile tensors) {
    String text = Metadata.text(tensors, "equations");
    if (!text.matches("\\d{1,18}")) {
      throw new ModelFormatException(
          tensors.path(), "metadata 'equations' with " + text, "a whole number of at least 0");
    }
    return Long.parseLong(text);
  }

  private static double[] doubles(long[] counts) {
    return Arrays.stream(counts).asDoubleStream().toArray();
  }

  private static long[] longs(double[] counts) {
    return Arrays.stream(counts).mapToLong(count -> (long) count).toArray();
  }
}
