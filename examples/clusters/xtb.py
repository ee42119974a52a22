"""Energies and forces of GFN1-xTB and GFN2-xTB for ASE, through the C library libxtb."""

import ctypes
import ctypes.util
import os
import weakref
from ctypes import POINTER, byref, c_bool, c_char_p, c_double, c_int, c_void_p

# One thread: the molecules here are small. OpenBLAS looks when NumPy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from ase.calculators.calculator import (
    CalculationFailed,
    Calculator,
    CalculatorSetupError,
    all_changes,
)
from ase.units import Bohr, Hartree

MUTED = 0
LONGEST_MESSAGE = 2048


def load_library():
    """libxtb with the types of its functions."""
    name = ctypes.util.find_library("xtb") or "libxtb.so.6"
    try:
        library = ctypes.CDLL(name)
    except OSError:
        raise SystemExit("libxtb was not found. On Debian: apt-get install libxtb6") from None
    handle, integers, doubles = c_void_p, POINTER(c_int), POINTER(c_double)
    create = {
        "xtb_newEnvironment": [],
        "xtb_newCalculator": [],
        "xtb_newResults": [],
        "xtb_newMolecule": [
            handle, integers, integers, doubles, doubles, integers, doubles, POINTER(c_bool)],
    }
    change = {
        "xtb_delEnvironment": [POINTER(handle)],
        "xtb_delCalculator": [POINTER(handle)],
        "xtb_delResults": [POINTER(handle)],
        "xtb_delMolecule": [POINTER(handle)],
        "xtb_setVerbosity": [handle, c_int],
        "xtb_getError": [handle, c_char_p, integers],
        "xtb_loadGFN1xTB": [handle, handle, handle, c_char_p],
        "xtb_loadGFN2xTB": [handle, handle, handle, c_char_p],
        "xtb_setAccuracy": [handle, handle, c_double],
        "xtb_setMaxIter": [handle, handle, c_int],
        "xtb_updateMolecule": [handle, handle, doubles, doubles],
        "xtb_singlepoint": [handle, handle, handle, handle],
        "xtb_getEnergy": [handle, handle, doubles],
        "xtb_getGradient": [handle, handle, doubles],
    }
    for functions, result in ((create, handle), (change, None)):
        for function, arguments in functions.items():
            getattr(library, function).argtypes = arguments
            getattr(library, function).restype = result
    library.xtb_checkEnvironment.argtypes = [handle]
    library.xtb_checkEnvironment.restype = c_int
    return library


LIBRARY = load_library()
LOADERS = {"GFN1-xTB": LIBRARY.xtb_loadGFN1xTB, "GFN2-xTB": LIBRARY.xtb_loadGFN2xTB}


def new(kind, *arguments):
    """A new object of libxtb. It is freed when nobody holds it any more."""
    pointer = c_void_p(getattr(LIBRARY, f"xtb_new{kind}")(*arguments))
    delete = getattr(LIBRARY, f"xtb_del{kind}")
    weakref.finalize(pointer, delete, byref(c_void_p(pointer.value)))
    return pointer


def doubles(array):
    """The pointer to an array of doubles that C can read and write."""
    return array.ctypes.data_as(POINTER(c_double))


class Xtb(Calculator):
    """
    GFN1-xTB or GFN2-xTB for molecules without periodic boundaries.

    charge is the total charge in e, and spin the number of unpaired electrons. A smaller accuracy
    means tighter convergence; 1 is the standard of xtb. Each calculation starts from the
    electrons of the one before, as long as only positions change. Energies of the same positions
    therefore differ by what convergence leaves.
    """

    implemented_properties = ["energy", "forces"]
    default_parameters = {
        "method": "GFN2-xTB",
        "charge": 0,
        "spin": 0,
        "accuracy": 1.0,
        "max_iterations": 250,
    }

    def __init__(self, **parameters):
        self._environment = new("Environment")
        LIBRARY.xtb_setVerbosity(self._environment, MUTED)
        self._molecule = self._calculator = self._results = None
        super().__init__(**parameters)

    def set(self, **parameters):
        """Changes parameters, and forgets the molecule if one of them is new."""
        unknown = sorted(set(parameters) - set(self.default_parameters))
        if unknown:
            known = ", ".join(self.default_parameters)
            raise CalculatorSetupError(f"Xtb has no parameter {unknown[0]}; it has {known}.")
        if parameters.get("method", "GFN2-xTB") not in LOADERS:
            known = " and ".join(LOADERS)
            raise CalculatorSetupError(f"Xtb knows {known}, not {parameters['method']}.")
        changed = super().set(**parameters)
        if changed:
            self.reset()
            self._molecule = None
        return changed

    def calculate(self, atoms=None, properties=("energy",), system_changes=tuple(all_changes)):
        """Computes energy (eV) and forces (eV/Å) together."""
        super().calculate(atoms, properties, system_changes)
        if self.atoms.pbc.any():
            raise CalculatorSetupError("Xtb computes molecules only; set pbc to False.")
        electrons = self.atoms.numbers.sum() - round(self.parameters.charge)
        if (electrons - self.parameters.spin) % 2 != 0:
            raise CalculatorSetupError(
                f"A molecule with {electrons} electrons cannot have a spin of"
                f" {self.parameters.spin}: both are even or both are odd.")
        positions = np.ascontiguousarray(self.atoms.positions / Bohr)
        if self._molecule is None or set(system_changes) - {"positions"}:
            self._start(positions)
        else:
            LIBRARY.xtb_updateMolecule(
                self._environment, self._molecule, doubles(positions), None)
            self._check()
        LIBRARY.xtb_singlepoint(
            self._environment, self._molecule, self._calculator, self._results)
        self._check()
        energy, gradient = np.empty(1), np.empty_like(positions)
        LIBRARY.xtb_getEnergy(self._environment, self._results, doubles(energy))
        LIBRARY.xtb_getGradient(self._environment, self._results, doubles(gradient))
        self._check()
        self.results = {
            "energy": float(energy[0]) * Hartree,
            "forces": -gradient * (Hartree / Bohr),
        }

    def _start(self, positions):
        """Makes the molecule and its Hamiltonian anew, without electrons to start from."""
        chosen = self.parameters
        numbers = np.ascontiguousarray(self.atoms.numbers, dtype=np.intc)
        self._molecule = new(
            "Molecule", self._environment, c_int(len(numbers)),
            numbers.ctypes.data_as(POINTER(c_int)), doubles(positions),
            c_double(chosen.charge), c_int(chosen.spin), None, None)
        self._check()
        self._calculator, self._results = new("Calculator"), new("Results")
        LOADERS[chosen.method](self._environment, self._molecule, self._calculator, None)
        self._check()
        LIBRARY.xtb_setAccuracy(self._environment, self._calculator, chosen.accuracy)
        LIBRARY.xtb_setMaxIter(self._environment, self._calculator, chosen.max_iterations)
        self._check()

    def _check(self):
        """Fails with the message of xtb if it has one, and forgets what may be half done."""
        if LIBRARY.xtb_checkEnvironment(self._environment) == 0:
            return
        message = ctypes.create_string_buffer(LONGEST_MESSAGE)
        LIBRARY.xtb_getError(self._environment, message, c_int(LONGEST_MESSAGE))
        self._molecule = self._calculator = self._results = None
        text = " ".join(message.value.decode(errors="replace").split())
        raise CalculationFailed(f"{self.parameters.method}: {text}")
