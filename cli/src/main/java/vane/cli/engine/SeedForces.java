package vane.cli.engine;

import java.util.Arrays;
import java.util.stream.Collectors;
import vane.cli.program.UsageException;

/** What moves a structure to the first frames of active learning. */
enum SeedForces {
  GFN_FF("gfn-ff"),
  SPRINGS("springs");

  private final String text;

  SeedForces(String text) {
    this.text = text;
  }

  static SeedForces named(String text) {
    return Arrays.stream(values())
        .filter(each -> each.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--seed-forces: found '"
                        + text
                        + "', expected "
                        + Arrays.stream(values())
                            .map(SeedForces::toString)
                            .collect(Collectors.joining(" or "))));
  }

  @Override
  public String toString() {
    return text;
  }
}
