package vane.cli.mlm;

import java.util.Optional;
import picocli.CommandLine.Option;
import vane.direction.DirectionSolver;

/** How the OA-MLM turns cosines into a direction. */
public final class SolverOption {
  @Option(
      names = "--solver",
      paramLabel = "NAME",
      description =
          "How directions are found: sqp (the paper's, one start at the nearest neighbour or"
              + " point, no constraint), sqp-sphere (the same with |u| = 1), sqp-hipparchus (also"
              + " with |u| = 1, by the Hipparchus library), global (many starts) or closed-form"
              + " (weighted least squares). Default: the model's; for a new model sqp, or"
              + " closed-form where nothing can be turned; preset paper only.")
  private String name;

  /** The option as picocli fills it in. */
  public SolverOption() {}

  /**
   * The solver asked for, if one was.
   *
   * @return the solver
   * @throws vane.InputException if there is none of that name
   */
  public Optional<DirectionSolver> solver() {
    return Optional.ofNullable(name).map(DirectionSolver::parse);
  }
}
