package vane.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.SummationTask;
import vane.model.TinyModels;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.validation.HeldOutBlocks.Use;

class FrameSumsFileTest {
  @TempDir private Path folder;

  private static List<LabelledStructure> frames(int count, boolean withEnergies) {
    return TinyModels.data(count).examples().stream()
        .map(
            frame ->
                frame.withEnergy(
                    withEnergies ? OptionalDouble.of(frame.forceNorm(0)) : OptionalDouble.empty()))
        .toList();
  }

  private static SummationTask task(List<LabelledStructure> frames, boolean withEnergies) {
    TreeSet<Element> elements = new TreeSet<>(frames.get(0).structure().composition());
    BasisSettings settings = new BasisSettings(3.0, 3, 4, 3, -1, -1);
    int pairs = elements.size() * elements.size();
    double[] distances = new double[pairs];
    Arrays.fill(distances, 0.7);
    SummationTask alone =
        SummationTask.of(elements, settings, distances, distances, Optional.empty(), false);
    return withEnergies
        ? SummationTask.of(
            elements,
            settings,
            distances,
            distances,
            Optional.of(
                new SummationTask.Centre(
                    new double[alone.features()], new double[elements.size()])),
            false)
        : alone;
  }

  private static FrameSums sums(
      SummationTask task, List<LabelledStructure> frames, WorkerPool pool) {
    return FramesInMemory.added(frames, task.elements(), pool, ProgressListener.SILENT)
        .gather(task, EnumSet.allOf(Use.class), "learning");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void framesAddedToWhatWasStoredGiveTheSameBits(boolean withEnergies) {
    List<LabelledStructure> frames = frames(12, withEnergies);
    SummationTask task = task(frames, withEnergies);
    Path file = folder.resolve("sums.safetensors");
    try (WorkerPool pool = new WorkerPool(2);
        FrameSums whole = sums(task, frames.subList(0, 8), pool);
        FrameSums more = sums(task, frames.subList(8, 12), pool)) {
      FrameSumsFile.save(whole, file);
      try (FrameSums stored = FrameSumsFile.open(file)) {
        whole.merge(more);
        stored.merge(more);
        assertThat(stored.frames()).isEqualTo(12);
        assertThat(stored.task().blocks()).isEqualTo(task.blocks());
        assertThat(stored.energies().isPresent()).isEqualTo(withEnergies);
        for (int block = 0; block < task.blocks(); block++) {
          assertThat(stored.block(block)).containsExactly(whole.block(block));
          assertThat(stored.block(block)).hasSize(task.length(block));
        }
      }
    }
  }

  @Test
  void aCutFileAndAModelAreRefused() throws Exception {
    Path file = folder.resolve("sums.safetensors");
    List<LabelledStructure> frames = frames(2, false);
    try (WorkerPool pool = new WorkerPool(1);
        FrameSums sums = sums(task(frames, false), frames, pool)) {
      FrameSumsFile.save(sums, file);
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> FrameSumsFile.open(file))
        .withMessageContaining("sums.safetensors");
    Path model = folder.resolve("model.vane");
    ModelFile.save(TinyModels.trainForces(4, 20, 1), model);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> FrameSumsFile.open(model))
        .withMessageContaining("vane-sums");
  }
}
