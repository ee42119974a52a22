package vane.network;

/**
 * Where the weights of a network lie in one array, and in another their transposes, which the way
 * backwards needs. Immutable.
 */
final class NetworkLayout {
  static final int DEGREES = 4;

  final NetworkSettings settings;
  final int elements;
  final int channels;
  final int radial;
  final int hidden;

  /** Radial functions of all elements, filled up to a multiple of sixteen. */
  final int depth;

  final InvariantProgram program;
  final int[] invariants;

  /** The distance of rows in an atom's table of densities and products. */
  final int step;

  /** The floats of an atom's table. */
  final int table;

  /** First layer: densities {@code [z][l]}, its scalars, its energies, its features. */
  final int[] first;

  final int[] firstScalars;
  final int[] firstEnergy;
  final int[] features;
  final int[] featureShift;

  /** Second layer. */
  final int message;

  final int[] mix;
  final int[] skip;
  final int[] secondScalars;
  final int[] secondEnergy;
  final int[] inner;
  final int[] innerShift;
  final int[] outer;
  final int[] pair;
  final int size;

  final int[] firstT;
  final int[] featuresT;
  final int messageT;
  final int[] mixT;
  final int[] innerT;
  final int transposedSize;

  NetworkLayout(NetworkSettings settings, int elements) {
    this.settings = settings;
    this.elements = elements;
    channels = settings.channels();
    radial = settings.radialFunctions();
    hidden = settings.hidden();
    depth = (radial * elements + 15) / 16 * 16;
    // An odd number of cache lines: rows of an atom do not fight for the same places.
    step = channels % 32 == 0 ? channels + 16 : channels;
    program = new InvariantProgram(settings.order(), step);
    invariants = program.invariants();
    table = program.rows() * step;
    int k = channels;
    int c = invariants.length;
    Cursor at = new Cursor();
    first = at.take(elements * DEGREES, depth * k);
    firstScalars = at.take(elements, c * k);
    firstEnergy = at.take(elements, c * k);
    features = at.take(elements, k * k);
    featureShift = at.take(elements, k);
    message = at.take(1, radial * DEGREES * k)[0];
    mix = at.take(elements * DEGREES, k * k);
    skip = at.take(elements, DEGREES * k);
    secondScalars = at.take(elements, c * k);
    secondEnergy = at.take(elements, c * k);
    inner = at.take(elements, 2 * k * hidden);
    innerShift = at.take(elements, hidden);
    outer = at.take(elements, hidden);
    pair = at.take(elements, depth);
    size = at.next;
    Cursor t = new Cursor();
    firstT = t.take(elements * DEGREES, depth * k);
    featuresT = t.take(elements, k * k);
    messageT = t.take(1, radial * DEGREES * k)[0];
    mixT = t.take(elements * DEGREES, k * k);
    innerT = t.take(elements, 2 * k * hidden);
    transposedSize = t.next;
  }

  /** Writes the transposes of weights. */
  void transpose(float[] w, float[] t) {
    for (int i = 0; i < elements * DEGREES; i++) {
      Panels.transpose(w, first[i], depth, channels, t, firstT[i]);
      Panels.transpose(w, mix[i], channels, channels, t, mixT[i]);
    }
    for (int z = 0; z < elements; z++) {
      Panels.transpose(w, features[z], channels, channels, t, featuresT[z]);
      Panels.transpose(w, inner[z], 2 * channels, hidden, t, innerT[z]);
    }
    // [radial / 8][4 × channels][8]
    int columns = DEGREES * channels;
    for (int n = 0; n < radial; n++) {
      for (int k = 0; k < columns; k++) {
        t[messageT + ((n >> 3) * columns + k) * 8 + (n & 7)] =
            w[message + ((k >> 4) * radial + n) * Panels.WIDTH + (k & 15)];
      }
    }
  }

  private static final class Cursor {
    private int next;

    int[] take(int count, int size) {
      int[] at = new int[count];
      for (int i = 0; i < count; i++) {
        at[i] = next;
        next += (size + 15) / 16 * 16;
      }
      return at;
    }
  }
}
