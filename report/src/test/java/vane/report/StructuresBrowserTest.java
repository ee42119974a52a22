package vane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.report.viewer.SmallEvaluation;

/** Structures in the pages of real evaluations, in a real browser. */
@Tag("browser")
class StructuresBrowserTest {
  private static final String SOFTWARE_WEBGL = "--enable-unsafe-swiftshader";
  private static final String NO_WEBGL = "--disable-3d-apis";
  private static final String VIEWER = "const v = document.getElementById('structures').viewer; ";
  private static final String ENTER = "\uE007";
  private static final String LEFT = "\uE012";
  private static final String RIGHT = "\uE014";
  private static final String END = "\uE010";

  @TempDir static Path pages;
  private static Path molecules;
  private static Path crystal;

  @TempDir Path folder;

  @BeforeAll
  static void writePages() {
    molecules =
        SmallEvaluation.page(
            "../data/alkanes/propane-run1.xyz.gz@::20",
            "../data/alkanes/butane-run3.xyz.gz@::20",
            pages.resolve("molecules"));
    crystal =
        SmallEvaluation.page(
            "../data/lithium/training.xyz.gz@::20",
            "../data/lithium/test.xyz.gz@::4",
            pages.resolve("crystal"));
  }

  private static JsonNode viewer(Chromium browser, String expression) throws IOException {
    return browser.evaluate(VIEWER + "return " + expression + ";");
  }

  private static void assertShows(Chromium browser, int frame, int atom) throws IOException {
    JsonNode state = viewer(browser, "v.state()");
    assertThat(state.get("frame").asInt()).as("frame of %s", state).isEqualTo(frame);
    assertThat(state.get("atom").asInt()).as("atom of %s", state).isEqualTo(atom);
  }

  private static void assertQuiet(Chromium browser, Path page) throws IOException {
    // What WebGL without a graphics card says of its own speed is no complaint about the page.
    assertThat(browser.complaints())
        .filteredOn(each -> !each.contains("GL Driver Message (OpenGL, Performance"))
        .isEmpty();
    assertThat(browser.requests())
        .contains(page.toUri().toString())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"));
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void forcesAreArrowsOnTheAtoms(String screen, int width) throws IOException {
    try (Chromium browser =
        new Chromium(folder, width, 844, screen.equals("phone"), SOFTWARE_WEBGL)) {
      browser.open(molecules);
      assertThat(viewer(browser, "v.state()").get("webgl").asBoolean()).isTrue();
      JsonNode drawn = viewer(browser, "v.drawn()");
      assertThat(drawn.get("atoms").asInt()).isEqualTo(14);
      assertThat(drawn.get("arrows").get("known").asInt()).isBetween(10, 14);
      assertThat(drawn.get("arrows").get("predicted").asInt()).isBetween(10, 14);
      assertThat(drawn.get("arrows").get("difference").asInt()).isZero();
      assertThat(drawn.get("cellEdges").asInt()).isZero();
      browser.evaluate("document.querySelector('#structures [value=difference]').click();");
      assertThat(viewer(browser, "v.drawn().arrows.difference").asInt()).isPositive();
      browser.screenshot(picture("structures-" + screen));
      assertThat(browser.evaluate("return document.documentElement.scrollWidth;").asInt())
          .as("width of the page")
          .isLessThanOrEqualTo(width);
      assertQuiet(browser, molecules);
    }
  }

  @Test
  void aCellIsDrawn() throws IOException {
    try (Chromium browser = new Chromium(folder, 1280, 844, false, SOFTWARE_WEBGL)) {
      browser.open(crystal);
      JsonNode drawn = viewer(browser, "v.drawn()");
      assertThat(drawn.get("cellEdges").asInt()).isEqualTo(12);
      assertThat(drawn.get("atoms").asInt()).isGreaterThan(40);
      browser.screenshot(picture("structures-cell"));
      assertQuiet(browser, crystal);
    }
  }

  @Test
  void aClickOnAPointOpensItsFrameAndAtom() throws IOException {
    try (Chromium browser = new Chromium(folder, 1280, 844, false, SOFTWARE_WEBGL)) {
      browser.open(molecules);
      JsonNode corner =
          browser.evaluate(
              "const c = document.querySelector('#structures canvas'); c.scrollIntoView();"
                  + " const b = c.getBoundingClientRect(); return {x: b.left, y: b.top};");
      // The point farthest from all others, so that the click is on no other.
      JsonNode point =
          viewer(
              browser,
              "v.points().filter(p => p.frame > 3).map((p, k, all) => ({...p, gap: Math.min(..."
                  + "v.points().filter(q => q.frame !== p.frame || q.atom !== p.atom)"
                  + ".map(q => Math.hypot(q.x - p.x, q.y - p.y)))}))"
                  + ".reduce((a, b) => b.gap > a.gap ? b : a)");
      assertThat(point.get("gap").asDouble()).isGreaterThan(1);
      browser.click(
          (int) Math.round(corner.get("x").asDouble() + point.get("x").asDouble()),
          (int) Math.round(corner.get("y").asDouble() + point.get("y").asDouble()));
      assertShows(browser, point.get("frame").asInt(), point.get("atom").asInt());
      assertThat(part(browser, "atom"))
          .startsWith("Atom " + point.get("atom").asInt() + " (")
          .contains("true force", "predicted force", "force error", "uncertainty");
      assertQuiet(browser, molecules);
    }
  }

  @Test
  void theKeyboardDoesAllOfIt() throws IOException {
    try (Chromium browser = new Chromium(folder, 1280, 844, false, SOFTWARE_WEBGL)) {
      browser.open(molecules);
      focus(browser, "[data-part=slider]");
      browser.press(RIGHT + RIGHT);
      assertThat(viewer(browser, "v.state().frame").asInt()).isEqualTo(2);
      assertThat(part(browser, "which")).startsWith("3 of 40: ../data/alkanes/butane-run3.xyz.gz");
      browser.press(LEFT);
      assertThat(viewer(browser, "v.state().frame").asInt()).isEqualTo(1);
      browser.press(END);
      assertThat(viewer(browser, "v.state().frame").asInt()).isEqualTo(39);
      assertThat(part(browser, "why")).startsWith("Typical. Drawn at random");
      focus(browser, "canvas");
      JsonNode before = viewer(browser, "v.state()");
      browser.press(LEFT + LEFT + ENTER);
      assertThat(viewer(browser, "v.state()")).isNotEqualTo(before);
      focus(browser, "[data-part=stage]");
      browser.press(RIGHT + "+");
      focus(browser, "[data-part=list] tbody tr:nth-child(5) button");
      assertThat(
              browser
                  .evaluate("return getComputedStyle(document.activeElement).outlineStyle;")
                  .asText())
          .as("the focus is seen")
          .isEqualTo("solid");
      browser.press(ENTER);
      assertThat(viewer(browser, "v.state().frame").asInt()).isEqualTo(4);
      assertQuiet(browser, molecules);
    }
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void withoutWebGlThereIsATable(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, 844, screen.equals("phone"), NO_WEBGL)) {
      browser.open(molecules);
      assertThat(viewer(browser, "v.state()").get("webgl").asBoolean()).isFalse();
      assertThat(part(browser, "no-webgl")).contains("WebGL", "table");
      assertThat(
              browser
                  .evaluate(
                      "return [...document.querySelectorAll('[data-part=atoms] tbody tr')]"
                          + ".filter(r => r.getBoundingClientRect().height > 10).length;")
                  .asInt())
          .isEqualTo(10);
      focus(browser, "[data-part=slider]");
      browser.press(RIGHT);
      assertThat(viewer(browser, "v.state().frame").asInt()).isEqualTo(1);
      browser.screenshot(picture("structures-no-webgl-" + screen));
      assertThat(browser.evaluate("return document.documentElement.scrollWidth;").asInt())
          .as("width of the page")
          .isLessThanOrEqualTo(width);
      assertQuiet(browser, molecules);
    }
  }

  private static void focus(Chromium browser, String selector) throws IOException {
    browser.evaluate("document.querySelector('#structures " + selector + "').focus();");
  }

  /** The words of a part of the viewer that is in sight. */
  private static String part(Chromium browser, String name) throws IOException {
    return browser
        .evaluate(
            "return document.querySelector('#structures [data-part=" + name + "]').innerText;")
        .asText();
  }

  /** Where {@code -Dvane.screenshots=DIR} asks for them, the pictures stay. */
  private Path picture(String name) {
    return Path.of(System.getProperty("vane.screenshots", folder.toString()))
        .resolve(name + ".png");
  }
}
