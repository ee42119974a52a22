package vane.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vane.report.drawing.Box;
import vane.report.drawing.Mark;

class DensityPanelTest {
  private static List<Mark> cells(Histogram2D counts) {
    DensityPanel panel =
        new DensityPanel(
            "p",
            new PanelTitle("B", "t"),
            "",
            counts,
            new Axis("x", 0, 1, 0.5),
            new Axis("y", 0, 1, 0.5),
            new CountColourScale(100),
            PlotLayer.NONE);
    return panel.marks(400, 300, 12).stream()
        .filter(mark -> mark instanceof Mark.Group group && group.name().equals("cells"))
        .map(mark -> ((Mark.Group) mark).marks())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void boxesCoverEveryCellThatIsNotEmptyOnce() {
    Random random = new Random(5);
    double[] x = random.doubles(300).map(v -> v * v).toArray();
    double[] y = random.doubles(300).map(Math::sqrt).toArray();
    Bins bins = new Bins(0, 1, 20);
    Histogram2D counts = Histogram2D.of(300, i -> x[i], i -> y[i], bins, bins);
    int filled = 0;
    for (int cell = 0; cell < 400; cell++) {
      filled += counts.count(cell % 20, cell / 20) > 0 ? 1 : 0;
    }
    double whole =
        area(
            cells(
                Histogram2D.of(
                    400, i -> (i % 20 + 0.5) / 20, i -> (i / 20 + 0.5) / 20, bins, bins)));
    assertThat(area(cells(counts))).isCloseTo(whole * filled / 400, within(1e-6));
  }

  @Test
  void equalNeighboursAreOneBox() {
    Bins bins = new Bins(0, 1, 10);
    List<Mark> cells = cells(Histogram2D.of(10, i -> (i + 0.5) / 10, i -> 0.5, bins, bins));
    assertThat(cells).hasSize(1);
    assertThat(((Mark.Cells) cells.get(0)).boxes()).hasSize(1);
  }

  @Test
  void emptyCountsHaveNoCells() {
    Bins bins = new Bins(0, 1, 10);
    assertThat(cells(Histogram2D.of(0, i -> 0, i -> 0, bins, bins))).isEmpty();
  }

  private static double area(List<Mark> cells) {
    return cells.stream()
        .flatMap(mark -> ((Mark.Cells) mark).boxes().stream())
        .mapToDouble((Box box) -> box.width() * box.height())
        .sum();
  }
}
