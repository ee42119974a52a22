package vane.engines.xtb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vane.structure.Structure;

/** The program xtb, run for one molecule: an energy and a gradient by another way. */
record XtbProgram(double energyHartree, List<Double> gradient, double seconds) {

  /**
   * Runs {@code xtb --grad}.
   *
   * @param folder an empty folder, where the program leaves its files
   * @param options more options, such as {@code --gfn 2}
   */
  static XtbProgram run(Path folder, Structure structure, String... options)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    StringBuilder xyz = new StringBuilder(structure.size() + "\n\n");
    for (int a = 0; a < structure.size(); a++) {
      xyz.append(
          String.format(
              Locale.ROOT,
              "%s %.14f %.14f %.14f%n",
              structure.element(a),
              structure.position(a, 0),
              structure.position(a, 1),
              structure.position(a, 2)));
    }
    Files.writeString(folder.resolve("in.xyz"), xyz);
    List<String> command = new ArrayList<>(List.of("xtb", "in.xyz", "--grad"));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    long begin = System.nanoTime();
    int status = builder.start().waitFor();
    double seconds = (System.nanoTime() - begin) * 1e-9;
    if (status != 0) {
      throw new IOException("xtb: " + Files.readString(folder.resolve("log")));
    }
    List<Double> numbers = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("in.engrad"))) {
      if (!line.startsWith("#") && !line.isBlank() && numbers.size() < 2 + 3 * structure.size()) {
        numbers.add(Double.parseDouble(line.strip()));
      }
    }
    return new XtbProgram(numbers.get(1), numbers.subList(2, numbers.size()), seconds);
  }
}
