package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what docs/adding-a-method.md says, on a copy of the code, and uses the new method. */
@Tag("slow")
class AddingAMethodTest {
  private static final Path PAGE = Path.of("..", "docs", "adding-a-method.md");
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** What a user of the new method would write; it runs inside the changed copy. */
  private static final String USE =
      """
      package vane.model;

      import java.nio.file.Path;
      import java.util.List;
      import vane.model.file.ModelFile;
      import vane.parallel.ProgressListener;
      import vane.parallel.WorkerPool;
      import vane.structure.Element;
      import vane.structure.LabelledStructure;
      import vane.structure.Structure;

      public final class UseOfZero {
        public static double[] uncertainties(Path file) {
          Structure water =
              Structure.of(
                  List.of(Element.of(8), Element.of(1), Element.of(1)),
                  new double[] {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0});
          double[] forces = {3, 0, 0, -1.5, 0, 0, -1.5, 0, 0};
          TrainingData data = TrainingData.of(List.of(new LabelledStructure(water, forces, 0)));
          try (WorkerPool pool = new WorkerPool(1)) {
            ForceModelSettings settings = new ZeroForceSettings(0);
            ForceModel trained = settings.trainer(pool, ProgressListener.SILENT).fit(data);
            ModelFile.save(trained, file);
            ForceModel opened = ModelFile.open(file);
            ForcePrediction prediction =
                opened.predict(List.of(water), pool, ProgressListener.SILENT).get(0);
            for (double component : prediction.forces().orElseThrow()) {
              if (component != 0) {
                throw new AssertionError("found a force of " + component);
              }
            }
            return prediction.uncertainties().orElseThrow();
          }
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void thePageAddsAMethodThatTrainsSavesOpensAndPredicts() throws Exception {
    Path sources = folder.resolve("core/src/main/java");
    copy(SOURCES, sources);
    int[] applied = apply(Files.readString(PAGE));
    assertThat(applied).as("new files and changed files").containsExactly(4, 4);
    Files.writeString(sources.resolve("vane/model/UseOfZero.java"), USE);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    compile(sources, classes);
    Files.copy(
        Path.of("target/classes/vane/version.properties"),
        classes.resolve("vane/version.properties"));
    try (URLClassLoader changed =
        new URLClassLoader(urls(classes), ClassLoader.getPlatformClassLoader())) {
      double[] uncertainties =
          (double[])
              changed
                  .loadClass("vane.model.UseOfZero")
                  .getMethod("uncertainties", Path.class)
                  .invoke(null, folder.resolve("zero.vane"));
      double ofHydrogen = 1.5 / Math.sqrt(3);
      assertThat(uncertainties)
          .containsExactly(new double[] {Math.sqrt(3), ofHydrogen, ofHydrogen}, within(1e-12));
    }
  }

  /** Writes the new files and changes the others; gives how many of each there were. */
  private int[] apply(String page) throws IOException {
    List<MatchResult> blocks =
        Pattern.compile("`(core/[\\w/]+\\.java)`:\\n\\n```(java|diff)\\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .toList();
    int[] applied = new int[2];
    for (MatchResult block : blocks) {
      Path file = folder.resolve(block.group(1));
      if (block.group(2).equals("java")) {
        assertThat(file).doesNotExist();
        Files.writeString(file, block.group(3));
        applied[0]++;
      } else {
        String[] lines = block.group(3).split("\\n");
        String before = Files.readString(file);
        String old = lines[0].substring(1);
        assertThat(before.split(Pattern.quote(old), -1)).as("%s in %s", old, file).hasSize(2);
        Files.writeString(file, before.replace(old, lines[1].substring(1)));
        applied[1]++;
      }
    }
    return applied;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(path, copy);
        }
      }
    }
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null);
        Stream<Path> all = Files.walk(sources)) {
      List<Path> java = all.filter(path -> path.toString().endsWith(".java")).toList();
      List<String> options =
          List.of(
              "-d",
              classes.toString(),
              "-proc:none",
              "-nowarn",
              "--add-modules",
              "jdk.incubator.vector",
              "-classpath",
              System.getProperty("java.class.path"));
      boolean done =
          compiler
              .getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(java))
              .call();
      assertThat(done).as(() -> found.getDiagnostics().toString()).isTrue();
    }
  }

  /** The changed classes, and the libraries without the classes that are tested otherwise. */
  private static URL[] urls(Path classes) {
    List<Path> paths = new ArrayList<>(List.of(classes));
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .forEach(paths::add);
    return paths.stream().map(AddingAMethodTest::url).toArray(URL[]::new);
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
