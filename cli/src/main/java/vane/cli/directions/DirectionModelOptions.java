package vane.cli.directions;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vane.cli.mlm.SolverOption;
import vane.directions.DirectionModel;
import vane.model.file.DirectionModelFile;

/** A trained model of directions, and how it is used. */
final class DirectionModelOptions {
  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model file that directions train wrote.")
  private Path file;

  @Mixin private SolverOption solver;

  /**
   * Reads the model.
   *
   * @return the model, with the solver that was asked for
   */
  DirectionModel open() {
    DirectionModel model = DirectionModelFile.open(file).model();
    return solver.solver().map(model::with).orElse(model);
  }

  /**
   * The model file.
   *
   * @return its path
   */
  Path file() {
    return file;
  }
}
