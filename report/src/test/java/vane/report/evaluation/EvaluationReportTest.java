package vane.report.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.evaluation.CalibrationErrors;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationAccumulator;
import vane.evaluation.EvaluationDetails;
import vane.evaluation.ForceErrors;
import vane.evaluation.ParitySamples;
import vane.report.MadeUpResults;
import vane.report.page.ReportFolder;
import vane.structure.Element;

class EvaluationReportTest {
  private static final Element C = Element.of(6);

  @TempDir Path folder;

  private String html(EvaluationDetails details) throws IOException {
    return Files.readString(
        EvaluationReport.write(
            details,
            MadeUpResults.cost(),
            Optional.empty(),
            List.of("a.xyz@::2", "<b>.xyz"),
            "1.2.3",
            ReportFolder.create(folder)));
  }

  @Test
  void everyElementAndMoleculeHasItsPanels() throws IOException {
    String html = html(MadeUpResults.evaluation(400, List.of("ethane", "C3H8")));
    assertThat(html)
        .contains("class=\"angles\"", "class=\"cosines\"")
        .contains("class=\"element-H-density\"", "class=\"element-C-density\"")
        .contains(">ethane: angle and force norm</text>", ">C3H8: angle and force norm</text>")
        .contains("a.xyz@::2, &lt;b&gt;.xyz")
        .contains("<dt>Vane</dt><dd>1.2.3</dd>");
    assertThat(html.split("class=\"molecule-density\"")).hasSize(3);
  }

  @Test
  void namesFromFilesAreEscaped() throws IOException {
    assertThat(html(MadeUpResults.evaluation(120, List.of("<script>alert(1)</script>"))))
        .contains(">&lt;script&gt;alert(1)&lt;/s\u2026: angle and force norm</text>")
        .contains("<figcaption>&lt;script&gt;alert(1)&lt;/script&gt;, weighted mean angle ")
        .doesNotContain("<script");
  }

  @Test
  void ofManyMoleculesSomeAreDrawn() throws IOException {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "m" + i).toList();
    String html = html(MadeUpResults.evaluation(20 * 50, names));
    assertThat(html)
        .contains(
            "Of 20 molecules, plots are shown for 12: those with the most atoms, and 50 at least.");
    assertThat(html.split("class=\"molecule-density\"")).hasSize(13);
  }

  @Test
  void ofVeryManyMoleculesSomeAreListed() throws IOException {
    List<String> names = IntStream.range(0, 510).mapToObj(i -> "m" + i).toList();
    assertThat(html(MadeUpResults.evaluation(1020, names)))
        .contains("Of 510 molecules, the 500 with the most atoms are listed.");
  }

  @Test
  void moleculesOfFewAtomsHaveNoPlot() throws IOException {
    assertThat(html(MadeUpResults.evaluation(49, List.of("ethane"))))
        .contains("<td>ethane</td>", "Of 1 molecules, plots are shown for 0")
        .doesNotContain("molecule-density");
  }

  @Test
  void nothingEvaluatedIsAPageToo() throws IOException {
    assertThat(html(new EvaluationAccumulator().details("empty.vane")))
        .contains("Evaluation of empty.vane")
        .doesNotContain("<h2>Molecules</h2>")
        .doesNotContain("<h2>Energies and stresses</h2>");
  }

  @Test
  void anElementWithoutAnglesSaysSo() throws IOException {
    EvaluationDetails some = MadeUpResults.evaluation(30, List.of());
    Evaluation evaluation = some.evaluation();
    TreeMap<Element, vane.evaluation.AngleSamples> none = new TreeMap<>();
    evaluation
        .elements()
        .keySet()
        .forEach(
            element ->
                none.put(element, new vane.evaluation.AngleSamples(new double[0], new double[0])));
    assertThat(
            html(
                new EvaluationDetails(
                    evaluation,
                    none,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    ParitySamples.none(),
                    ParitySamples.none(),
                    new TreeMap<>())))
        .contains("C: there are no angles.");
  }

  @Test
  void forcesHaveATableAndFourPanelsAnElement() throws IOException {
    EvaluationDetails details = MadeUpResults.forces(400, List.of("ethane"));
    String html = html(details);
    assertThat(html)
        .contains("<h2>Energies and stresses</h2>", "energy (meV/atom)", "1.250", "0.875")
        .contains("stress (GPa)", "0.0625", "the only one of their formula are left out: 10.");
    for (String element : List.of("H", "C")) {
      assertThat(html)
          .contains(
              "class=\"element-" + element + "-parity\"",
              "class=\"element-" + element + "-norms\"",
              "class=\"element-" + element + "-density\"",
              "class=\"element-" + element + "-uncertainty\"");
    }
    assertThat(html)
        .contains("class=\"force-errors\"", "class=\"angles\"", "class=\"calibration\"")
        .contains("class=\"energies-parity\"", "class=\"stresses-parity\"")
        .doesNotContain("class=\"cosines\"");
    assertThat(html)
        .contains("<h2>Forces and their uncertainties</h2>", "<td>4.2500</td><td>0.8750</td>")
        .contains("The largest error is at heptane.xyz: frame 17, atom 3")
        .contains("<dt>net force</dt><dd>removed from predictions</dd>")
        .contains(">components in a cell</text>");
    double within = details.evaluation().all().uncertainty().orElseThrow().fractionWithinOne();
    assertThat(html)
        .contains(
            String.format(Locale.ROOT, "%.1f %% are within u (Gaussian: 68.3 %%)", 100 * within));
  }

  @Test
  void theCostIsSaid() throws IOException {
    assertThat(html(MadeUpResults.forces(60, List.of())))
        .contains("<dt>size of the model file</dt><dd>0.29 MB</dd>")
        .contains("7998 H, 4000 C atoms, of 2000 frames that training was given")
        .contains(
            "200.0 µs per atom: 8000 atoms in 1.6 s on 2 threads (the machine has 4 processors)")
        .contains("<dt>peak memory of this run</dt><dd>504 MB</dd>");
  }

  @Test
  void forceErrorsComeBeforeAngles() throws IOException {
    assertThat(html(MadeUpResults.forces(60, List.of("ethane"))))
        .containsSubsequence(
            "<th scope=\"col\">element</th><th scope=\"col\">force RMSE (eV/Å)</th>",
            "weighted mean (°)",
            "<th scope=\"col\">molecule</th><th scope=\"col\">force RMSE (eV/Å)</th>",
            "all (°)");
  }

  @Test
  void withoutForcesNothingIsSaidAboutThem() throws IOException {
    assertThat(html(MadeUpResults.evaluation(60, List.of())))
        .doesNotContain("<h2>Forces", "-parity", "-norms", "class=\"calibration\"", "force-errors")
        .contains("<dt>net force</dt><dd>as predicted</dd>");
  }

  @Test
  void exactForcesAreAPageToo() throws IOException {
    ForceErrors forces = ForceErrors.keepingSamples();
    CalibrationErrors calibration = new CalibrationErrors();
    for (int i = 0; i < 30; i++) {
      forces.add(0.5, 0.5);
      calibration.add(0.1, 0, 0, 0);
    }
    EvaluationDetails some = MadeUpResults.forces(30, List.of());
    assertThat(
            html(
                new EvaluationDetails(
                    some.evaluation(),
                    some.elements(),
                    new TreeMap<>(Map.of(C, forces.samples())),
                    new TreeMap<>(Map.of(C, calibration.samples())),
                    ParitySamples.none(),
                    ParitySamples.none(),
                    new TreeMap<>())))
        .contains("30 of 30 atoms are beyond the axes.")
        .doesNotContain("NaN");
  }
}
