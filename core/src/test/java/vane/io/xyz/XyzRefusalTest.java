package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;

/** What breaks the format is refused, with the place, in one line. */
class XyzRefusalTest {
  private static final String GOOD = "1\nProperties=species:S:1:pos:R:3\nH 0 0 0\n";
  private static final String WITH_FORCES = "Properties=species:S:1:pos:R:3:forces:R:3\n";

  @TempDir Path folder;

  private XyzFormatException refusal(Path file) {
    XyzFormatException error =
        catchThrowableOfType(XyzFormatException.class, () -> XyzFiles.read(file));
    assertThat(error).as("an exception for %s", file).isNotNull();
    return error;
  }

  private static Arguments bad(String text, String message) {
    return Arguments.of(text, message);
  }

  static Stream<Arguments> badFiles() {
    String atom = "H 0 0 0\n";
    String cell = "1\nProperties=species:S:1:pos:R:3 Lattice=\"1 0 0 0 1 0 0 0 1\" ";
    return Stream.of(
        bad("", ":1: frame 0: found an empty file, expected at least one frame"),
        bad("\n \n\n", ":1: frame 0: found an empty file, expected at least one frame"),
        bad(
            GOOD + "1\n\nC 0 0\n",
            ":6: frame 1: atom 0: found 3 values, expected 4 (species:S:1:pos:R:3)"),
        bad(
            GOOD + "2\n" + WITH_FORCES + "C 0 0 0 1 2 3\nC 0 0 0 1 2 3 4\n",
            ":7: frame 1: atom 1: found 8 values, expected 7"
                + " (species:S:1:pos:R:3:forces:R:3)"),
        bad(
            GOOD + "3\n" + WITH_FORCES + "C 0 0 0 1 2 3\nC 0 0 0 1 2 3\n",
            ":8: frame 1: found the end of the file after 2 atoms, expected 3 atoms"),
        bad(
            GOOD + "3\n",
            ":5: frame 1: found the end of the file right behind the number of atoms,"
                + " expected 3 atoms"),
        bad(
            "2\n\nH 0 0 0\n" + GOOD,
            ":4: frame 0: atom 1: found 1 value, expected 4 (species:S:1:pos:R:3)"),
        bad(GOOD + atom, ":4: frame 1: found 'H 0 0 0', expected the number of atoms of a frame"),
        bad("-3\n\n", ":1: frame 0: found -3 atoms, expected zero atoms or more"),
        bad(
            "1.0\n\nH 0 0 0\n",
            ":1: frame 0: found '1.0', expected the number of atoms of a frame"),
        bad(
            "99999999999\n\n",
            ":1: frame 0: found '99999999999', expected the number of atoms of a frame,"
                + " at most 2147483647"),
        bad(
            "2000000000\n\nH 0 0 0\n",
            ":1: frame 0: found 2000000000 atoms of 4 values, expected a frame of at most two"
                + " thousand million values"),
        bad(
            "300000000\n\nH 0 0 0\n",
            ":4: frame 0: found the end of the file after 1 atoms, expected 300000000 atoms"),
        bad(
            "2\n\nH 0 0 0\n\n",
            ":4: frame 0: atom 1: found a blank line, expected 4 (species:S:1:pos:R:3)"),
        bad(
            "1\n" + WITH_FORCES + "C 0 0 0 1 abc 3\n",
            ":3: frame 0: atom 0, column forces: found 'abc', expected a finite real number"),
        bad(
            "1\n" + WITH_FORCES + "C 0 nan 0 1 2 3\n",
            ":3: frame 0: atom 0, column pos: found 'nan', expected a finite real number"),
        bad(
            "1\n" + WITH_FORCES + "C 0 0 0 1 2 1e999\n",
            ":3: frame 0: atom 0, column forces: found '1e999', expected a finite real number"),
        bad(
            "1\n\nXx 0 0 0\n",
            ":3: frame 0: atom 0, column species: found 'Xx', expected an element's symbol or"
                + " atomic number"),
        bad(
            "1\n\n0 0 0 0\n",
            ":3: frame 0: atom 0, column species: found '0', expected an element's symbol or"
                + " atomic number"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:n:I:1\nH 0 0 0 1.5\n",
            ":3: frame 0: atom 0, column n: found '1.5', expected a whole number"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:n:I:1\nH 0 0 0 99999999999999999999\n",
            ":3: frame 0: atom 0, column n: found '99999999999999999999', expected a whole"
                + " number"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:on:L:1\nH 0 0 0 yes\n",
            ":3: frame 0: atom 0, column on: found 'yes', expected T, F, True or False"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:Z:I:1\nH 0 0 0 2\n",
            ":3: frame 0: atom 0, column Z: found '2', expected 1, as the species is H"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:pos:R:3\nH 0 0 0 0 0 0\n",
            ":2: frame 0: found the column 'pos' twice in Properties, expected each column once"),
        bad(
            "1\nProperties=species:S:1:pos\n" + atom,
            ":2: frame 0: found 'species:S:1:pos', expected Properties as name:type:width triplets"
                + " such as species:S:1:pos:R:3"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:a:Q:1\n" + atom,
            ":2: frame 0: found 'a:Q:1' in Properties, expected the type S, I, R or L"),
        bad(
            "1\nProperties=species:S:1:pos:R:0\n" + atom,
            ":2: frame 0: found 'pos:R:0' in Properties, expected a width of at least 1"),
        bad(
            "1\nProperties=species:S:1:pos:R:3:a:R:-1\n" + atom,
            ":2: frame 0: found 'a:R:-1' in Properties, expected a width of at least 1"),
        bad(
            "1\nProperties=species:S:1\nH\n",
            ":2: frame 0: found no positions in Properties, expected pos:R:3"),
        bad(
            "1\nProperties=pos:R:3\n0 0 0\n",
            ":2: frame 0: found no species in Properties, expected species:S:1 or Z:I:1"),
        bad(
            "1\nProperties=species:S:1:pos:R:2\nH 0 0\n",
            ":2: frame 0: found 'pos:R:2' in Properties, expected pos:R:3"),
        bad(
            "1\nProperties=species:R:1:pos:R:3\n1 0 0 0\n",
            ":2: frame 0: found 'species:R:1' in Properties, expected species:S:1 or Z:I:1"),
        bad(
            "1\nProperties=species:S:1:pos:R:3 s=\"open\n" + atom,
            ":2: frame 0: found an open quote: '\"open', expected a closing \""),
        bad(
            "1\nLattice=[[1, 0, 0], [0, 1, 0], [0, 0, 1]\n" + atom,
            ":2: frame 0: found an open bracket: '[[1, 0, 0], [0, 1, 0], [0, 0, 1]', expected a"
                + " closing ]"),
        bad(
            "1\nProperties=species:S:1:pos:R:3 a=1 a=2\n" + atom,
            ":2: frame 0: found the key 'a' twice, expected each key once"),
        bad(
            "1\nProperties=species:S:1:pos:R:3 a=\"1\"b\n" + atom,
            ":2: frame 0: found 'b' right behind a value, expected a space"),
        bad(
            "1\nLattice=\"1 0 0 0 1 0 0 0\"\n" + atom,
            ":2: frame 0: found '\"1 0 0 0 1 0 0 0\"', expected Lattice as nine numbers or as"
                + " [[a, b, c], [d, e, f], [g, h, i]]"),
        bad(
            "1\nLattice=\"1 0 0 0 nan 0 0 0 1\"\n" + atom,
            ":2: frame 0: found '\"1 0 0 0 nan 0 0 0 1\"', expected Lattice as nine numbers or as"
                + " [[a, b, c], [d, e, f], [g, h, i]]"),
        bad(
            "1\nLattice=[[1, 0], [0, 0, 1, 0], [0, 0, 1]]\n" + atom,
            ":2: frame 0: found '[[1, 0], [0, 0, 1, 0], [0, 0, 1]]', expected Lattice as nine"
                + " numbers or as [[a, b, c], [d, e, f], [g, h, i]]"),
        bad(
            "1\nLattice=\"1 0 0 0 1 0 1 1 0\"\n" + atom,
            ":2: frame 0: found the Lattice [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0] without"
                + " volume, expected three independent vectors for a periodic structure"),
        bad(
            "1\npbc=\"T T T\"\n" + atom,
            ":2: frame 0: found pbc without a Lattice, expected a Lattice for a periodic"
                + " structure"),
        bad(
            cell + "pbc=\"T F\"\n" + atom,
            ":2: frame 0: found pbc '\"T F\"', expected one or three of T, F, True, False"),
        bad(
            cell + "pbc=\"T maybe F\"\n" + atom,
            ":2: frame 0: found 'maybe' in pbc, expected one or three of T, F, True, False"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void refusesWithThePlace(String text, String message) {
    Path file = XyzFiles.write(folder, text);
    assertThat(refusal(file)).hasMessage(file + message);
  }

  @Test
  void carriesItsFacts() {
    Path file = XyzFiles.write(folder, GOOD + "1\n" + WITH_FORCES + "C 0 0 0 1 abc 3\n");
    XyzFormatException error = refusal(file);
    assertThat(error).isInstanceOf(InputException.class);
    assertThat(error.file()).isEqualTo(file);
    assertThat(error.frame()).isEqualTo(1);
    assertThat(error.line()).isEqualTo(6);
    assertThat(error.atom()).hasValue(0);
    assertThat(error.column()).hasValue("forces");
    assertThat(error.found()).isEqualTo("'abc'");
    assertThat(error.expected()).isEqualTo("a finite real number");
  }

  @Test
  void refusesFilesThatAreNotThere() {
    Path missing = folder.resolve("missing.xyz");
    assertThatThrownBy(() -> XyzReader.open(missing))
        .isInstanceOf(FileAccessException.class)
        .hasMessage(missing + ": no such file");
    assertThatThrownBy(() -> XyzReader.open(folder))
        .isInstanceOf(FileAccessException.class)
        .hasMessage(folder + ": found a folder, expected a file");
  }

  private static byte[] gzippedFrames(int frames) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Random random = new Random(1);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < frames; i++) {
        String frame = "1\n\nH " + random.nextDouble() + " " + random.nextDouble() + " 0\n";
        out.write(frame.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void refusesGzipThatIsCut() throws IOException {
    byte[] whole = gzippedFrames(10_000);
    for (int length : new int[] {2, 9, whole.length / 2, whole.length - 1}) {
      Path file = XyzFiles.write(folder, Arrays.copyOf(whole, length));
      assertThat(refusal(file)).hasMessageContaining("found a broken gzip stream");
    }
  }

  @Test
  void refusesGzipWithChangedBytes() throws IOException {
    byte[] changed = gzippedFrames(10_000);
    for (int i = changed.length / 2; i < changed.length / 2 + 20; i++) {
      changed[i] ^= 0x55;
    }
    Path file = XyzFiles.write(folder, changed);
    XyzFormatException error = refusal(file);
    assertThat(error.line()).isPositive();
    assertThat(error.getMessage()).doesNotContain("\n");
  }

  @Test
  void showsBinaryFilesOnOneLine() {
    byte[] bytes = new byte[100_000];
    new Random(2).nextBytes(bytes);
    bytes[0] = 'x';
    XyzFormatException error = refusal(XyzFiles.write(folder, bytes));
    assertThat(error.getMessage()).doesNotContain("\n").hasSizeLessThan(500);
  }

  @Test
  void aCutAtAnyByteGivesWholeFramesOrOneTypedError() throws IOException {
    String text =
        GOOD
            + "2\nLattice=[[9,0,0],[0,9,0],[0,0,9]] "
            + WITH_FORCES
            + "C 1.5 2 3 4 5 6\nH 1 2 3 4 5 6\n";
    for (int length = 0; length < text.length() - 2; length++) {
      Path file = XyzFiles.write(folder, text.substring(0, length));
      boolean atFrameEnd = length == GOOD.length() || length == GOOD.length() - 1;
      if (atFrameEnd) {
        assertThat(XyzFiles.read(file)).hasSize(1);
      } else {
        assertThat(refusal(file).getMessage()).startsWith(file + ":");
      }
    }
    Files.delete(folder.resolve("test.xyz"));
  }
}
