package vane.engines.xtb;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Where libxtb keeps its errors and where it prints to. It outlives molecules, since libxtb never
 * closes a file that it prints to.
 *
 * <p>Used by one thread alone.
 */
final class XtbEnvironment implements AutoCloseable {
  private static final int LONGEST_MESSAGE = 2048;

  private final XtbLibrary library;
  private final Pointer pointer;

  /** An error of libxtb, in its words. */
  static final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }

  /** An environment that prints nothing, as long as the method is not GFN-FF. */
  XtbEnvironment(XtbLibrary library) {
    this.library = library;
    pointer = library.xtb_newEnvironment();
    library.xtb_setVerbosity(pointer, XtbLibrary.VERBOSITY_MUTED);
  }

  /**
   * Lets libxtb print to a file. GFN-FF prints even if it is muted.
   *
   * @param file a file that no other environment of this process has, as Fortran wants it
   */
  void printTo(Path file) {
    library.xtb_setOutput(pointer, file.toString());
  }

  XtbLibrary library() {
    return library;
  }

  Pointer pointer() {
    return pointer;
  }

  /** Fails if libxtb has an error to tell, and forgets it. */
  void check() throws Failure {
    if (library.xtb_checkEnvironment(pointer) == 0) {
      return;
    }
    byte[] text = new byte[LONGEST_MESSAGE];
    library.xtb_getError(pointer, text, new int[] {text.length});
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    throw new Failure(oneLine(new String(text, 0, end, StandardCharsets.UTF_8)));
  }

  /** The lines of a message, outermost first, without their numbers. */
  static String oneLine(String message) {
    return message
        .lines()
        .map(line -> line.strip().replaceFirst("^-\\d+- *", ""))
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void close() {
    library.xtb_delEnvironment(new PointerByReference(pointer));
  }
}
