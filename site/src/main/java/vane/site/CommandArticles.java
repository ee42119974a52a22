package vane.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** What a template shows of an option or an argument. */
  private record Line(String id, String name, boolean required, String description) {}

  private Article article(String name, CommandSpec command) {
    HelpText notes = HelpText.of(text(command.usageMessage().footer()));
    List<Line> options = new ArrayList<>();
    List<Line> everywhere = new ArrayList<>();
    command.options().stream()
        .filter(option -> !option.hidden())
        .sorted(
            Comparator.comparing((OptionSpec option) -> !option.required())
                .thenComparing(OptionSpec::longestName))
        .forEach(
            option ->
                (common.contains(key(option)) && command.subcommands().isEmpty()
                        ? everywhere
                        : options)
                    .add(line(option)));
    List<Line> arguments = new ArrayList<>();
    for (PositionalParamSpec argument : command.positionalParameters()) {
      if (!argument.hidden()) {
        arguments.add(new Line("", argument.paramLabel(), false, description(argument)));
      }
    }
    List<Map<String, String>> subcommands = new ArrayList<>();
    command
        .subcommands()
        .values()
        .forEach(sub -> subcommands.add(subcommand(name, sub.getCommandSpec())));
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", name);
    shown.put("description", String.join(" ", text(command.usageMessage().description())));
    shown.put("synopsis", synopsis(command));
    shown.put("hasArguments", !arguments.isEmpty());
    shown.put("arguments", arguments);
    shown.put("hasOptions", !options.isEmpty());
    shown.put("options", options);
    shown.put("hasEverywhere", !everywhere.isEmpty());
    shown.put("everywhere", everywhere);
    shown.put("hasSubcommands", !subcommands.isEmpty());
    shown.put("subcommands", subcommands);
    shown.put("notes", notes.notes());
    shown.put("hasExamples", !notes.examples().isEmpty());
    shown.put("examples", notes.examples());
    shown.put("exitStatus", exitStatus(command));
    Article article =
        FinishedHtml.article(name, path(name), name, templates.render("command", shown));
    List<Article.Section> sections = new ArrayList<>(article.sections());
    options.forEach(
        option ->
            sections.add(
                new Article.Section(
                    4, option.id(), name + " " + option.name(), option.description())));
    return new Article(name, article.path(), name, article.html(), sections);
  }

  private static Map<String, String> subcommand(String name, CommandSpec sub) {
    String full = name + " " + sub.name();
    return Map.of(
        "name",
        full,
        "href",
        SitePath.relative(path(name), path(full)),
        "description",
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

  private static Line line(OptionSpec option) {
    return new Line(
        anchor(option.longestName()),
        names(option) + (option.arity().max() == 0 ? "" : "=" + option.paramLabel()),
        option.required(),
        description(option));
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

  /** What the help of the program says of it stands at every command. */
  private static String exitStatus(CommandSpec command) {
    return HelpText.of(text(command.root().usageMessage().footer())).exitStatus();
  }

  /** Lines without the marks of styles. */
  private static List<String> text(String[] lines) {
    return Arrays.stream(lines)
        .map(line -> Ansi.OFF.string(line.replace("%n", "\n").replace("%%", "%")))
        .flatMap(line -> Arrays.stream(line.split("\n", -1)))
        .toList();
  }
}
