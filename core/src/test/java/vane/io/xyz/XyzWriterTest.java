package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.io.output.OutputFileException;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class XyzWriterTest {
  @TempDir Path folder;

  private static final Frame HYDROGEN =
      Frame.of(Structure.of(List.of(Element.of(1)), new double[3]));

  private List<String> names() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Path write(String name, List<Frame> frames) {
    Path file = folder.resolve(name);
    try (XyzWriter writer = XyzWriter.create(file)) {
      frames.forEach(writer::write);
      writer.commit();
    }
    return file;
  }

  private static void assertSame(Frame actual, Frame expected) {
    assertThat(actual.structure().elements()).isEqualTo(expected.structure().elements());
    assertThat(actual.structure().positions()).isEqualTo(expected.structure().positions());
    assertThat(actual.structure().cell()).isEqualTo(expected.structure().cell());
    assertThat(actual.columns()).isEqualTo(expected.columns());
    assertThat(List.copyOf(actual.info().entrySet()))
        .isEqualTo(List.copyOf(expected.info().entrySet()));
  }

  private static Frame random(Random random) {
    int atoms = random.nextInt(30);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < atoms; i++) {
      elements.add(Element.of(1 + random.nextInt(118)));
    }
    double[] positions = random.doubles(3L * atoms, -1e3, 1e3).toArray();
    double[] lattice = random.doubles(9, -9, 9).toArray();
    Structure structure =
        random.nextBoolean()
            ? Structure.of(elements, positions)
            : Structure.of(
                elements,
                positions,
                Cell.of(lattice, random.nextBoolean(), random.nextBoolean(), random.nextBoolean()));
    int width = 1 + random.nextInt(3);
    boolean[] logicals = new boolean[atoms * width];
    String[] strings = new String[atoms * width];
    double[] reals = new double[3 * atoms];
    for (int i = 0; i < strings.length; i++) {
      logicals[i] = random.nextBoolean();
      strings[i] = List.of("a", "\"q", "x=y", "é", "#").get(random.nextInt(5));
    }
    for (int i = 0; i < reals.length; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      reals[i] = Double.isFinite(any) ? any : -0.0;
    }
    List<Column> columns =
        List.of(
            Column.strings("words", width, strings),
            Column.reals("forces", 3, reals),
            Column.logicals("a b=\"c\"", width, logicals),
            Column.integers("n", 1, random.longs(atoms).toArray()));
    Map<String, InfoValue> info = new LinkedHashMap<>();
    info.put("text", InfoValue.of(randomText(random)));
    info.put("energy", InfoValue.of(random.nextGaussian()));
    info.put(randomText(random) + "k", InfoValue.flag());
    info.put("empty", InfoValue.of(""));
    info.put("numbers", InfoValue.of(random.nextDouble(), random.nextDouble()));
    info.put("n", InfoValue.of(random.nextLong()));
    info.put("on", InfoValue.of(true));
    return Frame.of(structure, columns, info, FrameLocation.inMemory(0));
  }

  private static String randomText(Random random) {
    String letters = "ab 1=\"'\\{}[],:\n\té_JSON";
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsWrittenReadsBackExactly(long seed) {
    Random random = new Random(seed);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      frames.add(random(random));
    }
    List<Frame> back = XyzFiles.read(write(seed % 2 == 0 ? "a.xyz" : "a.xyz.gz", frames));
    assertThat(back).hasSize(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      assertSame(back.get(i), frames.get(i));
      assertThat(back.get(i).info().get("text").text())
          .isEqualTo(frames.get(i).info().get("text").text());
      assertThat(back.get(i).location().frame()).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none empty= a=1.50 b=[1,  2] c={T F} d='x y' e=\"\\\"\" f=\"_JSON {\\\"k\\\": null}\" g=a=b",
        "z=1 a=2 \"two words\"=[[1, 2], [3, 4]] path=C:\\dir\\ last=\"a\\nb\" end=x\\",
        "energy=nan charge=+1 0=1 ü=é",
      })
  void valuesThatNothingUnderstandsStayAsTheyWere(String pairs) {
    Path file =
        XyzFiles.write(folder, "1\n" + pairs + " Properties=species:S:1:pos:R:3\nH 0 0 0\n");
    Frame first = XyzFiles.read(file).get(0);
    Frame second = XyzFiles.read(write("b.xyz", List.of(first))).get(0);
    assertSame(second, first);
  }

  @Test
  void writesValuesLetterForLetter() throws IOException {
    String pairs = "a=1.50 b=[1,  2] c={T F} d='x y' e=\"\\\"\" \"two words\"=\"_JSON [1]\" none";
    Path file =
        XyzFiles.write(folder, "1\n" + pairs + " Properties=species:S:1:pos:R:3\nH 0 0 0\n");
    Path copy = write("b.xyz", XyzFiles.read(file));
    assertThat(Files.readAllLines(copy))
        .containsExactly(
            "1", "Properties=species:S:1:pos:R:3 pbc=\"F F F\" " + pairs, "H 0.0 0.0 0.0");
  }

  @Test
  void aPlainCommentSurvives() {
    Path file = XyzFiles.write(folder, "1\nfree \"text, [with = signs\nH 0 0 0 x\n");
    List<Frame> first = XyzFiles.read(file);
    List<Frame> second = XyzFiles.read(write("b.xyz", first));
    assertSame(second.get(0), first.get(0));
  }

  @Test
  void columnsAreAddedAndReplaced() {
    Frame frame = HYDROGEN.with(Column.integers("n", 1, new long[] {1}));
    Frame changed =
        frame
            .with(Column.reals("vane_forces", 3, new double[] {1, 2, 3}))
            .with(Column.integers("n", 1, new long[] {2}))
            .with("k", InfoValue.of(true));
    assertThat(changed.properties())
        .containsExactly("species:S:1", "pos:R:3", "n:I:1", "vane_forces:R:3");
    assertThat(frame.columns()).hasSize(1);
    assertThatThrownBy(() -> frame.with(Column.integers("n", 1, new long[2])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> frame.with(Column.reals("pos", 3, new double[3])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> frame.with("pbc", InfoValue.of(true)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Column.reals("x", 1, new double[] {Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Column.strings("x", 1, new String[] {"a b"}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesNothingWithoutCommit() {
    try (XyzWriter writer = XyzWriter.create(folder.resolve("a.xyz.gz"))) {
      writer.write(HYDROGEN);
      assertThat(names()).hasSize(1).noneMatch("a.xyz.gz"::equals);
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void keepsTheOldFileUntilCommit() throws IOException {
    Path file = Files.writeString(folder.resolve("a.xyz"), "old");
    try (XyzWriter writer = XyzWriter.create(file)) {
      writer.write(HYDROGEN);
      assertThat(file).hasContent("old");
    }
    assertThat(file).hasContent("old");
    write("a.xyz", List.of(HYDROGEN));
    assertThat(XyzFiles.read(file)).hasSize(1);
    assertThat(names()).containsExactly("a.xyz");
  }

  @Test
  void gzipsByName() throws IOException {
    byte[] bytes = Files.readAllBytes(write("a.xyz.gz", List.of(HYDROGEN)));
    assertThat(bytes).startsWith(0x1F, 0x8B);
    assertThat(bytes).isEqualTo(Files.readAllBytes(write("b.xyz.gz", List.of(HYDROGEN))));
  }

  @Test
  void writesThroughALinkAndOverTheInput() throws IOException {
    Path file = write("a.xyz", List.of(HYDROGEN, HYDROGEN));
    Path link = Files.createSymbolicLink(folder.resolve("link.xyz"), Path.of("a.xyz"));
    try (XyzReader reader = XyzReader.open(link);
        XyzWriter writer = XyzWriter.create(link)) {
      reader.forEach(frame -> writer.write(frame.with("k", InfoValue.of(1))));
      writer.commit();
    }
    assertThat(link).isSymbolicLink();
    assertThat(XyzFiles.read(file)).allMatch(frame -> frame.info().containsKey("k")).hasSize(2);
  }

  @Test
  void refusesPlacesThatCannotBeWritten() throws IOException {
    Path inFile = folder.resolve("none").resolve("a.xyz");
    assertThatThrownBy(() -> XyzWriter.create(inFile))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(
            inFile
                + ": cannot be written: there is no folder "
                + inFile.getParent().toAbsolutePath());
    assertThatThrownBy(() -> XyzWriter.create(folder))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("it is a folder");
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesFramesAfterTheEnd() {
    XyzWriter writer = XyzWriter.create(folder.resolve("a.xyz"));
    writer.commit();
    writer.close();
    assertThatThrownBy(() -> writer.write(HYDROGEN)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(writer::commit).isInstanceOf(IllegalStateException.class);
    assertThat(names()).containsExactly("a.xyz");
  }
}
