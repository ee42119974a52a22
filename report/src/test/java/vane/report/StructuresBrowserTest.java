package vane.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  private static Chromium desktop;

  @TempDir Path folder;

  @BeforeAll
  static void writePages() throws IOException {
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
    desktop = new Chromium(pages.resolve("profile"), 1280, 844, false, SOFTWARE_WEBGL);
  }

  @AfterAll
  static void closeBrowser() throws IOException {
    desktop.close();
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

  @Test
  void forcesAreArrowsOnTheAtoms() throws IOException {
    assertArrows(desktop, "desktop", 1280);
  }

  @Test
  void forcesAreArrowsOnAPhone() throws IOException {
    try (Chromium phone = new Chromium(folder, 390, 844, true, SOFTWARE_WEBGL)) {
      assertArrows(phone, "phone", 390);
    }
  }

  private void assertArrows(Chromium browser, String screen, int width) throws IOException {
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

  @Test
  void aCellIsDrawn() throws IOException {
    desktop.open(crystal);
    JsonNode drawn = viewer(desktop, "v.drawn()");
    assertThat(drawn.get("cellEdges").asInt()).isEqualTo(12);
    assertThat(drawn.get("atoms").asInt()).isGreaterThan(40);
    desktop.screenshot(picture("structures-cell"));
    desktop.evaluate("document.querySelector('#structures [data-part=near]').click();");
    JsonNode near = viewer(desktop, "v.drawn()");
    assertThat(near.get("atoms").asInt()).isBetween(10, drawn.get("atoms").asInt());
    assertThat(near.get("cellEdges").asInt()).isZero();
    assertThat(part(desktop, "legend")).contains("1 Å of arrow is ", "within 6 Å of the chosen");
    assertQuiet(desktop, crystal);
  }

  @Test
  void numbersAndViewsAreAsTheyMustBe() throws IOException {
    desktop.open(molecules);
    assertThat(
            desktop
                .evaluate(
                    "return [0.04119, 12.34, 1234.5, 0, null, 0.00012].map(Numbers.digits)"
                        + ".join(' ');")
                .asText())
        .isEqualTo("0.0412 12.3 1235 0 – 1.2e-4");
    assertThat(
            desktop.evaluate("return [0.7, 0.2, 30, 1].map(Numbers.roundDown).join(' ');").asText())
        .isEqualTo("0.5 0.2 20 1");
    // Of a rod along z, turned by the quaternion, only x is left.
    assertThat(
            desktop
                .evaluate(
                    "const [x, y, z, w] = Numbers.broadside([[1, 2, -3], [1, 2, 0], [1, 2, 5]]);"
                        + " return [2 * (x * z + w * y), 2 * (y * z - w * x)].map(Math.abs)"
                        + ".map(c => c.toFixed(6)).join(' ');")
                .asText())
        .isEqualTo("1.000000 0.000000");
  }

  @Test
  void aClickOnAPointOpensItsFrameAndAtom() throws IOException {
    desktop.open(molecules);
    JsonNode corner =
        desktop.evaluate(
            "const c = document.querySelector('#structures canvas'); c.scrollIntoView();"
                + " const b = c.getBoundingClientRect(); return {x: b.left, y: b.top};");
    // The point farthest from all others, so that the click is on no other.
    JsonNode point =
        viewer(
            desktop,
            "v.points().filter(p => p.frame > 3).map((p, k, all) => ({...p, gap: Math.min(..."
                + "v.points().filter(q => q.frame !== p.frame || q.atom !== p.atom)"
                + ".map(q => Math.hypot(q.x - p.x, q.y - p.y)))}))"
                + ".reduce((a, b) => b.gap > a.gap ? b : a)");
    assertThat(point.get("gap").asDouble()).isGreaterThan(1);
    desktop.click(
        (int) Math.round(corner.get("x").asDouble() + point.get("x").asDouble()),
        (int) Math.round(corner.get("y").asDouble() + point.get("y").asDouble()));
    assertShows(desktop, point.get("frame").asInt(), point.get("atom").asInt());
    assertThat(part(desktop, "atom"))
        .startsWith("Atom " + point.get("atom").asInt() + " (")
        .contains("true force", "predicted force", "force error", "uncertainty");
    assertQuiet(desktop, molecules);
  }

  @Test
  void aClickOnAnAtomShowsItsNumbers() throws IOException {
    desktop.open(molecules);
    desktop.evaluate("document.querySelector('#structures [data-part=stage]').scrollIntoView();");
    JsonNode atom =
        viewer(
            desktop,
            "v.places().filter(p => p.atom !== v.state().atom).map(p => ({atom: p.atom,"
                + " x: p.x - window.scrollX, y: p.y - window.scrollY,"
                + " gap: Math.min(...v.places().filter(q => q.atom !== p.atom)"
                + ".map(q => Math.hypot(q.x - p.x, q.y - p.y)))}))"
                + ".reduce((a, b) => b.gap > a.gap ? b : a)");
    desktop.click(
        (int) Math.round(atom.get("x").asDouble()), (int) Math.round(atom.get("y").asDouble()));
    assertShows(desktop, 0, atom.get("atom").asInt());
    assertQuiet(desktop, molecules);
  }

  @Test
  void theKeyboardDoesAllOfIt() throws IOException {
    desktop.open(molecules);
    focus(desktop, "[data-part=slider]");
    desktop.press(RIGHT + RIGHT);
    assertThat(viewer(desktop, "v.state().frame").asInt()).isEqualTo(2);
    assertThat(part(desktop, "which")).startsWith("3 of 40: ../data/alkanes/butane-run3.xyz.gz");
    desktop.press(LEFT);
    assertThat(viewer(desktop, "v.state().frame").asInt()).isEqualTo(1);
    desktop.press(END);
    assertThat(viewer(desktop, "v.state().frame").asInt()).isEqualTo(39);
    assertThat(part(desktop, "why")).startsWith("Typical. Drawn at random");
    focus(desktop, "canvas");
    JsonNode before = viewer(desktop, "v.state()");
    desktop.press(LEFT + LEFT + ENTER);
    assertThat(viewer(desktop, "v.state()")).isNotEqualTo(before);
    focus(desktop, "[data-part=stage]");
    desktop.press(RIGHT + "+");
    focus(desktop, "[data-part=list] tbody tr:nth-child(5) button");
    assertThat(
            desktop
                .evaluate("return getComputedStyle(document.activeElement).outlineStyle;")
                .asText())
        .as("the focus is seen")
        .isEqualTo("solid");
    desktop.press(ENTER);
    assertThat(viewer(desktop, "v.state().frame").asInt()).isEqualTo(4);
    assertQuiet(desktop, molecules);
  }

  @Test
  void withoutWebGlThereIsATable() throws IOException {
    int width = 390;
    try (Chromium browser = new Chromium(folder, width, 844, true, NO_WEBGL)) {
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
      browser.screenshot(picture("structures-no-webgl"));
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
