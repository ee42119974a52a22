package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The examples of butane give what docs/learning.md says. Needs Python 3 with ase, libxtb and the
 * program xtb.
 */
@Tag("xtb")
class TorsionExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples/torsion").toAbsolutePath();

  @TempDir Path folder;

  private List<String> lines(String script, String argument) throws Exception {
    String results = folder.resolve("butane").toString();
    try (PythonScript running =
        PythonScript.start(folder, EXAMPLES.resolve(script), results, argument)) {
      return running.lines();
    }
  }

  /** The columns of the only row that begins so. */
  private static String[] row(List<String> lines, String beginning) {
    List<String> rows = lines.stream().filter(line -> line.strip().startsWith(beginning)).toList();
    assertThat(rows).as("rows of %s in %s", beginning, lines).hasSize(1);
    return rows.get(0).strip().split(" +");
  }

  @Test
  void scanIsThatOfXtb() throws Exception {
    List<String> lines = lines("scan.py", "60");
    // Dihedral, Vane, xTB. The scan of xTB itself: gauche, the barrier, cis.
    assertThat(Double.parseDouble(row(lines, "60   ")[2])).isBetween(2.7, 3.0);
    assertThat(Double.parseDouble(row(lines, "120   ")[2])).isBetween(10.5, 11.0);
    assertThat(Double.parseDouble(row(lines, "0   ")[2])).isBetween(20.4, 21.0);
    assertThat(Double.parseDouble(row(lines, "120   ")[1])).isBetween(8.0, 13.5);
    assertThat(Double.parseDouble(row(lines, "largest difference: ")[2])).isLessThan(8);
  }

  @Test
  void conformerThatIsNotKnownIsFlagged() throws Exception {
    List<String> lines = lines("unseen.py", "1000");
    // Conformer, frames, dihedrals, largest error of a bond, errors of frequencies, of forces, ….
    String[] anti = row(lines, "anti ");
    assertThat(anti[1]).isEqualTo("101");
    assertThat(Double.parseDouble(anti[4])).as("bonds, anti").isLessThan(0.002);
    assertThat(Double.parseDouble(anti[5])).as("frequencies, anti").isLessThan(15);
    assertThat(anti[9]).as("atoms outside, anti").isEqualTo("0");
    String[] gauche = row(lines, "gauche  ");
    assertThat(gauche[1]).isEqualTo("0");
    assertThat(Double.parseDouble(gauche[4])).as("bonds, gauche").isLessThan(0.02);
    assertThat(Integer.parseInt(gauche[9])).as("atoms outside, gauche").isPositive();
  }
}
