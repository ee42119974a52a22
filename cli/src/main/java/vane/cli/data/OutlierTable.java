package vane.cli.data;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import vane.Plural;
import vane.outlier.AtomOutlier;
import vane.outlier.FrameOutlier;
import vane.outlier.OutlierReport;

/** Outliers as text. */
final class OutlierTable {
  /** More are in the JSON file alone. */
  private static final int LISTED = 20;

  private OutlierTable() {}

  static void print(OutlierReport report, PrintWriter out) {
    out.println("outliers");
    out.printf(
        Locale.ROOT,
        "  %-16s %d compared with all others%s%s%n",
        "frames",
        report.frames(),
        report.learntFrames() < report.frames()
            ? ", " + report.learntFrames() + " of them learnt from"
            : "",
        report.notCompared() > 0
            ? "; " + report.notCompared() + " not compared: their elements are in too few frames"
            : "");
    out.printf(
        Locale.ROOT,
        "  %-16s force RMSE %.4f eV/Å, %.2g %% of the forces%n",
        "agreement",
        report.rmseEvPerAngstrom(),
        100 * report.relativeError());
    report.outliers().stream().limit(LISTED).forEach(each -> print(each, out));
    if (report.outliers().size() > LISTED) {
      out.println("  and " + Plural.of(report.outliers().size() - LISTED, "other frame"));
    }
  }

  private static void print(FrameOutlier outlier, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "  %s: %s%n",
        outlier.location(),
        outlier.isUnlike()
            ? "unlike all others, which say little of its forces"
            : outlier.isWhole()
                ? "the whole frame disagrees with all others"
                : Plural.of(outlier.oddAtoms(), "atom")
                    + " of "
                    + outlier.atoms()
                    + (outlier.oddAtoms() == 1 ? " disagrees" : " disagree")
                    + " with all others");
    AtomOutlier worst = outlier.worst();
    out.printf(
        Locale.ROOT,
        "    atom %d (%s): read %s, expected %s eV/Å: %.3g times the usual difference%n",
        worst.atom(),
        worst.element(),
        vector(worst.read()),
        vector(worst.expected()),
        worst.ratio());
  }

  private static String vector(List<Double> force) {
    return String.format(Locale.ROOT, "%.3f %.3f %.3f", force.get(0), force.get(1), force.get(2));
  }
}
