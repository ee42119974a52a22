package vane.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.FrameSlice;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzFormatException;
import vane.model.TrainingData;
import vane.parallel.ProgressListener;
import vane.structure.Isotope;
import vane.structure.LabelledStructure;

/** Files with one fault each: what is said of them, and what is learnt from. */
class CasesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "cases");

  private static TrajectoryPath path(String name) {
    return new TrajectoryPath(CASES.resolve(name + ".xyz"), FrameSlice.ALL);
  }

  private static List<LabelledFrame> read(
      String name, FrameChoices choices, List<String> warnings) {
    List<LabelledFrame> frames = new ArrayList<>();
    FrameBatches.readWithForces(
        path(name),
        ForceColumn.byDefault(),
        choices,
        Optional.empty(),
        warnings::add,
        frames::addAll);
    return frames;
  }

  private static List<Frame> frames(String name) {
    List<Frame> frames = new ArrayList<>();
    FrameBatches.read(path(name), warning -> {}, frames::addAll);
    return frames;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"toy-train", "toy-test", "c52-free", "c07-blank-between", "c21d-all-lower"})
  void nothingIsSaidOfSoundData(String name) {
    List<String> warnings = new ArrayList<>();
    assertThat(read(name, FrameChoices.AS_THEY_ARE, warnings)).hasSizeGreaterThan(1);
    assertThat(warnings).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "c23-gradients, look like gradients",
    "c24b-hartree-bohr, too small for these distances",
    "c46-drift, add up to 4.0 eV/Å",
    "c52-fixed-atoms, 300 atoms held by constraints",
    "c08-isolated-first, 2 frames left out: no column forces"
  })
  void exactlyTheFaultIsSaid(String name, String words) {
    List<String> warnings = new ArrayList<>();
    read(name, FrameChoices.AS_THEY_ARE, warnings);
    assertThat(warnings).singleElement().asString().contains(words).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "c44-all-zero, found zero for every force",
    "c18-no-properties, must have Properties=species:S:1:pos:R:3:forces:R:3",
    "c05-colons, aux::forces",
    "c02b-lammps-types, which look like types",
    "c36-nan-forces, --skip-bad-frames leaves such frames out"
  })
  void refusesWithTheNextStep(String name, String words) {
    assertThatThrownBy(() -> read(name, FrameChoices.AS_THEY_ARE, new ArrayList<>()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(words);
  }

  @Test
  void badFramesAreLeftOutIfThatIsAskedFor() {
    List<String> warnings = new ArrayList<>();
    assertThat(read("c36-nan-forces", new FrameChoices(true, false), warnings)).hasSize(59);
    assertThat(warnings).singleElement().asString().contains("1 frame left out");
  }

  @Test
  void aBrokenLineInTheMiddleIsLeftOutToo() throws IOException {
    String text = Files.readString(CASES.resolve("toy-test.xyz"));
    Path file = Files.createTempFile("vane", ".xyz");
    try {
      String[] lines = text.split("\n");
      lines[15] = "C 1 2";
      Files.writeString(file, String.join("\n", lines) + "\n");
      TrajectoryPath path = TrajectoryPath.parse(file.toString());
      List<LabelledFrame> frames = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      long count =
          FrameBatches.readWithForces(
              path,
              ForceColumn.byDefault(),
              new FrameChoices(true, false),
              Optional.empty(),
              warnings::add,
              frames::addAll);
      assertThat(count).isEqualTo(39);
      assertThat(frames.get(1).frame().location().frame()).isEqualTo(2);
      assertThat(warnings).singleElement().asString().contains("1 frame left out", ":16:");
      assertThatThrownBy(
              () ->
                  FrameBatches.readWithForces(
                      path,
                      ForceColumn.byDefault(),
                      FrameChoices.AS_THEY_ARE,
                      Optional.empty(),
                      warnings::add,
                      frames::addAll))
          .isInstanceOf(XyzFormatException.class);
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void theNetForceIsTakenOffIfThatIsAskedFor() {
    LabelledFrame frame =
        read("c46-drift", new FrameChoices(false, true), new ArrayList<>()).get(3);
    for (int axis = 0; axis < 3; axis++) {
      double sum = 0;
      for (int i = axis; i < frame.forces().length; i += 3) {
        sum += frame.forces()[i];
      }
      assertThat(Math.abs(sum)).isLessThan(1e-9);
    }
  }

  @Test
  void copiesAreLearntFromOnce() {
    List<String> warnings = new ArrayList<>();
    TrainingData data =
        TrainingData.read(
            List.of(path("c47-duplicates")),
            FrameLabels.forcesAlone(ForceColumn.byDefault()),
            FrameChoices.AS_THEY_ARE,
            warnings::add,
            ProgressListener.SILENT);
    assertThat(data.examples()).hasSize(1);
    assertThat(warnings).singleElement().asString().contains("59 frames of 60 left out, as copies");
    assertThat(data.provenance(0).structures().contains(data.examples().get(0).structure()))
        .isTrue();
  }

  @Test
  void heldAtomsTeachNothing() {
    TrainingData data =
        TrainingData.read(List.of(path("c52-fixed-atoms")), ForceColumn.byDefault());
    assertThat(data.examples().get(0).knowsForce(0)).isFalse();
    assertThat(data.examples().get(0).knowsForce(1)).isTrue();
    assertThat(data.examples().get(0).knowsForces()).isFalse();
    // In the sound twin all forces of the same frames are known.
    List<LabelledStructure> free =
        TrainingData.read(List.of(path("c52-free")), ForceColumn.byDefault()).examples();
    assertThat(LabelledStructure.rmsForce(data.examples()))
        .isBetween(0.7 * LabelledStructure.rmsForce(free), 1.3 * LabelledStructure.rmsForce(free));
  }

  @Test
  void cellsAndLabelsAreRead() {
    assertThat(frames("c21-PBC-upper").get(0).structure().cell().orElseThrow().isPeriodic())
        .isFalse();
    for (String name : List.of("c54c-slab-zero-third", "c54d-chain")) {
      Frame frame = frames(name).get(0);
      assertThat(frame.structure().cell().orElseThrow().isPeriodic()).isTrue();
      assertThat(frame.structure().cell().orElseThrow().vectors()[8]).isZero();
    }
    Frame heavy = frames("c16-deuterium").get(0);
    assertThat(heavy.isotopes()).containsEntry(2, Isotope.DEUTERIUM);
    assertThat(heavy.structure().element(2).symbol()).isEqualTo("H");
    assertThat(frames("c56-nan-magmoms").get(0).column("magmoms").orElseThrow().reals()[0]).isNaN();
  }
}
