package vane.descriptor;

/**
 * The two small matrix products of SOAP, in blocks that stay in registers.
 *
 * <p>Coefficients of one species and one degree are {@code [(2l + 1) × stride]}: m by n, where n is
 * padded with zeros to a stride that is a multiple of four.
 */
final class DensityKernels {
  private DensityKernels() {}

  /**
   * Adds radial × angular functions of neighbours of one species to its coefficients: c[lm, n] +=
   * Σ_j y[j, lm] r[j, (l, n)].
   *
   * @param degrees l_max + 1
   * @param stride padded n_max
   * @param count number of neighbours
   * @param r {@code [count × degrees × stride]}
   * @param y {@code [count × degrees²]}
   * @param c coefficients, {@code [degrees² × stride]} from {@code offset} on, added to
   * @param offset where the species begins
   */
  static void accumulate(
      int degrees, int stride, int count, double[] r, double[] y, double[] c, int offset) {
    int radialRow = degrees * stride;
    int angularRow = degrees * degrees;
    for (int l = 0; l < degrees; l++) {
      for (int n = 0; n < stride; n += 4) {
        int place = offset + l * l * stride + n;
        int radial = l * stride + n;
        int lm = l * l;
        addOne(count, r, radial, radialRow, y, lm, angularRow, c, place);
        for (int pair = 0; pair < l; pair++) {
          int next = lm + 1 + 2 * pair;
          int to = place + (1 + 2 * pair) * stride;
          addTwo(count, r, radial, radialRow, y, next, angularRow, c, to, stride);
        }
      }
    }
  }

  private static void addOne(
      int count, double[] r, int ri, int rRow, double[] y, int yi, int yRow, double[] c, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int j = 0; j < count; j++) {
      double a = y[yi + j * yRow];
      int k = ri + j * rRow;
      s0 += a * r[k];
      s1 += a * r[k + 1];
      s2 += a * r[k + 2];
      s3 += a * r[k + 3];
    }
    c[to] += s0;
    c[to + 1] += s1;
    c[to + 2] += s2;
    c[to + 3] += s3;
  }

  private static void addTwo(
      int count,
      double[] r,
      int ri,
      int rRow,
      double[] y,
      int yi,
      int yRow,
      double[] c,
      int to,
      int stride) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double t0 = 0;
    double t1 = 0;
    double t2 = 0;
    double t3 = 0;
    for (int j = 0; j < count; j++) {
      double a = y[yi + j * yRow];
      double b = y[yi + j * yRow + 1];
      int k = ri + j * rRow;
      s0 += a * r[k];
      t0 += b * r[k];
      s1 += a * r[k + 1];
      t1 += b * r[k + 1];
      s2 += a * r[k + 2];
      t2 += b * r[k + 2];
      s3 += a * r[k + 3];
      t3 += b * r[k + 3];
    }
    c[to] += s0;
    c[to + 1] += s1;
    c[to + 2] += s2;
    c[to + 3] += s3;
    c[to + stride] += t0;
    c[to + stride + 1] += t1;
    c[to + stride + 2] += t2;
    c[to + stride + 3] += t3;
  }

  /**
   * All products of the coefficients of two species, Σ_m c[a, m, n] c[b, m, n'].
   *
   * @param c coefficients; not modified
   * @param a where {@code [(2l + 1) × stride]} of the first species begins
   * @param b where those of the second begin
   * @param dst {@code [nMax × nMax]} from {@code place} on, overwritten
   * @return one past the last that was written
   */
  static int square(
      double[] c, int a, int b, int l, int nMax, int stride, double[] dst, int place) {
    int terms = 2 * l + 1;
    for (int n = 0; n < nMax; n += 2) {
      // Where n_max is odd, the padded row after the last is computed and not written.
      int rows = Math.min(2, nMax - n);
      for (int k = 0; k < nMax; k += 4) {
        int to = place + n * nMax + k;
        products(c, a + n, b + k, terms, stride, rows, Math.min(4, nMax - k), dst, to, nMax);
      }
    }
    return place + nMax * nMax;
  }

  /**
   * The products of one species' coefficients with themselves for n ≤ n', by rows.
   *
   * @param c coefficients; not modified
   * @param a where {@code [(2l + 1) × stride]} begins
   * @param dst {@code [nMax (nMax + 1) / 2]} from {@code place} on, overwritten
   * @return one past the last that was written
   */
  static int triangle(double[] c, int a, int l, int nMax, int stride, double[] dst, int place) {
    int terms = 2 * l + 1;
    int to = place;
    for (int n = 0; n < nMax; n += 2) {
      int width = nMax - n;
      double corner = 0;
      for (int m = 0; m < terms; m++) {
        double value = c[a + m * stride + n];
        corner += value * value;
      }
      dst[to] = corner;
      // The rest of row n and all of row n + 1 are in the same columns, from n + 1 on.
      int rows = Math.min(2, width);
      for (int k = n + 1; k < nMax; k += 4) {
        int columns = Math.min(4, nMax - k);
        products(c, a + n, a + k, terms, stride, rows, columns, dst, to + k - n, width - 1);
      }
      to += width + (rows == 2 ? width - 1 : 0);
    }
    return to;
  }

  /** A block of 2 × 4 products, of which {@code rows × columns} are written. */
  private static void products(
      double[] c,
      int a,
      int b,
      int terms,
      int stride,
      int rows,
      int columns,
      double[] dst,
      int to,
      int rowLength) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double t0 = 0;
    double t1 = 0;
    double t2 = 0;
    double t3 = 0;
    int i = a;
    int j = b;
    for (int m = 0; m < terms; m++) {
      double x = c[i];
      double y = c[i + 1];
      s0 += x * c[j];
      t0 += y * c[j];
      s1 += x * c[j + 1];
      t1 += y * c[j + 1];
      s2 += x * c[j + 2];
      t2 += y * c[j + 2];
      s3 += x * c[j + 3];
      t3 += y * c[j + 3];
      i += stride;
      j += stride;
    }
    write(dst, to, columns, s0, s1, s2, s3);
    if (rows == 2) {
      write(dst, to + rowLength, columns, t0, t1, t2, t3);
    }
  }

  private static void write(
      double[] dst, int to, int columns, double s0, double s1, double s2, double s3) {
    dst[to] = s0;
    if (columns > 1) {
      dst[to + 1] = s1;
    }
    if (columns > 2) {
      dst[to + 2] = s2;
    }
    if (columns > 3) {
      dst[to + 3] = s3;
    }
  }
}
