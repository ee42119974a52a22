package vane.report.evaluation;

import java.util.Locale;
import java.util.stream.Collectors;
import vane.Plural;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;

/** What a page says of the cost of a model. */
final class CostSection {
  private CostSection() {}

  /** Adds sizes, times and memory. */
  static void add(HtmlPage page, RunCost cost) {
    DefinitionList list = new DefinitionList();
    cost.modelBytes().ifPresent(bytes -> list.add("size of the model file", megabytes(bytes)));
    list.add("learnt from", learntFrom(cost))
        .add(
            "prediction",
            String.format(
                Locale.ROOT,
                "%s µs per atom: %d atoms in %s on %s (the machine has %s)",
                NumberFormats.decimals(cost.microsecondsPerAtom(), 1),
                cost.atoms(),
                NumberFormats.duration(cost.seconds()),
                Plural.of(cost.threads(), "thread"),
                Plural.of(cost.processors(), "processor")));
    cost.peakMemoryBytes()
        .ifPresent(bytes -> list.add("peak memory of this run", megabytes(bytes)));
    page.definitions(list);
    page.remark(
        "The time is by the clock on the wall, with all that the prediction of a frame takes,"
            + " uncertainties too, and with the first moments, in which Java still compiles: runs of"
            + " few atoms look slower than they would go on. A model file holds no times, so that the"
            + " same training gives the same file: train prints how long it took.");
  }

  private static String learntFrom(RunCost cost) {
    String atoms =
        cost.trainingEnvironments().entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey().symbol())
            .collect(Collectors.joining(", "));
    return (atoms.isEmpty() ? "not known" : atoms + " atoms")
        + ", of "
        + Plural.of(cost.trainingFrames(), "frame")
        + " that training was given";
  }

  private static String megabytes(long bytes) {
    return NumberFormats.decimals(bytes / 1e6, bytes < 1e7 ? 2 : 0) + " MB";
  }
}
