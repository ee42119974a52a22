package vane.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.equivariant.ElementPotential;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.range.ErrorGrowth;
import vane.equivariant.range.ErrorModel;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.model.EquivariantForceModel;
import vane.model.Provenance;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Files of equivariant models that somebody changed, with a checksum that is right again. */
class EquivariantModelFileTest {
  @TempDir static Path folder;
  private static Path file;

  @BeforeAll
  static void train() {
    file = folder.resolve("water.vane");
    ModelFile.save(trained(ofWater()), file);
  }

  private static List<LabelledStructure> ofWater() {
    Structure water =
        Structure.of(
            List.of(Element.of(8), Element.of(1), Element.of(1)),
            new double[] {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0});
    double[] forces = {0.1, 0.1, 0, -0.1, 0, 0, 0, -0.1, 0};
    return List.of(new LabelledStructure(water, forces, 0));
  }

  private static EquivariantForceModel trained(List<LabelledStructure> frames) {
    EquivariantSettings settings =
        new EquivariantSettings(
            new BasisSettings(3.0, 2, 3, 2, -1, -1), 0, OptionalDouble.of(1e-6));
    try (WorkerPool pool = new WorkerPool(1)) {
      return new EquivariantForceModel(
          new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(frames),
          new Provenance(List.of(), 0, "test", "test"));
    }
  }

  @Test
  void anUnchangedCopyIsRead() {
    assertThat(ModelFile.open(changed("", "", "", -1, 0)).elements()).hasSize(2);
  }

  @Test
  void aBendOfTheErrorsIsKept() {
    EquivariantPotential learnt = trained(ofWater()).equivariantPotential();
    ErrorModel bent = new ErrorModel(0.25, 0.5, new ErrorGrowth(1.25, 1.75), 0.75);
    SortedMap<Element, ElementPotential> parts = new TreeMap<>();
    learnt
        .parts()
        .forEach(
            (element, part) ->
                parts.put(
                    element,
                    new ElementPotential(
                        part.environments(),
                        part.weights(),
                        part.invariantMeans(),
                        part.whiteningFactor(),
                        part.largestTrainingDistance(),
                        part.largestForce(),
                        element.equals(Element.of(8)) ? bent : new ErrorModel(0.5, 2),
                        part.referenceEnergy())));
    Path kept = folder.resolve("bent.vane");
    ModelFile.save(
        new EquivariantForceModel(
            EquivariantPotential.of(
                learnt.settings(),
                parts,
                learnt.shortestDistances(),
                learnt.innerDistances(),
                learnt.report()),
            new Provenance(List.of(), 0, "test", "test")),
        kept);
    SortedMap<Element, ElementPotential> read =
        ((EquivariantForceModel) ModelFile.open(kept)).equivariantPotential().parts();
    assertThat(read.get(Element.of(8)).errorModel()).isEqualTo(bent);
    // As in files from before there were bends.
    assertThat(SafetensorsFile.openVerified(kept).metadata().get("settings.H"))
        .doesNotContain("bend")
        .doesNotContain("difference");
    assertThat(read.get(Element.of(1)).errorModel()).isEqualTo(new ErrorModel(0.5, 2));
  }

  @Test
  void learntEnergiesAndStressesAreKept() {
    Structure crystal =
        Structure.of(
            List.of(Element.of(8), Element.of(1)),
            new double[] {0, 0, 0, 0.96, 0, 0},
            Cell.of(new double[] {4, 0, 0, 0, 4, 0, 0, 0, 4}, true, true, true));
    LabelledStructure frame =
        new LabelledStructure(
            crystal,
            new double[] {0.1, 0, 0, -0.1, 0, 0},
            0,
            OptionalDouble.of(-2000.125),
            Optional.of(new double[] {0.01, 0, 0, 0, 0, 0}));
    EquivariantForceModel model = trained(List.of(frame));
    Path kept = folder.resolve("energies.vane");
    ModelFile.save(model, kept);
    EquivariantForceModel read = (EquivariantForceModel) ModelFile.open(kept);
    assertThat(read.equivariantPotential().report())
        .isEqualTo(model.equivariantPotential().report());
    assertThat(read.equivariantPotential().report().energies()).isPresent();
    assertThat(read.equivariantPotential().report().stresses()).isPresent();
    assertThat(read.hasLearntEnergies()).isTrue();
    try (WorkerPool pool = new WorkerPool(1)) {
      double expected =
          model.evaluate(List.of(crystal), pool, ProgressListener.SILENT).get(0).energy();
      assertThat(read.evaluate(List.of(crystal), pool, ProgressListener.SILENT).get(0).energy())
          .isEqualTo(expected)
          .isCloseTo(-2000.125, within(0.01));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "elements,'H,O','O,H'",
    "elements,'H,O','H,H'",
    "elements,'H,O',H",
    "basis,'degree2\":2','degree2\":20'",
    "basis,'degree2\":2','degree2\":\"2\"'",
    "basis,'degree1\":3','degree1\":31'",
    "basis,'angular_weight\":1','angular_weight\":0'",
    "basis,'angular_weight\":1','angular_weight\":0.5'",
    "basis,'largest_l\":10','largest_l\":0'",
    "basis,'largest_l\":10','largest_l\":11'",
    "basis,'cutoff_power\":2','cutoff_power\":1'",
    "basis,'\"degree3\":-1,',''",
    "settings.O,'leverage_invariants\":','leverage_invariants\":-'",
    "settings.O,'leverage_invariants\":','leverage_invariants\":99'",
    "settings.O,'largest_leverage\":','largest_leverage\":-1'",
    "settings.O,'error_power\":','error_power\":-'",
    "settings.O,'\"error_power\":','\"error_bend\":1,\"error_power\":'",
    "settings.O,'\"error_power\":','\"error_bend\":0,\"error_power_beyond\":1,\"error_power\":'",
    "settings.H,'error_scale_ev_per_angstrom\":','error_scale_ev_per_angstrom\":-'",
    "settings.H,'largest_force_ev_per_angstrom\":','largest_force_ev_per_angstrom\":-'"
  })
  void changedMetadataAreRefused(String key, String found, String replacement) {
    assertRefused(changed(key, found, replacement, -1, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 3, Double.NaN})
  void anInnerDistanceMustLieWithinTheCutoff(double distance) {
    assertRefused(changed("", "", "", 1, distance));
  }

  private static void assertRefused(Path changed) {
    assertThatThrownBy(() -> ModelFile.open(changed))
        .isInstanceOf(InputException.class)
        .satisfies(e -> assertThat(e.getMessage()).contains("changed.vane").doesNotContain("\n"));
  }

  /** Copies the file; a text changes in one of the metadata, and one inner distance may. */
  private static Path changed(
      String metadata, String found, String replacement, int distance, double value) {
    SafetensorsFile whole = SafetensorsFile.openVerified(file);
    SafetensorsWriter writer = new SafetensorsWriter();
    whole
        .metadata()
        .forEach(
            (key, text) -> {
              if (key.equals(metadata)) {
                assertThat(text).contains(found);
                writer.metadata(key, text.replace(found, replacement));
              } else if (!key.equals("vane_header_sha256")) {
                writer.metadata(key, text);
              }
            });
    whole
        .tensors()
        .forEach(
            (name, info) -> {
              double[] numbers = whole.readDoubles(name);
              if (name.equals("inner_distances") && distance >= 0) {
                numbers[distance] = value;
              }
              writer.add(name, numbers, info.shape().stream().mapToLong(Long::longValue).toArray());
            });
    Path copy = folder.resolve("changed.vane");
    writer.write(copy);
    return copy;
  }
}
