package vane.cli.mlm;

import picocli.CommandLine.Option;
import vane.cli.program.UsageException;
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
public final class SelectionOptions {
  @Option(
      names = "--selection",
      paramLabel = "NAME",
      description =
          "How references are chosen: rs-maximin, random or d-squared (default: rs-maximin; random"
              + " with --preset accurate of a train command).")
  private String selection;

  @Option(
      names = "--start",
      paramLabel = "WHERE",
      description =
          "Where rs-maximin starts: mean (the example nearest to the mean), farthest (from the mean),"
              + " random (drawn with --seed), or the number of an example, counted from 0 among those"
              + " that can be references: environments of an element with a force and a neighbour,"
              + " or rows with a vector (default: mean).")
  private String start;

  /** Options as picocli fills them in. */
  public SelectionOptions() {}

  /**
   * The selection, by default the paper's.
   *
   * @param seed the seed of a random one
   * @return the selection
   * @throws UsageException if a name or a number is not what it must be
   */
  public ReferenceSelection selection(long seed) {
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
  public ReferenceSelection selection(long seed, String usual) {
    String chosen = selection == null ? usual : selection;
    if (start != null && !chosen.equals("rs-maximin")) {
      throw new UsageException(
          "--start: found it with the selection " + chosen + ", expected it with rs-maximin");
    }
    switch (chosen) {
      case "rs-maximin":
        return new RsMaximin(start(seed));
      case "random":
        return new RandomReferences(seed);
      case "d-squared":
        return new DSquaredReferences(seed);
      default:
        throw new UsageException(
            "--selection: found '" + chosen + "', expected rs-maximin, random or d-squared");
    }
  }

  private RsMaximin.Start start(long seed) {
    switch (start == null ? "mean" : start) {
      case "mean":
        return new RsMaximin.NearestToMean();
      case "farthest":
        return new RsMaximin.FarthestFromMean();
      case "random":
        return new RsMaximin.Drawn(seed);
      default:
        if (start.matches("\\d{1,9}")) {
          return new RsMaximin.Row(Integer.parseInt(start));
        }
        throw new UsageException(
            "--start: found '" + start + "', expected mean, farthest, random or a number from 0");
    }
  }
}
