package vane.cli.directions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import vane.cli.program.RunOptions;

/** {@code vane directions}: directions from arrays, beyond atoms. */
@Command(
    name = "directions",
    description = "Learns directions from arrays of descriptors, points and vectors, beyond atoms.",
    subcommands = {
      DirectionsTrainCommand.class,
      DirectionsPredictCommand.class,
      DirectionsEvaluateCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The arrays: X [N x d] descriptors, which do not change when an environment turns; Y",
      "[N x M x 3] or [N x M x 2] up to six points around each centre, which turn; V [N x 3] or",
      "[N x 2] vectors, which turn, too. See docs/directions.md.",
      "",
      "Examples:",
      "  vane directions train X.npy Y.npy V.npy --out wind.vane",
      "  vane directions predict wind.vane newX.npy newY.npy --out newV.npy",
      "  vane directions evaluate wind.vane testX.npy testY.npy testV.npy"
    })
public final class DirectionsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public DirectionsCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: train, predict or evaluate");
  }
}
