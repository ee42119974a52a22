package vane.io.foreign;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** By what formats are known: first bytes, typical lines, and at last names. */
final class FormatSigns {
  /** Numbers as Fortran and C print them. */
  private static final String NUMBER = "[+-]?[0-9]*\\.?[0-9]+(?:[eEdD][+-]?[0-9]+)?";

  private static final String THREE_NUMBERS =
      "\\h*" + NUMBER + "\\h+" + NUMBER + "\\h+" + NUMBER + "\\h*(?:#.*)?";

  private static final Pattern NUMBER_OF_ATOMS = Pattern.compile("\\h*[+-]?[0-9]+\\h*");

  private record Sign(ForeignFormat format, Pattern pattern) {
    /** A sign at the beginning of the file, blank lines left out. */
    static Sign first(ForeignFormat format, String pattern) {
      return new Sign(format, Pattern.compile("\\A\\s*" + pattern));
    }

    /** A sign at the beginning of any line. */
    static Sign line(ForeignFormat format, String pattern) {
      return new Sign(format, Pattern.compile("(?m)^\\h*" + pattern));
    }

    boolean isIn(CharSequence text) {
      return pattern.matcher(text).find();
    }
  }

  /** Files of bytes, whose beginnings are one byte a character here. */
  private static final List<Sign> BINARY =
      List.of(
          new Sign(ForeignFormat.GPAW, Pattern.compile("\\A- of UlmGPAW")),
          new Sign(ForeignFormat.ASE_TRAJECTORY, Pattern.compile("\\A- of Ulm")),
          new Sign(ForeignFormat.ASE_DATABASE, Pattern.compile("\\ASQLite format 3\0")),
          new Sign(ForeignFormat.NPY, Pattern.compile("\\A\u0093NUMPY")),
          new Sign(ForeignFormat.NPZ, Pattern.compile("(?s)\\APK\3\4.{26}[^\0]*?\\.npy")),
          new Sign(ForeignFormat.HDF5, Pattern.compile("\\A\u0089HDF\r\n\u001a\n")),
          new Sign(ForeignFormat.NETCDF, Pattern.compile("\\ACDF[\1\2\5]")),
          new Sign(ForeignFormat.DCD, Pattern.compile("(?s)\\A.{4}CORD")),
          new Sign(ForeignFormat.DCD, Pattern.compile("(?s)\\A.{8}CORD")),
          new Sign(ForeignFormat.GROMACS_BINARY, Pattern.compile("\\A\0\0\7[\u00c9\u00cb]")),
          new Sign(
              ForeignFormat.VANE_MODEL,
              Pattern.compile("(?s)\\A.{5}\0{3}\\{.*\"vane_header_sha256\"")),
          new Sign(ForeignFormat.SAFETENSORS, Pattern.compile("(?s)\\A.{5}\0{3}\\{\\h*\"")));

  /** In this order, as some formats quote others: an OUTCAR quotes its POSCAR. */
  private static final List<Sign> TEXT =
      List.of(
          Sign.first(ForeignFormat.TURBOMOLE_GRADIENT, "\\$grad\\b"),
          Sign.first(ForeignFormat.TURBOMOLE_COORD, "\\$coord\\b"),
          Sign.first(ForeignFormat.ENGRAD, "#\\s*# Number of atoms"),
          Sign.first(ForeignFormat.VASP_OUTCAR, "vasp\\.[0-9]"),
          Sign.first(ForeignFormat.VASP_XML, "(?:<\\?xml[^>]*>\\s*)?<modeling>"),
          Sign.first(ForeignFormat.LAMMPS_DUMP, "ITEM: (?:TIMESTEP|UNITS|TIME)\\b"),
          Sign.first(ForeignFormat.LAMMPS_LOG, "LAMMPS \\([0-9]"),
          Sign.first(ForeignFormat.ASE_JSON, "\\{\\s*\"[0-9]+\"\\s*:\\s*\\{"),
          Sign.first(ForeignFormat.JSON, "(?:\\{\\s*[\"}]|\\[\\s*[\\[{\"\\]])"),
          Sign.first(ForeignFormat.DFTB_TAG, "\\w+\\h*:(?:real|integer|complex|logical):[0-9]"),
          Sign.first(ForeignFormat.DFTB_GEN, "[0-9]+\\h+[CSFHcsfh]\\h*(?:\\R|\\z)"),
          Sign.line(ForeignFormat.AIMS_OUTPUT, "Invoking FHI-aims"),
          Sign.line(ForeignFormat.ESPRESSO_OUTPUT, "Program PWSCF"),
          Sign.line(ForeignFormat.GAUSSIAN_OUTPUT, "Entering Gaussian System"),
          Sign.line(ForeignFormat.NWCHEM_OUTPUT, "Northwest Computational Chemistry Package"),
          Sign.line(ForeignFormat.ORCA_OUTPUT, "\\* +O +R +C +A +\\*"),
          Sign.line(ForeignFormat.CP2K_OUTPUT, "CP2K\\|"),
          Sign.line(ForeignFormat.XTB_OUTPUT, "\\* xtb version "),
          Sign.line(ForeignFormat.DFTB_DETAILED, "iSCC +Total electronic"),
          Sign.line(ForeignFormat.ESPRESSO_INPUT, "&(?i:control|system)\\b"),
          Sign.line(ForeignFormat.CIF, "data_\\S*\\h*\\R(?s:.*)^_(?:cell|atom|symmetry|chemical)_"),
          Sign.line(ForeignFormat.LAMMPS_DATA, "[0-9]+\\h+atoms\\h*\\R(?s:.*)atom types"),
          new Sign(ForeignFormat.PDB, Pattern.compile("(?m)^(?:ATOM  |HETATM)[ 0-9*]{5}")),
          Sign.line(
              ForeignFormat.AIMS_GEOMETRY,
              "(?:atom|atom_frac)(?:\\h+" + NUMBER + "){3}\\h+[A-Z][a-z]?\\b"),
          new Sign(
              ForeignFormat.XSF,
              Pattern.compile(
                  "\\A(?:\\s*#.*\\R)*\\s*(?:ANIMSTEPS|CRYSTAL|SLAB|POLYMER|MOLECULE|ATOMS)\\b")),
          new Sign(
              ForeignFormat.VASP_XDATCAR,
              Pattern.compile("(?m)^(?:Direct|Cartesian) configuration= ")),
          new Sign(
              ForeignFormat.VASP_POSCAR,
              Pattern.compile(
                  "\\A.*\\R\\h*"
                      + NUMBER
                      + "\\h*\\R(?:"
                      + THREE_NUMBERS
                      + "\\R){3}\\h*[A-Za-z0-9]")),
          new Sign(
              ForeignFormat.GRO,
              Pattern.compile("\\A.*\\R\\h*[0-9]+\\h*\\R[ 0-9]{5}.{10}[ 0-9]{5}[ -][ 0-9-]+\\.")));

  private FormatSigns() {}

  static Optional<ForeignFormat> of(byte[] beginning, Path file) {
    String bytes = new String(beginning, StandardCharsets.ISO_8859_1);
    if (bytes.isBlank()) {
      return Optional.empty();
    }
    Optional<ForeignFormat> binary = sign(BINARY, bytes);
    if (binary.isPresent()) {
      return binary;
    }
    String firstLine = bytes.lines().filter(line -> !line.isBlank()).findFirst().orElseThrow();
    if (NUMBER_OF_ATOMS.matcher(firstLine).matches()) {
      return Optional.empty();
    }
    return sign(TEXT, bytes).or(() -> byName(file));
  }

  private static Optional<ForeignFormat> sign(List<Sign> signs, String text) {
    return signs.stream().filter(sign -> sign.isIn(text)).map(Sign::format).findFirst();
  }

  /** Only formats without a sign that all of their files have. */
  private static Optional<ForeignFormat> byName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    name = name.replaceFirst("\\.(gz|bz2|xz|zst|zip)$", "");
    for (ForeignFormat format :
        Arrays.asList(
            ForeignFormat.VASP_OUTCAR, ForeignFormat.VASP_POSCAR, ForeignFormat.VASP_XDATCAR)) {
      String word = format.name().substring("VASP_".length()).toLowerCase(Locale.ROOT);
      if (name.contains(word)) {
        return Optional.of(format);
      }
    }
    if (name.contains("contcar")) {
      return Optional.of(ForeignFormat.VASP_POSCAR);
    }
    return switch (name) {
      case "geometry.in" -> Optional.of(ForeignFormat.AIMS_GEOMETRY);
      case "results.tag" -> Optional.of(ForeignFormat.DFTB_TAG);
      case "detailed.out" -> Optional.of(ForeignFormat.DFTB_DETAILED);
      default -> byExtension(name.substring(name.lastIndexOf('.') + 1));
    };
  }

  private static Optional<ForeignFormat> byExtension(String extension) {
    return Optional.ofNullable(
        switch (extension) {
          case "lammpstrj" -> ForeignFormat.LAMMPS_DUMP;
          case "lmp", "data" -> ForeignFormat.LAMMPS_DATA;
          case "gen" -> ForeignFormat.DFTB_GEN;
          case "pdb" -> ForeignFormat.PDB;
          case "cif" -> ForeignFormat.CIF;
          case "gro" -> ForeignFormat.GRO;
          case "xsf" -> ForeignFormat.XSF;
          case "xtc", "trr" -> ForeignFormat.GROMACS_BINARY;
          case "h5", "hdf5" -> ForeignFormat.HDF5;
          case "dcd" -> ForeignFormat.DCD;
          default -> null;
        });
  }
}
