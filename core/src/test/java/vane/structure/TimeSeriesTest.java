package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {
  private static final double[] NO_CELL = {};

  @Test
  void aSeriesEndsWithItsTrajectoryOrWhereAtomsChange() {
    assertThat(
            TimeSeries.of(
                List.of(
                    frame(0, NO_CELL, "H", "H"),
                    frame(0, NO_CELL, "H", "H"),
                    frame(1, NO_CELL, "H", "H"),
                    frame(1, NO_CELL, "H", "O"),
                    frame(1, NO_CELL, "O", "H"),
                    frame(1, NO_CELL, "O"))))
        .containsExactly(0, 0, 1, 2, 3, 4);
  }

  @Test
  void aCellMayBreatheButNotJump() {
    double[] cell = {4, 0, 0, 0, 5, 0, 0, 0, 6};
    double[] breathing = {4.1, 0, 0.05, 0, 4.9, 0, 0, 0, 6};
    double[] strained = {4.1, 0, 0.05, 0, 4.9, 0, 0, 0, 6.3};
    assertThat(
            TimeSeries.of(
                List.of(
                    frame(0, cell, "Li"),
                    frame(0, breathing, "Li"),
                    frame(0, strained, "Li"),
                    frame(0, NO_CELL, "Li"),
                    frame(0, NO_CELL, "Li"),
                    frame(0, cell, "Li"))))
        .containsExactly(0, 0, 1, 2, 2, 3);
  }

  @Test
  void aBoxThatDoesNotRepeatMayJump() {
    List<Element> elements = List.of(Element.parse("Li").orElseThrow());
    double[] small = {4, 0, 0, 0, 5, 0, 0, 0, 6};
    double[] large = {40, 0, 0, 0, 50, 0, 0, 0, 60};
    LabelledStructure first =
        labelled(Structure.of(elements, new double[3], Cell.of(small, false, false, false)), 0);
    LabelledStructure second =
        labelled(Structure.of(elements, new double[3], Cell.of(large, false, false, false)), 0);
    LabelledStructure third = labelled(Structure.of(elements, new double[3]), 0);
    assertThat(TimeSeries.of(List.of(first, second, third))).containsExactly(0, 0, 0);
  }

  private static LabelledStructure frame(int trajectory, double[] cell, String... symbols) {
    List<Element> elements =
        List.of(symbols).stream().map(symbol -> Element.parse(symbol).orElseThrow()).toList();
    double[] positions = new double[3 * symbols.length];
    return labelled(
        cell.length == 0
            ? Structure.of(elements, positions)
            : Structure.of(elements, positions, Cell.of(cell, true, true, true)),
        trajectory);
  }

  private static LabelledStructure labelled(Structure structure, int trajectory) {
    return new LabelledStructure(structure, new double[3 * structure.size()], trajectory);
  }
}
