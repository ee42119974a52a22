package vane.report.viewer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import vane.Plural;
import vane.report.page.NumberFormats;
import vane.report.page.ScriptedPart;
import vane.report.page.Table;

/** The part of a page that shows frames in three dimensions. */
final class StructureViewer {
  /** How many frames a page holds at most. */
  static final int MOST_FRAMES = 40;

  /** How many atoms of a frame it shows at most. */
  static final int MOST_ATOMS = 1000;

  /** The page's own scripts; each needs those before it. */
  private static final List<String> SCRIPTS =
      List.of("numbers.js", "frames.js", "plots.js", "scatter.js", "structure.js", "viewer.js");

  private StructureViewer() {}

  /**
   * The part.
   *
   * @param frames at least one and at most {@link #MOST_FRAMES}, the first is shown first
   * @param words what their forces are called
   * @param withNearest whether forces are shown against the distance to the nearest atom, too
   * @param leftOut a sentence that says how the frames were chosen, and of how many
   * @return it holds all that it needs
   */
  static ScriptedPart part(
      List<ShownFrame> frames, ViewerWords words, boolean withNearest, String leftOut) {
    String data = new ViewerData(frames, words, withNearest, MOST_ATOMS).text();
    return new ScriptedPart(
        resource("viewer.html")
            + table(frames, words).html()
            + "</div>\n"
            + paragraph(leftOut + cut(frames))
            + "</section>\n<script type=\"application/json\" id=\"structures-data\">"
            + data
            + "</script>\n",
        resource("viewer.css"),
        scripts());
  }

  private static List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    scripts.add("/*\n" + resource("3dmol/LICENSE.txt") + "*/\n" + resource("3dmol/3Dmol-min.js"));
    SCRIPTS.forEach(name -> scripts.add("\n" + resource(name)));
    return scripts;
  }

  private static String paragraph(String text) {
    return "<p class=\"remark\">" + text + "</p>\n";
  }

  private static String cut(List<ShownFrame> frames) {
    long large =
        frames.stream().filter(each -> each.known().structure().size() > MOST_ATOMS).count();
    return " Frames and atoms count from zero."
        + (large == 0
            ? ""
            : " "
                + Plural.of(large, "frame")
                + (large == 1 ? " is" : " are")
                + " too large to be shown whole: of each, the "
                + MOST_ATOMS
                + " atoms around the one in the table are shown, and the cell is not.");
  }

  private static Table table(List<ShownFrame> frames, ViewerWords words) {
    boolean compared = frames.stream().anyMatch(ShownFrame::isPredicted);
    boolean uncertain = frames.stream().anyMatch(ShownFrame::isUncertain);
    List<String> head =
        new ArrayList<>(List.of("chosen as", "frame", "atoms", "atom", words.known() + " (eV/Å)"));
    if (compared) {
      head.add(words.error() + " (" + words.errorUnit().strip() + ")");
    }
    if (uncertain) {
      head.add("uncertainty (eV/Å)");
    }
    Table table = new Table(head.toArray(new String[0]));
    for (ShownFrame frame : frames) {
      table.row(row(frame, words, compared, uncertain));
    }
    return table;
  }

  private static List<String> row(
      ShownFrame frame, ViewerWords words, boolean compared, boolean uncertain) {
    int atom = frame.focus();
    List<String> row = new ArrayList<>();
    row.add(frame.reason());
    row.add(frame.location().toString());
    row.add(String.valueOf(frame.known().structure().size()));
    row.add(atom + " (" + frame.known().structure().element(atom) + ")");
    row.add(NumberFormats.threeDigits(frame.known().forceNorm(atom)));
    if (compared) {
      row.add(
          frame.isPredicted()
              ? NumberFormats.threeDigits(error(frame, words, atom))
              : NumberFormats.MISSING);
    }
    if (uncertain) {
      row.add(
          frame.isUncertain()
              ? NumberFormats.threeDigits(frame.uncertainty(atom))
              : NumberFormats.MISSING);
    }
    return row;
  }

  private static double error(ShownFrame frame, ViewerWords words, int atom) {
    return words.directions() ? frame.angle(atom) : frame.difference(atom);
  }

  private static String resource(String name) {
    try (InputStream in = StructureViewer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the file " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("the file " + name + " cannot be read from the jar", broken);
    }
  }
}
