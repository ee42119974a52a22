package vane.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import vane.cli.program.RunOptions;

/** {@code vane help}: the help of a command, for those who ask for it in this order. */
@Command(
    name = "help",
    description = "Shows what a command does: vane help train is vane train --help.",
    footer = {
      "",
      "Examples:",
      "  vane help",
      "  vane help train",
      "  vane help directions predict"
    })
final class HelpCommand implements Runnable {
  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command; without one, the list of all.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;

  @Override
  public void run() {
    CommandLine shown = spec.commandLine().getParent();
    for (String name : names) {
      CommandLine named = shown.getSubcommands().get(name);
      if (named == null) {
        throw new UnmatchedArgumentException(shown, List.of(name));
      }
      shown = named;
    }
    shown.usage(run.out());
  }
}
