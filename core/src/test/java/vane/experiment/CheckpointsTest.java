package vane.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.descriptor.SoapSettings;
import vane.direction.ClosedForm;
import vane.environment.DescriptorSettings;
import vane.evaluation.AngleErrors;
import vane.evaluation.ErrorSummary;
import vane.evaluation.ForceErrors;
import vane.mlm.CosineSettings;
import vane.mlm.Regression;
import vane.mlm.RegressionReport;
import vane.regression.huber.HuberSettings;
import vane.structure.Element;

class CheckpointsTest {
  private static final Element C = Element.of(6);
  private static final Regression ROBUST = new Regression.Huber(HuberSettings.earlyStopped(1.1));

  @TempDir private Path folder;

  @Test
  void whatIsKeptComesBack() {
    Checkpoints checkpoints = Checkpoints.in(folder, settings(20), List.of("00ff"));
    ModelResult result = result(ROBUST);
    assertThat(checkpoints.read(C, ROBUST)).isEmpty();
    checkpoints.write(C, ROBUST, result);

    ModelResult again = checkpoints.read(C, ROBUST).orElseThrow();
    assertThat(again.regression()).isEqualTo(result.regression());
    assertThat(again.training()).isEqualTo(result.training());
    assertThat(again.test()).isEqualTo(result.test());
    assertThat(again.coverage()).isEqualTo(result.coverage());
    assertThat(again.stageSeconds()).isEqualTo(result.stageSeconds());
    assertThat(again.samples().size()).isEqualTo(2);
    assertThat(again.samples().angleDeg(1)).isEqualTo(result.samples().angleDeg(1));
    assertThat(again.samples().forceNorm(1)).isEqualTo(result.samples().forceNorm(1));
    assertThat(checkpoints.read(Element.of(1), ROBUST)).isEmpty();
    assertThat(checkpoints.read(C, new Regression.LeastSquares())).isEmpty();
  }

  @Test
  void otherConditionsMakeItWorthless() {
    Checkpoints.in(folder, settings(20), List.of("00ff")).write(C, ROBUST, result(ROBUST));

    assertThat(Checkpoints.in(folder, settings(21), List.of("00ff")).read(C, ROBUST)).isEmpty();
    assertThat(Checkpoints.in(folder, settings(20), List.of("00fe")).read(C, ROBUST)).isEmpty();
    HuberSettings usual = HuberSettings.earlyStopped(1.1);
    Regression longer =
        new Regression.Huber(
            new HuberSettings(
                1.1, usual.alpha(), usual.algorithm(), 200, usual.tolerance(), usual.precision()));
    assertThat(Checkpoints.in(folder, settings(20), List.of("00ff")).read(C, longer)).isEmpty();
    assertThat(Checkpoints.in(folder, settings(20), List.of("00ff")).read(C, ROBUST)).isPresent();
  }

  @Test
  void aBrokenFileIsTrainedAgain() throws IOException {
    Checkpoints checkpoints = Checkpoints.in(folder, settings(20), List.of("00ff"));
    checkpoints.write(C, ROBUST, result(ROBUST));
    try (var files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      Files.writeString(file, Files.readString(file).substring(0, 100));
    }
    assertThat(checkpoints.read(C, ROBUST)).isEmpty();
  }

  @Test
  void withoutAFolderNothingIsKept() {
    Checkpoints.none().write(C, ROBUST, result(ROBUST));
    assertThat(Checkpoints.none().read(C, ROBUST)).isEmpty();
  }

  @Test
  void theBestRobustModelHasTheSmallestTestAngleThenTheLowestEpsilon() {
    ElementResult element =
        new ElementResult(
            C,
            10,
            10,
            result(new Regression.LeastSquares()),
            List.of(new RobustResult(1.2, result(ROBUST)), new RobustResult(1.1, result(ROBUST))));
    assertThat(element.bestRobust().orElseThrow().epsilon()).isEqualTo(1.1);
  }

  private static ExperimentSettings settings(int references) {
    return new ExperimentSettings(
        "custom",
        List.of(C),
        100,
        new DescriptorSettings(SoapSettings.paper(List.of(C)), 4),
        CosineSettings.paper(references),
        List.of(new ClosedForm()),
        List.of());
  }

  private static ModelResult result(Regression regression) {
    AngleErrors angles = new AngleErrors();
    angles.add(1, 0, 0, 1, 1, 0.1);
    angles.add(0, 1, 0, 1, 1, 0.3);
    angles.add(0, 1, 0, 0, 0, 0);
    ErrorSummary summary = ErrorSummary.of(angles, new ForceErrors(), Map.of("ok", 3L));
    return new ModelResult(
        new RegressionReport(
            regression,
            20,
            20,
            "LBFGS",
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.of(7),
            OptionalInt.of(100),
            OptionalInt.empty(),
            OptionalDouble.empty()),
        summary,
        summary,
        angles.samples(),
        0.75,
        0.5,
        List.of(new SolverResult("closed-form", summary, summary)),
        Map.of("Huber regression", 1.5));
  }
}
