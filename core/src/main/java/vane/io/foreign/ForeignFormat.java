package vane.io.foreign;

import java.nio.file.Path;
import java.util.Optional;

/** A format of atoms that is not extended XYZ, and what converts its files. */
public enum ForeignFormat {
  /** Trajectories of ASE. */
  ASE_TRAJECTORY("an ASE trajectory", "traj"),
  /** Databases of ASE in SQLite. */
  ASE_DATABASE("an ASE database", "db"),
  /** Databases of ASE in JSON. */
  ASE_JSON("an ASE database in JSON", "json"),
  /** Restart files of GPAW. */
  GPAW("a GPAW restart file", "gpw"),
  /** Output of VASP. */
  VASP_OUTCAR("a VASP OUTCAR", "vasp-out"),
  /** Output of VASP. */
  VASP_XML("a VASP vasprun.xml", "vasp-xml"),
  /** Structures of VASP. */
  VASP_POSCAR("a VASP POSCAR (no forces)", "vasp"),
  /** Trajectories of VASP. */
  VASP_XDATCAR("a VASP XDATCAR (no forces; OUTCAR and vasprun.xml have them)", "vasp-xdatcar"),
  /** Dumps of LAMMPS in text. */
  LAMMPS_DUMP(
      "a LAMMPS dump",
      "lammps-dump-text",
      "",
      " (dump with the columns element fx fy fz and units metal, or elements and forces are lost)"),
  /** Structures of LAMMPS. */
  LAMMPS_DATA(
      "a LAMMPS data file (no forces)",
      "lammps-data",
      " --read-args 'style=\"atomic\"' 'Z_of_type={1:29}'",
      " (write your atom style, and the atomic number of each type)"),
  /** The log of LAMMPS. */
  LAMMPS_LOG(
      "a log of LAMMPS (no atoms)",
      How.ADVICE,
      "give what 'dump 1 all custom 10 run.dump id element x y z fx fy fz' writes, converted"),
  /** Structures of DFTB+. */
  DFTB_GEN("a DFTB+ geometry (no forces)", "gen"),
  /** Results of DFTB+, without the positions. */
  DFTB_TAG("a DFTB+ results.tag (no positions)", How.PYTHON, ResultsTag.SCRIPT),
  /** Output of DFTB+. */
  DFTB_DETAILED(
      "a DFTB+ detailed.out",
      How.ADVICE,
      "run DFTB+ with WriteResultsTag = Yes in Options and give results.tag"),
  /** Structures of Turbomole, also written by xTB. */
  TURBOMOLE_COORD("a Turbomole coord (no forces; the file gradient has them)", "turbomole"),
  /** Gradients of Turbomole and xTB, which {@link GradientFile} reads. */
  TURBOMOLE_GRADIENT("a Turbomole gradient", How.DIRECTLY, ""),
  /** Gradients of ORCA and xTB, which {@link GradientFile} reads. */
  ENGRAD("an ORCA .engrad", How.DIRECTLY, ""),
  /** Output of ORCA. */
  ORCA_OUTPUT(
      "an ORCA output",
      How.ADVICE,
      "run ORCA with ! EnGrad and give the .engrad file that it writes, which Vane reads"),
  /** Output of xTB. */
  XTB_OUTPUT(
      "an xTB output", How.ADVICE, "run xtb --grad and give the file gradient, which Vane reads"),
  /** Structures of FHI-aims. */
  AIMS_GEOMETRY("an FHI-aims geometry.in (no forces)", "aims"),
  /** Output of FHI-aims. */
  AIMS_OUTPUT("an FHI-aims output", "aims-output"),
  /** Output of CP2K. */
  CP2K_OUTPUT(
      "a CP2K output",
      How.ADVICE,
      "join its -pos-1.xyz and -frc-1.xyz as docs/file-formats.md shows under CP2K"),
  /** Output of pw.x. */
  ESPRESSO_OUTPUT("a Quantum ESPRESSO output", "espresso-out"),
  /** Input of pw.x. */
  ESPRESSO_INPUT("a Quantum ESPRESSO input (no forces)", "espresso-in"),
  /** Output of Gaussian. */
  GAUSSIAN_OUTPUT("a Gaussian log", "gaussian-out"),
  /** Output of NWChem. */
  NWCHEM_OUTPUT("an NWChem output", "nwchem-out"),
  /** The Protein Data Bank's. */
  PDB("a PDB file (no forces)", "proteindatabank"),
  /** Crystals. */
  CIF("a CIF file (no forces)", "cif"),
  /** Structures of GROMACS. */
  GRO("a GROMACS .gro file (no forces)", "gromacs"),
  /** Trajectories of GROMACS. */
  GROMACS_BINARY(
      "a GROMACS trajectory (no elements)",
      How.ADVICE,
      "write extended XYZ by a program that knows the topology, such as MDAnalysis"),
  /** Structures of XCrySDen. */
  XSF("an XCrySDen .xsf file", "xsf"),
  /** Trajectories of AMBER in NetCDF. */
  NETCDF("a NetCDF trajectory of AMBER (no forces)", "netcdftrajectory"),
  /** Trajectories of CHARMM, NAMD and CP2K. */
  DCD(
      "a DCD trajectory (no elements, no forces)",
      How.ADVICE,
      "write extended XYZ by a program that knows the topology, such as MDAnalysis"),
  /** One array of NumPy. */
  NPY(
      "a NumPy array",
      How.ADVICE,
      "make frames of elements, positions and forces as docs/file-formats.md shows under NumPy"),
  /** Several arrays of NumPy. */
  NPZ(
      "a NumPy archive",
      How.ADVICE,
      "make frames of elements, positions and forces as docs/file-formats.md shows under NumPy"),
  /** HDF5. */
  HDF5(
      "an HDF5 file",
      How.ADVICE,
      "make frames of elements, positions and forces as docs/file-formats.md shows under NumPy"),
  /** JSON of no known kind. */
  JSON(
      "a JSON file",
      How.ADVICE,
      "make frames of elements, positions and forces as docs/file-formats.md shows under NumPy"),
  /** Models and sums of Vane. */
  VANE_MODEL(
      "a model file of Vane",
      How.ADVICE,
      "give trajectories here; the model comes first, as in: vane predict MODEL TRAJECTORY"),
  /** Safetensors of other programs. */
  SAFETENSORS("a safetensors file", How.ADVICE, "give trajectories here");

  /** What to do with a file. */
  private enum How {
    ASE,
    PYTHON,
    ADVICE,
    DIRECTLY
  }

  private final String phrase;
  private final How how;
  private final String what;
  private final String arguments;
  private final String remark;

  ForeignFormat(String phrase, String ase) {
    this(phrase, ase, "", "");
  }

  ForeignFormat(String phrase, String ase, String arguments, String remark) {
    this(phrase, How.ASE, ase, arguments, remark);
  }

  ForeignFormat(String phrase, How how, String what) {
    this(phrase, how, what, "", "");
  }

  ForeignFormat(String phrase, How how, String what, String arguments, String remark) {
    this.phrase = phrase;
    this.how = how;
    this.what = what;
    this.arguments = arguments;
    this.remark = remark;
  }

  /**
   * The format of a file.
   *
   * @param beginning what the file begins with, decompressed; some thousand bytes are enough
   * @param file its path; only the name counts
   * @return the format; empty if it may be extended XYZ, or something unknown
   */
  public static Optional<ForeignFormat> of(byte[] beginning, Path file) {
    return FormatSigns.of(beginning, file);
  }

  /**
   * What it is.
   *
   * @return a noun with its article, such as {@code a VASP OUTCAR}
   */
  public String phrase() {
    return phrase;
  }

  /**
   * Whether {@link GradientFile} reads such files, so that nothing need be converted.
   *
   * @return true for gradients
   */
  public boolean isReadDirectly() {
    return how == How.DIRECTLY;
  }

  /**
   * What the user does next.
   *
   * @param file the file
   * @param compressed whether it has to be decompressed first
   * @return one line, such as {@code convert it with: ase convert -n : -i vasp-out -o extxyz OUTCAR
   *     OUTCAR.xyz}
   */
  public String nextStep(Path file, boolean compressed) {
    ConvertedName names = ConvertedName.of(file, compressed);
    String first = compressed ? "decompress it, then " : "";
    return switch (how) {
      case ASE ->
          first
              + "convert it with: ase convert -n : -i "
              + what
              // Said, as ASE would take OUTCAR.xyz for an OUTCAR by its name.
              + " -o extxyz "
              + names.source()
              + " "
              + names.target()
              + arguments
              + remark;
      case PYTHON ->
          first
              + "convert it with: python3 -c \""
              + what.formatted(names.source(), names.target())
              + "\"";
      case ADVICE, DIRECTLY -> what;
    };
  }
}
