package vane.report.page;

import java.util.List;
import java.util.Locale;

/**
 * A part of a page that needs scripts. Everything is put into the page as it is, so whoever makes a
 * part escapes what comes from files.
 *
 * @param html the part without its scripts; it makes sense where they do not run
 * @param style its rules of CSS
 * @param scripts programs in JavaScript that run one after the other when the page is there; the
 *     page allows these and no others
 */
public record ScriptedPart(String html, String style, List<String> scripts) {
  /** Copies the list. */
  public ScriptedPart {
    scripts = List.copyOf(scripts);
    scripts.forEach(ScriptedPart::requireInline);
  }

  /** A program with these in it would end early, or not at all, inside of a page. */
  private static void requireInline(String script) {
    String lower = script.toLowerCase(Locale.ROOT);
    for (String mark : List.of("</script", "<script", "<!--")) {
      if (lower.contains(mark)) {
        throw new IllegalArgumentException("found " + mark + " in a script of a page");
      }
    }
  }
}
