package vane.cli.training;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How many networks {@code train --method equivariant} trains. */
public final class NetworkOption {
  @Option(
      names = "--networks",
      paramLabel = "N",
      description = {
        "How many networks are mixed with the functions, 0 for none (equivariant; default: 0;",
        "--preset accurate: 1 to 3, as time allows)."
      })
  private Integer networks;

  /** Options as picocli fills them in. */
  public NetworkOption() {}

  /**
   * The number that was given.
   *
   * @return empty for the preset's choice
   */
  public OptionalInt networks() {
    return networks == null ? OptionalInt.empty() : OptionalInt.of(networks);
  }
}
