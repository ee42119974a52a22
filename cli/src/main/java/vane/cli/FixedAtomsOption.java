package vane.cli;

import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import vane.io.xyz.Frame;

/** Which atoms stay where they are. */
final class FixedAtomsOption {
  @Option(
      names = "--fix",
      paramLabel = "ATOMS",
      converter = AtomList.Converter.class,
      description = "Atoms that stay where they are, counted from 0: 0,3-5.")
  private AtomList fixed;

  /**
   * The atoms that the option names or the frame's {@code move_mask} holds.
   *
   * @param frame the frame
   * @return their indices
   */
  SortedSet<Integer> of(Frame frame) {
    SortedSet<Integer> atoms = new TreeSet<>(MovedFrame.fixedAtoms(frame));
    if (fixed != null) {
      atoms.addAll(fixed.atoms());
    }
    return atoms;
  }
}
