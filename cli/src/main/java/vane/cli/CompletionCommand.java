package vane.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vane.cli.program.RunOptions;

/** {@code vane completion}: the script that completes commands and options in bash and zsh. */
@Command(
    name = "completion",
    description = "Prints a script that completes commands and options in bash and zsh.",
    footer = {
      "",
      "Examples:",
      "  source <(vane completion)                          for this shell",
      "  vane completion > ~/.local/share/bash-completion/completions/vane",
      "                                                     for every bash to come"
    })
final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private RunOptions run;

  @Override
  public void run() {
    run.out().print(AutoComplete.bash("vane", spec.root().commandLine()));
  }
}
