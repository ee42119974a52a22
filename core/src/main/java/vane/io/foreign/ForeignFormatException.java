package vane.io.foreign;

import java.nio.file.Path;
import vane.InputException;

/**
 * A trajectory in a format that is not read, but known: the message says what converts it.
 *
 * <p>Such as {@code OUTCAR: found a VASP OUTCAR, expected extended XYZ; convert it with: ase
 * convert -n : -i vasp-out -o extxyz OUTCAR OUTCAR.xyz}.
 */
public final class ForeignFormatException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final ForeignFormat format;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param format its format
   * @param compressed whether it is compressed
   */
  public ForeignFormatException(Path file, ForeignFormat format, boolean compressed) {
    super(
        file
            + ": found "
            + format.phrase()
            + ", expected extended XYZ; "
            + format.nextStep(file, compressed));
    this.file = file;
    this.format = format;
  }

  /**
   * The file.
   *
   * @return its path as it was given
   */
  public Path file() {
    return file;
  }

  /**
   * What it is.
   *
   * @return the format
   */
  public ForeignFormat format() {
    return format;
  }
}
