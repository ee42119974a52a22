package vane.report.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.io.xyz.FrameLocation;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

class ViewerDataTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Structure PAIR =
      Structure.of(
          List.of(Element.of(6), Element.of(1)),
          new double[] {0, 0, 0, 0, 0, 1.0123456},
          Cell.of(new double[] {9, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, false));
  private static final double[] FORCES = {0.1234567, 0, -1e-9, 0, 0, 2};

  private static ShownFrame pair(String file, Optional<double[]> predicted) {
    BitSet held = new BitSet();
    held.set(1);
    LabelledStructure known = new LabelledStructure(PAIR, FORCES, 0).withHeld(held);
    return new ShownFrame(
        new FrameLocation(Path.of(file), 7, 0),
        "typical",
        "Drawn at random.",
        0,
        known,
        predicted,
        predicted.map(forces -> new double[] {0.25, 0.5}),
        ShownFrame.heldOrOk(known));
  }

  private static String text(ShownFrame frame) {
    return new ViewerData(List.of(frame), ViewerWords.FORCES, true, 100).text();
  }

  @Test
  void aFrameHasWhatIsKnownOfIt() throws IOException {
    JsonNode root = MAPPER.readTree(text(pair("a.xyz", Optional.of(new double[6]))));
    assertThat(root.get("elements")).hasSize(2);
    assertThat(root.get("elements").get(0).get("symbol").asText()).isEqualTo("H");
    assertThat(root.get("elements").get(0).get("metal").asBoolean()).isFalse();
    JsonNode frame = root.get("frames").get(0);
    assertThat(frame.get("file").asText()).isEqualTo("a.xyz");
    assertThat(frame.get("frame").asInt()).isEqualTo(7);
    assertThat(frame.get("elements")).hasToString("[1,0]");
    assertThat(frame.get("positions")).hasToString("[0.0,0.0,0.0,0.0,0.0,1.01235]");
    assertThat(frame.get("known")).hasToString("[0.12346,0.0,0.0,0.0,0.0,2.0]");
    assertThat(frame.get("predicted")).hasToString("[0.0,0.0,0.0,0.0,0.0,0.0]");
    assertThat(frame.get("uncertainty")).hasToString("[0.25,0.5]");
    assertThat(frame.get("nearest")).hasToString("[1.01235,1.01235]");
    assertThat(frame.get("statuses")).hasToString("{\"1\":\"held\"}");
    assertThat(frame.get("cell")).hasSize(9);
    assertThat(frame.get("periodic")).hasToString("[true,true,false]");
    assertThat(frame.has("numbers")).isFalse();
  }

  @Test
  void whatIsNotKnownIsNotThere() throws IOException {
    JsonNode frame = MAPPER.readTree(text(pair("a.xyz", Optional.empty()))).get("frames").get(0);
    assertThat(frame.has("predicted")).isFalse();
    assertThat(frame.has("uncertainty")).isFalse();
  }

  @Test
  void nothingInANameEndsTheScript() throws IOException {
    String name = "</script><!--\u2028\u2029&amp;.xyz";
    String text = text(pair(name, Optional.empty()));
    assertThat(text).doesNotContain("<", ">", "&", "\u2028", "\u2029");
    assertThat(MAPPER.readTree(text).get("frames").get(0).get("file").asText())
        .isEqualTo(Path.of(name).toString());
  }

  @Test
  void ofAVeryLargeFrameAPartIsShownAndSaidToBe() throws IOException {
    int atoms = 3000;
    double[] positions =
        IntStream.range(0, 3 * atoms).mapToDouble(i -> i % 3 == 0 ? i / 3 : 0).toArray();
    Structure chain = Structure.of(Collections.nCopies(atoms, Element.of(3)), positions);
    LabelledStructure known = new LabelledStructure(chain, new double[3 * atoms], 0);
    ShownFrame frame =
        new ShownFrame(
            FrameLocation.inMemory(0),
            "typical",
            "",
            1500,
            known,
            Optional.empty(),
            Optional.empty(),
            ShownFrame.heldOrOk(known));
    JsonNode shown =
        MAPPER
            .readTree(new ViewerData(List.of(frame), ViewerWords.CHECK, true, 1000).text())
            .get("frames")
            .get(0);
    assertThat(shown.get("total").asInt()).isEqualTo(3000);
    assertThat(shown.get("elements")).hasSize(1000);
    assertThat(shown.get("numbers").get(0).asInt()).isEqualTo(1000);
    assertThat(shown.get("radius").asDouble()).isEqualTo(500);
    assertThat(StructureViewer.part(List.of(frame), ViewerWords.CHECK, true, "All.").html())
        .contains("1 frame is too large to be shown whole");
  }

  /** So that with plots and 3Dmol.js a page stays below 10 MB. */
  @Test
  void theLargestPartIsSmallEnough() {
    int atoms = 1000;
    double[] numbers =
        IntStream.range(0, 3 * atoms).mapToDouble(i -> -100 - Math.sin(i) * 20).toArray();
    Structure box = Structure.of(Collections.nCopies(atoms, Element.of(8)), numbers);
    LabelledStructure known = new LabelledStructure(box, numbers, 0);
    ShownFrame frame =
        new ShownFrame(
            FrameLocation.inMemory(0),
            "worst error",
            "",
            0,
            known,
            Optional.of(numbers),
            Optional.of(new double[atoms]),
            Collections.nCopies(atoms, "extrapolating"));
    List<ShownFrame> frames = Collections.nCopies(StructureViewer.MOST_FRAMES, frame);
    assertThat(StructureViewer.part(frames, ViewerWords.FORCES, false, "").html().length())
        .isBetween(1_000_000, 6_000_000);
  }
}
