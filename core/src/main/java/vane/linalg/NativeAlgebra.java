package vane.linalg;

/**
 * The native libraries of this package.
 *
 * <p>They are loaded when they are first needed. A native library that was built against another
 * OpenBLAS must come after them: a system that already has a library of that name takes it for the
 * same, and OpenBLAS as systems have it may lack functions that this package calls.
 */
public final class NativeAlgebra {
  private NativeAlgebra() {}

  /**
   * Loads all of them, if they are not loaded yet.
   *
   * @throws NativeLibraryException if they are missing or cannot be loaded
   */
  public static void load() {
    OpenBlas.load();
    Lapack.load();
  }
}
