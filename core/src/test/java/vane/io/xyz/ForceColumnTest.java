package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForceColumnTest {
  @TempDir Path folder;

  private Frame frame(String columns, String values) {
    String text = "1\nProperties=species:S:1:pos:R:3" + columns + "\nH 0 0 0" + values + "\n";
    return XyzFiles.read(XyzFiles.write(folder, text)).get(0);
  }

  @Test
  void findsTheForces() {
    Frame frame = frame(":forces:R:3:REF_forces:R:3", " 1 2 3 4 5 6");
    assertThat(ForceColumn.byDefault().of(frame)).containsExactly(1, 2, 3);
    assertThat(ForceColumn.named("REF_forces").of(frame)).containsExactly(4, 5, 6);
  }

  @Test
  void listsWhatThereIs() {
    Frame frame = frame(":REF_forces:R:3:q:R:1", " 4 5 6 1");
    String place = folder.resolve("test.xyz") + ": frame 0: no column '";
    String columns = "' of three reals, found species:S:1, pos:R:3, REF_forces:R:3, q:R:1";
    assertThatThrownBy(() -> ForceColumn.byDefault().of(frame))
        .isInstanceOfSatisfying(
            MissingColumnException.class,
            error -> {
              assertThat(error.wanted()).isEqualTo("forces");
              assertThat(error.available()).contains("REF_forces:R:3");
              assertThat(error.location()).isEqualTo(frame.location());
            })
        .hasMessage(place + "forces" + columns + " (perhaps under another name: REF_forces)");
    assertThatThrownBy(() -> ForceColumn.named("q").of(frame)).hasMessage(place + "q" + columns);
    assertThatThrownBy(() -> frame.vectors("Forces")).hasMessage(place + "Forces" + columns);
  }
}
