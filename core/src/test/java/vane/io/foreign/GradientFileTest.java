package vane.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.FileFormatException;
import vane.structure.Element;

/** Gradients in atomic units become forces in eV/Å. */
class GradientFileTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "gradient");

  /** ASE 3.22.1 of water.gradient. */
  private static final double[] FORCES = {
    -0.07213157368898837,
    2.1628522518495408,
    0.2042520456701938,
    0.029499568418324948,
    -1.1047122760818489,
    0.6715961630087856,
    0.042632005270663936,
    -1.0581399757676409,
    -0.875848208679005
  };

  private static final double[] POSITIONS = {
    0.019999999987125875,
    0.009999999993560292,
    0.11899999992339394,
    0.0,
    0.7999999994850087,
    -0.4769999996929371,
    0.04999999996781205,
    -0.7629999995088302,
    -0.39999999974250694
  };

  private static List<CalculatedStructure> read(ForeignFormat format, List<String> text)
      throws IOException {
    Iterator<String> lines = text.iterator();
    return GradientFile.read(
        format,
        Path.of("file"),
        () -> lines.hasNext() ? Optional.of(lines.next()) : Optional.empty());
  }

  private static double[] positions(CalculatedStructure calculated) {
    double[] positions = new double[3 * calculated.labelled().structure().size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = calculated.labelled().structure().position(i / 3, i % 3);
    }
    return positions;
  }

  @Test
  void readsAGradientOfXtb() throws IOException {
    List<String> text = Files.readAllLines(GOLDEN.resolve("water.gradient"));
    CalculatedStructure water = read(ForeignFormat.TURBOMOLE_GRADIENT, text).get(0);
    assertThat(water.line()).isEqualTo(2);
    assertThat(water.labelled().structure().element(0)).isEqualTo(Element.of(8));
    assertThat(water.labelled().structure().element(2)).isEqualTo(Element.of(1));
    assertThat(water.labelled().forces()).containsExactly(FORCES, within(1e-12));
    assertThat(positions(water)).containsExactly(POSITIONS, within(1e-12));
    assertThat(water.labelled().energy().orElseThrow()).isEqualTo(-137.93577486399582);
  }

  @Test
  void readsAnEngradOfXtb() throws IOException {
    List<String> text = Files.readAllLines(GOLDEN.resolve("water.engrad"));
    List<CalculatedStructure> all = read(ForeignFormat.ENGRAD, text);
    assertThat(all).hasSize(1);
    CalculatedStructure water = all.get(0);
    assertThat(water.labelled().structure().element(0)).isEqualTo(Element.of(8));
    // The file has twelve decimals of the gradient, seven of the positions, ten of the energy.
    assertThat(water.labelled().forces()).containsExactly(FORCES, within(1e-10));
    assertThat(positions(water)).containsExactly(POSITIONS, within(1e-7));
    assertThat(water.labelled().energy().orElseThrow()).isCloseTo(-137.935774864, within(1e-8));
  }

  @Test
  void readsSeveralCyclesAndExponentsOfFortran() throws IOException {
    List<String> text =
        List.of(
            "$grad          cartesian gradients",
            "  cycle =      1    SCF energy =   -1.0   |dE/dxyz| =  0.1",
            " 0.0D+00 0 0 h",
            " 1.0D-02 0 -0.2",
            "  cycle =      2    MP2 energy =   -2.0   |dE/dxyz| =  0.1",
            " 0 0 1.0 he",
            " 0 0 0",
            "$end");
    List<CalculatedStructure> cycles = read(ForeignFormat.TURBOMOLE_GRADIENT, text);
    assertThat(cycles).hasSize(2);
    double unit = 27.211386024367243 / 0.5291772105638411;
    assertThat(cycles.get(0).labelled().forces())
        .containsExactly(new double[] {-0.01 * unit, 0, 0.2 * unit}, within(1e-12));
    assertThat(cycles.get(1).line()).isEqualTo(5);
    assertThat(cycles.get(1).labelled().energy().orElseThrow()).isEqualTo(-2 * 27.211386024367243);
    // Zero without a sign, as a sign would show in what is written.
    assertThat(1 / cycles.get(1).labelled().forces()[0]).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "$grad;$end | '$end' in line 2, expected at least one cycle",
        "$grad | the end of the file in line 2, expected cycle = N … energy = E, or $end",
        "$grad;cycle = 1 SCF energy = x | 'x' in line 2, expected a finite number",
        "$grad;cycle = 1 SCF energy = NaN | 'NaN' in line 2, expected a finite number",
        "$grad;cycle = 1 SCF energy = 1;$end"
            + " | '$end' in line 3, expected x, y, z and the element of an atom",
        "$grad;cycle = 1 SCF energy = 1;0 0 0 q1;1 1 1;$end"
            + " | 'q1' in line 3, expected an element: a symbol or its number",
        "$grad;cycle = 1 SCF energy = 1;0 0 0 h;0 0 1 h;1 1 1;$end"
            + " | '$end' in line 6, expected the gradient of atom 1 of 2",
        "$grad;cycle = 1 SCF energy = 1;0 0 0 h;1 1 1;1 1 1;$end"
            + " | '1 1 1' in line 5, expected cycle = N … energy = E, or $end",
        "$grad;cycle = 1 SCF energy = 1;0 0 0 h;1 1 1e999;$end"
            + " | '1e999' in line 4, expected a finite number",
      })
  void refusesABrokenGradient(String text, String message) {
    List<String> lines = List.of(text.split(";"));
    assertThatThrownBy(() -> read(ForeignFormat.TURBOMOLE_GRADIENT, lines))
        .isInstanceOf(FileFormatException.class)
        .hasMessage("file: found " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "#;0 | '0' in line 2, expected the number of atoms",
        "1;-0.5;1;1 | the end of the file in line 5, expected component 2 of the gradient of 1 atoms",
        "1;-0.5;1;1;1;1 0 0"
            + " | '1 0 0' in line 6, expected the number of the element, x, y and z of atom 0 of 1",
        "1;-0.5;1;1;inf;1 0 0 0 | 'inf' in line 5, expected a finite number",
      })
  void refusesABrokenEngrad(String text, String message) {
    assertThatThrownBy(() -> read(ForeignFormat.ENGRAD, List.of(text.split(";"))))
        .isInstanceOf(FileFormatException.class)
        .hasMessage("file: found " + message);
  }
}
