package vane.report.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.io.output.OutputFileException;
import vane.report.MadeUpResults;
import vane.report.drawing.Xml;
import vane.report.page.ReportFolder;

class ExperimentReportTest {
  @TempDir Path folder;

  private static String content(Path file) throws IOException {
    return Files.readString(file);
  }

  @Test
  void writesThePageAndTheFigure() throws IOException {
    Path target = folder.resolve("a/b");
    Path page = ExperimentReport.write(MadeUpResults.experiment(500), "1.2.3", target);
    assertThat(page).isEqualTo(target.resolve("report.html"));
    try (Stream<Path> files = Files.list(target)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.html", "figure1.svg", "figure1.png");
    }
    Xml.parse(content(target.resolve("figure1.svg")));
    assertThat(Files.size(target.resolve("figure1.png"))).isGreaterThan(20_000);
  }

  @Test
  void thePageHoldsEverything() throws IOException {
    String html = content(ExperimentReport.write(MadeUpResults.experiment(500), "1.2.3", folder));
    assertThat(html)
        .contains("panel-a", "panel-b", "panel-c", "panel-d", "panel-e", "panel-f", "panel-g")
        .contains("<td>C, best Huber, ε = 1.1 (paper: 1.1)</td>")
        .contains("<td>48.1</td><td>47.2</td><td>+0.9</td><td>500</td>")
        .contains("<td>H, Huber, ε = 2.0</td>")
        .contains("<td>98.10</td><td>43.21</td>")
        .contains("<th scope=\"col\">empty-gamma</th>")
        .contains("<dt>seed</dt><dd>0</dd>")
        .contains("<dt>Vane</dt><dd>1.2.3</dd>")
        .contains("<dt>threads used</dt><dd>2</dd>")
        .contains("<td>C, 11 Huber models: regression</td><td>35.8</td>");
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    String html = content(ExperimentReport.write(MadeUpResults.experiment(300), "1", folder));
    assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContain("http:", "https:", "<script", " src=", "url(", "@import", "<image");
  }

  @Test
  void theSameResultsGiveTheSameFiles() throws IOException {
    for (String name : new String[] {"one", "two"}) {
      ExperimentReport.write(MadeUpResults.experiment(300), "1", folder.resolve(name));
    }
    for (String file : new String[] {"report.html", "figure1.svg", "figure1.png"}) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
  }

  @Test
  void withoutRobustModelsThePageSaysSo() throws IOException {
    String html = content(ExperimentReport.write(MadeUpResults.regularOnly(300), "1", folder));
    assertThat(html)
        .contains("Panels B and E need a Huber model of carbon")
        .doesNotContain("best Huber, ε");
  }

  @Test
  void aFileInTheWayIsNamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> ReportFolder.create(file))
        .isInstanceOf(OutputFileException.class)
        .hasMessage(file + ": cannot be written: it is a file, expected the name of a folder");
    assertThatThrownBy(() -> ReportFolder.create(file.resolve("below")))
        .isInstanceOf(OutputFileException.class);
  }
}
