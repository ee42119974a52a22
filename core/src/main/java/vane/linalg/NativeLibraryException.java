package vane.linalg;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import vane.PlainReason;

/**
 * OpenBLAS cannot be loaded: its native code for this platform is not on the class path, or the
 * system refuses it.
 *
 * <p>Vane does not bring native code to those who use it as a library, since that of all platforms
 * is large. The message names the artifacts to add.
 */
public final class NativeLibraryException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String GROUP = "org.bytedeco";

  private final String platform;
  private final List<String> missing;

  private NativeLibraryException(
      String platform, List<String> missing, String message, LinkageError cause) {
    super(message, cause);
    this.platform = platform;
    this.missing = List.copyOf(missing);
  }

  /** The exception for a failure of loading, by what is on the class path. */
  static NativeLibraryException of(LinkageError failure) {
    String platform = Loader.getPlatform();
    List<String> missing = new ArrayList<>();
    addUnlessThere(missing, platform, "openblas", "jniopenblas_nolapack");
    addUnlessThere(missing, platform, "javacpp", "jnijavacpp");
    String message =
        missing.isEmpty()
            ? "OpenBLAS for " + platform + " cannot be loaded: " + PlainReason.of(failure)
            : "found no OpenBLAS for "
                + platform
                + " on the class path: add "
                + String.join(" and ", missing)
                + ", or for all platforms "
                + String.join(":", GROUP, "openblas-platform", version("openblas"));
    return new NativeLibraryException(platform, missing, message, failure);
  }

  private static void addUnlessThere(
      List<String> missing, String platform, String artifact, String library) {
    Properties names = Loader.loadProperties(platform, null);
    String file =
        names.getProperty("platform.library.prefix", "")
            + library
            + names.getProperty("platform.library.suffix", "");
    String resource = String.join("/", "", "org/bytedeco", artifact, platform, file);
    // Naming the class does not load the library.
    if (openblas_nolapack.class.getResource(resource) == null) {
      missing.add(String.join(":", GROUP, artifact, version(artifact), platform));
    }
  }

  /** The version of the Java part, which is there. */
  private static String version(String artifact) {
    try {
      return Loader.getVersion(GROUP, artifact);
    } catch (IOException unknown) {
      return "VERSION";
    }
  }

  /**
   * The platform of this JVM.
   *
   * @return as in the classifiers of JavaCPP's artifacts, such as {@code linux-x86_64}
   */
  public String platform() {
    return platform;
  }

  /**
   * What is not on the class path.
   *
   * @return coordinates {@code group:artifact:version:classifier}; none if all is there, and the
   *     system refuses it
   */
  public List<String> missing() {
    return missing;
  }
}
