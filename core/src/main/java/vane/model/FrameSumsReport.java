package vane.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import vane.Plural;
import vane.equivariant.sums.AdditiveFit;
import vane.equivariant.sums.FrameSums;
import vane.model.ForceModelReport.Detail;
import vane.structure.Element;

/** What kept {@link FrameSums} are, for a reader. */
public final class FrameSumsReport {
  private FrameSumsReport() {}

  /**
   * Describes sums.
   *
   * @param sums the sums; not modified
   * @return elements, functions, frames, and what was seen of each element
   */
  public static List<Detail> of(FrameSums sums) {
    AdditiveFit forces = sums.forces();
    List<Detail> details = new ArrayList<>();
    details.add(
        new Detail(
            "elements",
            forces.elements().stream().map(Element::symbol).collect(Collectors.joining(", "))));
    details.add(new Detail("functions", EquivariantReports.text(forces.settings())));
    details.add(
        new Detail(
            "frames",
            sums.frames()
                + ", "
                + Plural.of(forces.features() / forces.elements().size(), "function")
                + " per element"));
    details.add(
        new Detail(
            "energies",
            sums.energies().isPresent() ? Plural.of(sums.energyFrames(), "frame") : "not learnt"));
    details.add(
        new Detail(
            "stresses",
            sums.virials().isPresent() ? Plural.of(sums.stresses(), "frame") : "not learnt"));
    int a = 0;
    for (Element element : forces.elements()) {
      details.add(
          new Detail(
              element.toString(),
              String.format(
                  Locale.ROOT,
                  "%s, longest force %.2f eV/Å",
                  Plural.of(forces.environments()[a], "training environment"),
                  forces.largestForces()[a])));
      a++;
    }
    return details;
  }
}
