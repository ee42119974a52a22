package vane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.report.card.SmallModel;
import vane.report.check.MadeUpChecks;
import vane.report.evaluation.EvaluationReport;
import vane.report.experiment.ExperimentReport;
import vane.report.learningcurve.LearningCurveReport;
import vane.report.learningcurve.MadeUpCurve;
import vane.report.page.ReportFolder;

/** The pages in a real browser, on a desktop and on a phone. */
@Tag("browser")
class BrowserTest {
  private static final int HEIGHT = 844;

  @TempDir static Path pages;
  private static Path experiment;
  private static Path evaluation;
  private static Path forces;
  private static Path check;
  private static Path curve;

  private static Path card;

  @TempDir Path folder;

  @BeforeAll
  static void writePages() {
    experiment =
        ExperimentReport.write(MadeUpResults.experiment(6000), "1.2.3", pages.resolve("x"));
    evaluation =
        EvaluationReport.write(
            MadeUpResults.evaluation(
                3000, List.of("ethane", "a_molecule_whose_name_has_no_end_".repeat(8))),
            MadeUpResults.cost(),
            Optional.empty(),
            List.of("a-file-whose-name-has-no-end-".repeat(10)),
            "1.2.3",
            ReportFolder.create(pages.resolve("v")));
    forces =
        EvaluationReport.write(
            MadeUpResults.forces(20_000, List.of("ethane")),
            MadeUpResults.cost(),
            Optional.empty(),
            List.of("test.xyz"),
            "1.2.3",
            ReportFolder.create(pages.resolve("f")));
    ReportFolder curves = ReportFolder.create(pages.resolve("l"));
    LearningCurveReport.write(
        MadeUpCurve.forces(), "method equivariant", List.of("train.xyz"), "1.2.3", curves);
    curve = curves.page();
    card = SmallModel.card(pages.resolve("card.html"));
    check =
        MadeUpChecks.report(Optional.of(MadeUpChecks.outliers(6)))
            .write("1.2.3", ReportFolder.create(pages.resolve("c")));
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void experimentIsShownWhole(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(experiment);
      browser.screenshot(picture("experiment-" + screen));
      for (char letter = 'a'; letter <= 'g'; letter++) {
        assertVisible(browser, "panel-" + letter, 1, width);
      }
      assertWholesome(browser, experiment, width);
    }
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void evaluationIsShownWhole(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(evaluation);
      browser.screenshot(picture("evaluation-" + screen));
      for (String plot : List.of("angles", "cosines", "element-C-density", "element-H-density")) {
        assertVisible(browser, plot, 1, width);
      }
      assertVisible(browser, "molecule-density", 2, width);
      assertWholesome(browser, evaluation, width);
    }
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void forcesAreShownWhole(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(forces);
      browser.screenshot(picture("forces-" + screen));
      for (String plot :
          List.of("force-errors", "angles", "calibration", "energies-parity", "stresses-parity")) {
        assertVisible(browser, plot, 1, width);
      }
      for (String plot : List.of("parity", "norms", "density", "uncertainty")) {
        assertVisible(browser, "element-C-" + plot, 1, width);
        assertVisible(browser, "element-H-" + plot, 1, width);
      }
      assertThat(
              browser
                  .evaluate(
                      "return [...document.querySelectorAll('figcaption')].filter(c =>"
                          + " c.getBoundingClientRect().height > 20).length;")
                  .asInt())
          .as("captions")
          .isEqualTo(3 + 2 + 2 * 4 + 1);
      assertRmseInSight(browser, width);
      assertWholesome(browser, forces, width);
    }
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void aModelCardIsShownWhole(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(card);
      browser.screenshot(picture("card-" + screen));
      assertThat(
              browser
                  .evaluate(
                      "return [...document.querySelectorAll('.notice, pre, li')].filter(e => {"
                          + " const b = e.getBoundingClientRect();"
                          + " return b.left >= 0 && b.right <= window.innerWidth && b.height > 20;"
                          + " }).length;")
                  .asInt())
          .as("notices, pieces of code and limits")
          .isEqualTo(2 + 4 + 4);
      assertWholesome(browser, card, width);
    }
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void checkIsShownWhole(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(check);
      browser.screenshot(picture("check-" + screen));
      for (String panel : List.of("force-C", "force-H", "net-force", "frame-sizes")) {
        assertVisible(browser, panel, 1, width);
      }
      assertThat(
              browser
                  .evaluate(
                      "const b = document.querySelector('.warnings').getBoundingClientRect();"
                          + " return b.top < 200 && b.left >= 0 && b.right <= window.innerWidth;")
                  .asBoolean())
          .as("warnings in sight")
          .isTrue();
      assertWholesome(browser, check, width);
    }
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void aLearningCurveIsShownWhole(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(curve);
      browser.screenshot(picture("curve-" + screen));
      assertVisible(browser, "learning-curve", 1, width);
      assertWholesome(browser, curve, width);
    }
  }

  /** Where {@code -Dvane.screenshots=DIR} asks for them, the pictures stay. */
  private Path picture(String name) {
    return Path.of(System.getProperty("vane.screenshots", folder.toString()))
        .resolve(name + ".png");
  }

  /** In the tables of errors and of molecules, without scrolling. */
  private static void assertRmseInSight(Chromium browser, int width) throws IOException {
    JsonNode edges =
        browser.evaluate(
            "return [...document.querySelectorAll('th')].filter(head =>"
                + " head.textContent.startsWith('force RMSE')).map(head =>"
                + " head.getBoundingClientRect().right);");
    assertThat(edges).hasSize(2);
    edges.forEach(edge -> assertThat(edge.asDouble()).isLessThanOrEqualTo(width));
  }

  private static void assertVisible(Chromium browser, String panel, int count, int width)
      throws IOException {
    JsonNode boxes =
        browser.evaluate(
            "return [...document.querySelectorAll('svg g."
                + panel
                + "')].map(g => { const b = g.getBoundingClientRect();"
                + " const s = getComputedStyle(g);"
                + " return {left: b.left, right: b.right, width: b.width, height: b.height,"
                + " shown: s.display !== 'none' && s.visibility === 'visible',"
                + " words: [...g.querySelectorAll('text')].filter(t =>"
                + " t.getBoundingClientRect().width > 0).length}; });");
    assertThat(boxes).as(panel).hasSize(count);
    for (JsonNode box : boxes) {
      assertThat(box.get("shown").asBoolean()).as(panel).isTrue();
      assertThat(box.get("width").asDouble()).as(panel).isGreaterThan(250);
      assertThat(box.get("height").asDouble()).as(panel).isGreaterThan(200);
      assertThat(box.get("left").asDouble()).as(panel).isGreaterThanOrEqualTo(0);
      assertThat(box.get("right").asDouble()).as(panel).isLessThanOrEqualTo(width);
      assertThat(box.get("words").asInt()).as(panel).isGreaterThan(8);
    }
  }

  private static void assertWholesome(Chromium browser, Path page, int width) throws IOException {
    assertThat(browser.evaluate("return window.innerWidth;").asInt()).isEqualTo(width);
    assertThat(browser.evaluate("return document.documentElement.scrollWidth;").asInt())
        .as("width of the page")
        .isLessThanOrEqualTo(width);
    assertThat(
            browser
                .evaluate(
                    "return [...document.querySelectorAll('th:first-child')].map(c =>"
                        + " c.getBoundingClientRect()).filter(b => b.height > 60"
                        + " || (window.innerWidth < 640 && b.width > 200)).length;")
                .asInt())
        .as("first columns that are broken between letters, or leave no room for others")
        .isZero();
    assertThat(wordsOutside(browser)).as("words cut off by the edge of a picture").isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .as("requests")
        .contains(page.toUri().toString())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
  }

  private static List<String> wordsOutside(Chromium browser) throws IOException {
    List<String> words = new ArrayList<>();
    browser
        .evaluate(
            "return [...document.querySelectorAll('svg text')].filter(t => {"
                + " const a = t.getBoundingClientRect();"
                + " const b = t.ownerSVGElement.getBoundingClientRect();"
                + " return a.left < b.left - 1 || a.right > b.right + 1"
                + " || a.top < b.top - 1 || a.bottom > b.bottom + 1;"
                + " }).map(t => t.textContent);")
        .forEach(word -> words.add(word.asText()));
    return words;
  }
}
