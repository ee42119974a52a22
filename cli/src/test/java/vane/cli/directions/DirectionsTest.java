package vane.cli.directions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.npy.NpyReader;

/** Directions from arrays, as a user goes, and what users get wrong. */
class DirectionsTest {
  private static final int ROWS = 40;

  @TempDir Path folder;
  private Path results;
  private final double[] x = new double[ROWS * 2];
  private final double[] y = new double[ROWS * 4];
  private final double[] v = new double[ROWS * 2];

  /** Two points in the plane, and between them the direction. */
  @BeforeEach
  void write() throws IOException {
    results = Files.createDirectory(folder.resolve("results"));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < ROWS; i++) {
      double angle = random.nextDouble(6);
      double a = random.nextDouble(1, 2);
      double b = random.nextDouble(0.5, 1);
      double[] points = {Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle)};
      for (int c = 0; c < 4; c++) {
        y[4 * i + c] = points[c] * (c < 2 ? a : b);
        v[2 * i + c % 2] += y[4 * i + c];
      }
      x[2 * i] = a;
      x[2 * i + 1] = b;
    }
    npy("X", x, ROWS, 2);
    npy("Y", y, ROWS, 2, 2);
    npy("V", v, ROWS, 2);
  }

  private static byte[] npy(double[] values, int... shape) {
    StringBuilder text = new StringBuilder();
    for (int length : shape) {
      text.append(length).append(", ");
    }
    String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + text + "), }\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + 8 * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    for (double value : values) {
      bytes.putDouble(value);
    }
    return bytes.array();
  }

  private void npy(String name, double[] values, int... shape) throws IOException {
    Files.write(folder.resolve(name + ".npy"), npy(values, shape));
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private String train(String name, String... inputs) {
    String model = path("results/" + name);
    CommandLineRun.done(
        CommandLineRun.join(
            CommandLineRun.join(new String[] {"directions", "train"}, inputs), "-o", model));
    return model;
  }

  private void npz() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("X.npy"));
      zip.write(npy(x, ROWS, 2));
      zip.putNextEntry(new ZipEntry("Y.npy"));
      zip.write(npy(y, ROWS, 2, 2));
      zip.putNextEntry(new ZipEntry("V.npy"));
      zip.write(npy(v, ROWS, 2));
    }
    Files.write(folder.resolve("all.npz"), bytes.toByteArray());
  }

  private void csv() throws IOException {
    StringBuilder text = new StringBuilder("x0,x1,y0,y1,y2,y3,v0,v1\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(x[2 * i]).append(',').append(x[2 * i + 1]);
      for (int c = 0; c < 4; c++) {
        text.append(',').append(y[4 * i + c]);
      }
      text.append(',').append(v[2 * i]).append(',').append(v[2 * i + 1]).append('\n');
    }
    Files.writeString(folder.resolve("all.csv"), text);
  }

  @Test
  void allFormatsGiveTheSame() throws IOException {
    npz();
    csv();
    String[] columns = {"--x-columns", "x*", "--y-columns", "y*", "--v-columns", "v0,v1"};
    String[] separate = {path("X.npy"), path("Y.npy"), path("V.npy")};
    String[] table = CommandLineRun.join(new String[] {path("all.csv")}, columns);
    String first = CommandLineRun.done(evaluate(train("a", separate), separate));
    assertThat(first).contains("rows                40").contains("mean angle");
    assertThat(CommandLineRun.done(evaluate(train("b", path("all.npz")), path("all.npz"))))
        .isEqualTo(first);
    assertThat(CommandLineRun.done(evaluate(train("c", table), table))).isEqualTo(first);
  }

  private String[] evaluate(String model, String... inputs) {
    return CommandLineRun.join(new String[] {"directions", "evaluate", model}, inputs);
  }

  @Test
  void predictionsInThePlaneHaveTwoComponents() throws IOException {
    String model = train("m", path("X.npy"), path("Y.npy"), path("V.npy"), "--validate", "0.25");
    CommandLineRun.done(
        "directions", "predict", model, path("X.npy"), path("Y.npy"), "-o", path("out.npy"));
    assertThat(NpyReader.read(folder.resolve("out.npy")).shape()).containsExactly(ROWS, 2);
    CommandLineRun.done(
        "directions", "predict", model, path("X.npy"), path("Y.npy"), "-o", path("out.csv"));
    assertThat(Files.readAllLines(folder.resolve("out.csv"))).hasSize(ROWS + 1).startsWith("x,y");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    String out = path("results/m");
    npy("short", new double[8], 4, 2);
    double[] broken = x.clone();
    broken[7] = Double.NaN;
    npy("broken", broken, ROWS, 2);
    Files.writeString(folder.resolve("odd.csv"), "a,b\n1,2\n3\n");
    Files.writeString(folder.resolve("word.csv"), "a,b\n1,2\n3,x\n");
    Files.writeString(folder.resolve("bad.npz"), "no archive");
    refused(
        "broken.npy: found NaN in row 3", "train", path("broken.npy"), path("V.npy"), "-o", out);
    refused(
        "short.npy: found 4 rows, expected 40",
        "train",
        path("X.npy"),
        path("short.npy"),
        "-o",
        out);
    refused(
        "odd.csv: found line 3 with 1 cells", "train", path("odd.csv"), path("V.npy"), "-o", out);
    refused("'x' in line 3, column 2", "train", path("word.csv"), path("V.npy"), "-o", out);
    refused("bad.npz: found no whole zip archive", "train", path("bad.npz"), "-o", out);
    refused("none.npy: found no such file", "train", path("none.npy"), path("V.npy"), "-o", out);
    refused("expected X V or X Y V", "train", path("X.npy"), "-o", out);
    refused(
        "without points Y",
        "train",
        path("X.npy"),
        path("V.npy"),
        "--preset",
        "accurate",
        "-o",
        out);
    refused("a command is missing");
  }

  @Test
  void infoTellsWhatAModelIs() throws IOException {
    String paper = train("paper", path("X.npy"), path("Y.npy"), path("V.npy"), "--seed", "4");
    assertThat(CommandLineRun.done("info", paper).lines())
        .contains(
            "model         " + paper,
            "method        oa-mlm, directions from arrays",
            "preset        paper (cosines)",
            "arrays        X with 2 features, Y with 2 points, V with 2 components",
            "settings      orthogonal rotations, permutations all, sigma1 0.25, sigma2 0.5, solver"
                + " sqp",
            "seed          4")
        .anyMatch(
            line ->
                line.matches("training {6}40 references, 40 training rows, least squares, rank.*"))
        .anyMatch(line -> line.matches("trained by {4}Vane \\S+ on Java .*"))
        .anyMatch(line -> line.matches("data {10}Y\\.npy, 40 rows, SHA-256 [0-9a-f]{64}"));

    String[] arrays = {path("X.npy"), path("Y.npy"), path("V.npy")};
    String[] preset = {"--preset", "accurate", "-k", "10"};
    String accurate = train("accurate", CommandLineRun.join(arrays, preset));
    assertThat(CommandLineRun.done("info", accurate).lines())
        .contains(
            "preset        accurate (projections)",
            "settings      orthogonal rotations, permutations same-species, sigma2 0.5")
        .anyMatch(
            line ->
                line.matches(
                    "training {6}10 references, 40 training rows, ridge regression with lambda"
                        + " 1e-\\d+, RMSE of a component [0-9.]+ on 6 rows held out"));

    String flat = train("flat", path("X.npy"), path("V.npy"));
    assertThat(CommandLineRun.done("info", flat).lines())
        .contains(
            "arrays        X with 2 features, no Y, V with 2 components",
            "settings      vectors unturned, sigma1 0.25, solver closed-form");
  }

  @Test
  void infoRefusesAModelThatIsCut() throws IOException {
    Path model = Path.of(train("m", path("X.npy"), path("V.npy")));
    byte[] whole = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(whole, whole.length - 1));
    refused(CommandLineRun.of("info", model.toString()), model + ": found ");
  }

  @Test
  void modelsOfTheOtherKindAreRefused() throws IOException {
    String force = Bundled.smallModel(folder, "force.vane").toString();
    String found =
        force
            + ": found a force model (format vane-model), expected a model of directions (format"
            + " vane-directions); use vane predict or vane evaluate";
    refused(found, "predict", force, path("X.npy"), "-o", path("results/V.npy"));
    refused(found, "evaluate", force, path("X.npy"), path("V.npy"));

    String model = train("m", path("X.npy"), path("V.npy"));
    found =
        model
            + ": found a model of directions (format vane-directions), expected a force model"
            + " (format vane-model); use vane directions predict or evaluate";
    String test = Bundled.trajectory("ethane", 3, ":2");
    refused(CommandLineRun.of("predict", model, test, "-o", path("o.xyz")), found);
    refused(CommandLineRun.of("evaluate", model, test), found);
    assertThat(folder.resolve("o.xyz")).doesNotExist();
  }

  private static void refused(CommandLineRun run, String part) {
    assertThat(run.err().lines()).singleElement().asString().startsWith("vane: ").contains(part);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  private void refused(String part, String... args) throws IOException {
    refused(CommandLineRun.of(CommandLineRun.join(new String[] {"directions"}, args)), part);
    try (Stream<Path> left = Files.walk(results)) {
      assertThat(left).containsExactly(results);
    }
  }
}
