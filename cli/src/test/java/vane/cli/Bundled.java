package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** The bundled trajectories, and small models trained on them. */
public final class Bundled {
  public static final Path FOLDER = Path.of("..", "data", "alkanes");

  private Bundled() {}

  /** A run with a slice, such as {@code trajectory("ethane", 1, "::100")}. */
  public static String trajectory(String molecule, int run, String slice) {
    return FOLDER.resolve(molecule + "-run" + run + ".xyz.gz") + "@" + slice;
  }

  /** Trains 60 references per element on 20 frames of ethane and 10 of propane. */
  public static Path smallModel(Path folder, String name, String... options) {
    Path model = folder.resolve(name);
    String[] fixed = {
      "train",
      trajectory("ethane", 1, "::50"),
      trajectory("propane", 1, "::100"),
      "--method",
      "oa-mlm",
      "--references",
      "60",
      "--quiet",
      "--out",
      model.toString()
    };
    CommandLineRun run = CommandLineRun.of(CommandLineRun.join(fixed, options));
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return model;
  }
}
