package vane.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vane.evaluation.EnergySummary;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.PlacedError;
import vane.evaluation.StressSummary;
import vane.evaluation.UncertaintySummary;
import vane.io.xyz.FrameLocation;
import vane.structure.Element;

class ErrorTableTest {
  private static final FrameLocation PLACE = new FrameLocation(Path.of("t.xyz"), 7, 71);

  private static ErrorSummary summary(
      Optional<PlacedError> largest,
      Optional<PlacedError> unflagged,
      Optional<UncertaintySummary> uncertainty) {
    return new ErrorSummary(
        3000,
        0,
        0,
        OptionalDouble.of(1),
        OptionalDouble.of(2),
        OptionalDouble.of(0.5),
        OptionalDouble.of(0.999),
        largest.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0.0123),
        largest.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(0.0234),
        Map.of("ok", 2988L, "extrapolating", 12L),
        largest,
        unflagged,
        uncertainty);
  }

  private static List<String> lines(ErrorSummary summary) {
    return lines(summary, EnergySummary.nothing(), StressSummary.nothing());
  }

  private static List<String> lines(
      ErrorSummary summary, EnergySummary energies, StressSummary stresses) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    ErrorTable.print(
        new Evaluation(
            "m",
            10,
            0,
            false,
            new TreeMap<>(Map.of(Element.of(6), summary)),
            summary,
            energies,
            stresses),
        out);
    out.flush();
    return text.toString().lines().toList();
  }

  @Test
  void uncertaintiesHaveATableOfTheirOwn() {
    UncertaintySummary uncertainty =
        new UncertaintySummary(
            3000, 0, 0.6912, 0.9434, OptionalDouble.of(0.8125), 1.05, 0.02, 20, 19);
    List<String> lines =
        lines(
            summary(
                Optional.of(new PlacedError(3.5, PLACE, 4)),
                Optional.of(new PlacedError(0.75, PLACE, 2)),
                Optional.of(uncertainty)));
    assertThat(lines.stream().map(line -> line.strip().replaceAll(" +", " ")))
        .contains(
            "C 0.0234 0.0123 3000 1.00 2.00 0.50 0.9990",
            "12 status extrapolating",
            "C 12 3.5000 0.7500 69.1 94.3 1.050 0.813 19 of 20",
            "all 12 3.5000 0.7500 69.1 94.3 1.050 0.813 19 of 20",
            "largest error: t.xyz: frame 7, atom 4 (C)",
            "largest unflagged error: t.xyz: frame 7, atom 2 (C)");
    assertThat(lines).allMatch(line -> line.length() <= 120);
  }

  @Test
  void whatIsMissingIsADash() {
    List<String> lines =
        lines(
            summary(
                Optional.of(new PlacedError(3.5, PLACE, 4)), Optional.empty(), Optional.empty()));
    assertThat(lines.stream().map(line -> line.strip().replaceAll(" +", " ")))
        .contains("C 12 3.5000 - - - - - -")
        .noneMatch(line -> line.startsWith("u:") || line.startsWith("largest unflagged error"));
  }

  @Test
  void energiesAndStressesComeLast() {
    ErrorSummary plain = summary(Optional.empty(), Optional.empty(), Optional.empty());
    List<String> lines =
        lines(
            plain,
            new EnergySummary(
                20, 1, OptionalDouble.of(1.25), OptionalDouble.of(0.5), Optional.empty()),
            new StressSummary(3, OptionalDouble.of(0.0625)));
    assertThat(lines.subList(lines.size() - 5, lines.size()))
        .extracting(line -> line.strip().replaceAll(" +", " "))
        .containsExactly(
            "frames RMSE MAE",
            "energy 20 1.250 0.500 meV/atom",
            "stress 3 0.0625 - GPa",
            "energy: 1 frame left out, each alone of its formula",
            "energy: without the mean difference of the frames of each formula, as its zero is"
                + " arbitrary");
    assertThat(lines).allMatch(line -> line.length() <= 120);
    assertThat(
            lines(plain, EnergySummary.nothing(), new StressSummary(3, OptionalDouble.of(0.0625))))
        .noneMatch(line -> line.startsWith("energy"));
  }

  @Test
  void withoutForcesThereIsOneTable() {
    assertThat(lines(summary(Optional.empty(), Optional.empty(), Optional.empty())))
        .noneMatch(line -> line.isBlank() || line.contains("largest"));
  }
}
