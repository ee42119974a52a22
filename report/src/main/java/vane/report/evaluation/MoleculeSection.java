package vane.report.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import vane.evaluation.ErrorSummary;
import vane.evaluation.MoleculeErrors;
import vane.report.page.CaptionedPanel;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;
import vane.report.page.Table;
import vane.structure.Element;

/** What a page says of each molecule. */
final class MoleculeSection {
  /** A plot of fewer atoms shows no density. */
  static final int ATOMS_OF_A_PLOT = 50;

  /** How many molecules have panels at most: those with the most atoms. */
  static final int MOLECULES_DRAWN = 12;

  /** How many molecules have a row in the table at most: those with the most atoms. */
  static final int MOLECULES_LISTED = 500;

  /** Longer names of molecules are cut in titles; captions have them whole. */
  private static final int LONGEST_TITLE = 20;

  private MoleculeSection() {}

  /** Adds the table, and plots of the molecules with the most atoms. */
  static void add(
      HtmlPage page, SortedMap<String, MoleculeErrors> molecules, Set<Element> elements) {
    List<Map.Entry<String, MoleculeErrors>> byAtoms = new ArrayList<>(molecules.entrySet());
    byAtoms.sort(
        Comparator.comparingLong(
                (Map.Entry<String, MoleculeErrors> entry) -> -entry.getValue().all().environments())
            .thenComparing(Map.Entry::getKey));
    List<String> head =
        new ArrayList<>(List.of("molecule", "force RMSE (eV/Å)", "frames", "atoms", "all (°)"));
    elements.forEach(element -> head.add(element.symbol() + " (°)"));
    Table table = new Table(head.toArray(new String[0]));
    byAtoms.stream()
        .limit(MOLECULES_LISTED)
        .forEach(entry -> table.row(moleculeRow(entry.getKey(), entry.getValue(), elements)));
    page.table(table);
    page.remark(
        "Angles are weighted means. The name of a molecule is the value of the key \"molecule\" of the"
            + " frame, or else its chemical formula."
            + (byAtoms.size() > MOLECULES_LISTED
                ? " Of "
                    + byAtoms.size()
                    + " molecules, the "
                    + MOLECULES_LISTED
                    + " with the most atoms are listed."
                : ""));
    List<CaptionedPanel> figures =
        byAtoms.stream()
            .limit(MOLECULES_DRAWN)
            .filter(entry -> entry.getValue().samples().size() >= ATOMS_OF_A_PLOT)
            .map(entry -> moleculePanel(entry.getKey(), entry.getValue()))
            .toList();
    if (!figures.isEmpty()) {
      page.figures(figures, 4);
    }
    if (figures.size() < byAtoms.size()) {
      page.remark(
          "Of "
              + byAtoms.size()
              + " molecules, plots are shown for "
              + figures.size()
              + ": those with the most atoms, and "
              + ATOMS_OF_A_PLOT
              + " at least.");
    }
  }

  private static CaptionedPanel moleculePanel(String name, MoleculeErrors errors) {
    return AngleNormPlot.of(
        "molecule-density",
        name.length() <= LONGEST_TITLE ? name : name.substring(0, LONGEST_TITLE - 1) + "\u2026",
        errors.samples(),
        errors.all().forceRmseEvPerAngstrom(),
        name
            + ", weighted mean angle "
            + NumberFormats.decimals(errors.all().weightedMeanAngleDeg(), 2)
            + "°.");
  }

  private static List<String> moleculeRow(
      String name, MoleculeErrors errors, Set<Element> elements) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(NumberFormats.decimals(errors.all().forceRmseEvPerAngstrom(), 4));
    row.add(String.valueOf(errors.frames()));
    row.add(String.valueOf(errors.all().environments()));
    row.add(NumberFormats.decimals(errors.all().weightedMeanAngleDeg(), 2));
    for (Element element : elements) {
      ErrorSummary summary = errors.elements().get(element);
      row.add(
          summary == null
              ? NumberFormats.MISSING
              : NumberFormats.decimals(summary.weightedMeanAngleDeg(), 2));
    }
    return row;
  }
}
