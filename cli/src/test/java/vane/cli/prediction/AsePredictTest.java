package vane.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;

/** A file from ASE goes through predict and back to ASE. Needs Python 3 with ase and numpy. */
@Tag("python")
class AsePredictTest {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir Path folder;

  private void python(String script) throws IOException, InterruptedException {
    assertThat(PYTHON).as("this test needs %s with the packages ase and numpy", PYTHON).exists();
    Path file = Files.writeString(folder.resolve("script.py"), script);
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(PYTHON.toString(), file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroy();
    String text = Files.readString(output);
    assertThat(ended).as("Python within two minutes; its output: %s", text).isTrue();
    assertThat(process.exitValue()).as("exit status of Python; its output: %s", text).isZero();
  }

  @Test
  void aFileOfAseIsPredictedAndReadBackByAse() throws IOException, InterruptedException {
    python(
        """
        import numpy as np
        from ase.build import molecule
        from ase.calculators.singlepoint import SinglePointCalculator
        from ase.io import write
        random = np.random.default_rng(1)
        frames = []
        for name in ('C2H6', 'C3H8', 'CH4', 'H2'):
            atoms = molecule(name)
            atoms.rattle(0.03, seed=3)
            atoms.calc = SinglePointCalculator(
                atoms, energy=-1.5, forces=random.normal(size=(len(atoms), 3)))
            atoms.info['note'] = 'two words'
            atoms.set_array('label', np.arange(len(atoms)))
            frames.append(atoms)
        frames[1].set_cell([12, 13, 14])
        frames[1].pbc = (True, False, True)
        write('in.xyz', frames)
        """);
    Path model = Bundled.smallModel(folder, "small.vane");
    CommandLineRun.done(
        "predict",
        model.toString(),
        folder.resolve("in.xyz").toString(),
        "--out",
        folder.resolve("out.xyz.gz").toString());
    python(
        """
        import numpy as np
        from ase.io import read
        before = read('in.xyz', index=':')
        after = read('out.xyz.gz', index=':')
        assert len(before) == len(after) == 4
        for a, b in zip(before, after):
            assert (a.numbers == b.numbers).all()
            assert (a.positions == b.positions).all()
            assert (a.cell == b.cell).all() and (a.pbc == b.pbc).all()
            assert (a.get_forces() == b.get_forces()).all()
            assert a.get_potential_energy() == b.get_potential_energy()
            assert b.info['note'] == 'two words', b.info
            assert (a.arrays['label'] == b.arrays['label']).all()
            lengths = np.linalg.norm(b.arrays['vane_direction'], axis=1)
            status = b.arrays['vane_status']
            assert np.allclose(lengths[status != 'none'], 1), lengths
            assert len(status) == len(b)
        """);
  }

  /** Strains of a crystal, seen by ASE: the derivative of the energy is the stress. */
  @Test
  void energiesAndStressesAreThoseThatAseExpects() throws IOException, InterruptedException {
    Path model = folder.resolve("ethane.vane");
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::20"),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
    python(
        """
        import numpy as np
        from ase.build import molecule
        from ase.io import write
        crystal = molecule('CH4')
        crystal.rattle(0.05, seed=3)
        crystal.set_cell([[4.1, 0, 0.1], [0.2, 4.3, 0], [0, 0.3, 4.6]])
        crystal.pbc = True
        frames = [crystal]
        for row, column in ((0, 0), (1, 1), (2, 2), (1, 2), (0, 2), (0, 1)):
            # Not smaller: ASE writes positions with eight decimals.
            for step in (5e-4, -5e-4):
                strain = np.zeros((3, 3))
                strain[row, column] += step / 2
                strain[column, row] += step / 2
                strained = crystal.copy()
                strained.set_cell(crystal.cell @ (np.eye(3) + strain), scale_atoms=True)
                frames.append(strained)
        frames.append(molecule('CH4'))
        write('in.xyz', frames)
        """);
    CommandLineRun.done(
        "predict",
        model.toString(),
        folder.resolve("in.xyz").toString(),
        "--out",
        folder.resolve("out.xyz").toString());
    python(
        """
        import numpy as np
        from ase.io import read, write
        from ase.calculators.singlepoint import SinglePointCalculator
        crystal, *strained, alone = read('out.xyz', index=':')
        stress = crystal.info['vane_stress']
        assert stress.shape == (6,) and stress.dtype == float, stress
        assert np.abs(stress).min() > 1e-5, stress
        energies = np.array([each.info['vane_energy'] for each in strained])
        slopes = (energies[::2] - energies[1::2]) / 1e-3 / crystal.get_volume()
        assert np.allclose(stress, slopes, rtol=1e-3, atol=1e-5), (stress, slopes)
        assert isinstance(alone.info['vane_energy'], float)
        assert 'vane_stress' not in alone.info
        # As the results of a calculator they come back in the same order.
        crystal.calc = SinglePointCalculator(
            crystal, energy=crystal.info['vane_energy'], stress=stress)
        write('again.xyz', crystal)
        again = read('again.xyz')
        assert np.allclose(again.get_stress(), stress, rtol=1e-7)
        assert np.allclose(again.info['vane_stress'], stress, rtol=1e-7)
        """);
  }
}
