package vane.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Trainings that can go on with more frames, and going on with one. */
public final class SumsOptions {
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
