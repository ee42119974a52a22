package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files go to ASE and come from it without loss. Needs Python 3 with ase and numpy. */
@Tag("python")
class AseExchangeTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  /** Two frames that both scripts make alike, so that the second can compare with the first. */
  private static final String FRAMES =
      """
      import sys
      import numpy as np
      from ase.build import bulk, molecule
      from ase.calculators.singlepoint import SinglePointCalculator
      from ase.io import read, write

      def frames():
          random = np.random.default_rng(1)
          ethanol = molecule('CH3CH2OH')
          ethanol.calc = SinglePointCalculator(
              ethanol, energy=-12.25, forces=random.normal(size=(9, 3)))
          salt = bulk('NaCl', 'rocksalt', a=5.64) * (2, 1, 1)
          salt.set_cell(salt.cell + 0.1 * random.normal(size=(3, 3)), scale_atoms=True)
          salt.positions += 0.1 * random.normal(size=(4, 3))
          salt.pbc = (True, False, True)
          salt.set_array('label', np.array(['a', 'bb', 'c', 'd']))
          salt.set_array('frozen', np.array([True, False, True, False]))
          salt.set_array('index', np.arange(8).reshape(4, 2) - 3)
          salt.set_array('dipoles', random.normal(size=(4, 3)))
          salt.info.update(text='two words', quoted='say "yes"', name='x', number=3, real=-1.5e-7,
                           on=True, vector=random.normal(size=4), nested={'a': [1, {'b': None}]},
                           matrix=np.ones((3, 2)), flags=np.array([True, False]))
          return [ethanol, salt]
      """;

  @TempDir Path folder;

  private String python(String script) throws IOException, InterruptedException {
    assertThat(PYTHON).as("this test needs %s with the packages ase and numpy", PYTHON).exists();
    Path file = Files.writeString(folder.resolve("script.py"), FRAMES + script);
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(PYTHON.toString(), file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroy();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended).as("Python within two minutes; its output: %s", text).isTrue();
    assertThat(process.exitValue())
        .as("exit status of Python, which needs the packages ase and numpy; its output: %s", text)
        .isZero();
    return text;
  }

  @Test
  void readsWhatAseWritesAndAseReadsItBack() throws IOException, InterruptedException {
    python("write('ase.xyz', frames())\nwrite('plain.xyz', frames(), plain=True)\n");
    List<Frame> frames = XyzFiles.read(folder.resolve("ase.xyz"));
    checkAgainstWhatAseWrote(frames);
    assertThat(XyzFiles.read(folder.resolve("plain.xyz"))).hasSize(2);

    try (XyzWriter writer = XyzWriter.create(folder.resolve("vane.xyz.gz"))) {
      for (Frame frame : frames) {
        double[] exact = frame.structure().positions();
        for (int i = 0; i < exact.length; i++) {
          exact[i] = exact[i] / 3 * 1e-5;
        }
        writer.write(frame.with(Column.reals("vane_forces", 3, exact)));
      }
      writer.commit();
    }
    String compared =
        python(
            """
            def same(a, b):
                assert type(a) == type(b), (a, b)
                assert np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b, (a, b)

            first, second = read('ase.xyz', ':'), read('vane.xyz.gz', ':')
            assert len(first) == len(second) == 2
            for a, b in zip(first, second):
                assert list(a.symbols) == list(b.symbols)
                same(a.cell.array, b.cell.array)
                same(a.pbc, b.pbc)
                assert list(a.arrays) + ['vane_forces'] == list(b.arrays), list(b.arrays)
                for name in a.arrays:
                    same(a.arrays[name], b.arrays[name])
                same(b.arrays['vane_forces'], a.positions / 3 * 1e-5)
                assert list(a.info) == list(b.info), (a.info, b.info)
                for key in a.info:
                    same(a.info[key], b.info[key])
            same(first[0].get_forces(), second[0].get_forces())
            same(first[0].get_potential_energy(), second[0].get_potential_energy())
            print('same')
            """);
    assertThat(compared).endsWith("same\n");
  }

  private static void checkAgainstWhatAseWrote(List<Frame> frames) {
    assertThat(frames).hasSize(2);
    Frame ethanol = frames.get(0);
    assertThat(ethanol.structure().size()).isEqualTo(9);
    assertThat(ethanol.structure().cell()).isEmpty();
    assertThat(ForceColumn.byDefault().of(ethanol)).hasSize(27).doesNotContain(0);
    assertThat(ethanol.info().get("energy").real()).hasValue(-12.25);
    Frame salt = frames.get(1);
    assertThat(salt.structure().cell().orElseThrow().volume()).isCloseTo(90, within(30.0));
    assertThat(salt.structure().cell().orElseThrow().isPeriodic(1)).isFalse();
    assertThat(salt.columns())
        .extracting(Column::property)
        .containsExactly("label:S:1", "frozen:L:1", "index:I:2", "dipoles:R:3");
    assertThat(salt.column("label").orElseThrow().strings()).containsExactly("a", "bb", "c", "d");
    assertThat(salt.column("index").orElseThrow().integers())
        .containsExactly(-3, -2, -1, 0, 1, 2, 3, 4);
    assertThat(salt.info().get("text").text()).isEqualTo("two words");
    assertThat(salt.info().get("quoted").text()).isEqualTo("say \"yes\"");
    assertThat(salt.info().get("real").real()).hasValue(-1.5e-7);
    assertThat(salt.info().get("vector").reals().orElseThrow()).hasSize(4);
    assertThat(salt.info().get("nested").json()).hasValue("{\"a\": [1, {\"b\": null}]}");
  }

  @Test
  void choosesTheFramesThatAseChooses() throws IOException, InterruptedException {
    List<String> slices =
        List.of("0", "6", "-1", "-7", ":", "2:", ":-2", "::3", "-5::2", "1:100:4", "-100:3");
    String chosen =
        python(
            "from ase import Atoms\n"
                + "write('seven.xyz', [Atoms('H', info={'n': i}) for i in range(7)])\n"
                + "for s in '"
                + String.join(" ", slices)
                + "'.split():\n"
                + "    found = read('seven.xyz@' + s)\n"
                + "    found = found if isinstance(found, list) else [found]\n"
                + "    print(','.join(str(a.info['n']) for a in found))\n");
    String[] expected = chosen.split("\n");
    for (int i = 0; i < slices.size(); i++) {
      TrajectoryPath path = TrajectoryPath.parse(folder.resolve("seven.xyz") + "@" + slices.get(i));
      try (var frames = path.frames()) {
        assertThat(frames.map(frame -> frame.info().get("n").text()))
            .as("@%s", slices.get(i))
            .containsExactly(expected[i].split(","));
      }
    }
  }
}
