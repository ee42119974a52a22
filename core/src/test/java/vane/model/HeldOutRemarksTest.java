package vane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.TrajectoryPath;
import vane.structure.LabelledStructure;

class HeldOutRemarksTest {
  private static ForceModelReport report(OptionalDouble heldOut) {
    return new ForceModelReport(new TreeMap<>(), heldOut, List.of(), List.of());
  }

  private static TrainingData bundled(String... slices) {
    Path ethane = Path.of("..", "data", "alkanes", "ethane-run1.xyz.gz");
    return TrainingData.read(
        Arrays.stream(slices).map(slice -> TrajectoryPath.parse(ethane + slice)).toList(),
        ForceColumn.byDefault());
  }

  @Test
  void theErrorIsGivenBesideTheForces() {
    LabelledStructure example = TinyModels.data(1).examples().get(0);
    double[] forces = new double[example.structure().size() * 3];
    Arrays.fill(forces, -2);
    TrainingData data =
        TrainingData.of(List.of(new LabelledStructure(example.structure(), forces, 0)));
    assertThat(HeldOutRemarks.of(data, report(OptionalDouble.of(0.05))))
        .containsExactly(
            "relative error: 2.5 % (force RMSE on what was held out over the RMS force component,"
                + " 2.000 eV/Å)");
    assertThat(HeldOutRemarks.of(data, report(OptionalDouble.empty()))).isEmpty();
  }

  @Test
  void oneShortTrajectoryIsTooGoodToBeTrue() {
    ForceModelReport report = report(OptionalDouble.of(0.01));
    assertThat(HeldOutRemarks.of(bundled("@:150"), report))
        .last()
        .asString()
        .startsWith("warning: this error is too good to be true: all 150 frames are of one");
    assertThat(HeldOutRemarks.of(bundled(""), report)).hasSize(1);
  }
}
