package vane.evaluation;

/**
 * Which frames have their atoms kept one by one: all at first; when atoms become too many, a half
 * of the frames, a quarter and so on, drawn at random by their numbers. The draw depends on nothing
 * but the frames and their order. Not thread-safe.
 */
final class FrameDraw {
  /** Atoms of frames that are kept: about 100 bytes each until all figures are there. */
  static final int MOST_ATOMS = 5_000_000;

  /** The rank of what is never dropped. */
  static final byte ALWAYS = Long.SIZE;

  private final long mostAtoms;
  private int least;

  /**
   * A draw that keeps all frames up to now.
   *
   * @param mostAtoms how many atoms are kept at most
   */
  FrameDraw(long mostAtoms) {
    this.mostAtoms = mostAtoms;
  }

  /**
   * How long a frame is kept: a half of all frames have a rank of at least 1, a quarter of at least
   * 2, and so on.
   *
   * @param frame the number of the frame
   */
  static byte rank(long frame) {
    // The finalizer of MurmurHash3, which makes each bit depend on all.
    long bits = frame + 0x9e3779b97f4a7c15L;
    bits = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    bits = (bits ^ (bits >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return (byte) Long.numberOfTrailingZeros(bits ^ (bits >>> 33));
  }

  /** Whether a frame of a rank is kept. */
  boolean keeps(byte rank) {
    return rank >= least;
  }

  /**
   * Keeps a half of the frames, if there are too many atoms.
   *
   * @param atoms how many are kept
   * @return whether frames of lower ranks are to be dropped now
   */
  boolean narrowsAt(long atoms) {
    if (atoms <= mostAtoms) {
      return false;
    }
    least++;
    return true;
  }
}
