package vane.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import vane.InputException;
import vane.Plural;
import vane.audit.FrameBatches;
import vane.audit.FrameChoices;
import vane.audit.FrameCopies;
import vane.audit.LabelledFrame;
import vane.audit.StructureFingerprints;
import vane.io.pipe.PipeSource;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
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
    return read(
        paths,
        FrameLabels.usual(column),
        FrameChoices.AS_THEY_ARE,
        warning -> {},
        ProgressListener.SILENT);
  }

  /**
   * Reads trajectories. Successive ones of the same file, such as two slices, count as one.
   *
   * @param paths the trajectories
   * @param labels where forces, energies and stresses are
   * @param choices what is done with frames
   * @param warnings hears of each warning, such as that of units that look wrong
   * @param progress hears of each trajectory done
   * @return the data
   * @throws vane.InputException if a file is not as it must be, holds no frame, or lacks forces
   */
  public static TrainingData read(
      List<TrajectoryPath> paths,
      FrameLabels labels,
      FrameChoices choices,
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
              choices,
              digest,
              warnings,
              batch ->
                  batch.forEach(
                      labelled -> {
                        examples.add(example(labelled, number, labels));
                        locations.add(labelled.frame().location());
                      }));
      files.add(
          digest
              .map(each -> Provenance.DataFile.of(each, pipeName(path), count))
              .orElseGet(() -> dataFile(path, count)));
      progress.advance(1);
    }
    return withoutCopies(examples, locations, files, warnings);
  }

  /**
   * What is learnt from a frame.
   *
   * @param labelled the frame with its forces
   * @param trajectory the number of its trajectory
   * @param labels where energies and stresses are
   * @return the example
   */
  public static LabelledStructure example(
      LabelledFrame labelled, int trajectory, FrameLabels labels) {
    Frame frame = labelled.frame();
    return new LabelledStructure(
            frame.structure(),
            labelled.forces(),
            trajectory,
            labels.energy().map(key -> key.of(frame)).orElse(OptionalDouble.empty()),
            labels.stress().flatMap(keys -> keys.of(frame)))
        .withHeld(labelled.held());
  }

  /**
   * Each structure is learnt from once: copies would be held out beside what they are copies of.
   */
  private static TrainingData withoutCopies(
      List<LabelledStructure> examples,
      List<FrameLocation> locations,
      List<Provenance.DataFile> files,
      Consumer<String> warnings) {
    int[] firsts = FrameCopies.firsts(examples.stream().map(LabelledStructure::structure).toList());
    List<LabelledStructure> kept = new ArrayList<>();
    List<FrameLocation> places = new ArrayList<>();
    String copy = "";
    for (int i = 0; i < firsts.length; i++) {
      if (firsts[i] == i) {
        kept.add(examples.get(i));
        places.add(locations.get(i));
      } else if (copy.isEmpty()) {
        copy = locations.get(i) + " is a copy of " + locations.get(firsts[i]);
      }
    }
    if (kept.size() < examples.size()) {
      warnings.accept(
          Plural.of(examples.size() - kept.size(), "frame")
              + " of "
              + examples.size()
              + " left out, as copies of others (the first: "
              + copy
              + ")");
    }
    return new TrainingData(kept, Optional.of(new FrameLocations(places)), files);
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
    return Provenance.ofThisProgram(files, seed)
        .with(
            StructureFingerprints.of(examples.stream().map(LabelledStructure::structure).toList()));
  }

  /**
   * The data without structures that a model was trained on, which would count twice.
   *
   * @param known the structures that it was trained on
   * @param warnings hears how many are left out, if any are
   * @return the others, of the same files
   * @throws InputException if there are no others
   */
  public TrainingData without(StructureFingerprints known, Consumer<String> warnings) {
    int[] places =
        IntStream.range(0, examples.size())
            .filter(place -> !known.contains(examples.get(place).structure()))
            .toArray();
    int left = examples.size() - places.length;
    if (left == 0) {
      return this;
    }
    // The first place at which the places of the others leave a gap.
    int first =
        IntStream.range(0, places.length)
            .filter(i -> places[i] != i)
            .findFirst()
            .orElse(places.length);
    String where =
        locations.map(all -> " (the first: " + all.locations().get(first) + ")").orElse("");
    if (places.length == 0) {
      throw new InputException(
          "found only frames that the model was trained on" + where + ", expected others to add");
    }
    warnings.accept(
        Plural.of(left, "frame")
            + " of "
            + examples.size()
            + " left out, as the model was trained on them"
            + where);
    return part(places);
  }

  /**
   * Some of the data, of the same files.
   *
   * @param places of the structures, ascending
   * @return those alone
   * @throws InputException if there is no atom in them
   */
  public TrainingData part(int[] places) {
    return new TrainingData(
        Arrays.stream(places).mapToObj(examples::get).toList(),
        locations.map(
            all ->
                new FrameLocations(Arrays.stream(places).mapToObj(all.locations()::get).toList())),
        files);
  }

  /** Does something with all examples; an error in one of them names its file and frame. */
  <T> T naming(Supplier<T> work) {
    return locations.isPresent() ? locations.get().naming(work) : work.get();
  }
}
