package vane.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.report.Chromium;

/** The site in a real browser, opened from its folder, on a desktop and on a phone. */
@Tag("browser")
class BrowserTest {
  private static final Path SITE = Path.of("target", "site").toAbsolutePath();

  /** Where {@code -Dvane.screenshots=DIR} asks for them, pictures are left there. */
  private static final String PICTURES = System.getProperty("vane.screenshots");

  private static final int HEIGHT = 844;
  private static final long LONGEST_WAIT_NANOSECONDS = 20_000_000_000L;
  private static final long POLL_NANOSECONDS = 50_000_000L;

  @TempDir Path folder;

  private static final List<String> PAGES =
      List.of(
          "index.html",
          "tutorials/first-potential.html",
          "commands/vane-train.html",
          "method.html",
          "results.html",
          "file-formats.html",
          "project/index.html");

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void pagesFitTheScreen(String screen, int width) throws IOException {
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      for (String page : PAGES) {
        browser.open(SITE.resolve(page));
        if (PICTURES != null) {
          browser.screenshot(picture(page, screen));
        }
        assertThat(browser.evaluate("return document.documentElement.scrollWidth;").asInt())
            .as("width of %s", page)
            .isLessThanOrEqualTo(width);
        assertThat(cut(browser)).as("what is cut off on %s", page).isEmpty();
        assertWholesome(browser);
      }
    }
  }

  private static Path picture(String page, String screen) {
    return Path.of(PICTURES).resolve("site-" + page.replaceAll("\\W", "-") + "-" + screen + ".png");
  }

  /** Paragraphs, cells and blocks of code wider than the screen that cannot be scrolled. */
  private static List<String> cut(Chromium browser) throws IOException {
    List<String> words = new ArrayList<>();
    browser
        .evaluate(
            "return [...document.querySelectorAll('article > *, dd, dt')].filter(e => {"
                + " const b = e.getBoundingClientRect();"
                + " return b.left < 0 || b.right > window.innerWidth"
                + " || (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX ==="
                + " 'visible' && !e.querySelector('pre, table')); })"
                + ".map(e => e.textContent.slice(0, 60));")
        .forEach(word -> words.add(word.asText()));
    return words;
  }

  private static void assertWholesome(Chromium browser) throws IOException {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(SITE.toUri().toString()));
  }

  @ParameterizedTest
  @CsvSource({"desktop,1280", "phone,390"})
  void theSearchFindsPages(String screen, int width) throws IOException {
    Map<String, String> first =
        Map.of(
            "molecular dynamics", "dynamics.html",
            "thermostat", "commands/vane-md.html#option-thermostat",
            "--keep-sums", "commands/vane-train.html#option-keep-sums",
            "your own data", "tutorials/your-own-data.html",
            "installing", "installing.html",
            "active lear", "learning.html",
            "convention", "conventions.html");
    try (Chromium browser = new Chromium(folder, width, HEIGHT, screen.equals("phone"))) {
      browser.open(SITE.resolve("commands/vane-info.html"));
      for (Map.Entry<String, String> words : first.entrySet()) {
        assertThat(search(browser, words.getKey()))
            .as(words.getKey())
            .first(STRING)
            .startsWith(SITE.toUri() + words.getValue());
      }
      assertThat(
              browser
                  .evaluate(
                      "const b = document.getElementById('search-results').getBoundingClientRect();"
                          + " return b.left >= 0 && b.right <= window.innerWidth;")
                  .asBoolean())
          .isTrue();
      assertWholesome(browser);
    }
  }

  @Test
  void theSearchWorksByTheKeyboard() throws IOException {
    try (Chromium browser = new Chromium(folder, 1280, HEIGHT, false)) {
      browser.open(SITE.resolve("index.html"));
      press(browser, "document.body", "/");
      assertThat(browser.evaluate("return document.activeElement.name;").asText()).isEqualTo("q");
      List<String> found = search(browser, "dynamics");
      assertThat(found).hasSizeGreaterThan(1);
      press(browser, "document.activeElement", "ArrowDown");
      press(browser, "document.activeElement", "ArrowDown");
      assertThat(
              browser
                  .evaluate("return document.querySelector('[aria-selected=true] a').href;")
                  .asText())
          .isEqualTo(found.get(1));
      press(browser, "document.activeElement", "Escape");
      assertThat(
              browser
                  .evaluate("return document.getElementById('search-results').hidden;")
                  .asBoolean())
          .isTrue();
      search(browser, "dynamics");
      browser.evaluate("document.querySelector('form.search').requestSubmit();");
      waitFor(browser, "return location.href === '" + found.get(0) + "';");
      search(browser, "xyzzy");
      assertThat(
              browser
                  .evaluate("return document.getElementById('search-results').textContent;")
                  .asText())
          .isEqualTo("Nothing found");
    }
  }

  private static void press(Chromium browser, String target, String key) throws IOException {
    browser.evaluate(
        target
            + ".dispatchEvent(new KeyboardEvent('keydown', {key: '"
            + key
            + "', bubbles: true, cancelable: true}));");
  }

  /** Types words, and gives the addresses that are found. */
  private static List<String> search(Chromium browser, String words) throws IOException {
    browser.evaluate(
        "const q = document.querySelector('form.search').elements.q; q.focus(); q.value = '"
            + words
            + "'; q.dispatchEvent(new Event('input'));");
    waitFor(browser, "return !document.getElementById('search-results').hidden;");
    JsonNode links =
        browser.evaluate(
            "return [...document.querySelectorAll('#search-results a')].map(a => a.href);");
    List<String> found = new ArrayList<>();
    links.forEach(link -> found.add(link.asText()));
    return found;
  }

  private static void waitFor(Chromium browser, String condition) throws IOException {
    long end = System.nanoTime() + LONGEST_WAIT_NANOSECONDS;
    while (!browser.evaluate(condition).asBoolean()) {
      assertThat(System.nanoTime()).as("waited too long for: %s", condition).isLessThan(end);
      LockSupport.parkNanos(POLL_NANOSECONDS);
    }
  }
}
