package vane.evaluation;

import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.structure.ChemicalFormula;

/** What the molecule of a frame is called. */
public final class MoleculeName {
  /** The key of the comment line that names the molecule. */
  public static final String KEY = "molecule";

  private MoleculeName() {}

  /**
   * The value of {@link #KEY}, or where there is none the chemical formula.
   *
   * @param frame the frame
   * @return such as {@code ethane} or {@code C2H6}
   */
  public static String of(Frame frame) {
    InfoValue value = frame.info().get(KEY);
    if (value == null || value.isFlag() || value.text().isBlank()) {
      return ChemicalFormula.hill(frame.structure());
    }
    return value.text().strip();
  }
}
