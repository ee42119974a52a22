package vane.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import vane.InputException;
import vane.io.pipe.PipeSource;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameBatches;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.FrameLocations;
import vane.io.xyz.TrajectoryPath;
import vane.parallel.ProgressListener;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/**
 * What a model is trained on: structures with forces, perhaps with energies and stresses, in order
 * of time, and where they come from.
 *
 * <p>Immutable.
 */
public final class TrainingData {
  private final List<LabelledStructure> examples;
  private final Optional<FrameLocations> locations;
  private final List<Provenance.DataFile> files;

  private TrainingData(
      List<LabelledStructure> examples,
      Optional<FrameLocations> locations,
      List<Provenance.DataFile> files) {
    if (examples.stream().allMatch(example -> example.structure().size() == 0)) {
      throw new InputException("found no atoms to learn from, expected at least one frame of some");
    }
    this.examples = List.copyOf(examples);
    this.locations = locations;
    this.files = List.copyOf(files);
  }

  /**
   * Data that were not read from a file.
   *
   * @param examples structures with forces, those of one trajectory one after the other
   * @return the data
   * @throws InputException if there is no atom in them
   */
  public static TrainingData of(List<LabelledStructure> examples) {
    return new TrainingData(examples, Optional.empty(), List.of());
  }

  /**
   * Reads trajectories. Successive ones of the same file, such as two slices, count as one.
   *
   * @param paths the trajectories
   * @param column where the forces are; energies and stresses are under the {@linkplain
   *     FrameLabels#usual usual keys}, if anywhere
   * @return the data
   * @throws vane.InputException if a file is not as it must be, holds no frame, or lacks forces
   */
  public static TrainingData read(List<TrajectoryPath> paths, ForceColumn column) {
    return read(paths, FrameLabels.usual(column), warning -> {}, ProgressListener.SILENT);
  }

  /**
   * Reads trajectories. Successive ones of the same file, such as two slices, count as one.
   *
   * @param paths the trajectories
   * @param labels where forces, energies and stresses are
   * @param warnings hears of each warning, such as that of units that look wrong
   * @param progress hears of each trajectory done
   * @return the data
   * @throws vane.InputException if a file is not as it must be, holds no frame, or lacks forces
   */
  public static TrainingData read(
      List<TrajectoryPath> paths,
      FrameLabels labels,
      Consumer<String> warnings,
      ProgressListener progress) {
    List<LabelledStructure> examples = new ArrayList<>();
    List<FrameLocation> locations = new ArrayList<>();
    List<Provenance.DataFile> files = new ArrayList<>();
    progress.stage("reading trajectories", paths.size());
    int trajectory = -1;
    for (int p = 0; p < paths.size(); p++) {
      TrajectoryPath path = paths.get(p);
      boolean goesOn = p > 0 && path.path().equals(paths.get(p - 1).path());
      trajectory += goesOn ? 0 : 1;
      int number = trajectory;
      Optional<MessageDigest> digest =
          PipeSource.is(path.path()) ? Optional.of(Provenance.sha256()) : Optional.empty();
      long count =
          FrameBatches.readWithForces(
              path,
              labels.forces(),
              digest,
              warnings,
              (batch, forces) -> {
                for (int i = 0; i < batch.size(); i++) {
                  Frame frame = batch.get(i);
                  examples.add(example(frame, forces.get(i), number, labels));
                  locations.add(frame.location());
                }
              });
      files.add(
          digest
              .map(each -> Provenance.DataFile.of(each, pipeName(path), count))
              .orElseGet(() -> dataFile(path, count)));
      progress.advance(1);
    }
    return new TrainingData(examples, Optional.of(new FrameLocations(locations)), files);
  }

  private static LabelledStructure example(
      Frame frame, double[] forces, int trajectory, FrameLabels labels) {
    return new LabelledStructure(
        frame.structure(),
        forces,
        trajectory,
        labels.energy().map(key -> key.of(frame)).orElse(OptionalDouble.empty()),
        labels.stress().flatMap(keys -> keys.of(frame)));
  }

  /** The number of a descriptor says nothing once the program has ended. */
  private static String pipeName(TrajectoryPath path) {
    return path.toString().replaceFirst("^/(dev|proc/[a-z0-9]+)/fd/[0-9]+", "pipe");
  }

  private static Provenance.DataFile dataFile(TrajectoryPath path, long frames) {
    try {
      return Provenance.DataFile.of(path.path(), path.toString(), frames);
    } catch (IOException failed) {
      throw new UncheckedIOException(path + ": cannot be read again for its checksum", failed);
    }
  }

  /**
   * The structures with their forces.
   *
   * @return in order of time, unmodifiable
   */
  public List<LabelledStructure> examples() {
    return examples;
  }

  /**
   * The elements of all structures.
   *
   * @return by atomic number
   */
  public SortedSet<Element> elements() {
    SortedSet<Element> elements = new TreeSet<>();
    examples.forEach(example -> elements.addAll(example.structure().composition()));
    return elements;
  }

  /**
   * The provenance of a model that is trained on these data by this program.
   *
   * @param seed the seed of every random choice
   * @return the files, the seed, and the versions of Vane and Java
   */
  public Provenance provenance(long seed) {
    return Provenance.ofThisProgram(files, seed);
  }

  /** Does something with all examples; an error in one of them names its file and frame. */
  <T> T naming(Supplier<T> work) {
    return locations.isPresent() ? locations.get().naming(work) : work.get();
  }
}
