package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.TrajectoryPath;
import vane.model.TrainingData;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;

/** A potential of one short trajectory of hexane. */
@Tag("slow")
class UncertaintyAwayFromTrainingTest {
  private static final WorkerPool POOL = new WorkerPool(2);
  private static EquivariantPotential potential;

  @BeforeAll
  static void learn() {
    EquivariantSettings settings =
        new EquivariantSettings(EquivariantPreset.FAST.basis(2, 3.5), 0, OptionalDouble.of(1e-10));
    potential =
        new EquivariantTrainer(settings, POOL, ProgressListener.SILENT)
            .fit(frames("hexane-run1.xyz.gz@:200"));
  }

  @AfterAll
  static void close() {
    POOL.close();
  }

  private static List<LabelledStructure> frames(String name) {
    String path = Path.of("..", "data", "alkanes").resolve(name).toString();
    return TrainingData.read(List.of(TrajectoryPath.parse(path)), ForceColumn.byDefault())
        .examples();
  }

  /** Another trajectory, and a longer molecule. */
  @ParameterizedTest
  @ValueSource(strings = {"hexane-run3.xyz.gz@::20", "heptane-run3.xyz.gz@::20"})
  void errorsAreAsLargeAsTheirUncertainties(String name) {
    List<LabelledStructure> frames = frames(name);
    List<PotentialEvaluation> found =
        potential.evaluate(
            frames.stream().map(LabelledStructure::structure).toList(),
            POOL,
            ProgressListener.SILENT);
    double sum = 0;
    int count = 0;
    int extrapolating = 0;
    for (int f = 0; f < found.size(); f++) {
      double[] forces = found.get(f).forces();
      double[] uncertainties = found.get(f).uncertainties();
      for (int c = 0; c < forces.length; c++) {
        double error = forces[c] - frames.get(f).force(c / 3, c % 3);
        sum += Math.pow(error / uncertainties[c / 3], 2);
        extrapolating += found.get(f).isExtrapolating(c / 3) ? 1 : 0;
        count++;
      }
    }
    assertThat(extrapolating).isGreaterThan(count / 10);
    assertThat(Math.sqrt(sum / count)).isBetween(0.8, 1.25);
  }
}
