package vane.evaluation;

import java.util.Locale;
import java.util.Optional;
import vane.audit.LabelledFrame;

/**
 * Whether known and predicted forces are the same but for a factor, as those in another unit, and
 * gradients in place of forces, are. Not safe for use by several threads.
 */
public final class ForceAgreement {
  private static final double CLEAR_COSINE = 0.8;
  private static final double LARGEST_FACTOR = 3;

  private double known;
  private double predicted;
  private double product;

  /** No forces yet. */
  public ForceAgreement() {}

  /**
   * Takes the forces of a frame.
   *
   * @param labelled the frame with its known forces
   * @param forces the predicted ones, {@code [nAtoms × 3]} in eV/Å
   */
  public void add(LabelledFrame labelled, double[] forces) {
    for (int i = 0; i < forces.length; i++) {
      if (!labelled.held().get(i / 3)) {
        known += labelled.forces()[i] * labelled.forces()[i];
        predicted += forces[i] * forces[i];
        product += labelled.forces()[i] * forces[i];
      }
    }
  }

  /**
   * What was noticed.
   *
   * @return a sentence; empty if all looks well
   */
  public Optional<String> warning() {
    double cosine = product / Math.sqrt(known * predicted);
    double factor = product / known;
    if (cosine < -CLEAR_COSINE) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the forces in the files point the other way than those predicted (cosine %.2f): they"
                  + " look like gradients, expected forces, which are −1 times the gradient",
              cosine));
    }
    if (cosine > CLEAR_COSINE && (factor > LARGEST_FACTOR || factor < 1 / LARGEST_FACTOR)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the forces in the files are about %.3g times too %s beside those predicted: they look"
                  + " like another unit (1 Hartree/Bohr is 51.42 eV/Å), expected eV/Å",
              factor > 1 ? factor : 1 / factor,
              factor > 1 ? "small" : "large"));
    }
    return Optional.empty();
  }
}
