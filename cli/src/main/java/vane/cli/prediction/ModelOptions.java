package vane.cli.prediction;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.cli.mlm.SolverOption;
import vane.cli.program.UsageException;
import vane.direction.DirectionSolver;
import vane.model.ForceModel;
import vane.model.FramePredictor;
import vane.model.OaMlmForceModel;
import vane.model.file.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** Options: a trained model, and how it is used. */
public final class ModelOptions {
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

  /** Options as picocli fills them in. */
  public ModelOptions() {}

  /**
   * Reads the model.
   *
   * @return the model, with the solver that was asked for
   */
  public ForceModel open() {
    return open(file, solver.solver());
  }

  /**
   * Reads a model.
   *
   * @param file the model file
   * @param solver how directions are found; empty for the model's own way
   * @return the model
   * @throws vane.InputException if the file is no model, or the model uses no solver
   */
  public static ForceModel open(Path file, Optional<DirectionSolver> solver) {
    ForceModel model = ModelFile.open(file);
    if (model instanceof OaMlmForceModel mlm && mlm.hasSolver() && solver.isPresent()) {
      return mlm.with(solver.get());
    }
    if (solver.isPresent()) {
      throw new UsageException(
          "found --solver with "
              + file
              + ", expected it with a model of preset paper or clusters only");
    }
    return model;
  }

  /**
   * How directions are found.
   *
   * @return the solver that was asked for, if one was
   */
  public Optional<DirectionSolver> solver() {
    return solver.solver();
  }

  /**
   * The model file.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  /**
   * How the model is used.
   *
   * @return the choices
   */
  public FramePredictor.Choices choices() {
    return new FramePredictor.Choices(skipUnknown, removeNetForce);
  }

  /** What predicts frames with the model. */
  FramePredictor predictor(ForceModel model, WorkerPool pool, ProgressListener progress) {
    return new FramePredictor(model, file.toString(), choices(), pool, progress);
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
