package vane.spark.frames;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/**
 * A frame on its way from a task to the driver. No bit of a number changes.
 *
 * @param numbers the atomic numbers
 * @param positions {@code [nAtoms × 3]} in Å; without them, an outline whose atoms are all at the
 *     origin
 * @param cell the vectors in Å; null without a cell
 * @param periodic along which vectors it repeats; null without a cell
 * @param forces {@code [nAtoms × 3]} in eV/Å; null if they are not known
 * @param energy in eV; NaN if it is not known
 * @param stress {@code [6]} in eV/Å³; null if it is not known
 * @param held the atoms that constraints hold
 * @serial exclude
 */
public record FrameParcel(
    byte[] numbers,
    double[] positions,
    double[] cell,
    boolean[] periodic,
    double[] forces,
    double energy,
    double[] stress,
    long[] held)
    implements Serializable {

  /**
   * A frame with its forces.
   *
   * @param frame the frame
   * @return the parcel
   */
  public static FrameParcel of(LabelledStructure frame) {
    Structure structure = frame.structure();
    Optional<Cell> cell = structure.cell();
    BitSet held = new BitSet();
    for (int i = 0; i < structure.size(); i++) {
      held.set(i, !frame.knowsForce(i));
    }
    return new FrameParcel(
        numbers(structure),
        structure.positions(),
        cell.map(Cell::vectors).orElse(null),
        cell.map(FrameParcel::periodic).orElse(null),
        frame.forces(),
        frame.energy().orElse(Double.NaN),
        frame.stress().orElse(null),
        held.toLongArray());
  }

  /**
   * Atoms and cell without forces.
   *
   * @param structure the atoms
   * @return the parcel
   */
  public static FrameParcel of(Structure structure) {
    return without(structure, structure.positions());
  }

  /**
   * Elements and cell alone.
   *
   * @param frame the frame
   * @return the parcel
   */
  public static FrameParcel outline(LabelledStructure frame) {
    return without(frame.structure(), null);
  }

  private static FrameParcel without(Structure structure, double[] positions) {
    Optional<Cell> cell = structure.cell();
    return new FrameParcel(
        numbers(structure),
        positions,
        cell.map(Cell::vectors).orElse(null),
        cell.map(FrameParcel::periodic).orElse(null),
        null,
        Double.NaN,
        null,
        new long[0]);
  }

  private static byte[] numbers(Structure structure) {
    byte[] numbers = new byte[structure.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (byte) structure.element(i).atomicNumber();
    }
    return numbers;
  }

  private static boolean[] periodic(Cell cell) {
    return new boolean[] {cell.isPeriodic(0), cell.isPeriodic(1), cell.isPeriodic(2)};
  }

  /**
   * The atoms as they were.
   *
   * @return a new structure
   */
  public Structure structure() {
    List<Element> elements =
        IntStream.range(0, numbers.length).mapToObj(i -> Element.of(numbers[i])).toList();
    double[] places = positions == null ? new double[3 * numbers.length] : positions;
    return cell == null
        ? Structure.of(elements, places)
        : Structure.of(elements, places, Cell.of(cell, periodic));
  }

  /**
   * The frame as it was; one without forces has zeros.
   *
   * @param trajectory the number of the trajectory that it belongs to
   * @return a new frame
   */
  public LabelledStructure frame(int trajectory) {
    return new LabelledStructure(
            structure(),
            forces == null ? new double[3 * numbers.length] : forces,
            trajectory,
            Double.isNaN(energy) ? OptionalDouble.empty() : OptionalDouble.of(energy),
            Optional.ofNullable(stress))
        .withHeld(BitSet.valueOf(held));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FrameParcel parcel
        && Arrays.equals(numbers, parcel.numbers)
        && Arrays.equals(positions, parcel.positions)
        && Arrays.equals(cell, parcel.cell)
        && Arrays.equals(periodic, parcel.periodic)
        && Arrays.equals(forces, parcel.forces)
        && Double.compare(energy, parcel.energy) == 0
        && Arrays.equals(stress, parcel.stress)
        && Arrays.equals(held, parcel.held);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(positions);
  }
}
