package vane.io.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import vane.FileFormatException;

/**
 * Reads energies and gradients of molecules in atomic units, as xTB, Turbomole and ORCA write them.
 *
 * <p>Positions become Å, energies eV, and forces, which are minus the gradients, eV/Å, by {@link
 * vane.AtomicUnits}. The files hold no cell. A file is read as a whole: such files are small.
 */
public final class GradientFile {
  private GradientFile() {}

  /**
   * Reads a file from its first line.
   *
   * @param format one that {@linkplain ForeignFormat#isReadDirectly is read}
   * @param file its path, for messages
   * @param lines the file
   * @return its calculations in their order, at least one
   * @throws FileFormatException if the file is not as the format wants it
   * @throws IOException if it cannot be read
   */
  public static List<CalculatedStructure> read(ForeignFormat format, Path file, TextLines lines)
      throws IOException {
    GradientWords words = new GradientWords(file, lines);
    return switch (format) {
      case TURBOMOLE_GRADIENT -> new TurbomoleGradient(words).read();
      case ENGRAD -> List.of(new Engrad(words).read());
      default -> throw new IllegalArgumentException("found " + format + ", expected gradients");
    };
  }
}
