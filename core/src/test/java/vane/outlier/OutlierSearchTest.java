package vane.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vane.InputException;
import vane.io.xyz.FrameLocation;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;

class OutlierSearchTest {
  private static final int WRONG = 33;

  private static LabelledFiles ethane;
  private static double typical;

  @BeforeAll
  static void read() {
    ethane = LabelledFiles.read(List.of("../data/alkanes/ethane-run1.xyz.gz@::12"));
    typical = LabelledStructure.rmsForce(ethane.frames());
  }

  private static OutlierReport find(
      List<LabelledStructure> frames, List<FrameLocation> locations, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new OutlierSearch(pool, ProgressListener.SILENT).find(frames, locations);
    }
  }

  private static List<LabelledStructure> with(PlantedFault fault, int frame) {
    List<LabelledStructure> frames = new ArrayList<>(ethane.frames());
    frames.set(frame, fault.in(ethane.frames(), frame, typical, new Random(1)));
    return frames;
  }

  @Test
  void rightForcesAgree() {
    OutlierReport report = find(ethane.frames(), ethane.locations(), 2);
    assertThat(report.outliers()).isEmpty();
    assertThat(report.warning()).isEmpty();
    assertThat(report.frames()).isEqualTo(84);
    assertThat(report.learntFrames()).isEqualTo(84);
    assertThat(report.relativeError()).isBetween(0.001, 0.1);
  }

  @ParameterizedTest
  @EnumSource(PlantedFault.class)
  void aFaultIsFoundAlone(PlantedFault fault) {
    OutlierReport report = find(with(fault, WRONG), ethane.locations(), 2);
    assertThat(report.outliers()).hasSize(1);
    FrameOutlier found = report.outliers().get(0);
    assertThat(found.location()).isEqualTo(ethane.locations().get(WRONG));
    assertThat(found.atoms()).isEqualTo(8);
    assertThat(found.worst().ratio()).isGreaterThan(10);
  }

  @Test
  void theAtomIsNamedWithBothForces() {
    List<LabelledStructure> frames = new ArrayList<>(ethane.frames());
    LabelledStructure right = frames.get(WRONG);
    double[] forces = right.forces();
    forces[3 * 5 + 1] += 4;
    frames.set(WRONG, new LabelledStructure(right.structure(), forces, 0));
    OutlierReport report = find(frames, ethane.locations(), 2);
    FrameOutlier found = report.outliers().get(0);
    assertThat(found.isWhole()).isFalse();
    assertThat(found.oddAtoms()).isEqualTo(1);
    assertThat(found.isUnlike()).isFalse();
    assertThat(found.worst().atom()).isEqualTo(5);
    assertThat(found.worst().element()).isEqualTo("H");
    assertThat(found.worst().read().get(1)).isEqualTo(forces[16]);
    assertThat(found.worst().expected().get(1)).isBetween(forces[16] - 4.5, forces[16] - 3.5);
    assertThat(report.warning())
        .contains(
            "the forces of 1 frame disagree with those of all others (the worst: "
                + ethane.locations().get(WRONG)
                + ", atom 5)");
  }

  @Test
  void copiesOfAFaultDoNotExcuseEachOther() {
    List<LabelledStructure> frames = with(PlantedFault.GRADIENTS, WRONG);
    List<FrameLocation> locations = new ArrayList<>(ethane.locations());
    for (int copy = 0; copy < 3; copy++) {
      frames.add(frames.get(WRONG));
      locations.add(locations.get(WRONG));
    }
    assertThat(find(frames, locations, 2).outliers()).hasSize(4);
  }

  @Test
  void heldAtomsAreNotCompared() {
    List<LabelledStructure> frames = new ArrayList<>();
    BitSet held = new BitSet();
    held.set(3);
    for (LabelledStructure each : ethane.frames()) {
      double[] forces = each.forces();
      forces[9] = 0;
      forces[10] = 0;
      forces[11] = 0;
      frames.add(new LabelledStructure(each.structure(), forces, 0).withHeld(held));
    }
    OutlierReport report = find(frames, ethane.locations(), 2);
    assertThat(report.outliers()).isEmpty();
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    List<LabelledStructure> frames = with(PlantedFault.NOISE, WRONG);
    assertThat(find(frames, ethane.locations(), 1)).isEqualTo(find(frames, ethane.locations(), 3));
  }

  @Test
  void fewFramesAreRefused() {
    assertThatThrownBy(
            () -> find(ethane.frames().subList(0, 19), ethane.locations().subList(0, 19), 1))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "found 19 frames to compare, expected at least 20 different ones of the same elements");
  }

  @Test
  void framesOfRareElementsAreNotCompared() {
    LabelledFiles lithium = LabelledFiles.read(List.of("../data/lithium/training.xyz.gz@0:2"));
    List<LabelledStructure> frames = new ArrayList<>(ethane.frames());
    List<FrameLocation> locations = new ArrayList<>(ethane.locations());
    frames.addAll(lithium.frames());
    locations.addAll(lithium.locations());
    OutlierReport report = find(frames, locations, 2);
    assertThat(report.frames()).isEqualTo(84);
    assertThat(report.notCompared()).isEqualTo(2);
  }
}
