package vane.engines.xtb;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/**
 * The functions of libxtb, as its header {@code xtb.h} declares them. Numbers go in and out by
 * address, so each is an array of one. Lengths are in bohr, energies in hartree.
 */
interface XtbLibrary extends Library {
  int VERBOSITY_MUTED = 0;

  int xtb_getAPIVersion();

  Pointer xtb_newEnvironment();

  void xtb_delEnvironment(PointerByReference environment);

  int xtb_checkEnvironment(Pointer environment);

  /** Writes a text that ends with a zero, and forgets the errors. */
  void xtb_getError(Pointer environment, byte[] text, int[] size);

  /** The file stays open until the process ends. */
  void xtb_setOutput(Pointer environment, String file);

  void xtb_setVerbosity(Pointer environment, int verbosity);

  /** A lattice of null makes a molecule. */
  Pointer xtb_newMolecule(
      Pointer environment,
      int[] atoms,
      int[] numbers,
      double[] positions,
      double[] charge,
      int[] unpaired,
      Pointer lattice,
      Pointer periodic);

  void xtb_delMolecule(PointerByReference molecule);

  void xtb_updateMolecule(
      Pointer environment, Pointer molecule, double[] positions, Pointer lattice);

  Pointer xtb_newCalculator();

  void xtb_delCalculator(PointerByReference calculator);

  void xtb_loadGFN1xTB(Pointer environment, Pointer molecule, Pointer calculator, String file);

  void xtb_loadGFN2xTB(Pointer environment, Pointer molecule, Pointer calculator, String file);

  void xtb_loadGFNFF(Pointer environment, Pointer molecule, Pointer calculator, String file);

  void xtb_setAccuracy(Pointer environment, Pointer calculator, double accuracy);

  void xtb_setMaxIter(Pointer environment, Pointer calculator, int iterations);

  void xtb_setElectronicTemp(Pointer environment, Pointer calculator, double kelvin);

  Pointer xtb_newResults();

  void xtb_delResults(PointerByReference results);

  void xtb_singlepoint(Pointer environment, Pointer molecule, Pointer calculator, Pointer results);

  void xtb_getEnergy(Pointer environment, Pointer results, double[] energy);

  void xtb_getGradient(Pointer environment, Pointer results, double[] gradient);
}
