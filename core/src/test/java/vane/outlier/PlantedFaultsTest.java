package vane.outlier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;

/**
 * How many planted faults are found, and what is found where there are none: the table of
 * docs/checking-data.md. {@code -Dvane.table=write} writes its rows anew; {@code
 * -Dvane.faults=NAME=FILE,FILE;NAME=FILE} adds rows for other files.
 */
@Tag("slow")
class PlantedFaultsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "checking-data.md");
  private static final int REPEATS = 5;

  private record Counts(int frames, int falseAlarms, int unlike, Map<PlantedFault, Integer> found) {
    int allFound() {
      return found.values().stream().mapToInt(Integer::intValue).sum();
    }

    String row(String name) {
      return "| "
          + name
          + " | "
          + frames
          + " | "
          + Arrays.stream(PlantedFault.values())
              .map(fault -> String.valueOf(found.get(fault)))
              .collect(Collectors.joining(" | "))
          + " | "
          + falseAlarms
          + " | "
          + unlike
          + " |";
    }
  }

  private static Counts count(List<String> paths) {
    LabelledFiles right = LabelledFiles.read(paths);
    Map<PlantedFault, Integer> found = new EnumMap<>(PlantedFault.class);
    Arrays.stream(PlantedFault.values()).forEach(fault -> found.put(fault, 0));
    try (WorkerPool pool = new WorkerPool(2)) {
      OutlierSearch search = new OutlierSearch(pool, ProgressListener.SILENT);
      List<FrameOutlier> alarms = search.find(right.frames(), right.locations()).outliers();
      for (int seed = 1; seed <= REPEATS; seed++) {
        List<LabelledStructure> frames = new ArrayList<>(right.frames());
        Map<Integer, PlantedFault> planted = plant(frames, new Random(seed));
        search.find(frames, right.locations()).outliers().stream()
            .map(each -> planted.get(right.locations().indexOf(each.location())))
            .filter(fault -> fault != null)
            .forEach(fault -> found.merge(fault, 1, Integer::sum));
      }
      int unlike = (int) alarms.stream().filter(FrameOutlier::isUnlike).count();
      return new Counts(right.frames().size(), alarms.size() - unlike, unlike, found);
    }
  }

  /** Plants one of each, in different frames. */
  private static Map<Integer, PlantedFault> plant(List<LabelledStructure> frames, Random random) {
    List<LabelledStructure> right = List.copyOf(frames);
    double typical = LabelledStructure.rmsForce(right);
    Map<Integer, PlantedFault> planted = new TreeMap<>();
    for (PlantedFault fault : PlantedFault.values()) {
      int frame = random.nextInt(right.size());
      while (planted.containsKey(frame) || !fault.fits(right, frame, typical)) {
        frame = random.nextInt(right.size());
      }
      frames.set(frame, fault.in(right, frame, typical, random));
      planted.put(frame, fault);
    }
    return planted;
  }

  private static Counts counted(String name, List<String> paths) throws IOException {
    Counts counts = count(paths);
    if ("write".equals(System.getProperty("vane.table"))) {
      String document = Files.readString(DOCUMENT);
      String row = counts.row(name);
      Files.writeString(
          DOCUMENT,
          document
              .lines()
              .map(line -> line.startsWith("| " + name + " | ") ? row : line)
              .collect(Collectors.joining("\n", "", "\n")));
    }
    return counts;
  }

  @Test
  void faultsInAlkanesAreFound() throws IOException {
    List<String> paths =
        Stream.of("ethane", "propane", "butane", "pentane", "hexane", "heptane")
            .map(name -> "../data/alkanes/" + name + "-run1.xyz.gz@::12")
            .toList();
    Counts counts = counted("alkanes", paths);
    assertThat(counts.falseAlarms() + counts.unlike()).isZero();
    assertThat(counts.allFound()).isGreaterThanOrEqualTo(38);
  }

  @Test
  void faultsInLithiumAreFound() throws IOException {
    Counts counts = counted("lithium", List.of("../data/lithium/training.xyz.gz"));
    assertThat(counts.falseAlarms() + counts.unlike()).isZero();
    assertThat(counts.allFound()).isGreaterThanOrEqualTo(30);
  }

  @Test
  void otherFilesHaveNoFalseAlarm() throws IOException {
    String sets = System.getProperty("vane.faults", "");
    for (String set : sets.isEmpty() ? new String[0] : sets.split(";")) {
      String[] parts = set.split("=", 2);
      assertThat(counted(parts[0], List.of(parts[1].split(","))).falseAlarms()).isZero();
    }
  }
}
