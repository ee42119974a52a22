package vane.cli;

import picocli.CommandLine.Option;
import vane.mlm.reference.DSquaredReferences;
import vane.mlm.reference.RandomReferences;
import vane.mlm.reference.ReferenceSelection;
import vane.mlm.reference.RsMaximin;

/**
 * How references are chosen; the defaults are the paper's, where it says, or those of a preset.
 *
 * <p>Several commands share the options, so their words fit environments of atoms and rows of
 * arrays.
 */
final class SelectionOptions {
  @Option(
      names = "--selection",
      paramLabel = "NAME",
      description =
          "How references are chosen: rs-maximin, random or d-squared (default: rs-maximin; random"
              + " with --preset accurate of a train command).")
  private String selection;

  @Option(
      names = "--start",
      paramLabel = "ROW",
      description =
          "The example that rs-maximin starts from, counted from 0 among those that can be"
              + " references: environments of an element with a force and a neighbour, or rows with"
              + " a vector (default: the one nearest to the mean).")
  private Integer start;

  /**
   * The selection, by default the paper's.
   *
   * @param seed the seed of a random one
   * @return the selection
   * @throws UsageException if a name or a number is not what it must be
   */
  ReferenceSelection selection(long seed) {
    return selection(seed, "rs-maximin");
  }

  /**
   * The selection.
   *
   * @param seed the seed of a random one
   * @param usual the name that stands for one that is not given
   * @return the selection
   * @throws UsageException if a name or a number is not what it must be
   */
  ReferenceSelection selection(long seed, String usual) {
    String chosen = selection == null ? usual : selection;
    if (start != null && (start < 0 || !chosen.equals("rs-maximin"))) {
      throw new UsageException(
          "--start " + start + ", expected a row from 0, and the selection rs-maximin");
    }
    switch (chosen) {
      case "rs-maximin":
        return start == null ? RsMaximin.fromNearestToMean() : RsMaximin.from(start);
      case "random":
        return new RandomReferences(seed);
      case "d-squared":
        return new DSquaredReferences(seed);
      default:
        throw new UsageException(
            "--selection: found '" + chosen + "', expected rs-maximin, random or d-squared");
    }
  }
}
