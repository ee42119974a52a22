package vane.cli.training;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Which options a user has given. */
final class GivenOptions {
  private GivenOptions() {}

  /**
   * Those of a mixin.
   *
   * @param command the command
   * @param mixin the name of the mixin's field
   * @return the options that were given, in the order of the command line
   */
  static List<OptionSpec> of(CommandSpec command, String mixin) {
    List<OptionSpec> all = command.mixins().get(mixin).options();
    return command.commandLine().getParseResult().matchedOptions().stream()
        .filter(
            given -> all.stream().anyMatch(each -> each.longestName().equals(given.longestName())))
        .toList();
  }
}
