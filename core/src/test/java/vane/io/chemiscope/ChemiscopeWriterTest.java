package vane.io.chemiscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class ChemiscopeWriterTest {
  private static final Structure HYDROGEN =
      Structure.of(
          List.of(Element.of(1), Element.of(1)),
          new double[] {0, 0, 0, 0, 0, 0.74},
          Cell.of(new double[] {4, 0, 0, 0, 5, 0, 0, 0, 6}, true, true, true));
  private static final Structure HELIUM =
      Structure.of(List.of(Element.of(2)), new double[] {1, 2, 3});

  @TempDir Path folder;

  private static BitSet atoms(int... numbers) {
    BitSet set = new BitSet();
    for (int number : numbers) {
      set.set(number);
    }
    return set;
  }

  private static ChemiscopeProperty energies(double... values) {
    return ChemiscopeProperty.ofNumbers(
        "energy", ChemiscopeTarget.STRUCTURE, "eV", "of the structure", values);
  }

  /** Two structures; the second atom of hydrogen and helium are points. */
  private static ChemiscopeDataset dataset(double[] vectors) {
    return new ChemiscopeDataset(
        "two",
        "a \"test\"",
        List.of("doi:1"),
        List.of(HYDROGEN, HELIUM),
        List.of(atoms(1), atoms(0)),
        List.of(
            ChemiscopeProperty.ofNumbers(
                "norm", ChemiscopeTarget.ATOM, "eV/Å", "of the force", new double[] {0.5, 2}),
            ChemiscopeProperty.ofWords(
                "element", ChemiscopeTarget.ATOM, "symbol", List.of("H", "He")),
            energies(-1.25, 0.1)),
        List.of(new ChemiscopeArrows("force", vectors, 0.5, 0.1, "#D55E00")),
        new ChemiscopeView("norm", "norm", true, "norm", Optional.of("element"), List.of("force")));
  }

  private static final double[] VECTORS = {1, 2, 3, 0, 0, 0, 0, -1.5, 0};

  @Test
  void theFileHoldsAllPartsInTheirPlaces() throws IOException {
    Path file = folder.resolve("two.json");
    ChemiscopeWriter.write(file, dataset(VECTORS));
    JsonNode expected =
        new ObjectMapper()
            .readTree(
                """
                {"meta": {"name": "two", "description": "a \\"test\\"", "references": ["doi:1"]},
                 "structures": [
                  {"size": 2, "names": ["H", "H"], "x": [0.0, 0.0], "y": [0.0, 0.0],
                   "z": [0.0, 0.74], "cell": [4.0, 0.0, 0.0, 0.0, 5.0, 0.0, 0.0, 0.0, 6.0]},
                  {"size": 1, "names": ["He"], "x": [1.0], "y": [2.0], "z": [3.0]}],
                 "environments": [
                  {"structure": 0, "center": 1, "cutoff": 3.5},
                  {"structure": 1, "center": 0, "cutoff": 3.5}],
                 "properties": {
                  "norm": {"target": "atom", "units": "eV/Å", "description": "of the force",
                   "values": [0.5, 2.0]},
                  "element": {"target": "atom", "description": "symbol", "values": ["H", "He"]},
                  "energy": {"target": "structure", "units": "eV",
                   "description": "of the structure", "values": [-1.25, 0.1]}},
                 "shapes": {"force": {"kind": "arrow", "parameters": {
                  "global": {"scale": 0.5, "baseRadius": 0.2, "headRadius": 0.4,
                   "headLength": 0.8, "color": "#D55E00"},
                  "atom": [{"vector": [1.0, 2.0, 3.0]}, {"vector": [0.0, 0.0, 2.0E-6]},
                   {"vector": [0.0, -1.5, 0.0]}]}}},
                 "settings": {"target": "atom",
                  "map": {"x": {"property": "norm", "scale": "log"},
                   "y": {"property": "norm", "scale": "log"}, "color": {"property": "norm"},
                   "symbol": "element"},
                  "structure": [{"shape": "force", "unitCell": true, "environments":
                   {"activated": true, "bgStyle": "ball-stick", "bgColor": "CPK"}}]}}
                """);
    assertThat(new ObjectMapper().readTree(file.toFile())).isEqualTo(expected);
  }

  @Test
  void aNameThatEndsInGzIsCompressed() throws IOException {
    Path plain = folder.resolve("two.json");
    Path compressed = folder.resolve("two.json.gz");
    ChemiscopeWriter.write(plain, dataset(VECTORS));
    ChemiscopeWriter.write(compressed, dataset(VECTORS));
    try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
    }
  }

  @Test
  void whatTheFormatCannotHoldIsRefused() {
    assertThatThrownBy(() -> energies(1, Double.NaN)).hasMessageContaining("energy: found NaN");
    assertThatThrownBy(() -> energies(1e300)).hasMessageContaining("single precision");
    assertThatThrownBy(() -> dataset(new double[6]))
        .hasMessage("arrows of force: found 2, expected 3");
    assertThatThrownBy(
            () ->
                new ChemiscopeDataset(
                    "one",
                    "",
                    List.of(),
                    List.of(HELIUM),
                    List.of(atoms(1)),
                    List.of(energies(1)),
                    List.of(),
                    new ChemiscopeView(
                        "energy", "energy", false, "energy", Optional.empty(), List.of())))
        .hasMessage("structure 0: found the point 1, expected one below 1");
    assertThatThrownBy(
            () ->
                new ChemiscopeDataset(
                    "one",
                    "",
                    List.of(),
                    List.of(HELIUM),
                    List.of(atoms(0)),
                    List.of(energies(1)),
                    List.of(),
                    new ChemiscopeView(
                        "energy", "energy", false, "energy", Optional.empty(), List.of())))
        .hasMessageContaining("found no fitting property 'energy' of atoms");
  }
}
