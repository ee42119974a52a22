package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.structure.Cell;
import vane.structure.Element;

class XyzReaderTest {
  private static final String ARGON = "\nAr 0 0 0\n";

  @TempDir Path folder;

  private List<Frame> read(String text) {
    return XyzFiles.read(XyzFiles.write(folder, text));
  }

  private Frame argon(String comment) {
    return read("1\n" + comment + ARGON).get(0);
  }

  private static boolean[] pbc(Frame frame) {
    Cell cell = frame.structure().cell().orElseThrow();
    return new boolean[] {cell.isPeriodic(0), cell.isPeriodic(1), cell.isPeriodic(2)};
  }

  @Test
  void readsColumnsInAnyOrderAndKeepsThoseItDoesNotKnow() {
    Frame frame =
        read("2\n"
                + "Properties=tag:S:2:pos:R:3:on:L:1:species:S:1:forces:R:3:n:I:2 step=7\n"
                + "a b 1 2 3 T C 0.1 0.2 0.3 4 -5\n"
                + "c d 4 5 6 False H 0.4 0.5 0.6 +6 7\n")
            .get(0);
    assertThat(frame.structure().elements()).containsExactly(Element.of(6), Element.of(1));
    assertThat(frame.structure().positions()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(frame.columns())
        .extracting(Column::property)
        .containsExactly("tag:S:2", "on:L:1", "forces:R:3", "n:I:2");
    assertThat(frame.column("tag").orElseThrow().strings()).containsExactly("a", "b", "c", "d");
    assertThat(frame.column("on").orElseThrow().logicals()).containsExactly(true, false);
    assertThat(frame.column("n").orElseThrow().integers()).containsExactly(4, -5, 6, 7);
    assertThat(frame.vectors("forces")).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    assertThat(frame.info()).containsOnlyKeys("step");
    assertThat(frame.info().get("step").real()).hasValue(7);
    assertThat(frame.location().line()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lattice=\"1 0 0 0.5 2 0 0 0.25 3\"",
        "Lattice = \" 1.0 0.0 0.0 5d-1 2.0E0 0.0 0.0 25D-2 3.0 \"",
        "Lattice=[[1, 0, 0], [0.5, 2, 0], [0, 0.25, 3]]",
        "Lattice=[[1,0,0],[0.5,2,0],[0,0.25,3]]",
        "Lattice = [ [ 1 0 0 ] , [ 0.5 2 0 ] , [ 0 0.25 3 ] ]",
        "Lattice=\"[[1, 0, 0], [0.5, 2, 0], [0, 0.25, 3]]\"",
        "Lattice=[1, 0, 0, 0.5, 2, 0, 0, 0.25, 3]",
        "Lattice={1 0 0 0.5 2 0 0 0.25 3}",
        "Lattice='1 0 0 0.5 2 0 0 0.25 3'",
        "\"Lattice\"=\"1 0 0 0.5 2 0 0 0.25 3\"",
      })
  void readsTheLatticeInEverySpelling(String lattice) {
    Frame frame = argon("Properties=species:S:1:pos:R:3 " + lattice + " energy=-1");
    assertThat(frame.structure().cell().orElseThrow().vectors())
        .containsExactly(1, 0, 0, 0.5, 2, 0, 0, 0.25, 3);
    assertThat(pbc(frame)).as("pbc without being told").containsExactly(true, true, true);
    assertThat(frame.info()).containsOnlyKeys("energy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"T F T\"",
        "[T, F, T]",
        "[T,F,T]",
        "{T F T}",
        "\"true False true\"",
        "[True, false, True]",
        "\"TRUE FALSE TRUE\"",
        "[ TRUE , FALSE , TRUE ]",
        "\"1 0 1\"",
        "'T F T'",
      })
  void readsPbcInEverySpelling(String pbc) {
    Frame frame =
        argon("Lattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3 pbc = " + pbc);
    assertThat(pbc(frame)).containsExactly(true, false, true);
  }

  @ParameterizedTest
  @CsvSource({"pbc=T,true", "pbc=true,true", "pbc,true", "pbc=F,false", "pbc = FALSE,false"})
  void readsOnePbcForAllDirections(String pbc, boolean expected) {
    Frame frame = argon("Lattice=\"9 0 0 0 9 0 0 0 9\" " + pbc);
    assertThat(pbc(frame)).containsExactly(expected, expected, expected);
  }

  @Test
  void hasNoCellWithoutLattice() {
    assertThat(argon("Properties=species:S:1:pos:R:3").structure().cell()).isEmpty();
    assertThat(argon("Properties=species:S:1:pos:R:3 pbc=\"F F F\"").structure().cell()).isEmpty();
  }

  @Test
  void keepsALatticeWithoutVolumeThatDoesNotRepeat() {
    Frame frame = argon("Lattice=\"0 0 0 0 0 0 0 0 0\" pbc=\"F F F\"");
    assertThat(frame.structure().cell().orElseThrow().isPeriodic()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a=word|word",
        "a = word|word",
        "a=\"two words\"|two words",
        "a='two words'|two words",
        "a=it's|it's",
        "a={two words}|two words",
        "a=[1, 2]|[1, 2]",
        "a=[[1, 2], [3, 4]]|[[1, 2], [3, 4]]",
        "a=\"say \\\"yes\\\"\"|say \"yes\"",
        "a=\"back\\\\slash\"|back\\slash",
        "a=C:\\new|C:\\new",
        "a=b=c|b=c",
        "a=x\\ y|x y",
        "a=-1.5e3|-1.5e3",
        "a=\"[\"|[",
        "a=[\"]\", x]|[\"]\", x]",
        "a={\"k\": {\"l\": [1, 2]}}|\"k\": {\"l\": [1, 2]}",
        "a=\"_JSON {\\\"k\\\": [1, 2]}\"|_JSON {\"k\": [1, 2]}",
      })
  void readsValuesInEveryForm(String pair, String expected) {
    Frame frame = argon("first=1 " + pair + "  last=9 Properties=species:S:1:pos:R:3");
    assertThat(frame.info()).containsOnlyKeys("first", "a", "last");
    assertThat(frame.info().get("a").text()).isEqualTo(expected);
  }

  @Test
  void readsWhatAseWritesForNothing() {
    Frame frame = argon("Properties=species:S:1:pos:R:3 none empty= n=3 \"two words\"=4 end=");
    assertThat(frame.info().keySet()).containsExactly("none", "empty", "n", "two words", "end");
    assertThat(frame.info().get("none").isFlag()).isTrue();
    assertThat(frame.info().get("empty").text()).isEmpty();
    assertThat(frame.info().get("n").real()).hasValue(3);
    assertThat(frame.info().get("end").text()).isEmpty();
  }

  @Test
  void seesALatticeBehindAnEmptyValue() {
    Frame frame = argon("config= Lattice=\"1 0 0 0 1 0 0 0 1\" Properties=species:S:1:pos:R:3");
    assertThat(frame.structure().cell()).isPresent();
  }

  @Test
  void readsARealFileWithJson() {
    Path file = Path.of("src/test/resources/golden/xyz/3bpa-300K-first3.xyz.gz");
    List<Frame> frames = XyzFiles.read(file);
    assertThat(frames).hasSize(3);
    Frame first = frames.get(0);
    assertThat(first.structure().size()).isEqualTo(27);
    assertThat(first.structure().composition().toString()).isEqualTo("[H, C, N, O]");
    assertThat(first.structure().position(0, 1)).isEqualTo(-1.01286015);
    assertThat(first.vectors("forces")[2]).isEqualTo(0.79555789);
    assertThat(first.info().get("energy").real()).hasValue(-17660.461737861464);
    assertThat(first.info().get("dihedrals").json()).hasValue("[209.44, 80.54, 59.96]");
    assertThat(pbc(first)).containsExactly(false, false, false);
    assertThat(frames.get(2).location()).isEqualTo(new FrameLocation(file, 2, 59));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cubic bulk silicon cell",
        "an \"open quote",
        "E = -1.5 Hartree",
        "[unbalanced {",
        "= nothing before",
        "it's 20 °C",
        "42",
      })
  void keepsTheFreeCommentOfPlainXyz(String comment) {
    Frame frame = argon(comment);
    assertThat(frame.info()).containsOnlyKeys("comment");
    assertThat(frame.info().get("comment").text()).isEqualTo(comment);
    assertThat(frame.columns()).isEmpty();
  }

  @Test
  void readsPairsWithoutProperties() {
    Frame frame = argon("i = 0, time = 0.5, E = -3.25");
    assertThat(frame.info()).containsOnlyKeys("i", "time", "E");
    assertThat(argon("").info()).isEmpty();
  }

  @Test
  void keepsMoreColumnsOfPlainXyz() {
    Frame frame = read("2\n\nC 0 0 0 0.5 a\nH 0 0 1 0.25 b\n").get(0);
    assertThat(frame.columns()).extracting(Column::property).containsExactly("extra:S:2");
    assertThat(frame.column("extra").orElseThrow().strings())
        .containsExactly("0.5", "a", "0.25", "b");
  }

  @Test
  void readsElementsInAnyCaseAndAsNumbers() {
    Frame frame = read("6\n\nC 0 0 0\ncl 0 0 1\nCL 0 0 2\n79 0 0 3\nh 0 0 4\nsI 0 0 5\n").get(0);
    assertThat(frame.structure().elements())
        .extracting(Element::symbol)
        .containsExactly("C", "Cl", "Cl", "Au", "H", "Si");
    Frame numbers = read("2\nProperties=Z:I:1:pos:R:3\n6 0 0 0\n17 0 0 1\n").get(0);
    assertThat(numbers.structure().elements())
        .extracting(Element::symbol)
        .containsExactly("C", "Cl");
    assertThat(numbers.columns()).isEmpty();
    Frame both = read("1\nProperties=species:S:1:pos:R:3:Z:I:1\nO 0 0 0 8\n").get(0);
    assertThat(both.column("Z").orElseThrow().integers()).containsExactly(8);
    Frame whole = read("1\nProperties=species:I:1:pos:R:3\n8 0 0 0\n").get(0);
    assertThat(whole.structure().element(0).symbol()).isEqualTo("O");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1\r\nProperties=species:S:1:pos:R:3 s=x\r\nH 1d0 2.D+00 3.0D-1\r\n",
        "1\nProperties=species:S:1:pos:R:3 s=x\nH 1d0 2.D+00 3.0D-1",
        "1\nProperties=species:S:1:pos:R:3 s=x\nH 1d0 2.D+00 3.0D-1\n\n \n\t\r\n",
        "  1  \n\tProperties=species:S:1:pos:R:3 s=x \n  H\t1d0   2.D+00 3.0D-1  \n",
        "\uFEFF1\nProperties=species:S:1:pos:R:3 s=x\nH +1. 20e-1 .3\n",
      })
  void readsWindowsLinesMissingAndTooManyLineEnds(String text) {
    List<Frame> frames = read(text);
    assertThat(frames).hasSize(1);
    assertThat(frames.get(0).structure().positions()).containsExactly(1, 2, 0.3);
    assertThat(frames.get(0).info().get("s").text()).isEqualTo("x");
  }

  @Test
  void readsFramesWithoutAtomsAndKeepsCounting() {
    List<Frame> frames =
        read("0\nProperties=species:R:1:pos:R:3 pbc=\"F F F\"\n1\n\nH 0 0 0\n0\n\n");
    assertThat(frames).extracting(frame -> frame.structure().size()).containsExactly(0, 1, 0);
    assertThat(frames.get(1).location().frame()).isEqualTo(1);
    assertThat(frames.get(1).location().line()).isEqualTo(3);
  }

  @Test
  void knowsGzipByItsContent() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int member = 0; member < 2; member++) {
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write("1\n\nH 0 0 0\n".getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(XyzFiles.read(XyzFiles.write(folder, bytes.toByteArray())))
        .as("two gzip members in a file without .gz")
        .hasSize(2);
    Path plain = Files.writeString(folder.resolve("plain.xyz.gz"), "1\n\nH 0 0 0\n");
    assertThat(XyzFiles.read(plain)).hasSize(1);
  }

  @Test
  void readsFramesLargerThanItsBuffer() {
    StringBuilder text = new StringBuilder();
    int atoms = 20_000;
    String longText = "x".repeat(200_000);
    for (int frame = 0; frame < 2; frame++) {
      text.append(atoms).append("\nProperties=species:S:1:pos:R:3 s=").append(longText);
      for (int i = 0; i < atoms; i++) {
        text.append("\nC ").append(i).append(" 0.5 ").append(-i);
      }
      text.append('\n');
    }
    List<Frame> frames = read(text.toString());
    assertThat(frames).hasSize(2);
    for (Frame frame : frames) {
      assertThat(frame.info().get("s").text()).isEqualTo(longText);
      for (int i = 0; i < atoms; i++) {
        assertThat(frame.structure().position(i, 2)).isEqualTo(-i);
      }
    }
  }

  @Test
  void readsLatin1WhereTheCommentIsNotUtf8() {
    byte[] content = "1\nlength in Å\nH 0 0 0\n".getBytes(StandardCharsets.ISO_8859_1);
    Frame frame = XyzFiles.read(XyzFiles.write(folder, content)).get(0);
    assertThat(frame.info().get("comment").text()).isEqualTo("length in Å");
  }

  @Test
  void passesOverFrames() {
    Path file = XyzFiles.write(folder, "1\n\nH 0 0 0\n1\n\nHe 0 0 0\n1\n\nLi 0 0 0\n\n");
    assertThat(XyzReader.countFrames(file)).isEqualTo(3);
    try (XyzReader reader = XyzReader.open(file)) {
      assertThat(reader.skip()).isTrue();
      Frame second = reader.next().orElseThrow();
      assertThat(second.structure().element(0).symbol()).isEqualTo("He");
      assertThat(second.location()).isEqualTo(new FrameLocation(file, 1, 4));
      assertThat(reader.skip()).isTrue();
      assertThat(reader.skip()).isFalse();
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void goesOnBehindAFrameThatItRefuses() {
    Path file = XyzFiles.write(folder, "2\n\nH 0 0 x\nH 1 1 1\n\n\n1\n\nH 0 0 0\n");
    try (XyzReader reader = XyzReader.open(file)) {
      assertThatThrownBy(reader::next).isInstanceOf(XyzFormatException.class);
      assertThat(reader.isPastRefusedFrame()).isTrue();
      assertThat(reader.next().orElseThrow().location()).isEqualTo(new FrameLocation(file, 1, 7));
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void givesNothingMoreAfterWhatItCannotPass() {
    Path file = XyzFiles.write(folder, "many\n\nH 0 0 0\n1\n\nH 0 0 0\n");
    try (XyzReader reader = XyzReader.open(file)) {
      assertThatThrownBy(reader::next).isInstanceOf(XyzFormatException.class);
      assertThat(reader.isPastRefusedFrame()).isFalse();
      assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
    }
  }
}
