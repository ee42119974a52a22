package vane.cli.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;
import vane.cli.PythonScript;
import vane.io.npy.NpyReader;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.structure.Cell;

/** The optimizers walk as those of ASE do. Needs Python 3 with ase and numpy. */
@Tag("python")
class RelaxAseTest {
  private static final String RELAX =
      """
      import sys
      import numpy as np
      from ase.constraints import FixAtoms, UnitCellFilter
      from ase.io import read
      from ase.optimize import FIRE, LBFGS
      from vane_ase import Vane
      model, start, optimizer, what, steps = sys.argv[1:]
      atoms = read(start)
      if what == 'fixed':
          atoms.set_constraint(FixAtoms([0, 3]))
      with Vane(model) as atoms.calc:
          moved = UnitCellFilter(atoms) if what == 'cell' else atoms
          walk = {'fire': FIRE, 'lbfgs': LBFGS}[optimizer](moved, logfile=None)
          walk.run(fmax=1e-3, steps=int(steps))
          np.save('positions.npy', atoms.positions)
          np.save('cell.npy', atoms.cell[:])
      """;

  private static final int STEPS = 25;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"fire, free", "lbfgs, free", "fire, fixed", "lbfgs, fixed", "lbfgs, cell"})
  void aWalkIsThatOfAse(String optimizer, String what) throws Exception {
    Path model = DriveModels.withEnergy(folder);
    Optional<Cell> cell =
        what.equals("cell")
            ? Optional.of(
                Cell.of(
                    new double[] {4.8, 0.3, -0.2, 0.9, 5.2, 0.4, -0.7, 0.6, 5.6}, true, true, true))
            : Optional.empty();
    Path start = DriveModels.ethane(folder.resolve("start.xyz"), cell);
    Path out = folder.resolve("relaxed.xyz");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "relax",
                model.toString(),
                start.toString(),
                "--optimizer",
                optimizer,
                "--fmax",
                "1e-3",
                "--steps",
                String.valueOf(STEPS),
                "-o",
                out.toString()));
    if (what.equals("fixed")) {
      arguments.addAll(List.of("--fix", "0,3"));
    }
    if (what.equals("cell")) {
      arguments.add("--relax-cell");
    }
    CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isLessThan(2);
    try (PythonScript ase =
        PythonScript.start(
            folder,
            RELAX,
            model.toString(),
            start.toString(),
            optimizer,
            what,
            String.valueOf(STEPS))) {
      ase.lines();
    }
    try (Stream<Frame> frames = TrajectoryPath.parse(out.toString()).frames()) {
      Frame relaxed = frames.findFirst().orElseThrow();
      assertThat(relaxed.structure().positions()).containsExactly(npy("positions"), within(1e-6));
      if (cell.isPresent()) {
        assertThat(relaxed.structure().cell().orElseThrow().vectors())
            .containsExactly(npy("cell"), within(1e-6));
      }
    }
  }

  private double[] npy(String name) {
    return NpyReader.read(folder.resolve(name + ".npy")).toDoubles();
  }
}
