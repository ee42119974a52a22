package vane.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzWriter;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

/** Small models and structures for the tests of {@code vane drive}. */
public final class DriveModels {
  private DriveModels() {}

  /** Trains an equivariant model on 50 frames of ethane and 20 of propane. */
  public static Path withEnergy(Path folder) {
    Path model = folder.resolve("energy.vane");
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::20"),
        Bundled.trajectory("propane", 1, "::50"),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
    return model;
  }

  /** Trains a model of forces without an energy. */
  public static Path withoutEnergy(Path folder) {
    return Bundled.smallModel(folder, "forces.vane", "--preset", "accurate");
  }

  /** Writes ethane, in a cell if there is one, to a file. */
  public static Path ethane(Path file, Optional<Cell> cell) {
    try (Stream<Frame> frames =
            TrajectoryPath.parse(Bundled.trajectory("ethane", 3, "7")).frames();
        XyzWriter writer = XyzWriter.create(file)) {
      Structure free = frames.findFirst().orElseThrow().structure();
      List<Element> elements = free.elements();
      writer.write(
          Frame.of(
              cell.isEmpty()
                  ? Structure.of(elements, free.positions())
                  : Structure.of(elements, free.positions(), cell.get())));
      writer.commit();
    }
    return file;
  }
}
