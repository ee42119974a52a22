package vane.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/**
 * What a tutorial asks its reader to do.
 *
 * @param steps its commands, in their order
 * @param programs its programs in Java, by the name of their file
 */
record Tutorial(List<Step> steps, Map<String, String> programs) {
  static final Path FOLDER = Path.of("..", "docs", "tutorials");

  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

  /**
   * A command, and the lines that the tutorial shows as what it prints.
   *
   * @param command as it is typed, perhaps of several lines
   * @param shown the lines below it
   */
  record Step(String command, List<String> shown) {}

  static Tutorial read(String name) throws IOException {
    List<Step> steps = new ArrayList<>();
    Map<String, String> programs = new LinkedHashMap<>();
    MarkdownArticles.parse(Files.readString(FOLDER.resolve(name + ".md")))
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                switch (block.getInfo()) {
                  case "console" -> steps.addAll(steps(block.getLiteral()));
                  case "java" -> {
                    Matcher found = CLASS.matcher(block.getLiteral());
                    if (!found.find()) {
                      throw new AssertionError(name + ": a program without a class");
                    }
                    programs.put(found.group(1) + ".java", block.getLiteral());
                  }
                  case "text" -> {}
                  default ->
                      throw new AssertionError(
                          name + ": found a block of '" + block.getInfo() + "', expected console");
                }
              }
            });
    return new Tutorial(steps, programs);
  }

  private static List<Step> steps(String block) {
    List<Step> steps = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    List<String> shown = new ArrayList<>();
    for (String line : block.lines().toList()) {
      if (line.startsWith("$ ")) {
        close(command, shown, steps);
        command.append(line.substring(2));
      } else if (line.startsWith("> ")) {
        command.append('\n').append(line.substring(2));
      } else {
        shown.add(line);
      }
    }
    close(command, shown, steps);
    return steps;
  }

  private static void close(StringBuilder command, List<String> shown, List<Step> steps) {
    if (command.isEmpty()) {
      if (!shown.isEmpty()) {
        throw new AssertionError("output without a command: " + shown);
      }
      return;
    }
    steps.add(new Step(command.toString(), List.copyOf(shown)));
    command.setLength(0);
    shown.clear();
  }
}
