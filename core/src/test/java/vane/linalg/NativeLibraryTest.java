package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.equivariant.EquivariantPreset;
import vane.model.EquivariantForceSettings;
import vane.model.TrainingData;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** What a library user without the native code of OpenBLAS gets, in a JVM of his own. */
class NativeLibraryTest {
  private static final String PLATFORM = Loader.getPlatform();
  private static final String OPENBLAS = "org.bytedeco:openblas:";
  private static final String JAVACPP = "org.bytedeco:javacpp:";

  @TempDir Path folder;

  /** Trains twice, and prints what went wrong and what the exception knows. */
  public static final class Training {
    public static void main(String[] arguments) {
      for (int attempt = 0; attempt < 2; attempt++) {
        try (WorkerPool pool = new WorkerPool(2)) {
          EquivariantForceSettings.of(EquivariantPreset.FAST)
              .trainer(pool, ProgressListener.SILENT)
              .fit(hydrogen());
          System.out.println("trained");
        } catch (NativeLibraryException failure) {
          System.out.println(failure.getMessage());
          System.out.println(failure.platform() + " " + failure.missing().size());
        }
      }
    }

    private static TrainingData hydrogen() {
      return TrainingData.of(
          IntStream.range(0, 40)
              .mapToObj(
                  i -> {
                    double length = 0.7 + 0.005 * i;
                    double pull = 30 * (length - 0.75);
                    return new LabelledStructure(
                        Structure.of(
                            List.of(Element.of(1), Element.of(1)),
                            new double[] {0, 0, 0, 0, 0, length}),
                        new double[] {0, 0, pull, 0, 0, -pull},
                        0);
                  })
              .toList());
    }
  }

  /** Runs the training with a part of this JVM's class path. */
  private List<String> train(Predicate<String> kept, String... more) throws Exception {
    String classPath =
        Arrays.stream(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"))
                    .split(File.pathSeparator))
            .filter(kept)
            .collect(Collectors.joining(File.pathSeparator));
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Unpacks nothing into the folder that this JVM and others share.
                "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"),
                // What the JVM says of broken libraries is not what Vane says.
                "-XX:+DisplayVMOutputToStderr",
                "-cp",
                String.join(File.pathSeparator, String.join(File.pathSeparator, more), classPath),
                Training.class.getName())
            .redirectError(err.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(err)).isZero();
    return output.lines().toList();
  }

  private static boolean isNative(String entry) {
    return entry.endsWith("-" + PLATFORM + ".jar");
  }

  @Test
  void withoutNativeCodeTheMessageNamesWhatToAdd() throws Exception {
    String version = Loader.getVersion("org.bytedeco", "openblas");
    String line =
        ("found no OpenBLAS for %s on the class path: add " + OPENBLAS + "%s:%s and " + JAVACPP)
                .formatted(PLATFORM, version, PLATFORM)
            + "%s:%s, or for all platforms org.bytedeco:openblas-platform:%s"
                .formatted(Loader.getVersion("org.bytedeco", "javacpp"), PLATFORM, version);
    assertThat(train(entry -> !isNative(entry)))
        .containsExactly(line, PLATFORM + " 2", line, PLATFORM + " 2");
  }

  @Test
  void onlyWhatIsMissingIsNamed() throws Exception {
    List<String> said = train(entry -> !isNative(entry) || entry.contains("javacpp-"));
    assertThat(said.get(0)).contains(": add " + OPENBLAS).doesNotContain(JAVACPP);
    assertThat(said.get(1)).isEqualTo(PLATFORM + " 1");
    assertThat(said.subList(2, 4)).isEqualTo(said.subList(0, 2));
  }

  @Test
  void nativeCodeThatTheSystemRefusesIsNotCalledMissing() throws Exception {
    Path broken = folder.resolve("broken");
    for (String library :
        List.of("openblas/%s/libjniopenblas_nolapack", "javacpp/%s/libjnijavacpp")) {
      Path file = broken.resolve("org/bytedeco").resolve(library.formatted(PLATFORM) + suffix());
      Files.createDirectories(file.getParent());
      Files.writeString(file, "no library");
    }
    List<String> said = train(entry -> !isNative(entry), broken.toString());
    assertThat(said.get(0))
        .startsWith("OpenBLAS for " + PLATFORM + " cannot be loaded: ")
        .doesNotContain("Error");
    assertThat(said.get(1)).isEqualTo(PLATFORM + " 0");
  }

  private static String suffix() {
    return Loader.loadProperties().getProperty("platform.library.suffix");
  }

  @Test
  void trainsWithoutTheVectorModule() throws Exception {
    assertThat(train(entry -> true)).filteredOn("trained"::equals).hasSize(2);
  }
}
