package vane.cli;

import picocli.CommandLine.Option;

/** The seed, for commands that draw random numbers: the same seed gives the same result. */
final class SeedOption {
  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of every random choice (default: ${DEFAULT-VALUE}).")
  private long seed;

  /**
   * The seed.
   *
   * @return any number
   */
  long seed() {
    return seed;
  }
}
