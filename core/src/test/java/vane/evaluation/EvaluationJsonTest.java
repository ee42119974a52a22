package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.InputException;
import vane.io.xyz.Frame;
import vane.model.AtomStatus;
import vane.model.MadeUpPredictions;
import vane.structure.Element;
import vane.structure.Structure;

class EvaluationJsonTest {
  private static final Structure PAIR =
      Structure.of(List.of(Element.of(1), Element.of(6)), new double[] {0, 0, 0, 0, 0, 1});
  private static final double[] FORCES = {1, 0, 0, 0, 2, 0};

  @TempDir Path folder;

  private Path written(String text) throws IOException {
    return Files.writeString(folder.resolve("errors.json"), text);
  }

  private static String forces() {
    EvaluationAccumulator accumulator = new EvaluationAccumulator(false, true);
    accumulator.add(
        Frame.of(PAIR),
        FORCES,
        MadeUpPredictions.forces(
            new double[] {1.5, 0.1, 0, 0, 2.25, 0},
            new double[] {0.3, 0.2},
            AtomStatus.OK,
            AtomStatus.EXTRAPOLATING));
    return EvaluationJson.text(accumulator.evaluation("m.vane"));
  }

  private static String directions() {
    EvaluationAccumulator accumulator = new EvaluationAccumulator();
    accumulator.add(
        Frame.of(PAIR),
        FORCES,
        MadeUpPredictions.directions(
            new double[] {1, 0, 0, 0, 0, 0}, AtomStatus.OK, AtomStatus.NONE));
    return EvaluationJson.text(accumulator.evaluation("m.vane"));
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    for (String text : List.of(forces(), directions())) {
      assertThat(EvaluationJson.text(EvaluationJson.read(written(text)))).isEqualTo(text);
    }
  }

  @Test
  void otherFilesAreRefusedInOneLine() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"", "found no 'elements'"},
          {"# notes", "found something that is not JSON"},
          {"[1]", "found no 'elements'"},
          {forces().replace("\"environments\"", "\"atoms\""), "found no 'environments'"},
          {forces().replace("\"C\"", "\"Q\""), "found the element 'Q'"},
          {forces().replaceFirst("\"frames\" : 1", "\"frames\" : -1"), "'frames' with -1"}
        }) {
      Path file = written(wrong[0]);
      assertThatThrownBy(() -> EvaluationJson.read(file))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(file + ": " + wrong[1].replaceFirst("^'", "found '"))
          .hasMessageContaining("expected what vane evaluate --json writes");
    }
    assertThatThrownBy(() -> EvaluationJson.read(folder.resolve("none.json")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.json");
  }
}
