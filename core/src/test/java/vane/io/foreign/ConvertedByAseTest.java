package vane.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;

/** The line that Vane prints converts the file, and keeps frames and forces. Needs ASE. */
@Tag("python")
class ConvertedByAseTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "foreign");

  /** Three frames of copper, so that frames that are lost are seen. */
  private static final String WRITE =
      """
      from ase.build import bulk, molecule
      from ase.calculators.emt import EMT
      from ase.calculators.singlepoint import SinglePointCalculator
      from ase.db import connect
      from ase.io import write

      frames = []
      for seed in range(3):
          atoms = bulk('Cu', 'fcc', a=3.6, cubic=True)
          atoms.rattle(0.05, seed=seed)
          atoms.calc = EMT()
          energy, forces = atoms.get_potential_energy(), atoms.get_forces()
          atoms.calc = SinglePointCalculator(atoms, energy=energy, forces=forces)
          frames.append(atoms)
      write('expected.xyz', frames)
      write('run.traj', frames)
      for name in ('run.db', 'run.json'):
          with connect(name) as database:
              for atoms in frames:
                  database.write(atoms)
      for name, form in (('run.xsf', 'xsf'), ('run.pdb', 'proteindatabank'), ('run.cif', 'cif'),
                         ('XDATCAR', 'vasp-xdatcar')):
          write(name, frames, format=form)
      for name, form in (('POSCAR', 'vasp'), ('conf.data', 'lammps-data'), ('cu.gen', 'gen'),
                         ('geometry.in', 'aims'), ('cu.gro', 'gromacs')):
          write(name, frames[0], format=form)
      write('pw.in', frames[0], format='espresso-in', pseudopotentials={'Cu': 'Cu.UPF'})
      write('coord', molecule('H2O'), format='turbomole')
      write('geo_end.gen', molecule('H2O'))
      with open('run.dump', 'w') as out:
          for step, atoms in enumerate(frames):
              out.write(f'ITEM: TIMESTEP\\n{step}\\nITEM: NUMBER OF ATOMS\\n{len(atoms)}\\n')
              out.write('ITEM: BOX BOUNDS pp pp pp\\n' + 3 * '0.0 3.6\\n')
              out.write('ITEM: ATOMS id type element x y z fx fy fz\\n')
              for i, (x, f) in enumerate(zip(atoms.positions, atoms.get_forces())):
                  numbers = ' '.join(repr(float(v)) for v in [*x, *f])
                  out.write(f'{i + 1} 1 Cu {numbers}\\n')
      """;

  @TempDir static Path folder;

  private static String run(String... command) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroy();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertThat(ended && process.exitValue() == 0).as("%s: %s", List.of(command), text).isTrue();
    return text;
  }

  @BeforeAll
  static void writeFiles() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("write.py"), WRITE);
    run("/usr/bin/python3", "write.py");
    for (String name : List.of("OUTCAR", "vasprun.xml", "aims.out", "results.tag")) {
      Files.copy(GOLDEN.resolve(name), folder.resolve(name));
    }
  }

  private static List<Frame> read(String name) {
    try (Stream<Frame> frames = TrajectoryPath.parse(folder.resolve(name).toString()).frames()) {
      return frames.toList();
    }
  }

  /** Types the line that Vane prints, as a user would, and reads what came of it. */
  private static List<Frame> converted(String name) throws IOException, InterruptedException {
    ForeignFormatException refused =
        catchThrowableOfType(ForeignFormatException.class, () -> read(name));
    assertThat(refused).as("a refusal of %s", name).isNotNull();
    String line = refused.getMessage().replaceFirst(".* with: ", "").replaceFirst(" \\(.*", "");
    String tools =
        "ase() { /usr/bin/python3 -m ase \"$@\"; }; python3() { /usr/bin/python3 \"$@\"; }; ";
    if (line.startsWith("python3")) {
      line = refused.getMessage().replaceFirst(".* with: ", "");
    }
    run("sh", "-c", tools + line);
    Path made =
        Path.of(
            refused
                .format()
                .nextStep(folder.resolve("another-" + name), false)
                .replaceFirst("(?s).*?(\\S*another-\\S+\\.xyz).*", "$1")
                .replace("another-", ""));
    return read(made.getFileName().toString());
  }

  @ParameterizedTest
  @CsvSource({"run.traj", "run.db", "run.json", "run.xsf", "run.dump"})
  void keepsAllFramesAndTheirForces(String name) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("run.xyz"));
    List<Frame> expected = read("expected.xyz");
    List<Frame> found = converted(name);
    assertThat(found).hasSize(3);
    for (int f = 0; f < 3; f++) {
      assertThat(found.get(f).vectors("forces")).isEqualTo(expected.get(f).vectors("forces"));
      assertThat(found.get(f).structure().cell()).isPresent();
      assertThat(found.get(f).structure().element(0).symbol()).isEqualTo("Cu");
    }
  }

  @ParameterizedTest
  @CsvSource({"OUTCAR, 2", "vasprun.xml, 2", "aims.out, 1"})
  void keepsTheForcesOfOutputs(String name, int frames) throws IOException, InterruptedException {
    List<Frame> found = converted(name);
    assertThat(found).hasSize(frames);
    assertThat(found.get(0).vectors("forces")).containsExactly(0.1, 0.2, 0.3, -0.1, -0.2, -0.3);
    assertThat(found.get(0).structure().cell()).isPresent();
  }

  @Test
  void joinsResultsOfDftbWithTheirGeometry() throws IOException, InterruptedException {
    List<Frame> found = converted("results.tag");
    assertThat(found).hasSize(1);
    double unit = 27.211386024367243 / 0.5291772105638411;
    assertThat(found.get(0).vectors("forces")[0]).isCloseTo(0.01 * unit, within(1e-7));
    assertThat(found.get(0).vectors("forces")[8]).isCloseTo(-0.01 * unit, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "POSCAR, 1",
    "XDATCAR, 3",
    "conf.data, 1",
    "cu.gen, 1",
    "geometry.in, 1",
    "coord, 1",
    "cu.gro, 1",
    "run.pdb, 3",
    "run.cif, 3",
    "pw.in, 1"
  })
  void convertsStructures(String name, int frames) throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve("run.xyz"));
    Files.deleteIfExists(folder.resolve("cu.xyz"));
    List<Frame> found = converted(name);
    assertThat(found).hasSize(frames);
    String element = name.equals("coord") ? "O" : "Cu";
    assertThat(found.get(0).structure().element(0).symbol()).isEqualTo(element);
  }
}
