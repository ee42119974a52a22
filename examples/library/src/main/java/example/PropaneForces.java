package example;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import vane.equivariant.EquivariantPreset;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.EquivariantForceSettings;
import vane.model.ForceModel;
import vane.model.ForceModelSettings;
import vane.model.ForcePrediction;
import vane.model.TrainingData;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Structure;

/** Trains on some frames of one trajectory of propane, and prints forces in a frame of another. */
public final class PropaneForces {
  private PropaneForces() {}

  /**
   * Runs the example.
   *
   * @param arguments the folder with the trajectories of alkanes that come with Vane
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    TrainingData data =
        TrainingData.read(
            List.of(TrajectoryPath.parse(folder.resolve("propane-run1.xyz.gz") + "@::10")),
            ForceColumn.byDefault());
    ForceModelSettings settings = EquivariantForceSettings.of(EquivariantPreset.FAST);
    try (WorkerPool pool = new WorkerPool(2);
        Stream<Frame> frames =
            TrajectoryPath.parse(folder.resolve("propane-run3.xyz.gz") + "@-1").frames()) {
      ForceModel model = settings.trainer(pool, ProgressListener.SILENT).fit(data);
      List<Structure> structures = frames.map(Frame::structure).toList();
      ForcePrediction prediction =
          model.predict(structures, pool, ProgressListener.SILENT).get(0);
      double[] forces = prediction.forces().orElseThrow(); // [nAtoms × 3] in eV/Å
      for (int atom = 0; atom < structures.get(0).size(); atom++) {
        System.out.printf(
            Locale.ROOT,
            "%-2s %8.3f %8.3f %8.3f eV/Å%n",
            structures.get(0).element(atom).symbol(),
            forces[3 * atom],
            forces[3 * atom + 1],
            forces[3 * atom + 2]);
      }
    }
  }
}
