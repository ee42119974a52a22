package vane.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line: shows help and the version, and leaves the work to subcommands. */
@Command(
    name = "vane",
    description = {
      "Learns the forces on atoms from trajectories, and predicts them for new structures: whole",
      "forces with their uncertainties and energies, for relaxation and molecular dynamics.",
      "(Directions alone, as the ESANN 2021 paper gives them, come with train --method oa-mlm.)"
    },
    versionProvider = VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  vane train run.xyz --out run.vane            learn from a trajectory with forces",
      "  vane evaluate run.vane test.xyz              errors on frames that were not learnt from",
      "  vane predict run.vane new.xyz --out out.xyz  forces on new structures",
      "",
      "  vane COMMAND --help          what a command does, with examples",
      "  vane --version               the versions of Vane and Java",
      "",
      "Exit status: 0 done, 1 failed, 2 bad input or usage.",
      "141: nobody reads the output any more, as behind | head."
    })
final class VaneCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Vane and Java, and exit.")
  private boolean version;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
