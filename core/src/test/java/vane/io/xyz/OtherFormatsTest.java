package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.FileFormatException;
import vane.io.foreign.ForeignFormatException;

/** What is not plain extended XYZ, wherever a trajectory is read. */
class OtherFormatsTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "gradient");

  @TempDir Path folder;

  private static List<Frame> read(String path) {
    try (Stream<Frame> frames = TrajectoryPath.parse(path).frames()) {
      return frames.toList();
    }
  }

  @Test
  void readsGradientsAsFrames() {
    Path gradient = GOLDEN.resolve("water.gradient");
    List<Frame> frames = read(gradient + "@-1");
    assertThat(frames).hasSize(1);
    Frame water = frames.get(0);
    assertThat(ForceColumn.byDefault().of(water)[1]).isEqualTo(2.1628522518495408);
    assertThat(EnergyKey.byDefault().of(water).orElseThrow()).isEqualTo(-137.93577486399582);
    assertThat(water.location().file()).isEqualTo(gradient);
    assertThat(water.location().line()).isEqualTo(2);
    assertThat(XyzReader.countFrames(GOLDEN.resolve("water.engrad"))).isEqualTo(1);
    assertThatThrownBy(() -> read(gradient + "@1")).isInstanceOf(FrameSliceException.class);
  }

  @Test
  void choosesFramesOfSeveralCycles() throws IOException {
    StringBuilder text = new StringBuilder("$grad\n");
    for (int cycle = 0; cycle < 5; cycle++) {
      text.append("cycle = 1 SCF energy = ").append(-cycle).append(" |dE/dxyz| = 0\n");
      text.append("0 0 0 h\n0 0 0\n");
    }
    Path file = Files.writeString(folder.resolve("gradient"), text + "$end\n");
    assertThat(read(file + "@1::2"))
        .extracting(frame -> frame.location().frame())
        .containsExactly(1, 3);
    assertThat(XyzReader.countFrames(file)).isEqualTo(5);
  }

  @Test
  void saysWhereAGradientIsBroken() throws IOException {
    Path file = Files.writeString(folder.resolve("gradient"), "$grad\ncycle = 1 energy = x 1\n");
    assertThatThrownBy(() -> read(file.toString()))
        .isInstanceOf(FileFormatException.class)
        .hasMessage(file + ": found 'x' in line 2, expected a finite number");
  }

  @Test
  void readsWhatIsCompressedByOthersThanGzip() throws IOException {
    Path file = folder.resolve("run.xyz.xz");
    try (OutputStream out = new XZCompressorOutputStream(Files.newOutputStream(file))) {
      out.write("1\n\nH 0 0 0.5\n".getBytes());
    }
    assertThat(read(file.toString())).hasSize(1);
  }

  @Test
  void refusesOtherFormatsCompressedOrNot() throws IOException {
    Path dump = Files.writeString(folder.resolve("a.dump"), "ITEM: TIMESTEP\n0\n");
    assertThatThrownBy(() -> read(dump.toString()))
        .isInstanceOf(ForeignFormatException.class)
        .hasMessageStartingWith(
            dump
                + ": found a LAMMPS dump, expected extended XYZ; convert it with:"
                + " ase convert -n : -i lammps-dump-text -o extxyz "
                + dump);
    Path zipped = folder.resolve("OUTCAR.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
      out.write(" vasp.6.3.0 18Jan22\n".getBytes());
    }
    assertThatThrownBy(() -> read(zipped + "@-1"))
        .isInstanceOf(ForeignFormatException.class)
        .hasMessageContaining("found a VASP OUTCAR, expected extended XYZ; decompress it, then");
  }
}
