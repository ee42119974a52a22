package vane.site;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands below the options in the help of a command.
 *
 * @param notes paragraphs, and blocks whose lines are kept
 * @param examples the lines below "Examples:", without their indentation
 * @param exitStatus the lines from "Exit status:" on, as one; empty if there are none
 */
record HelpText(List<Note> notes, String examples, String exitStatus) {
  private static final String EXAMPLES = "Examples:";
  private static final String EXIT_STATUS = "Exit status:";

  /**
   * A piece of the notes.
   *
   * @param asItIs whether its lines are kept: a table, or commands
   * @param text lines for a block, one line for a paragraph
   */
  record Note(boolean asItIs, String text) {}

  static HelpText of(List<String> lines) {
    List<Note> notes = new ArrayList<>();
    StringBuilder examples = new StringBuilder();
    StringBuilder exitStatus = new StringBuilder();
    boolean inExamples = false;
    for (List<String> block : blocks(lines)) {
      String first = block.get(0);
      if (first.startsWith(EXIT_STATUS)) {
        exitStatus.append(String.join(" ", block).substring(EXIT_STATUS.length()).strip());
      } else if (first.equals(EXAMPLES) || (inExamples && isIndented(block))) {
        inExamples = true;
        block.stream()
            .filter(line -> !line.equals(EXAMPLES))
            .forEach(line -> examples.append(line.replaceFirst("^ {2}", "")).append('\n'));
      } else if (isIndented(block)) {
        notes.add(new Note(true, String.join("\n", block).stripIndent()));
      } else {
        notes.add(new Note(false, String.join(" ", block)));
      }
    }
    return new HelpText(notes, examples.toString().stripTrailing(), exitStatus.toString());
  }

  private static boolean isIndented(List<String> block) {
    return block.get(0).startsWith("  ");
  }

  /** Runs of lines that are not blank; a change of indentation begins a new one, too. */
  private static List<List<String>> blocks(List<String> lines) {
    List<List<String>> blocks = new ArrayList<>();
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      boolean other =
          !block.isEmpty()
              && !block.get(0).equals(EXAMPLES)
              && isIndented(block) != line.startsWith("  ");
      if (line.isBlank() || other) {
        close(block, blocks);
        block = new ArrayList<>();
      }
      if (!line.isBlank()) {
        block.add(line);
      }
    }
    close(block, blocks);
    return blocks;
  }

  private static void close(List<String> block, List<List<String>> blocks) {
    if (!block.isEmpty()) {
      blocks.add(block);
    }
  }
}
