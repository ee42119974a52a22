package vane.cli;

import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How many networks {@code train --method equivariant} trains. */
final class NetworkOption {
  @Option(
      names = "--networks",
      paramLabel = "N",
      description = {
        "How many networks are mixed with the functions, 0 for none (equivariant; default: 0;",
        "--preset accurate: 1 to 3, as time allows)."
      })
  private Integer networks;

  /** The number that was given; empty for the preset's choice. */
  OptionalInt networks() {
    return networks == null ? OptionalInt.empty() : OptionalInt.of(networks);
  }
}
