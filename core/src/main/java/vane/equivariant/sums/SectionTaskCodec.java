package vane.equivariant.sums;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import vane.equivariant.fit.TrainingStatistics;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.range.PairDistances;
import vane.structure.Element;

/**
 * {@link SectionTask}s as bytes, for processes of the same version of this program. No bit of a
 * number changes on the way.
 */
public final class SectionTaskCodec {
  private static final int DISTANCES = 1;
  private static final int SUMMATION = 2;
  private static final int RANGE = 3;

  private SectionTaskCodec() {}

  /**
   * The bytes of a task.
   *
   * @param task the task
   * @return what {@link #decode} reads
   */
  public static byte[] encode(SectionTask<?> task) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      if (task instanceof DistanceTask distances) {
        out.writeInt(DISTANCES);
        write(out, distances.elements());
        out.writeDouble(distances.cutoffAngstrom());
      } else if (task instanceof SummationTask sums) {
        out.writeInt(SUMMATION);
        write(out, sums.basis(), sums.distances());
        out.writeBoolean(sums.centre().isPresent());
        if (sums.centre().isPresent()) {
          write(out, sums.centre().get().means());
          write(out, sums.centre().get().references());
        }
        out.writeBoolean(sums.withStresses());
      } else if (task instanceof RangeTask range) {
        out.writeInt(RANGE);
        write(out, range.basis(), range.distances());
        TrainingStatistics seen = range.seen();
        write(out, seen.environments());
        write(out, seen.largestForces());
        write(out, seen.atoms());
        write(out, seen.sums());
        write(out, seen.products());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * A task from its bytes.
   *
   * @param bytes what {@link #encode} gave
   * @return the task
   * @throws IllegalArgumentException if the bytes are something else
   */
  public static SectionTask<?> decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int kind = in.readInt();
      SortedSet<Element> elements = elements(in);
      if (kind == DISTANCES) {
        return new DistanceTask(elements, in.readDouble());
      }
      BasisSettings settings = settings(in);
      double[] shortest = doubles(in);
      double[] inner = doubles(in);
      if (kind == SUMMATION) {
        Optional<SummationTask.Centre> centre =
            in.readBoolean()
                ? Optional.of(new SummationTask.Centre(doubles(in), doubles(in)))
                : Optional.empty();
        return SummationTask.of(elements, settings, shortest, inner, centre, in.readBoolean());
      }
      if (kind != RANGE) {
        throw new IllegalArgumentException("task of kind " + kind + ", expected 1 to 3");
      }
      PairDistances distances =
          PairDistances.of(elements.size(), settings.cutoffAngstrom(), shortest, inner);
      ElementBasis basis = new ElementBasis(elements, settings, inner);
      long[] environments = longs(in);
      double[] largestForces = doubles(in);
      return new RangeTask(
          basis,
          distances,
          TrainingStatistics.of(
              basis, environments, largestForces, longs(in), doubles(in), doubles(in)));
    } catch (IOException cut) {
      throw new IllegalArgumentException("bytes of a task that end too early", cut);
    }
  }

  private static void write(DataOutputStream out, ElementBasis basis, PairDistances distances)
      throws IOException {
    write(out, basis.elements());
    BasisSettings settings = basis.settings();
    out.writeDouble(settings.cutoffAngstrom());
    out.writeInt(settings.cutoffPower());
    out.writeDouble(settings.angularWeight());
    out.writeInt(settings.largestL());
    for (double degree :
        List.of(settings.degree1(), settings.degree2(), settings.degree3(), settings.degree4())) {
      out.writeDouble(degree);
    }
    write(out, distances.shortest());
    write(out, distances.inner());
  }

  private static BasisSettings settings(DataInputStream in) throws IOException {
    return new BasisSettings(
        in.readDouble(),
        in.readInt(),
        in.readDouble(),
        in.readInt(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private static void write(DataOutputStream out, SortedSet<Element> elements) throws IOException {
    out.writeInt(elements.size());
    for (Element element : elements) {
      out.writeInt(element.atomicNumber());
    }
  }

  private static SortedSet<Element> elements(DataInputStream in) throws IOException {
    SortedSet<Element> elements = new TreeSet<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      elements.add(Element.of(in.readInt()));
    }
    return elements;
  }

  private static void write(DataOutputStream out, double[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  private static double[] doubles(DataInputStream in) throws IOException {
    double[] numbers = new double[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readDouble();
    }
    return numbers;
  }

  private static void write(DataOutputStream out, long[] counts) throws IOException {
    out.writeInt(counts.length);
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  private static long[] longs(DataInputStream in) throws IOException {
    long[] counts = new long[in.readInt()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
    return counts;
  }
}
