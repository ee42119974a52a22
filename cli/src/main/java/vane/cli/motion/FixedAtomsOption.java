package vane.cli.motion;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Option;
import vane.InputException;
import vane.engines.dynamics.Inertia;
import vane.io.xyz.Column;
import vane.io.xyz.ColumnType;
import vane.io.xyz.Frame;
import vane.structure.Isotope;

/** Which atoms stay where they are. */
public final class FixedAtomsOption {
  @Option(
      names = "--fix",
      paramLabel = "ATOMS",
      converter = AtomList.Converter.class,
      description = "Atoms that stay where they are, counted from 0: 0,3-5.")
  private AtomList fixed;

  /** The option as picocli fills it in. */
  public FixedAtomsOption() {}

  /**
   * The atoms that the option names or the frame's {@code move_mask} holds.
   *
   * @param frame the frame
   * @return their indices
   */
  public SortedSet<Integer> of(Frame frame) {
    SortedSet<Integer> atoms = new TreeSet<>(MovedFrame.fixedAtoms(frame));
    if (fixed != null) {
      atoms.addAll(fixed.atoms());
    }
    return atoms;
  }

  /**
   * The masses that a frame gives, or the standard ones, and its fixed atoms.
   *
   * @param frame the frame
   * @return masses in u
   * @throws InputException if the masses are not what they must be, or all atoms are fixed
   */
  public Inertia inertia(Frame frame) {
    Optional<Column> masses = frame.column("masses");
    if (masses.isEmpty()) {
      double[] standard = new double[frame.structure().size()];
      for (int i = 0; i < standard.length; i++) {
        Isotope isotope = frame.isotopes().get(i);
        standard[i] = isotope == null ? frame.structure().element(i).massU() : isotope.massU();
      }
      return Inertia.of(standard, of(frame));
    }
    if (masses.get().type() != ColumnType.REAL || masses.get().width() != 1) {
      throw new InputException(
          frame.location() + ": found the column " + masses.get() + ", expected masses:R:1 in u");
    }
    return Inertia.of(masses.get().reals(), of(frame));
  }
}
