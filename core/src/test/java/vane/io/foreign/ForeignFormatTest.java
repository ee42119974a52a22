package vane.io.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats are known by what files begin with, and their next step can be typed. */
class ForeignFormatTest {
  /** A name that says nothing. */
  private static final Path FILE = Path.of("file.xyz");

  @TempDir Path folder;

  static Stream<Arguments> beginnings() {
    String cell = "1.0\n 3.6 0 0\n 0.0 3.6 0.0\n 0.0D+00 0.0 3.6\n";
    return Stream.of(
        arguments(ForeignFormat.ASE_TRAJECTORY, "- of UlmASE-Trajectory  \2\0\0"),
        arguments(ForeignFormat.GPAW, "- of UlmGPAW            \2\0\0"),
        arguments(ForeignFormat.ASE_DATABASE, "SQLite format 3\0\20\0"),
        arguments(ForeignFormat.ASE_JSON, "{\"1\": {\n \"calculator\": \"emt\","),
        arguments(ForeignFormat.JSON, "{\"lattice\": [[1, 0, 0]]}"),
        arguments(ForeignFormat.JSON, "[[1, 2, 3]]"),
        arguments(
            ForeignFormat.VASP_OUTCAR, " vasp.5.4.4.18Apr17-6-g9f103f2a35 (build Apr 12) complex"),
        arguments(
            ForeignFormat.VASP_XML,
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<modeling>\n <generator>"),
        arguments(ForeignFormat.VASP_POSCAR, "Cu\n " + cell + " Cu\n 4\nDirect\n0 0 0\n"),
        arguments(ForeignFormat.VASP_POSCAR, "two words\n" + cell + "4\r\nDirect\n0 0 0\n"),
        arguments(
            ForeignFormat.VASP_XDATCAR, "Cu\n" + cell + "Cu\n4\nDirect configuration=     1\n"),
        arguments(ForeignFormat.LAMMPS_DUMP, "ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n4\n"),
        arguments(ForeignFormat.LAMMPS_DUMP, "ITEM: UNITS\nmetal\nITEM: TIMESTEP\n0\n"),
        arguments(
            ForeignFormat.LAMMPS_DATA,
            "conf.data (written by ASE)\n\n4 \t atoms\n1  atom types\n0.0 3.6 xlo xhi\n"),
        arguments(ForeignFormat.LAMMPS_LOG, "LAMMPS (29 Sep 2021 - Update 2)\nunits metal\n"),
        arguments(ForeignFormat.DFTB_GEN, "3  C\n O H\n 1 1 0.0 0.0 0.1\n"),
        arguments(ForeignFormat.DFTB_GEN, "    4 S\nCu\n"),
        arguments(ForeignFormat.DFTB_TAG, "mermin_energy       :real:0:\n -0.40E+01\n"),
        arguments(
            ForeignFormat.DFTB_DETAILED,
            " Geometry optimization step: 0\n\n  iSCC Total electronic   Diff electronic\n"),
        arguments(ForeignFormat.TURBOMOLE_COORD, "$coord\n 0.0 0.0 0.2 o\n"),
        arguments(ForeignFormat.TURBOMOLE_GRADIENT, "$grad\n  cycle = 1 SCF energy = -5.0\n"),
        arguments(ForeignFormat.ENGRAD, "#\n# Number of atoms\n#\n 3\n"),
        arguments(ForeignFormat.ORCA_OUTPUT, "\n      *****\n      * O   R   C   A *\n"),
        arguments(ForeignFormat.XTB_OUTPUT, "   -----\n\n   * xtb version 6.5.1 (unknown)\n"),
        arguments(
            ForeignFormat.AIMS_GEOMETRY,
            "# made by hand\nlattice_vector 3.6 0.0 0.0\natom 0.0 0.0 0.0 Cu\n"),
        arguments(ForeignFormat.AIMS_OUTPUT, "-----\n          Invoking FHI-aims ...\n"),
        arguments(ForeignFormat.CP2K_OUTPUT, " DBCSR| CPU\n CP2K| version string: CP2K 9.1\n"),
        arguments(ForeignFormat.ESPRESSO_OUTPUT, "\n     Program PWSCF v.6.3MaX starts on\n"),
        arguments(ForeignFormat.ESPRESSO_INPUT, "&CONTROL\n/\n&SYSTEM\n"),
        arguments(ForeignFormat.GAUSSIAN_OUTPUT, " Entering Gaussian System, Link 0=g16\n"),
        arguments(
            ForeignFormat.NWCHEM_OUTPUT, "   Northwest Computational Chemistry Package (NWChem)\n"),
        arguments(ForeignFormat.PDB, "REMARK   1\nATOM      1  CA  ALA A   1      11.1\n"),
        arguments(ForeignFormat.CIF, "# c\ndata_image0\n_cell_length_a       3.6\n"),
        arguments(
            ForeignFormat.GRO, "A Gromacs structure\n    4\n    11DUM    Cu    1   0.009   0.002"),
        arguments(ForeignFormat.XSF, "# made\nANIMSTEPS 3\nCRYSTAL\n"),
        arguments(ForeignFormat.NPY, "\u0093NUMPY\1\0v\0{'descr'"),
        arguments(ForeignFormat.NPZ, "PK\3\4" + "x".repeat(26) + "R.npy\u0093NUMPY"),
        arguments(ForeignFormat.HDF5, "\u0089HDF\r\n\u001a\n\0\0"),
        arguments(ForeignFormat.NETCDF, "CDF\2\0\0"),
        arguments(ForeignFormat.DCD, "T\0\0\0CORD\3\0\0\0"),
        arguments(ForeignFormat.GROMACS_BINARY, "\0\0\7\u00cb\0\0\0\4"),
        arguments(
            ForeignFormat.VANE_MODEL,
            "\u0098\3\0\0\0\0\0\0{\"__metadata__\":{\"format\":\"vane-model\","
                + "\"vane_header_sha256\":\"00\"}}"),
        arguments(ForeignFormat.SAFETENSORS, "\u0098\3\0\0\0\0\0\0{\"weight\":{\"dtype\":\"F32\""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void knowsAFormatByContent(ForeignFormat format, String beginning) {
    assertThat(ForeignFormat.of(bytes(beginning), FILE)).contains(format);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3\n\nH 0 0 0\n",
        "  4\nProperties=species:S:1:pos:R:3\nATOM  1 0 0\n",
        "\n\n2\ncomment\nH 0 0 0\n",
        "",
        "\n \n",
        "hello\nworld\n",
        "x\1\2\3binary",
        "4.0\n1.0\nH 0 0 0\n"
      })
  void leavesOtherFilesToTheReader(String beginning) {
    assertThat(ForeignFormat.of(bytes(beginning), FILE)).isEmpty();
  }

  @Test
  void asksTheNameOnlyWhereTheContentSaysNothing() {
    byte[] unknown = bytes("hello\n");
    assertThat(ForeignFormat.of(unknown, Path.of("a", "OUTCAR.1.gz")))
        .contains(ForeignFormat.VASP_OUTCAR);
    assertThat(ForeignFormat.of(unknown, Path.of("CONTCAR"))).contains(ForeignFormat.VASP_POSCAR);
    assertThat(ForeignFormat.of(unknown, Path.of("geometry.in")))
        .contains(ForeignFormat.AIMS_GEOMETRY);
    assertThat(ForeignFormat.of(unknown, Path.of("b.pdb"))).contains(ForeignFormat.PDB);
    assertThat(ForeignFormat.of(bytes("3\n\n"), Path.of("b.pdb"))).isEmpty();
    assertThat(ForeignFormat.of(bytes("$grad\n"), Path.of("OUTCAR")))
        .contains(ForeignFormat.TURBOMOLE_GRADIENT);
  }

  @Test
  void theLineThatConvertsCanBeTyped() throws IOException {
    assertThat(
            new ForeignFormatException(Path.of("OUTCAR"), ForeignFormat.VASP_OUTCAR, false)
                .getMessage())
        .isEqualTo(
            "OUTCAR: found a VASP OUTCAR, expected extended XYZ; convert it with:"
                + " ase convert -n : -i vasp-out -o extxyz OUTCAR OUTCAR.xyz");
    assertThat(ForeignFormat.ASE_TRAJECTORY.nextStep(Path.of("my run.traj"), false))
        .endsWith("-i traj -o extxyz 'my run.traj' 'my run.xyz'");
    assertThat(ForeignFormat.ASE_TRAJECTORY.nextStep(Path.of("a", "it's.traj"), false))
        .endsWith("'a/it'\\''s.traj' 'a/it'\\''s.xyz'");
    assertThat(ForeignFormat.VASP_OUTCAR.nextStep(Path.of("runs", "OUTCAR.gz"), true))
        .isEqualTo(
            "decompress it, then convert it with:"
                + " ase convert -n : -i vasp-out -o extxyz runs/OUTCAR runs/OUTCAR.xyz");
    Path wrongName = Files.writeString(folder.resolve("run.xyz"), "vasp.6\n");
    assertThat(ForeignFormat.VASP_OUTCAR.nextStep(wrongName, false))
        .endsWith("run.xyz " + folder.resolve("run-converted.xyz"));
    // ASE would refuse to write over it, and a user might insist.
    Files.writeString(folder.resolve("a.xyz"), "1\n\nH 0 0 0\n");
    assertThat(ForeignFormat.PDB.nextStep(folder.resolve("a.pdb"), false))
        .endsWith("a.pdb " + folder.resolve("a-converted.xyz"));
  }

  @ParameterizedTest
  @MethodSource("beginnings")
  void everyFormatHasANextStep(ForeignFormat format) {
    String step = format.nextStep(FILE, false);
    if (format.isReadDirectly()) {
      assertThat(step).isEmpty();
    } else {
      assertThat(step).isNotBlank().doesNotContain("\n", "%");
    }
  }
}
