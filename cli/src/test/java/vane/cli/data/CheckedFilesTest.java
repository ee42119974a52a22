package vane.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The table of docs/checking-data.md: what the launcher {@code ./vane check} says of each file.
 * With {@code -Dvane.table=write} the table is written anew.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CheckedFilesTest {
  private static final Path LAUNCHER = Path.of("..", "vane").toAbsolutePath().normalize();
  private static final Path RESOURCES = Path.of("..", "core", "src", "test", "resources");
  private static final Path DOCUMENT = Path.of("..", "docs", "checking-data.md");
  private static final String HEAD = "| file | status | what `vane check` says |\n|---|---|---|\n";

  @TempDir Path folder;

  /** The first lines of files of other programs. */
  private static Map<String, String> foreign() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.traj", "- of UlmASE-Trajectory  \2\0\0");
    files.put("a.db", "SQLite format 3\0\20\0");
    files.put("POSCAR", "Cu\n 1.0\n 3.6 0 0\n 0 3.6 0\n 0 0 3.6\n Cu\n 4\nDirect\n0 0 0\n");
    files.put("dump.lammpstrj", "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n4\n");
    files.put("geo_end.gen", "3  C\n O H\n 1 1 0.0 0.0 0.1\n");
    files.put("coord", "$coord\n 0.0 0.0 0.2 o\n");
    files.put("geometry.in", "lattice_vector 3.6 0.0 0.0\natom 0.0 0.0 0.0 Cu\n");
    files.put("pw.out", "\n     Program PWSCF v.6.3MaX starts on\n");
    files.put("a.log", " Entering Gaussian System, Link 0=g16\n");
    files.put("a.pdb", "ATOM      1  CA  ALA A   1      11.1\n");
    files.put("a.cif", "data_image0\n_cell_length_a       3.6\n");
    files.put("a.gro", "A Gromacs structure\n    4\n    11DUM    Cu    1   0.009   0.002");
    files.put("a.xsf", "CRYSTAL\nPRIMVEC\n");
    return files;
  }

  /** The rows of files that are checked by one launch, in one folder. */
  private String rows(Path... files) throws IOException, InterruptedException {
    Path out = folder.resolve("out.txt");
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "check", "--quiet"));
    for (Path file : files) {
      command.add(file.getFileName().toString());
    }
    Process process =
        new ProcessBuilder(command)
            .directory(files[0].toAbsolutePath().getParent().toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    int status = process.waitFor();
    StringBuilder rows = new StringBuilder();
    String said = Files.readString(out, StandardCharsets.UTF_8);
    for (Path file : files) {
      String name = file.getFileName().toString();
      List<String> warnings = new ArrayList<>();
      for (String line : said.split("\n")) {
        String text = line.strip();
        if (text.startsWith("warning: " + name + ":")
            || files.length == 1 && (text.startsWith("warning: ") || text.startsWith("nothing "))) {
          warnings.add(text.replaceFirst("^warning: ", "").replace("|", "\\|"));
        }
      }
      rows.append("| " + name + " | " + status + " | " + String.join("<br>", warnings) + " |\n");
    }
    return rows.toString();
  }

  private String table() throws Exception {
    StringBuilder table = new StringBuilder(HEAD);
    try (Stream<Path> cases = Files.list(RESOURCES.resolve("cases"))) {
      for (Path file : cases.filter(each -> each.toString().endsWith(".xyz")).sorted().toList()) {
        table.append(rows(file));
      }
    }
    for (String name : List.of("water.gradient", "water.engrad")) {
      table.append(rows(RESOURCES.resolve("golden").resolve("gradient").resolve(name)));
    }
    List<Path> others = new ArrayList<>();
    for (String name : List.of("OUTCAR", "vasprun.xml", "results.tag", "aims.out")) {
      Path copy = folder.resolve(name);
      Files.copy(RESOURCES.resolve("golden").resolve("foreign").resolve(name), copy);
      others.add(copy);
    }
    for (Map.Entry<String, String> file : foreign().entrySet()) {
      others.add(
          Files.writeString(
              folder.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1));
    }
    return table.append(rows(others.toArray(new Path[0]))).toString();
  }

  @Test
  void theTableIsWhatTheCommandSays() throws Exception {
    String document = Files.readString(DOCUMENT);
    String before = document.substring(0, document.indexOf(HEAD));
    String documented = document.substring(before.length()).replaceFirst("(?s)\n\n.*", "\n");
    String found = table();
    if ("write".equals(System.getProperty("vane.table"))) {
      Files.writeString(DOCUMENT, document.replace(documented, found));
      return;
    }
    assertThat(documented).isEqualTo(found);
  }
}
