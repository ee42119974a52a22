package vane.directions;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import vane.mlm.reference.Environments;

/**
 * The arrays to learn directions from, or to predict them for: descriptors X, and as far as they
 * are there, points Y with their kinds, vectors V, and groups.
 *
 * <p>X does not change when an environment turns; Y and V turn with it. Y and V have two or three
 * components. Immutable: each {@code with…} gives new data.
 */
public final class DirectionData {
  private static final int MOST_POINTS = 6;

  private final DirectionArray x;
  private final Optional<DirectionArray> y;
  private final Optional<DirectionArray> kinds;
  private final Optional<DirectionArray> v;
  private final Optional<DirectionArray> groups;

  private DirectionData(
      DirectionArray x,
      Optional<DirectionArray> y,
      Optional<DirectionArray> kinds,
      Optional<DirectionArray> v,
      Optional<DirectionArray> groups) {
    this.x = x;
    this.y = y;
    this.kinds = kinds;
    this.v = v;
    this.groups = groups;
  }

  /**
   * Descriptors alone.
   *
   * @param descriptors X {@code [N × d]}, or {@code [N]} for a single feature
   * @return data without points and vectors
   * @throws DirectionDataException if the array has more axes
   */
  public static DirectionData of(DirectionArray descriptors) {
    if (descriptors.shape().length > 2) {
      throw new DirectionDataException(
          descriptors.name(), "the shape " + descriptors.shapeText(), "X [N × d]");
    }
    return new DirectionData(
        descriptors, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The same with points.
   *
   * @param points Y {@code [N × M × 2]} or {@code [N × M × 3]}, relative to the centre of the row,
   *     M from 1 to 6; a point at zero counts as absent, unless kinds say otherwise
   * @return new data
   * @throws DirectionDataException if the array has another shape
   */
  public DirectionData withPoints(DirectionArray points) {
    int[] shape = points.shape();
    if (shape.length != 3 || shape[1] > MOST_POINTS || !isDimension(shape[2])) {
      throw new DirectionDataException(
          points.name(),
          "the shape " + points.shapeText(),
          "Y [N × M × 2] or [N × M × 3] with M from 1 to 6 points");
    }
    requireRows(points);
    v.ifPresent(vectors -> requireDimension(points, shape[2], vectors.perRow()));
    return new DirectionData(x, Optional.of(points), Optional.empty(), v, groups);
  }

  /**
   * The same with points whose components stand side by side, as in a table.
   *
   * @param points Y {@code [N × (M · dimension)]}, or {@code [N × M × dimension]}
   * @param dimension 2 or 3
   * @return new data
   * @throws DirectionDataException if a row does not hold whole points
   */
  public DirectionData withPoints(DirectionArray points, int dimension) {
    int[] shape = points.shape();
    if (shape.length == 3) {
      requireDimension(points, shape[2], dimension);
      return withPoints(points);
    }
    if (points.perRow() % dimension != 0) {
      throw new DirectionDataException(
          points.name(),
          points.perRow() + " numbers per row",
          "a multiple of " + dimension + ": M points of " + dimension + " components");
    }
    return withPoints(
        DirectionArray.of(
            points.name(), points.values(), points.rows(), points.perRow() / dimension, dimension));
  }

  /**
   * The same with the kinds of the points.
   *
   * @param pointKinds {@code [N × M]} whole numbers, 0 for a point that is absent (its place in Y
   *     is zero)
   * @return new data
   * @throws DirectionDataException if there are no points, the array has another shape, a number is
   *     not whole or below 0, or an absent point is not at zero
   */
  public DirectionData withKinds(DirectionArray pointKinds) {
    if (y.isEmpty()) {
      throw new DirectionDataException(pointKinds.name(), "kinds without points", "points Y, too");
    }
    requireRows(pointKinds);
    if (pointKinds.perRow() != points()) {
      throw new DirectionDataException(
          pointKinds.name(),
          pointKinds.perRow() + " kinds per row",
          points() + " as Y has points per row");
    }
    for (int i = 0; i < size(); i++) {
      for (int p = 0; p < points(); p++) {
        double kind = pointKinds.value(i, p);
        if (kind != (int) kind || kind < 0) {
          throw new DirectionDataException(
              pointKinds.name(), kind + " in row " + i, "whole numbers from 0");
        }
        if (kind == 0 && !isZero(y.get(), i, p)) {
          throw new DirectionDataException(
              pointKinds.name(),
              "0 (absent) in row " + i + " for point " + p + ", which is not at zero",
              "1 or more, or zeros in Y");
        }
      }
    }
    return new DirectionData(x, y, Optional.of(pointKinds), v, groups);
  }

  /**
   * The same with vectors.
   *
   * @param vectors V {@code [N × 2]} or {@code [N × 3]}, of any length; a zero row stands for a
   *     direction that is not known
   * @return new data
   * @throws DirectionDataException if the array has another shape
   */
  public DirectionData withVectors(DirectionArray vectors) {
    if (vectors.shape().length != 2 || !isDimension(vectors.perRow())) {
      throw new DirectionDataException(
          vectors.name(), "the shape " + vectors.shapeText(), "V [N × 2] or [N × 3]");
    }
    requireRows(vectors);
    y.ifPresent(points -> requireDimension(points, points.shape()[2], vectors.perRow()));
    return new DirectionData(x, y, kinds, Optional.of(vectors), groups);
  }

  /**
   * The same with groups: rows that belong together, and are held out together.
   *
   * @param rowGroups {@code [N]}, one whole number per row
   * @return new data
   * @throws DirectionDataException if the array has another shape or a number is not whole
   */
  public DirectionData withGroups(DirectionArray rowGroups) {
    requireRows(rowGroups);
    if (rowGroups.perRow() != 1) {
      throw new DirectionDataException(
          rowGroups.name(), rowGroups.perRow() + " numbers per row", "one group per row");
    }
    for (int i = 0; i < size(); i++) {
      if (rowGroups.value(i, 0) != Math.rint(rowGroups.value(i, 0))) {
        throw new DirectionDataException(
            rowGroups.name(), rowGroups.value(i, 0) + " in row " + i, "whole numbers");
      }
    }
    return new DirectionData(x, y, kinds, v, Optional.of(rowGroups));
  }

  /**
   * Some of the rows, in the order asked for.
   *
   * @param rows their indices
   * @return new data
   */
  public DirectionData select(int[] rows) {
    return new DirectionData(
        x.select(rows),
        y.map(array -> array.select(rows)),
        kinds.map(array -> array.select(rows)),
        v.map(array -> array.select(rows)),
        groups.map(array -> array.select(rows)));
  }

  /**
   * The number of rows N.
   *
   * @return zero or more
   */
  public int size() {
    return x.rows();
  }

  /**
   * The number of features d.
   *
   * @return at least one
   */
  public int features() {
    return x.perRow();
  }

  /**
   * The number of points M.
   *
   * @return 0 (none) to 6
   */
  public int points() {
    return y.map(points -> points.shape()[1]).orElse(0);
  }

  /**
   * The descriptors.
   *
   * @return X
   */
  public DirectionArray descriptors() {
    return x;
  }

  /**
   * The points, if there are any.
   *
   * @return Y
   */
  public Optional<DirectionArray> pointArray() {
    return y;
  }

  /**
   * The vectors, if they are known.
   *
   * @return V
   */
  public Optional<DirectionArray> vectors() {
    return v;
  }

  /**
   * The group of each row; where no groups were given, every row is its own.
   *
   * @return {@code [N]}
   */
  public long[] groups() {
    return groups
        .map(array -> Arrays.stream(array.values()).mapToLong(group -> (long) group).toArray())
        .orElseGet(() -> LongStream.range(0, size()).toArray());
  }

  /**
   * How many components vectors have, as far as the arrays tell.
   *
   * @return 2 or 3; empty without points and vectors
   */
  public Optional<Integer> dimension() {
    return v.map(DirectionArray::perRow).or(() -> y.map(points -> points.shape()[2]));
  }

  /**
   * The rows whose direction is known.
   *
   * @return indices of the rows of V that are not zero
   */
  public int[] rowsWithVectors() {
    return IntStream.range(0, size())
        .filter(i -> v.isPresent() && !isZeroRow(v.get(), i))
        .toArray();
  }

  /** How many usable rows have descriptors that differ, at most a limit. */
  int distinct(int limit) {
    Environments environments = environments(x.values());
    double[] values = x.values();
    Set<List<Double>> seen = new HashSet<>();
    for (int i = 0; i < size() && seen.size() < limit; i++) {
      if (environments.hasVector(i) && !environments.isIsolated(i)) {
        int from = i * features();
        seen.add(Arrays.stream(values, from, from + features()).boxed().toList());
      }
    }
    return seen.size();
  }

  /** The environments with unit vectors; those in the plane get z = 0. Absent points come last. */
  Environments environments(double[] scaledDescriptors) {
    int n = size();
    int m = points();
    double[] places = new double[3 * n * m];
    int[] placeKinds = new int[n * m];
    for (int i = 0; i < n; i++) {
      int next = i * m;
      for (int p = 0; p < m; p++) {
        int kind = kind(i, p);
        if (kind != 0) {
          copy(y.get(), i, p, places, 3 * next);
          placeKinds[next++] = kind;
        }
      }
    }
    double[] units = new double[3 * n];
    for (int row : rowsWithVectors()) {
      copy(v.get(), row, 0, units, 3 * row);
      normalise(units, 3 * row);
    }
    return Environments.of(features(), m, scaledDescriptors, places, placeKinds, units);
  }

  private int kind(int row, int point) {
    return kinds
        .map(array -> (int) array.value(row, point))
        .orElseGet(() -> isZero(y.orElseThrow(), row, point) ? 0 : 1);
  }

  private static void copy(
      DirectionArray from, int row, int point, double[] destination, int place) {
    int[] shape = from.shape();
    int dimension = shape[shape.length - 1];
    for (int c = 0; c < dimension; c++) {
      destination[place + c] = from.value(row, point * dimension + c);
    }
  }

  /** Makes three components a unit vector; in two steps, so that no square overflows. */
  static void normalise(double[] vector, int place) {
    double largest = 0;
    for (int c = place; c < place + 3; c++) {
      largest = Math.max(largest, Math.abs(vector[c]));
    }
    double squares = 0;
    for (int c = place; c < place + 3; c++) {
      vector[c] /= largest;
      squares += vector[c] * vector[c];
    }
    for (int c = place; c < place + 3; c++) {
      vector[c] /= Math.sqrt(squares);
    }
  }

  private static boolean isZero(DirectionArray points, int row, int point) {
    int dimension = points.shape()[2];
    return IntStream.range(0, dimension)
        .allMatch(c -> points.value(row, point * dimension + c) == 0);
  }

  private static boolean isZeroRow(DirectionArray vectors, int row) {
    return IntStream.range(0, vectors.perRow()).allMatch(c -> vectors.value(row, c) == 0);
  }

  private static boolean isDimension(int length) {
    return length == 2 || length == 3;
  }

  private void requireRows(DirectionArray other) {
    if (other.rows() != size()) {
      throw new DirectionDataException(
          other.name(),
          other.rows() + " rows",
          size() + " as in " + x.name() + "; row i of each array must tell of the same thing");
    }
  }

  private static void requireDimension(DirectionArray points, int found, int expected) {
    if (found != expected) {
      throw new DirectionDataException(
          points.name(), "points of " + found + " components", expected + " as the vectors have");
    }
  }

  @Override
  public String toString() {
    return "DirectionData[N=" + size() + ", d=" + features() + ", M=" + points() + "]";
  }
}
