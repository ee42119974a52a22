package vane.cli.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What to say of commands and options that there are not. */
final class UnknownWords {
  private UnknownWords() {}

  /**
   * A message about a word that no command or option has, with the one that was perhaps meant.
   *
   * <p>picocli finds out about what is missing first. Where {@code --ouput} was typed, that would
   * be {@code --out}, which does not say what is wrong.
   *
   * @param wrong what picocli found
   * @param args what was typed
   * @return the message; empty if the fault is another one
   */
  static Optional<String> message(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      return word.startsWith("-") ? Optional.of(ofOption(command, word)) : ofCommand(command, word);
    }
    if (wrong instanceof MissingParameterException) {
      return unknownOption(command, args).map(word -> ofOption(command, word));
    }
    return Optional.empty();
  }

  private static String ofOption(CommandLine command, String word) {
    String name = word.replaceFirst("=.*", "");
    return "found the unknown option "
        + name
        + perhaps(NearestName.of(name, command.getCommandSpec().optionsMap().keySet()));
  }

  /** What a command without commands of its own cannot use is no misspelt command. */
  private static Optional<String> ofCommand(CommandLine command, String word) {
    return command.getSubcommands().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "found the unknown command "
                + word
                + perhaps(NearestName.of(word, command.getSubcommands().keySet())));
  }

  private static String perhaps(Optional<String> nearest) {
    return nearest.map(name -> ", perhaps " + name + " was meant").orElse("");
  }

  /** The first long option behind the name of the command that the command does not have. */
  private static Optional<String> unknownOption(CommandLine command, String[] args) {
    List<String> words = new ArrayList<>(Arrays.asList(args));
    int end = words.indexOf("--");
    return words.subList(0, end < 0 ? words.size() : end).stream()
        .filter(word -> word.startsWith("--"))
        .filter(
            word ->
                !command.getCommandSpec().optionsMap().containsKey(word.replaceFirst("=.*", "")))
        .findFirst();
  }
}
