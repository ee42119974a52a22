package vane.cli.motion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import vane.PlainReason;
import vane.engines.dynamics.Inertia;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.Provenance;
import vane.structure.Structure;

/** Where a motion begins, and what its forces come from. */
public final class StartFrames {
  private StartFrames() {}

  /**
   * The first frame of a trajectory, or of a selection of it.
   *
   * @param path the trajectory
   * @return the frame
   * @throws vane.InputException if it cannot be read
   */
  public static Frame first(TrajectoryPath path) {
    try (Stream<Frame> frames = path.frames()) {
      return frames.findFirst().orElseThrow();
    }
  }

  /**
   * A file by its checksum, so that a run that goes on has the same.
   *
   * @param name what the file is, such as {@code model}
   * @param file the file
   * @return the name and the first twelve digits of the SHA-256
   * @throws UncheckedIOException if the file cannot be read
   */
  public static Map<String, String> checksum(String name, Path file) {
    try {
      return Map.of(
          name, Provenance.DataFile.of(file, file.toString(), 0).sha256().substring(0, 12));
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + PlainReason.ofSystem(failed), failed);
    }
  }

  /**
   * A start by its checksum: positions, momenta if any are given, and masses.
   *
   * @param structure where the atoms are
   * @param momenta of all atoms, or none
   * @param inertia their masses
   * @return eight digits
   */
  public static String checksum(Structure structure, double[] momenta, Inertia inertia) {
    CRC32 checksum = new CRC32();
    double[] positions = structure.positions();
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * (positions.length + momenta.length + inertia.size()));
    for (double each : positions) {
      bytes.putDouble(each);
    }
    for (double each : momenta) {
      bytes.putDouble(each);
    }
    for (int atom = 0; atom < inertia.size(); atom++) {
      bytes.putDouble(inertia.massU(atom));
    }
    checksum.update(bytes.flip());
    return String.format("%08x", checksum.getValue());
  }
}
