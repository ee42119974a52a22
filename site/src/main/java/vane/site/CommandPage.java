package vane.site;

import java.util.List;

/**
 * What the template of a command shows.
 *
 * @param name the words with which it is called
 * @param description what it does
 * @param synopsis how it is called, in one line
 * @param arguments what stands behind its options
 * @param options those of this command
 * @param everywhere those that every command has
 * @param subcommands its commands
 * @param help what stands below the options in its help
 * @param exitStatus what its exit status means
 */
record CommandPage(
    String name,
    String description,
    String synopsis,
    List<Line> arguments,
    List<Line> options,
    List<Line> everywhere,
    List<Subcommand> subcommands,
    HelpText help,
    String exitStatus) {
  /**
   * An option or an argument.
   *
   * @param id its anchor
   * @param name as it is typed
   * @param required whether the command needs it
   * @param description what it does
   */
  record Line(String id, String name, boolean required, String description) {}

  /**
   * A command of this one.
   *
   * @param name the words with which it is called
   * @param href its page
   * @param description what it does
   */
  record Subcommand(String name, String href, String description) {}

  boolean hasArguments() {
    return !arguments.isEmpty();
  }

  boolean hasOptions() {
    return !options.isEmpty();
  }

  boolean hasEverywhere() {
    return !everywhere.isEmpty();
  }

  boolean hasSubcommands() {
    return !subcommands.isEmpty();
  }

  boolean hasExamples() {
    return !help.examples().isEmpty();
  }
}
