package vane.cli;

import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.model.ForceModel;
import vane.model.OaMlmForceModel;
import vane.model.file.ModelFile;

/** A trained model, and how it is used. */
final class ModelOptions {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path file;

  @Option(
      names = "--skip-unknown",
      description =
          "Leave out atoms of elements that the model was not trained on, and count them; without"
              + " it they are an error.")
  private boolean skipUnknown;

  @Option(
      names = "--remove-net-force",
      description =
          "Subtract the mean predicted force of a frame from each atom, so that the forces sum to zero,"
              + " as those on a whole molecule or a periodic cell must.")
  private boolean removeNetForce;

  @Mixin private SolverOption solver;

  /**
   * Reads the model.
   *
   * @return the model, with the solver that was asked for
   */
  ForceModel open() {
    ForceModel model = ModelFile.open(file);
    if (model instanceof OaMlmForceModel mlm && mlm.hasSolver() && solver.solver().isPresent()) {
      return mlm.with(solver.solver().get());
    }
    if (solver.solver().isPresent()) {
      throw new UsageException(
          "found --solver with "
              + file
              + ", expected it with a model of preset paper or clusters only");
    }
    return model;
  }

  /**
   * The model file.
   *
   * @return its path
   */
  Path file() {
    return file;
  }

  /**
   * Whether atoms of unknown elements are left out.
   *
   * @return false if they are an error
   */
  boolean skipUnknown() {
    return skipUnknown;
  }

  /**
   * Whether the mean predicted force of each frame is taken off its atoms.
   *
   * @return false if predictions stay as they are
   */
  boolean removeNetForce() {
    return removeNetForce;
  }
}
