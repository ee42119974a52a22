package vane.cli.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vane.io.output.EarlierOutput;
import vane.io.output.WriteCheck;
import vane.io.xyz.TrajectoryPath;

/** Whether files that are there may be replaced; inputs never are. */
public final class ForceOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--force",
      description =
          "Write over files that are there, though they are models or Vane did not write them for the"
              + " same purpose. Inputs of the command are never replaced.")
  private boolean force;

  /** Options as picocli fills them in. */
  public ForceOption() {}

  /**
   * Whether it is given.
   *
   * @return false if files stay as they are
   */
  public boolean isGiven() {
    return force;
  }

  /**
   * A check of what the command writes.
   *
   * @param inputs all files that it reads
   * @return a new check
   */
  public WriteCheck check(List<Path> inputs) {
    return new WriteCheck(inputs, force);
  }

  /**
   * As above, for one output; names the mistake when a shell has put the first file that matches a
   * pattern behind the option, and the others among the inputs.
   *
   * @param option the name of the option
   * @param out the output
   * @param earlier what may be replaced without force
   * @param inputs all files that the command reads
   * @return the check, for further outputs
   * @throws vane.InputException if the output must not be written
   */
  public WriteCheck check(String option, Path out, EarlierOutput earlier, List<Path> inputs) {
    WriteCheck check = check(inputs);
    List<String> swept = sweptAlong(out);
    boolean foreign = WriteCheck.isForeign(out, earlier);
    // One file behind an own output of an earlier run may well be meant.
    if (!force && !swept.isEmpty() && (foreign || swept.size() > 1 && out.toFile().length() > 0)) {
      throw new UsageException(
          option
              + ": found "
              + out
              + ", which is there already, followed by "
              + (swept.size() > 3
                  ? swept.get(0) + " and " + (swept.size() - 1) + " more of its kind"
                  : String.join(" and ", swept))
              + ": the shell has probably expanded a pattern such as "
              + option
              + " *"
              + ending(out.toString())
              + "; expected one name for the output, or --force to write over it");
    }
    check.require(out, earlier);
    return check;
  }

  /**
   * The arguments right behind an output that a shell's pattern would have put there: of the same
   * folder and ending, and in the order of names.
   */
  private List<String> sweptAlong(Path out) {
    List<String> all = command.commandLine().getParseResult().originalArgs();
    List<String> swept = new ArrayList<>();
    int at = all.indexOf(out.toString());
    String last = out.toString();
    for (int i = at + 1; at >= 0 && i < all.size(); i++) {
      String next = all.get(i);
      if (next.compareToIgnoreCase(last) <= 0
          || !ending(next).equals(ending(last))
          || !folder(next).equals(folder(last))) {
        break;
      }
      swept.add(next);
      last = next;
    }
    return swept;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String ending(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot =
        name.endsWith(".gz") ? name.lastIndexOf('.', name.length() - 4) : name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /**
   * The files of trajectories, and others.
   *
   * @param trajectories what is read of them
   * @param others such as a model
   * @return all of them
   */
  public static List<Path> files(List<TrajectoryPath> trajectories, Path... others) {
    List<Path> files = new ArrayList<>(Arrays.asList(others));
    trajectories.forEach(each -> files.add(each.path()));
    return files;
  }
}
