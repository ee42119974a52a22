package vane.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.Plural;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;
import vane.cli.PythonScript;
import vane.engines.ForceEvaluation;
import vane.engines.ModelForces;
import vane.io.npy.NpyReader;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Structure;

/** ASE moves atoms by the forces of {@code vane drive}. Needs Python 3 with ase and numpy. */
@Tag("python")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class DriveAseTest {
  /** Moves atoms, and the cell where there is one, and keeps what ASE's own server says. */
  private static final String SOCKET_CALCULATOR =
      """
      import sys
      import numpy as np
      from ase.calculators.socketio import SocketIOCalculator
      from ase.io import read
      template, kind, where, steps = sys.argv[1:]
      atoms = read(template)
      place = {'unixsocket': where} if kind == 'unix' else {'port': int(where)}
      seen = {name: [] for name in ('positions', 'cell', 'energy', 'forces', 'stress')}
      with SocketIOCalculator(**place) as atoms.calc:
          for step in range(int(steps)):
              seen['forces'].append(atoms.get_forces())
              seen['energy'].append(atoms.get_potential_energy())
              seen['positions'].append(atoms.get_positions())
              seen['cell'].append(atoms.cell[:].copy())
              seen['stress'].append(atoms.calc.results.get('stress', np.zeros(6)))
              atoms.rattle(0.01, seed=step)
              if atoms.pbc.any():
                  atoms.set_cell(atoms.cell[:] * (1 + 0.002 * np.eye(3)), scale_atoms=True)
      for name, values in seen.items():
          np.save(name + '.npy', np.array(values).reshape(int(steps), -1))
      """;

  @TempDir static Path shared;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = DriveModels.withEnergy(shared);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Optional<Cell> cell(String kind) {
    switch (kind) {
      case "slab":
        return Optional.of(
            Cell.of(new double[] {4.9, 0, 0, 0.8, 5.1, 0, 0, 0, 15}, true, true, false));
      case "triclinic":
        return Optional.of(
            Cell.of(
                new double[] {4.8, 0.3, -0.2, 0.9, 5.2, 0.4, -0.7, 0.6, 5.6}, true, true, true));
      default:
        return Optional.empty();
    }
  }

  private double[] seen(String name) {
    return NpyReader.read(folder.resolve(name + ".npy")).toDoubles();
  }

  /** Runs ASE as the server and the driver beside it. */
  private void driveByAse(Path template, String kind, String where, int steps) throws Exception {
    String option = kind.equals("unix") ? "--unix" : "--port";
    try (PythonScript ase =
        PythonScript.start(
            folder, SOCKET_CALCULATOR, template.toString(), kind, where, "" + steps)) {
      CommandLineRun run =
          CommandLineRun.of(
              "drive",
              model.toString(),
              "--template",
              template.toString(),
              option,
              where,
              "--wait",
              "120");
      List<String> lines = ase.lines();
      assertThat(run.status()).as("%s %s", run.err(), lines).isZero();
      assertThat(run.err()).contains("the server ended after " + Plural.of(steps, "structure"));
    }
  }

  static Stream<Arguments> structures() {
    return Stream.of(
        Arguments.of("open", "unix"),
        Arguments.of("slab", "unix"),
        Arguments.of("triclinic", "unix"),
        Arguments.of("triclinic", "port"));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void whatAseHearsIsWhatThePotentialSays(String structure, String kind) throws Exception {
    Path template = DriveModels.ethane(folder.resolve("template.xyz"), cell(structure));
    String where =
        kind.equals("unix") ? "vane-test-" + ProcessHandle.current().pid() : "" + freePort();
    driveByAse(template, kind, where, 4);
    assertThat(Path.of("/tmp/ipi_" + where)).doesNotExist();
    Structure first = frame(template).structure();
    double[] positions = seen("positions");
    double[] cells = seen("cell");
    double[] stresses = seen("stress");
    int n = first.positions().length;
    double largest = 0;
    try (WorkerPool pool = new WorkerPool(1)) {
      ModelForces source = new ModelForces(ModelFile.open(model), pool);
      for (int step = 0; step < 4; step++) {
        double[] places = Arrays.copyOfRange(positions, step * n, (step + 1) * n);
        double[] vectors = Arrays.copyOfRange(cells, 9 * step, 9 * step + 9);
        Structure moved =
            first.cell().isEmpty()
                ? Structure.of(first.elements(), places)
                : Structure.of(
                    first.elements(),
                    places,
                    Cell.of(
                        vectors,
                        first.cell().get().isPeriodic(0),
                        first.cell().get().isPeriodic(1),
                        first.cell().get().isPeriodic(2)));
        ForceEvaluation expected = source.evaluate(moved);
        double[] forces = expected.forces();
        for (int i = 0; i < n; i++) {
          assertThat(seen("forces")[step * n + i]).isCloseTo(forces[i], within(1e-8));
          largest = Math.max(largest, Math.abs(forces[i]));
        }
        assertThat(seen("energy")[step]).isCloseTo(expected.energy().getAsDouble(), within(1e-8));
        if (structure.equals("triclinic")) {
          double[] virial = expected.virial().orElseThrow();
          double volume = moved.cell().orElseThrow().volume();
          int[] voigt = {0, 4, 8, 5, 2, 1};
          for (int k = 0; k < 6; k++) {
            assertThat(stresses[6 * step + k]).isCloseTo(-virial[voigt[k]] / volume, within(1e-8));
          }
        }
      }
    }
    assertThat(largest).as("forces that say something").isGreaterThan(0.1);
  }

  @Test
  void aseHearsTheForcesOfPredict() throws Exception {
    Path template = DriveModels.ethane(folder.resolve("template.xyz"), Optional.empty());
    driveByAse(template, "port", "" + freePort(), 1);
    Path predicted = folder.resolve("predicted.xyz");
    CommandLineRun.done(
        "predict", model.toString(), template.toString(), "--out", predicted.toString());
    double[] forces = frame(predicted).vectors("vane_forces");
    double[] heard = seen("forces");
    for (int i = 0; i < forces.length; i++) {
      assertThat(heard[i]).isCloseTo(forces[i], within(1e-8));
    }
  }

  private static Frame frame(Path file) {
    try (Stream<Frame> frames = TrajectoryPath.parse(file.toString()).frames()) {
      return frames.findFirst().orElseThrow();
    }
  }

  private static int openFiles() {
    String[] files = new File("/proc/self/fd").list();
    return files == null ? 0 : files.length;
  }

  private void driveWithoutLeaks(int steps) throws Exception {
    Path template = DriveModels.ethane(folder.resolve("template.xyz"), Optional.empty());
    String where = "vane-leak-" + ProcessHandle.current().pid();
    driveByAse(template, "unix", where, 1);
    int files = openFiles();
    driveByAse(template, "unix", where, steps);
    // Only a file that was opened for each step or connection would add up.
    assertThat(openFiles()).isLessThan(files + 5);
    assertThat(
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && thread.getName().equals("vane-worker"))
                .filter(thread -> !endsSoon(thread)))
        .isEmpty();
  }

  private static boolean endsSoon(Thread thread) {
    try {
      thread.join(10_000);
      return !thread.isAlive();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void twoHundredStepsLeaveNothingOpen() throws Exception {
    driveWithoutLeaks(200);
  }

  @Test
  @Tag("slow")
  void aThousandStepsLeaveNothingOpen() throws Exception {
    driveWithoutLeaks(1000);
  }

  @Test
  void theCalculatorGivesWhatAseUses() throws Exception {
    python(
        """
        import gc, os, sys
        import numpy as np
        from ase.calculators.calculator import (
            CalculationFailed, CalculatorSetupError, PropertyNotImplementedError)
        from ase.calculators.test import numeric_force
        from ase.build import molecule
        from ase.io import read, write
        from ase.optimize import BFGS
        from vane_ase import Vane

        model, template = sys.argv[1:]
        atoms = read(template)
        calc = Vane(model)
        with calc as atoms.calc:
            energy = atoms.get_potential_energy()
            assert atoms.get_potential_energy(force_consistent=True) == energy
            forces = atoms.get_forces()
            for atom, axis in ((0, 0), (3, 1), (7, 2)):
                numeric = numeric_force(atoms, atom, axis, 1e-4)
                assert abs(numeric - forces[atom, axis]) < 1e-5, (numeric, forces)
            stress = atoms.get_stress()
            assert np.abs(stress).max() > 1e-3
            strained = atoms.copy()
            strained.calc = calc
            numeric = calc.calculate_numerical_stress(strained, d=1e-5)
            assert np.allclose(stress, numeric, atol=1e-7), (stress, numeric)
            assert atoms.get_potential_energy() == energy
            uncertainty = calc.results['vane_uncertainty']
            assert uncertainty.shape == (8,) and (uncertainty > 0).all()
            assert 0 <= calc.results['vane_extrapolating'] <= 8
            write('copy.traj', atoms)
            assert read('copy.traj').get_potential_energy() == energy
            assert calc.export_properties()['energy'] == energy

            # One direction open: other forces, no stress.
            driver = calc._driver
            first = driver._process
            folder = driver._folder
            files = len(os.listdir('/proc/%d/fd' % first.pid))
            for step in range(50):
                atoms.rattle(0.001, seed=step)
                atoms.get_forces()
            assert calc._driver._process is first
            assert len(os.listdir('/proc/%d/fd' % first.pid)) < files + 5
            atoms.pbc = (True, True, False)
            assert np.abs(atoms.get_forces() - forces).max() > 1e-3
            assert calc._driver._process is not first and first.poll() == 0
            assert not os.path.exists(folder)
            try:
                atoms.get_stress()
                raise AssertionError('a stress of a slab')
            except PropertyNotImplementedError:
                pass

            # Another order of the atoms is another template.
            atoms.pbc = False
            open_forces = atoms.get_forces()
            order = np.arange(8)[::-1]
            turned = atoms[order]
            turned.calc = calc
            assert np.allclose(turned.get_forces(), open_forces[order], atol=1e-10)

            relaxed = atoms.copy()
            relaxed.calc = calc
            assert BFGS(relaxed, logfile=None).run(fmax=0.02, steps=200)
            assert relaxed.get_potential_energy() < energy
            last = calc._driver._process
        assert last.poll() == 0

        # A calculator that is dropped takes its driver with it.
        dropped = Vane(model, unix=False)
        dropped.calculate(atoms)
        assert np.allclose(dropped.results['forces'], open_forces, atol=1e-10)
        process = dropped._driver._process
        del dropped
        gc.collect()
        assert process.poll() == 0, process.poll()

        # What goes wrong is said in Vane's words, and can be put right.
        calc = Vane(model)
        calc.calculate(atoms)
        bad = atoms.copy()
        bad.positions[1] = bad.positions[0]
        bad.calc = calc
        try:
            bad.get_forces()
            raise AssertionError('atoms at the same place')
        except CalculationFailed as error:
            assert str(error).startswith('vane: structure 1 of the server: atom 0 and'), error
        calc.calculate(atoms)
        assert np.allclose(calc.results['forces'], open_forces, atol=1e-10)
        calc._driver._process.kill()
        calc._driver._process.wait()
        try:
            calc.calculate(bad)
            raise AssertionError('a driver that was killed')
        except CalculationFailed as error:
            assert 'exit status -9' in str(error), error
        other = molecule('H2O')
        other.calc = calc
        try:
            other.get_forces()
            raise AssertionError('an unknown element')
        except CalculationFailed as error:
            assert 'atom 0 is O, expected one of the elements' in str(error), error
        for wrong, told in (
            (Vane('none.vane'), 'found no such file'),
            (Vane(model, command=['no-such-command-of-vane']), 'cannot run the vane command'),
        ):
            try:
                wrong.calculate(atoms)
                raise AssertionError(told)
            except (CalculationFailed, CalculatorSetupError) as error:
                assert told in str(error), error

        # Ends with Python, without being closed.
        kept = Vane(model)
        kept.calculate(atoms)
        print(kept._driver._process.pid)
        """,
        model.toString(),
        DriveModels.ethane(folder.resolve("template.xyz"), cell("triclinic")).toString());
  }

  @Test
  void theDriverEndsWithPython() throws Exception {
    List<String> lines =
        python(
            """
            import sys
            from ase.io import read
            from vane_ase import Vane
            atoms = read(sys.argv[2])
            atoms.calc = Vane(sys.argv[1])
            atoms.get_forces()
            print(atoms.calc._driver._process.pid)
            print(atoms.calc._driver._folder)
            """,
            model.toString(),
            DriveModels.ethane(folder.resolve("template.xyz"), Optional.empty()).toString());
    assertThat(ProcessHandle.of(Long.parseLong(lines.get(0)))).isEmpty();
    assertThat(Path.of(lines.get(1))).doesNotExist();
  }

  @Test
  void aModelWithoutEnergyGivesForcesAlone() throws Exception {
    Path template = DriveModels.ethane(folder.resolve("template.xyz"), Optional.empty());
    Path forcesOnly = DriveModels.withoutEnergy(folder);
    python(
        """
        import sys
        import numpy as np
        from ase.calculators.calculator import PropertyNotImplementedError
        from ase.io import read
        from vane_ase import Vane
        atoms = read(sys.argv[2])
        with Vane(sys.argv[1]) as atoms.calc:
            np.save('forces.npy', atoms.get_forces())
            assert 'energy' not in atoms.calc.results, atoms.calc.results
            assert 'stress' not in atoms.calc.results, atoms.calc.results
            assert 'vane_uncertainty' in atoms.calc.results
            try:
                atoms.get_potential_energy()
                raise AssertionError('an energy of a model that has none')
            except PropertyNotImplementedError:
                pass
        """,
        forcesOnly.toString(),
        template.toString());
    Path predicted = folder.resolve("predicted.xyz");
    CommandLineRun.done(
        "predict", forcesOnly.toString(), template.toString(), "--out", predicted.toString());
    double[] forces = frame(predicted).vectors("vane_forces");
    double[] heard = seen("forces");
    for (int i = 0; i < forces.length; i++) {
      assertThat(heard[i]).isCloseTo(forces[i], within(1e-8));
    }
  }

  @Test
  void thePackageIsBuiltWithoutSetupPy() throws Exception {
    Path project = Files.createDirectory(folder.resolve("project"));
    for (String file : new String[] {"pyproject.toml", "README.md", "LICENSE", "vane_ase.py"}) {
      Files.copy(PythonScript.MODULES.resolve(file), project.resolve(file));
    }
    List<String> lines =
        python(
            """
            import os, tarfile, zipfile
            from setuptools import build_meta
            os.chdir('project')
            wheel = build_meta.build_wheel('..')
            sources = build_meta.build_sdist('..')
            print('wheel:', wheel)
            print('holds:', *sorted(zipfile.ZipFile('../' + wheel).namelist()))
            print('sources:', *sorted(tarfile.open('../' + sources).getnames()))
            """);
    assertThat(lines).anyMatch(line -> line.matches("wheel: vane_ase-.*-py3-none-any\\.whl"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("holds: ")
                    && line.contains("/LICENSE ")
                    && line.endsWith(" vane_ase.py"));
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("sources: ")
                    && line.contains("/pyproject.toml ")
                    && line.contains("/vane_ase.py"));
  }

  private List<String> python(String script, String... arguments)
      throws IOException, InterruptedException {
    try (PythonScript running = PythonScript.start(folder, script, arguments)) {
      return running.lines();
    }
  }
}
