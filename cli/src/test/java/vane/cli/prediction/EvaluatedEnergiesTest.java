package vane.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.XyzWriter;
import vane.structure.Cell;
import vane.structure.Structure;

/** Energies and stresses in {@code evaluate}: predictions changed by what the errors must be. */
class EvaluatedEnergiesTest {
  private static final double GPA = 160.2176634;
  private static final double VOLUME = 8 * 8 * 8;

  @TempDir static Path shared;
  private static Path model;

  /** Four frames of ethane, two of them in a cell, with the predictions of the model. */
  private static List<Frame> predicted;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("ethane.vane");
    CommandLineRun.done(
        "train",
        "--forces-only",
        Bundled.trajectory("ethane", 1, "::20"),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
    List<Frame> ethane = frames(Bundled.trajectory("ethane", 3, ":4"));
    Path in = shared.resolve("in.xyz");
    Path out = shared.resolve("out.xyz");
    write(in, List.of(ethane.get(0), ethane.get(1), inCell(ethane.get(2)), inCell(ethane.get(3))));
    CommandLineRun.done(
        "predict", model.toString(), in.toString(), "--out", out.toString(), "--quiet");
    predicted = frames(out.toString());
  }

  private static Frame inCell(Frame frame) {
    Structure structure = frame.structure();
    Cell cell = Cell.of(new double[] {8, 0, 0, 0, 8, 0, 0, 0, 8}, true, true, true);
    return Frame.of(Structure.of(structure.elements(), structure.positions(), cell));
  }

  private static void write(Path file, List<Frame> frames) {
    try (XyzWriter writer = XyzWriter.create(file)) {
      frames.forEach(writer::write);
      writer.commit();
    }
  }

  /** A predicted frame whose true forces are the predicted ones, without its true energy. */
  private static Frame truth(int frame) {
    Frame found = predicted.get(frame).withoutKey("energy");
    return found.with(Column.reals("forces", 3, found.vectors("vane_forces")));
  }

  private static double energy(int frame) {
    return predicted.get(frame).info().get("vane_energy").real().orElseThrow();
  }

  private static double[] stress(int frame) {
    return predicted.get(frame).info().get("vane_stress").reals().orElseThrow();
  }

  @Test
  void whatTheErrorsAreIsReportedWithoutTheOffset() throws IOException {
    double[] errors = {0.016, -0.016, 0, 0};
    Frame[] frames = new Frame[4];
    for (int f = 0; f < 4; f++) {
      frames[f] = truth(f).with("E", InfoValue.of(energy(f) - errors[f] - 2000.5));
    }
    double[] six = stress(2);
    six[3] += 0.01;
    double[] s = stress(3);
    double[] nine = {s[0], s[5], s[4], s[5], s[1], s[3], s[4], s[3], s[2]};
    for (int i = 0; i < 9; i++) {
      nine[i] *= -VOLUME;
    }
    frames[2] = frames[2].with("stress", InfoValue.of(six));
    frames[3] = frames[3].with("virial", InfoValue.of(nine));
    Path test = folder.resolve("test.xyz");
    write(test, List.of(frames));
    Path json = folder.resolve("errors.json");
    String out =
        CommandLineRun.done(
            "evaluate",
            model.toString(),
            test.toString(),
            "--energy-key",
            "E",
            "--json",
            json.toString(),
            "--quiet");
    JsonNode all = new ObjectMapper().readTree(Files.readString(json)).get("all");
    // Eight atoms: 2 meV/atom in two frames of four.
    assertThat(all.get("energyRmseMevPerAtom").asDouble()).isCloseTo(Math.sqrt(2), within(1e-6));
    assertThat(all.get("energyMaeMevPerAtom").asDouble()).isCloseTo(1, within(1e-6));
    assertThat(all.get("energyFrames").asInt()).isEqualTo(4);
    assertThat(all.get("stressRmseGpa").asDouble())
        .isCloseTo(GPA * 0.01 / Math.sqrt(12), within(1e-9));
    assertThat(all.get("stressFrames").asInt()).isEqualTo(2);
    assertThat(out.lines().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("energy 4 1.414 1.000 meV/atom", "stress 2 0.4625 - GPa");
  }

  /** The bundled data have energies, which training has not seen. */
  @Test
  void energiesOfAnotherRunAreMet() throws IOException {
    Path json = folder.resolve("errors.json");
    CommandLineRun.done(
        "evaluate",
        model.toString(),
        Bundled.trajectory("ethane", 3, "::25"),
        "--json",
        json.toString(),
        "--quiet");
    JsonNode all = new ObjectMapper().readTree(Files.readString(json)).get("all");
    assertThat(all.get("energyFrames").asInt()).isEqualTo(40);
    // The energies themselves spread by 6.6 meV per atom.
    assertThat(all.get("energyRmseMevPerAtom").asDouble()).isBetween(0.01, 2.0);
    assertThat(all.get("stressRmseGpa").isNull()).isTrue();
  }

  @Test
  void framesWithoutEnergiesAreNoTrouble() {
    Path test = folder.resolve("test.xyz");
    write(test, List.of(truth(0), truth(2)));
    assertThat(CommandLineRun.done("evaluate", model.toString(), test.toString(), "--quiet"))
        .doesNotContain("meV/atom", "GPa");
  }

  /** Noise of 1 eV on the true energies does not reach the figures of the forces. */
  @Test
  void theFiguresOfForcesStay() throws IOException {
    Random random = new Random(3);
    Path with = folder.resolve("with.xyz");
    Path without = folder.resolve("without.xyz");
    write(without, List.of(truth(0), truth(1)));
    write(
        with,
        List.of(
            truth(0).with("energy", InfoValue.of(random.nextGaussian())),
            truth(1).with("energy", InfoValue.of(random.nextGaussian()))));
    String plain = CommandLineRun.done("evaluate", model.toString(), without.toString(), "-q");
    String more = CommandLineRun.done("evaluate", model.toString(), with.toString(), "-q");
    assertThat(more).contains("meV/atom");
    assertThat(more.replace(with.toString(), without.toString())).startsWith(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "energy, abc, 'key energy: found ''abc'', expected an energy in eV, a finite real number'",
    "energy, nan, 'key energy: found ''nan'', expected an energy in eV, a finite real number'",
    "stress, 1 2 3, 'key stress: found ''1 2 3'', expected six finite numbers'",
    "virial, 1 2 3 4 5 6, 'key virial: found ''1 2 3 4 5 6'', expected nine finite numbers in eV'"
  })
  void aMalformedValueIsOneLine(String key, String value, String message) {
    Path test = folder.resolve("test.xyz");
    write(test, List.of(truth(0), truth(3).with(key, InfoValue.of(value))));
    Path json = folder.resolve("errors.json");
    CommandLineRun run =
        CommandLineRun.of("evaluate", model.toString(), test.toString(), "--json", json.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: " + test + ":12: frame 1: " + message);
    assertThat(run.out()).isEmpty();
    assertThat(json).doesNotExist();
  }

  @Test
  void aNamedKeyThatIsMissingIsOneLine() {
    Path test = folder.resolve("test.xyz");
    write(test, List.of(truth(0)));
    CommandLineRun run =
        CommandLineRun.of("evaluate", model.toString(), test.toString(), "--energy-key", "E");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: " + test + ":2: frame 0: key E: found other keys only: ")
        .endsWith("expected an energy in eV");
  }
}
