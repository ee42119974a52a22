package vane.cli.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import vane.cli.program.UsageException;

/** Trainings that can go on with more frames, and going on with one. */
public final class SumsOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--keep-sums",
      description = {
        "Also write MODEL.sums, with which frames can be added to the model later without the old",
        "ones (equivariant, without networks)."
      })
  private boolean keepSums;

  @Option(
      names = "--add-to",
      paramLabel = "OLD",
      description = {
        "Add all frames to the training of this model, whose OLD.sums must be there (--keep-sums),",
        "and write a new model; its functions stay (equivariant)."
      })
  private Path old;

  /** Options as picocli fills them in. */
  public SumsOptions() {}

  /**
   * Refuses options that the first training has decided.
   *
   * @param names the longest names of options of the command
   * @param mixins the names of mixins of the command
   * @throws UsageException if one of them is given
   */
  public void refuse(Set<String> names, List<String> mixins) {
    Stream.concat(
            command.commandLine().getParseResult().matchedOptions().stream()
                .filter(given -> names.contains(given.longestName())),
            mixins.stream().flatMap(each -> GivenOptions.of(command, each).stream()))
        .findFirst()
        .ifPresent(
            given -> {
              throw new UsageException(
                  given.longestName()
                      + ": found with --add-to, expected without it, as the functions and settings"
                      + " of "
                      + old
                      + " stay");
            });
  }

  /**
   * Whether sums are written, too.
   *
   * @return whether {@code --keep-sums} was given
   */
  public boolean keepSums() {
    return keepSums;
  }

  /**
   * The model to go on with.
   *
   * @return empty for a training of its own
   */
  public Optional<Path> addTo() {
    return Optional.ofNullable(old);
  }
}
