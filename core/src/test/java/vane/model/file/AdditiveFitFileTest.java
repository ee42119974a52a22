package vane.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.equivariant.AdditiveFit;
import vane.equivariant.invariant.BasisSettings;
import vane.model.TinyModels;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.LabelledStructure;

class AdditiveFitFileTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void framesAddedToWhatWasStoredGiveTheSameBits(int degree) {
    List<LabelledStructure> frames = TinyModels.data(12).examples();
    BasisSettings settings = new BasisSettings(3.0, 3, 4, degree, -1, -1);
    Path file = folder.resolve("sums.safetensors");
    try (WorkerPool pool = new WorkerPool(2);
        AdditiveFit whole = AdditiveFit.measured(frames, settings, pool, ProgressListener.SILENT)) {
      whole.add(frames.subList(0, 8), pool, ProgressListener.SILENT);
      AdditiveFitFile.save(whole, file);
      try (AdditiveFit stored = AdditiveFitFile.open(file)) {
        whole.add(frames.subList(8, 12), pool, ProgressListener.SILENT);
        stored.add(frames.subList(8, 12), pool, ProgressListener.SILENT);
        assertThat(stored.equations()).isEqualTo(whole.equations()).isEqualTo(12 * 5 * 3);
        assertThat(stored.environments().environments())
            .containsExactly(whole.environments().environments());
        try (RidgeSolution one = whole.solve(1e-8, pool);
            RidgeSolution other = stored.solve(1e-8, pool)) {
          assertThat(other.weights()).containsExactly(one.weights());
        }
      }
    }
  }

  @Test
  void aCutFileAndAModelAreRefused() throws Exception {
    Path file = folder.resolve("sums.safetensors");
    List<LabelledStructure> frames = TinyModels.data(2).examples();
    try (WorkerPool pool = new WorkerPool(1);
        AdditiveFit fit =
            AdditiveFit.measured(
                frames, new BasisSettings(3.0, 3, 2, 1, -1, -1), pool, ProgressListener.SILENT)) {
      AdditiveFitFile.save(fit, file);
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> AdditiveFitFile.open(file))
        .withMessageContaining("sums.safetensors");
    Path model = folder.resolve("model.vane");
    ModelFile.save(TinyModels.trainForces(4, 20, 1), model);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> AdditiveFitFile.open(model))
        .withMessageContaining("vane-additive-fit");
  }
}
