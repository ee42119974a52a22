package vane.report.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.report.page.ReportFolder;

class CheckReportTest {
  @TempDir Path folder;

  private String html(CheckReport report) throws IOException {
    return Files.readString(report.write("1.2.3", ReportFolder.create(folder)));
  }

  @Test
  void warningsComeFirstInTheWordsOfTheText() throws IOException {
    String html = html(MadeUpChecks.report(Optional.empty()));
    assertThat(html)
        .containsSubsequence(
            "<h1>Check of trajectories</h1>",
            "<ul class=\"warnings\">",
            "c46-drift.xyz: the forces of a frame add up to",
            "<li>two &lt;b&gt; alike</li>",
            "<h2>What was read</h2>")
        .doesNotContain("<h2>Outliers</h2>", "Nothing looks wrong", "NaN");
  }

  @Test
  void elementsNetForcesAndSizesHaveTheirPanels() throws IOException {
    assertThat(html(MadeUpChecks.report(Optional.empty())))
        .contains("class=\"force-C\"", "class=\"force-H\"")
        .contains("class=\"net-force\"", "class=\"frame-sizes\"")
        .contains("<dd>8 to 23</dd>", "<td>H-C</td>", "<dt>Vane</dt><dd>1.2.3</dd>")
        .contains("data/alkanes/ethane-run1.xyz.gz@::20</td><td>50</td>");
  }

  @Test
  void filesOfOneSizeThatAreRightHaveFewerPanels() throws IOException {
    String path = "../data/alkanes/ethane-run1.xyz.gz@::50";
    CheckReport report =
        new CheckReport(
            List.of(path), List.of(MadeUpChecks.audit(path)), List.of(), Optional.empty());
    assertThat(html(report))
        .contains("Nothing looks wrong.", "<dd>8</dd>")
        .contains("The net force of every frame is below 0.0001 eV/Å.")
        .doesNotContain("class=\"net-force\"", "class=\"frame-sizes\"", "class=\"warnings\"");
  }

  @Test
  void theWorstOutliersAreListed() throws IOException {
    String html = html(MadeUpChecks.report(Optional.of(MadeUpChecks.outliers(23))));
    assertThat(html)
        .contains("500 frames were compared", "(250 of them were learnt from)")
        .contains("0.0625 eV/Å, 5.0 % of the forces", "too few frames: 3.")
        .contains("The worst 20 of 23 are listed")
        .contains("<td>disagrees</td><td>whole frame</td>", "<td>unlike all others</td>")
        .contains("<td>30.0</td>", "<td>11.0</td>")
        .doesNotContain("<td>10.0</td>");
  }

  @Test
  void noOutlierIsSaidToo() throws IOException {
    assertThat(html(MadeUpChecks.report(Optional.of(MadeUpChecks.outliers(0)))))
        .contains("No frame disagrees with all others.");
  }

  @Test
  void withoutForcesThereAreNone() throws IOException {
    CheckReport report =
        new CheckReport(
            List.of("none.xyz"),
            List.of(new vane.audit.DataAudit(true).report().with(List.of("none.xyz: broken"))),
            List.of(),
            Optional.empty());
    assertThat(html(report))
        .contains("<li>none.xyz: broken</li>")
        .doesNotContain("<h2>Forces</h2>", "<h2>Closest contacts</h2>", "none.xyz: none.xyz");
  }
}
