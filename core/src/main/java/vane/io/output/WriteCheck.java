package vane.io.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import vane.io.pipe.PipeTarget;

/**
 * Makes sure, before any work, that what a command writes destroys nothing: never one of its
 * inputs, by whatever path, and no file that Vane did not write for the same purpose, unless that
 * is forced.
 *
 * <p>Looks at files and changes none. Not thread-safe: it remembers the outputs, so that two of
 * them are not one.
 */
public final class WriteCheck {
  private final List<Path> inputs;
  private final boolean forced;
  private final List<Path> outputs = new ArrayList<>();

  /**
   * A check of the outputs of one command.
   *
   * @param inputs all files that the command reads; they need not be there
   * @param forced whether files that are there may be replaced
   */
  public WriteCheck(Collection<Path> inputs, boolean forced) {
    this.inputs = List.copyOf(inputs);
    this.forced = forced;
  }

  /**
   * Checks one output. Pipes and descriptors are written to and not replaced, so they pass.
   *
   * @param file where it goes
   * @param earlier what may be replaced without force
   * @throws OutputFileException if an input, another output or a foreign file is there
   */
  public void require(Path file, EarlierOutput earlier) {
    require(file, earlier, "--force writes over it");
  }

  /**
   * As above.
   *
   * @param file where it goes
   * @param earlier what may be replaced without force
   * @param next what the user can do about a file that is there
   * @throws OutputFileException if an input, another output or a foreign file is there
   */
  public void require(Path file, EarlierOutput earlier, String next) {
    requireNoInput(file);
    if (!PipeTarget.is(file) && !forced && isForeign(file, earlier)) {
      throw new OutputFileException(
          file,
          earlier.words().isEmpty()
              ? "it is there already; " + next
              : "it is there already and Vane did not write it for this purpose, expected "
                  + earlier.words()
                  + "; "
                  + next);
    }
  }

  /**
   * Checks that an output is no input and no other output, whatever else is there.
   *
   * @param file where it goes
   * @throws OutputFileException if it is one
   */
  public void requireNoInput(Path file) {
    for (Path input : inputs) {
      if (isSame(file, input)) {
        throw new OutputFileException(
            file,
            "it is the input "
                + input
                + " of the same command, expected another file; an input is never replaced");
      }
    }
    for (Path output : outputs) {
      if (isSame(file, output) || place(file).equals(place(output))) {
        throw new OutputFileException(
            file,
            "it is the output " + output + " of the same command, too, expected another file");
      }
    }
    outputs.add(file);
  }

  /**
   * Whether a file is there that holds anything and that Vane did not write for the purpose.
   *
   * @param file where an output goes
   * @param earlier the purpose
   * @return true if it must not be replaced unasked
   */
  public static boolean isForeign(Path file, EarlierOutput earlier) {
    return Files.isRegularFile(file) && file.toFile().length() > 0 && !earlier.isAt(file);
  }

  /** Through links, and by the keys of the file system, which know what names it takes for one. */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.isRegularFile(one) && Files.isRegularFile(other) && Files.isSameFile(one, other);
    } catch (IOException unknown) {
      return place(one).equals(place(other));
    }
  }

  /** Where a file is or will be, as far as folders can tell. */
  private static Path place(Path file) {
    Path absolute = file.toAbsolutePath();
    try {
      Path folder = absolute.getParent();
      return folder == null ? absolute : folder.toRealPath().resolve(absolute.getFileName());
    } catch (IOException noFolder) {
      return absolute.normalize();
    }
  }
}
