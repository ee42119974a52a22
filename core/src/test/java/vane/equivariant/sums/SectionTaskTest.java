package vane.equivariant.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vane.equivariant.Clusters;
import vane.equivariant.fit.ChosenFrame;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;
import vane.validation.HeldOutBlocks.Use;

/** What is asked of sections of frames: anywhere, in any number of processes, the same bits. */
class SectionTaskTest {
  private static final BasisSettings BASIS = new BasisSettings(3.0, 3, 5, 3, 3, -1);
  private static final TreeSet<Element> ELEMENTS =
      new TreeSet<>(List.of(Element.of(1), Element.of(2)));
  private static final WorkerPool POOL = new WorkerPool(2);

  @AfterAll
  static void close() {
    POOL.close();
  }

  /** Molecules and crystals with energies, some with stresses. */
  private static List<LabelledStructure> frames(int count) {
    List<LabelledStructure> frames = new ArrayList<>();
    Random random = new Random(3);
    for (LabelledStructure frame : Clusters.frames(count, 12)) {
      frames.add(frame.withEnergy(OptionalDouble.of(random.nextGaussian())));
      Structure crystal = Clusters.crystal(random);
      double[] forces = random.doubles(3L * crystal.size()).toArray();
      double[] stress = random.doubles(6).toArray();
      frames.add(
          new LabelledStructure(
              crystal,
              forces,
              frame.trajectory(),
              OptionalDouble.of(random.nextGaussian()),
              Optional.of(stress)));
    }
    return frames;
  }

  private static SummationTask summation() {
    double[] distances = {0.6, 0.6, 0.6, 0.6};
    SummationTask alone =
        SummationTask.of(ELEMENTS, BASIS, distances, distances, Optional.empty(), false);
    double[] means = new Random(1).doubles(alone.features()).toArray();
    return SummationTask.of(
        ELEMENTS,
        BASIS,
        distances,
        distances,
        Optional.of(new SummationTask.Centre(means, new double[] {-1, 2})),
        true);
  }

  private static List<SectionTask<?>> tasks() {
    SummationTask sums = summation();
    try (FrameSums seen = sums.of(ChosenFrame.whole(frames(5), 2), POOL, ProgressListener.SILENT)) {
      return List.of(
          new DistanceTask(ELEMENTS, 3.0),
          sums,
          new RangeTask(
              seen.forces().basis(), seen.forces().pairDistances(), seen.forces().statistics()));
    }
  }

  private static double[][] blocks(SectionTask<?> task, SectionSums found) {
    double[][] blocks = new double[task.blocks()][];
    Arrays.setAll(blocks, found::block);
    return blocks;
  }

  /** Combines blocks of sections one by one, as several processes do. */
  private static <R extends SectionSums> double[][] combined(
      SectionTask<R> task, List<List<ChosenFrame>> sections) {
    double[][] total = new double[task.blocks()][];
    Arrays.setAll(total, block -> new double[task.length(block)]);
    for (List<ChosenFrame> section : sections) {
      try (R found = task.of(section, POOL, ProgressListener.SILENT)) {
        for (int block = 0; block < total.length; block++) {
          task.combine(block, total[block], found.block(block));
        }
      }
    }
    return total;
  }

  private static <R extends SectionSums> void assertBlocksAreTheWhole(SectionTask<R> task) {
    List<ChosenFrame> all = ChosenFrame.whole(frames(9), 2);
    List<List<ChosenFrame>> sections =
        List.of(all.subList(0, 7), all.subList(7, 8), all.subList(8, all.size()));
    double[][] byBlocks = combined(task, sections);
    try (R total = task.empty();
        R carried = task.of(block -> byBlocks[block])) {
      for (List<ChosenFrame> section : sections) {
        try (R found = task.of(section, POOL, ProgressListener.SILENT)) {
          task.combine(total, found);
        }
      }
      assertThat(blocks(task, total)).isDeepEqualTo(byBlocks);
      assertThat(blocks(task, carried)).isDeepEqualTo(byBlocks);
      assertThat(Arrays.stream(byBlocks[0]).anyMatch(number -> number > 0)).isTrue();
    }
  }

  @Test
  void blocksCombinedElsewhereAreThoseOfTheWhole() {
    for (SectionTask<?> task : tasks()) {
      assertBlocksAreTheWhole(task);
    }
  }

  @Test
  void aTaskThatTravelledAsBytesFindsTheSame() {
    List<List<ChosenFrame>> sections = List.of(ChosenFrame.whole(frames(4), 2));
    for (SectionTask<?> task : tasks()) {
      SectionTask<?> other = SectionTaskCodec.decode(SectionTaskCodec.encode(task));
      assertThat(other).isInstanceOf(task.getClass());
      assertThat(combined(other, sections)).isDeepEqualTo(combined(task, sections));
    }
    byte[] cut = Arrays.copyOf(SectionTaskCodec.encode(summation()), 100);
    assertThatIllegalArgumentException().isThrownBy(() -> SectionTaskCodec.decode(cut));
  }

  @Test
  void blocksOfOtherFunctionsAreRefused() {
    SummationTask task = summation();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> task.of(block -> new double[task.length(block) + 1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> task.combine(0, new double[2], new double[3]))
        .withMessageContaining("3 numbers in block 0, expected 2");
  }

  @Test
  void manySectionsInMemoryAreCombinedInTheirOrder() {
    // More than two sections of 11 000 atoms.
    List<LabelledStructure> frames = Clusters.frames(2400, 12);
    FramesInMemory inMemory = FramesInMemory.of(frames, 0, POOL, ProgressListener.SILENT);
    double[] distances = {0.6, 0.6, 0.6, 0.6};
    SummationTask task =
        SummationTask.of(
            ELEMENTS,
            new BasisSettings(3.0, 3, 3, 2, -1, -1),
            distances,
            distances,
            Optional.empty(),
            false);
    List<ChosenFrame> chosen = inMemory.sample(Long.MAX_VALUE).of(Use.FIT);
    List<List<ChosenFrame>> sections = new ArrayList<>();
    List<ChosenFrame> section = new ArrayList<>();
    for (ChosenFrame frame : chosen) {
      section.add(frame);
      if (12 * section.size() >= 11_000) {
        sections.add(section);
        section = new ArrayList<>();
      }
    }
    sections.add(section);
    assertThat(sections).hasSizeGreaterThan(2);
    try (FrameSums found = inMemory.gather(task, EnumSet.of(Use.FIT), "learning")) {
      assertThat(blocks(task, found)).isDeepEqualTo(combined(task, sections));
    }
  }

  @Test
  void aBadFrameIsNamedByItsNumberAmongAll() {
    List<LabelledStructure> frames = new ArrayList<>(frames(4));
    Structure same =
        Structure.of(List.of(Element.of(1), Element.of(1)), new double[] {0, 1, 2, 0, 1, 2});
    frames.add(5, new LabelledStructure(same, new double[6], 0));
    FramesInMemory inMemory = FramesInMemory.of(frames, 0, POOL, ProgressListener.SILENT);
    for (SectionTask<?> task : tasks()) {
      assertThatExceptionOfType(StructureException.class)
          .isThrownBy(() -> inMemory.gather(task, EnumSet.allOf(Use.class), "asking"))
          .satisfies(error -> assertThat(error.structure()).isEqualTo(5));
    }
  }
}
