package vane.engines.xtb;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import vane.engines.EngineMissingException;
import vane.linalg.NativeAlgebra;

/** Finds libxtb on this machine and loads it once. */
final class InstalledXtb {
  /** A system property that names another library, or its file. */
  static final String PROPERTY = "vane.xtb.library";

  private static final String ADVICE =
      "on Debian and Ubuntu apt-get install libxtb6, elsewhere xtb 6.5 or newer with its shared"
          + " library; -D"
          + PROPERTY
          + "=FILE names another";

  private InstalledXtb() {}

  /**
   * The library.
   *
   * @throws EngineMissingException if it is not installed, or is something else
   */
  static XtbLibrary load() {
    String name = System.getProperty(PROPERTY, Platform.isLinux() ? "libxtb.so.6" : "xtb");
    // Both are built against an OpenBLAS, and Vane's has all that both need.
    NativeAlgebra.load();
    limitThreads();
    try {
      // Loading again what is loaded costs nothing.
      XtbLibrary library = Native.load(name, XtbLibrary.class);
      library.xtb_getAPIVersion();
      return library;
    } catch (UnsatisfiedLinkError missing) {
      throw new EngineMissingException(name, ADVICE, missing);
    }
  }

  /**
   * One thread, unless the user's environment says otherwise: molecules are small. OpenMP and
   * OpenBLAS look when they are loaded.
   */
  private static void limitThreads() {
    if (!Platform.isWindows()) {
      SystemLibrary system = system();
      system.setenv("OMP_NUM_THREADS", "1", 0);
      system.setenv("OPENBLAS_NUM_THREADS", "1", 0);
    }
  }

  /** The C library. */
  static SystemLibrary system() {
    return Native.load(Platform.C_LIBRARY_NAME, SystemLibrary.class);
  }
}
