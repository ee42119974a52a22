package vane.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vane.io.npy.NpyType;
import vane.io.npy.NpyWriter;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzWriter;
import vane.model.Provenance;

/** Every option that writes, pointed at an input of its command; and files for them. */
final class WritingOptions {
  /** The inputs are run.xyz, run.json, report.html, m.vane, X.npy, V.npy, d.vane, e.vane. */
  static final List<String> AT_AN_INPUT =
      List.of(
          "train run.xyz --out run.xyz",
          "train run.xyz --add-to e.vane --out run.xyz",
          "train run.xyz --add-to e.vane --out e.vane",
          "train report.html --out new.vane --learning-curve .",
          "predict m.vane run.xyz --out run.xyz",
          "predict m.vane run.xyz --out m.vane",
          "evaluate m.vane run.xyz --json run.xyz",
          "evaluate m.vane run.xyz --json m.vane",
          "evaluate m.vane report.html --report .",
          "evaluate m.vane run.json --chemiscope run.json",
          "predict m.vane run.json --out new.xyz --chemiscope run.json",
          "info report.html --card report.html",
          "info m.vane --evaluation report.html --card report.html",
          "check run.xyz --json run.xyz",
          "check report.html --report .",
          "describe run.xyz --species C,H --out run.xyz",
          "select e.vane run.xyz --out run.xyz",
          "select e.vane run.xyz --out e.vane",
          "relax m.vane run.xyz@0 --out run.xyz",
          "relax m.vane run.xyz@0 --out new.xyz --trajectory run.xyz",
          "relax m.vane run.xyz@0 --out new.xyz --trajectory m.vane",
          "md m.vane run.xyz@0 --steps 10 --out run.xyz",
          "md m.vane run.xyz@0 --steps 10 --out m.vane",
          "sample --engine m.vane --start run.xyz --steps 10 --out run.xyz",
          "sample --engine m.vane --start run.xyz --steps 10 --out m.vane",
          "learn --engine m.vane --start run.xyz --out run.xyz",
          "learn --engine m.vane --start run.xyz --out m.vane",
          "learn --engine m.vane --start run.xyz --out new.vane --frames run.xyz",
          "directions train X.npy V.npy --out X.npy",
          "directions train X.npy V.npy --groups G.npy --out G.npy",
          "directions predict d.vane X.npy --out X.npy",
          "directions predict d.vane X.npy --out d.vane",
          "directions predict d.vane X.npy --out new.npy --errors X.npy",
          "directions evaluate d.vane X.npy V.npy --json V.npy",
          "directions evaluate d.vane X.npy V.npy --json d.vane");

  private WritingOptions() {}

  /** Makes the inputs, each of which a command could read. */
  static void makeInputs(Path folder) {
    Path energy = DriveModels.withEnergy(folder);
    try (Stream<Frame> frames =
            TrajectoryPath.parse(Bundled.trajectory("ethane", 3, "::100")).frames();
        XyzWriter writer = XyzWriter.create(folder.resolve("run.xyz"))) {
      frames.forEach(writer::write);
      writer.commit();
    }
    try {
      Files.move(energy, folder.resolve("e.vane"));
      Files.copy(folder.resolve("e.vane"), folder.resolve("m.vane"));
      Files.copy(folder.resolve("run.xyz"), folder.resolve("report.html"));
      Files.copy(folder.resolve("run.xyz"), folder.resolve("run.json"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    array(folder.resolve("X.npy"), 4);
    array(folder.resolve("V.npy"), 3);
    array(folder.resolve("G.npy"), 1);
    CommandLineRun.done(
        "directions",
        "train",
        folder.resolve("X.npy").toString(),
        folder.resolve("V.npy").toString(),
        "-q",
        "--out",
        folder.resolve("d.vane").toString());
  }

  private static void array(Path file, int columns) {
    try (NpyWriter writer =
        columns == 1
            ? NpyWriter.vector(file, NpyType.FLOAT64)
            : NpyWriter.matrix(file, NpyType.FLOAT64, columns)) {
      for (int row = 0; row < 40; row++) {
        double[] numbers = new double[columns];
        for (int i = 0; i < columns; i++) {
          numbers[i] = columns == 1 ? row : Math.sin(1 + row * (i + 1.7));
        }
        writer.writeRow(numbers);
      }
      writer.commit();
    }
  }

  /** The words of a command; what stands in the folder is named by its path. */
  static String[] words(String command, Path folder, Optional<String> more) {
    return Stream.concat(Stream.of(command.split(" ")), more.stream())
        .map(
            word ->
                word.matches("(\\.|.*\\.(xyz(@.*)?|vane|npy|html|md|json(\\.gz)?))")
                    ? folder + "/" + word
                    : word)
        .toArray(String[]::new);
  }

  /** What the folder holds, by name. */
  static List<String> content(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(
              file -> {
                try {
                  return file.getFileName() + " " + Provenance.DataFile.of(file, "", 0).sha256();
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              })
          .toList();
    }
  }
}
