package vane.equivariant.fit;

import java.util.List;
import java.util.Locale;
import vane.InputException;
import vane.structure.LabelledStructure;
import vane.structure.StructureException;

/** Refuses forces that nothing can be learnt from. */
public final class SensibleForces {
  /** Forces in eV/Å so large are no forces, and their squares would not be numbers any more. */
  private static final double LARGEST_FORCE = 1e6;

  private SensibleForces() {}

  /**
   * Checks frames.
   *
   * @param frames the frames
   * @throws StructureException if a force is not a sensible number, with the index of the frame
   */
  public static void require(List<LabelledStructure> frames) {
    for (int f = 0; f < frames.size(); f++) {
      LabelledStructure frame = frames.get(f);
      for (int i = 0; i < frame.structure().size(); i++) {
        double norm = frame.forceNorm(i);
        if (!(norm < LARGEST_FORCE)) {
          throw new StructureException(
              f,
              new InputException(
                  String.format(
                      Locale.ROOT,
                      "found a force of %s eV/Å on atom %d, expected below %s",
                      norm,
                      i,
                      LARGEST_FORCE)));
        }
      }
    }
  }
}
