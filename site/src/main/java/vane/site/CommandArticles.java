package vane.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page for each command, from the same descriptions that {@code --help} and the manual pages are
 * made of.
 */
final class CommandArticles {
  /** Deeper than the headings that a page lists. */
  private static final int OPTION_LEVEL = 4;

  private final Map<String, CommandSpec> commands = new LinkedHashMap<>();
  private final Set<String> common;
  private final Templates templates;

  /**
   * Reads what the commands say.
   *
   * @param programs the command lines, each with its subcommands
   */
  CommandArticles(List<CommandLine> programs, Templates templates) {
    this.templates = templates;
    programs.forEach(program -> add(program.getCommandSpec()));
    this.common = common();
  }

  private void add(CommandSpec command) {
    commands.put(command.qualifiedName(), command);
    command.subcommands().values().forEach(sub -> add(sub.getCommandSpec()));
  }

  /** The lines of options that every command without subcommands has. */
  private Set<String> common() {
    List<Set<String>> all =
        commands.values().stream()
            .filter(command -> command.subcommands().isEmpty())
            .map(
                command ->
                    command.options().stream()
                        .map(CommandArticles::key)
                        .collect(Collectors.toSet()))
            .toList();
    Set<String> common = new HashSet<>(all.get(0));
    all.forEach(common::retainAll);
    return common;
  }

  private static String key(OptionSpec option) {
    return names(option) + Arrays.toString(option.description());
  }

  /** The page of each command, by the words with which it is called. */
  Map<String, String> paths() {
    Map<String, String> paths = new LinkedHashMap<>();
    commands.keySet().forEach(name -> paths.put(name, path(name)));
    return paths;
  }

  private static String path(String name) {
    return "commands/" + name.replace(' ', '-') + ".html";
  }

  /** All pages, programs before their commands. */
  List<Article> articles() {
    List<Article> articles = new ArrayList<>();
    commands.forEach((name, command) -> articles.add(article(name, command)));
    return articles;
  }

  private Article article(String name, CommandSpec command) {
    CommandPage page = page(name, command);
    Article article =
        FinishedHtml.article(name, path(name), name, templates.render("command", page));
    List<Article.Section> sections = new ArrayList<>(article.sections());
    for (CommandPage.Line option : page.options()) {
      String heading = name + " " + option.name();
      sections.add(new Article.Section(OPTION_LEVEL, option.id(), heading, option.description()));
    }
    return new Article(name, article.path(), name, article.html(), sections);
  }

  private CommandPage page(String name, CommandSpec command) {
    List<OptionSpec> options =
        command.options().stream()
            .filter(option -> !option.hidden())
            .sorted(
                Comparator.comparing((OptionSpec option) -> !option.required())
                    .thenComparing(OptionSpec::longestName))
            .toList();
    Predicate<OptionSpec> everywhere =
        option -> command.subcommands().isEmpty() && common.contains(key(option));
    return new CommandPage(
        name,
        String.join(" ", text(command.usageMessage().description())),
        synopsis(command),
        command.positionalParameters().stream()
            .filter(argument -> !argument.hidden())
            .map(CommandArticles::line)
            .toList(),
        options.stream().filter(everywhere.negate()).map(CommandArticles::line).toList(),
        options.stream().filter(everywhere).map(CommandArticles::line).toList(),
        command.subcommands().values().stream()
            .map(sub -> subcommand(name, sub.getCommandSpec()))
            .toList(),
        HelpText.of(text(command.usageMessage().footer())),
        // What the help of the program says of it stands at every command.
        HelpText.of(text(command.root().usageMessage().footer())).exitStatus());
  }

  private static CommandPage.Subcommand subcommand(String name, CommandSpec sub) {
    String full = name + " " + sub.name();
    return new CommandPage.Subcommand(
        full,
        SitePath.relative(path(name), path(full)),
        String.join(" ", text(sub.usageMessage().description())));
  }

  /** The short form, with the options that must be given. */
  private static String synopsis(CommandSpec command) {
    String required =
        command.options().stream()
            .filter(OptionSpec::required)
            .map(option -> " " + option.longestName() + "=" + option.paramLabel())
            .collect(Collectors.joining());
    return new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .abbreviatedSynopsis()
        .strip()
        .replaceFirst("\\[OPTIONS]", "[OPTIONS]" + Matcher.quoteReplacement(required));
  }

  private static CommandPage.Line line(OptionSpec option) {
    return new CommandPage.Line(
        anchor(option.longestName()),
        names(option) + (option.arity().max() == 0 ? "" : "=" + option.paramLabel()),
        option.required(),
        description(option));
  }

  private static CommandPage.Line line(PositionalParamSpec argument) {
    return new CommandPage.Line("", argument.paramLabel(), false, description(argument));
  }

  /** Where an option is on the page of its command. */
  static String anchor(String option) {
    return "option-" + option.replaceFirst("^-+", "");
  }

  private static String names(OptionSpec option) {
    return String.join(", ", option.names());
  }

  private static String description(ArgSpec argument) {
    return String.join(" ", text(argument.description()));
  }

  /** Lines without the marks of styles. */
  private static List<String> text(String[] lines) {
    return Arrays.stream(lines)
        .map(line -> Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%")))
        .flatMap(line -> Arrays.stream(line.split("\n", -1)))
        .toList();
  }
}
