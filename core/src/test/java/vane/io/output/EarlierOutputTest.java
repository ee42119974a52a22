package vane.io.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.io.safetensors.SafetensorsWriter;

class EarlierOutputTest {
  private static final String PLAIN = "species:S:1:pos:R:3:forces:R:3";
  private static final String PREDICTED = PLAIN + ":vane_direction:R:3:vane_status:S:1";

  @TempDir Path folder;

  private Path frame(String properties, String keys) throws IOException {
    return Files.writeString(
        folder.resolve("frame.xyz"),
        "0\nProperties=" + properties + " pbc=\"F F F\"" + keys + "\n");
  }

  @Test
  void predictionsAreKnownByTheirColumns() throws IOException {
    EarlierOutput prediction = EarlierOutput.prediction("vane_");
    assertThat(prediction.isAt(frame(PREDICTED, ""))).isTrue();
    assertThat(prediction.isAt(frame(PLAIN, ""))).isFalse();
    assertThat(prediction.isAt(frame(PLAIN, " comment=vane_direction:R:3"))).isFalse();
    assertThat(prediction.isAt(frame(PREDICTED, " vane_gain=1 vane_frame=0"))).isFalse();
    assertThat(EarlierOutput.prediction("my_").isAt(frame(PREDICTED, ""))).isFalse();
    String own = PLAIN + ":my_direction:R:3:my_status:S:1";
    assertThat(EarlierOutput.prediction("my_").isAt(frame(own, ""))).isTrue();
    assertThat(EarlierOutput.prediction("my_").isAt(frame(own + ":momenta:R:3", ""))).isFalse();
  }

  @Test
  void gzippedOnesToo() throws IOException {
    Path file = folder.resolve("p.xyz.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(("0\nProperties=" + PREDICTED + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertThat(EarlierOutput.prediction("vane_").isAt(file)).isTrue();
    // Cut short.
    Files.write(file, new byte[] {0x1F, (byte) 0x8B, 8});
    assertThat(EarlierOutput.prediction("vane_").isAt(file)).isFalse();
  }

  @Test
  void relaxedAndChosenFramesAreToldApart() throws IOException {
    String relaxed = "species:S:1:pos:R:3:vane_forces:R:3";
    assertThat(EarlierOutput.relaxation().isAt(frame(relaxed, ""))).isTrue();
    assertThat(EarlierOutput.relaxation().isAt(frame(relaxed + ":momenta:R:3", ""))).isFalse();
    assertThat(EarlierOutput.relaxation().isAt(frame(relaxed + ":vane_status:S:1", ""))).isFalse();
    assertThat(EarlierOutput.relaxation().isAt(frame(PLAIN, ""))).isFalse();
    assertThat(EarlierOutput.selection().isAt(frame(PLAIN, " vane_gain=1 vane_frame=0"))).isTrue();
    assertThat(EarlierOutput.selection().isAt(frame(relaxed, ""))).isFalse();
  }

  @Test
  void jsonIsKnownByItsNames() throws IOException {
    EarlierOutput figures = EarlierOutput.json("figures", "frames", "elements");
    Path file = folder.resolve("a.json");
    Files.writeString(file, "{\"frames\": 1, \"elements\": {\"C\": {}}, \"more\": []}");
    assertThat(figures.isAt(file)).isTrue();
    Files.writeString(file, "{\"all\": {\"frames\": 1, \"elements\": 2}}");
    assertThat(figures.isAt(file)).isFalse();
    Files.writeString(file, "[1, 2]");
    assertThat(figures.isAt(file)).isFalse();
    Files.writeString(file, "no JSON");
    assertThat(figures.isAt(file)).isFalse();
  }

  @Test
  void pagesAreKnownByTheirGeneratorAndWhatBelongsToThemByThem() throws IOException {
    EarlierOutput page = EarlierOutput.page("a report", "Evaluation of");
    Path file = folder.resolve("report.html");
    Files.writeString(
        file, "<meta name=\"generator\" content=\"Vane\">\n<title>Evaluation of m</title>");
    Path figure = Files.writeString(folder.resolve("figure1.svg"), "<svg/>");
    assertThat(page.isAt(file)).isTrue();
    assertThat(page.beside("report.html").isAt(figure)).isTrue();
    Files.writeString(file, "<title>Evaluation of my students</title>");
    assertThat(page.isAt(file)).isFalse();
    assertThat(page.beside("report.html").isAt(figure)).isFalse();
  }

  @Test
  void modelsAreNeverKnown() throws IOException {
    assertThat(EarlierOutput.none().isAt(frame(PREDICTED, ""))).isFalse();
  }

  @Test
  void safetensorsFilesAreKnownByTheirFormat() throws IOException {
    Path file = folder.resolve("m.sums");
    new SafetensorsWriter()
        .metadata("format", "vane-sums")
        .add("numbers", new double[] {1}, 1)
        .write(file);
    assertThat(EarlierOutput.safetensors("sums", "vane-sums").isAt(file)).isTrue();
    assertThat(EarlierOutput.safetensors("sums", "vane-model").isAt(file)).isFalse();
    Files.writeString(file, "mine: {\"__metadata__\":{\"format\":\"vane-sums\"}}");
    assertThat(EarlierOutput.safetensors("sums", "vane-sums").isAt(file)).isFalse();
    Files.writeString(file, "short");
    assertThat(EarlierOutput.safetensors("sums", "vane-sums").isAt(file)).isFalse();
  }
}
