package vane.outlier;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import vane.equivariant.ExpectedForces;
import vane.io.xyz.FrameLocation;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/** Forces read beside those expected, and which of them disagree. */
final class ForceComparison {
  /** An atom disagrees if its difference is more times as large as usual. */
  private static final double LEAST_RATIO = 10;

  /** Where the largest ratio of right forces is, as a power of the 90th percentile of ratios. */
  private static final double TAIL = 4.2;

  /** A frame disagrees as a whole if the median ratio of its atoms is larger. */
  private static final double LEAST_FRAME_RATIO = 3.5;

  /** And more standard deviations of its logarithm above that of a frame in the middle. */
  private static final double FRAME_DEVIATIONS = 6;

  private static final double ONE_DEVIATION = 0.84;

  /** Smaller medians are as good as this. */
  private static final double SMALL_RATIO = 0.1;

  /** If a larger part of the frames disagrees, the worst alone are said to. */
  private static final double MOST = 0.25;

  private final List<LabelledStructure> frames;
  private final List<Optional<ExpectedForces>> expected;
  private final Map<Element, ExpectedErrors> usual = new HashMap<>();
  private final double[] medians;
  private final double frameSpread;
  private final BitSet odd = new BitSet();

  /**
   * Compares.
   *
   * @param frames the frames with the forces read
   * @param expected the forces expected, where they are known; at least for one frame
   */
  ForceComparison(List<LabelledStructure> frames, List<Optional<ExpectedForces>> expected) {
    this.frames = frames;
    this.expected = expected;
    this.medians = new double[frames.size()];
    Set<Element> elements = new TreeSet<>();
    frames.forEach(frame -> elements.addAll(frame.structure().composition()));
    elements.forEach(this::fit);
    int[] known = known();
    for (int f : known) {
      double[] ratios = atoms(f).mapToDouble(i -> ratio(f, i)).toArray();
      medians[f] = Math.max(SMALL_RATIO, ExpectedErrors.quantile(ratios, 0.5));
    }
    double[] logs = IntStream.of(known).mapToDouble(f -> Math.log(medians[f])).toArray();
    this.frameSpread =
        logs.length == 0
            ? 0
            : ExpectedErrors.quantile(logs, ONE_DEVIATION) - ExpectedErrors.quantile(logs, 0.5);
    IntStream.of(known).filter(f -> isWhole(f) || oddAtoms(f) > 0).forEach(odd::set);
    int most = (int) (MOST * known.length);
    if (odd.cardinality() > most) {
      odd.stream()
          .boxed()
          .sorted(Comparator.comparingDouble(f -> -worstRatio(f)))
          .skip(most)
          .forEach(odd::clear);
    }
  }

  private int[] known() {
    return IntStream.range(0, frames.size())
        .filter(f -> expected.get(f).isPresent() && atoms(f).findAny().isPresent())
        .toArray();
  }

  private IntStream atoms(int frame) {
    LabelledStructure each = frames.get(frame);
    return IntStream.range(0, each.structure().size()).filter(each::knowsForce);
  }

  private void fit(Element element) {
    List<double[]> found = new ArrayList<>();
    for (int f : known()) {
      atoms(f)
          .filter(i -> frames.get(f).structure().element(i).equals(element))
          .forEach(
              i ->
                  found.add(
                      new double[] {
                        expected.get(f).orElseThrow().distance(i),
                        difference(f, i),
                        frames.get(f).forceNorm(i)
                      }));
    }
    if (!found.isEmpty()) {
      usual.put(
          element,
          ExpectedErrors.fit(
              found.stream().mapToDouble(pair -> pair[0]).toArray(),
              found.stream().mapToDouble(pair -> pair[1]).toArray(),
              found.stream().mapToDouble(pair -> pair[2]).toArray()));
    }
  }

  private double difference(int frame, int atom) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double each =
          frames.get(frame).force(atom, axis) - expected.get(frame).orElseThrow().force(atom, axis);
      sum += each * each;
    }
    return Math.sqrt(sum);
  }

  private ExpectedErrors usual(int frame, int atom) {
    return usual.get(frames.get(frame).structure().element(atom));
  }

  private double ratio(int frame, int atom) {
    double distance = expected.get(frame).orElseThrow().distance(atom);
    return usual(frame, atom).ratio(distance, difference(frame, atom));
  }

  private boolean isOdd(int frame, int atom) {
    return ratio(frame, atom) > Math.max(LEAST_RATIO, Math.pow(usual(frame, atom).spread(), TAIL));
  }

  private int oddAtoms(int frame) {
    return (int) atoms(frame).filter(i -> isOdd(frame, i)).count();
  }

  /** Few atoms have a large median by chance. */
  private boolean isWhole(int frame) {
    double few = Math.log(LEAST_RATIO) / Math.sqrt(atoms(frame).count());
    double least = Math.max(few, Math.log(LEAST_FRAME_RATIO));
    return Math.log(medians[frame]) > Math.max(least, FRAME_DEVIATIONS * frameSpread);
  }

  private int worst(int frame) {
    return atoms(frame).boxed().max(Comparator.comparingDouble(i -> ratio(frame, i))).orElseThrow();
  }

  private double worstRatio(int frame) {
    return ratio(frame, worst(frame));
  }

  /** The frames that disagree. */
  BitSet odd() {
    return (BitSet) odd.clone();
  }

  /** The root mean square difference of a component in frames that agree, in eV/Å. */
  double rmse() {
    double sum = 0;
    long count = 0;
    for (int f : agreeing()) {
      for (int i : atoms(f).toArray()) {
        sum += difference(f, i) * difference(f, i);
        count += 3;
      }
    }
    return count == 0 ? 0 : Math.sqrt(sum / count);
  }

  /** The same over the root mean square component of the forces read. */
  double relativeError() {
    double size =
        LabelledStructure.rmsForce(IntStream.of(agreeing()).mapToObj(frames::get).toList());
    return size > 0 ? rmse() / size : 0;
  }

  private int[] agreeing() {
    return IntStream.of(known()).filter(f -> !odd.get(f)).toArray();
  }

  /**
   * The frames that disagree, the worst first.
   *
   * @param locations {@code [frames]} where they are from; expected forces must be known for all
   */
  List<FrameOutlier> outliers(List<FrameLocation> locations) {
    if (odd.isEmpty()) {
      return List.of();
    }
    UnlikeAtoms unlike =
        new UnlikeAtoms(frames, expected.stream().map(Optional::orElseThrow).toList(), odd);
    return odd.stream()
        .mapToObj(f -> outlier(f, locations.get(f), unlike))
        .sorted(Comparator.comparingDouble((FrameOutlier each) -> -each.worst().ratio()))
        .toList();
  }

  private FrameOutlier outlier(int frame, FrameLocation location, UnlikeAtoms unlike) {
    LabelledStructure read = frames.get(frame);
    ExpectedForces found = expected.get(frame).orElseThrow();
    int worst = worst(frame);
    BitSet far = unlike.of(read, found);
    boolean whole = isWhole(frame);
    return new FrameOutlier(
        location,
        (int) atoms(frame).count(),
        oddAtoms(frame),
        whole,
        whole ? 2 * far.cardinality() > read.structure().size() : far.get(worst),
        new AtomOutlier(
            worst,
            read.structure().element(worst).symbol(),
            List.of(read.force(worst, 0), read.force(worst, 1), read.force(worst, 2)),
            List.of(found.force(worst, 0), found.force(worst, 1), found.force(worst, 2)),
            ratio(frame, worst)),
        IntStream.range(0, 3 * read.structure().size())
            .mapToObj(i -> found.force(i / 3, i % 3))
            .toList());
  }
}
