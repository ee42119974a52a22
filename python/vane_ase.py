"""Vane as a calculator of ASE.

    from vane_ase import Vane

    atoms.calc = Vane('alkanes.vane')
    atoms.get_forces()

The calculator starts ``vane drive`` and speaks the i-PI protocol with it over a Unix socket, or over
a port of this machine where there are no Unix sockets. Units are those of ASE: eV, Å, eV/Å, eV/Å³.

Written for ASE 3.22 and newer. Needs a ``vane`` command; see :class:`Vane` for how it is found.
"""

import json
import os
import shlex
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import weakref

import numpy as np
from ase.calculators.calculator import (
    CalculationFailed,
    Calculator,
    CalculatorSetupError,
    all_changes,
)
from ase.outputs import Properties

__all__ = ['Vane']
__version__ = '0.1.0.dev0'

# CODATA 2014, as in vane.engines.ipi.AtomicUnits: both sides must agree, whatever ase.units has.
_HARTREE = 27.211386024367243  # eV
_BOHR = 0.5291772105638411  # Å

_HEADER = 12
_LONGEST_SOCKET = 103  # bytes in the path of a Unix socket
_LOOK_SECONDS = 0.2  # how often to look whether a driver that has not connected is still alive
_END_SECONDS = 5.0  # how long a driver may take to end before it is made to


class Vane(Calculator):
    """Energies, forces and stresses of a model that ``vane train`` wrote.

    Besides ASE's own results there are ``results['vane_uncertainty']``, the expected error of a force
    component of each atom in eV/Å (where the model knows it), and ``results['vane_extrapolating']``,
    the number of atoms outside of the training range.

    ``stress`` is there for structures that repeat in three directions. A model without an energy
    (method oa-mlm) gives ``forces`` alone: asking for its energy raises
    ``PropertyNotImplementedError``.

    The driver starts at the first calculation, and again when elements, their order, their number or
    the periodicity change. It ends with :meth:`close`, at the end of a ``with`` block, when the
    calculator is no longer used, and when Python ends.

    Parameters
    ----------
    model : str or path
        The model file.
    command : str or list of str, optional
        The vane command. If it is not given: ``$VANE``, or ``vane`` on the ``PATH``, or the file
        ``vane`` of the repository that this module lies in. A text is split as a shell does.
    threads : int, optional
        Threads of the driver; all processors if it is not given.
    timeout : float, optional
        How many seconds the driver may take to start. The first launch of ``./vane`` builds it,
        which takes minutes.
    unix : bool, optional
        Whether to talk over a Unix socket; if it is not given, where there are such.
    """

    implemented_properties = ['energy', 'free_energy', 'forces', 'stress']
    ignored_changes = {'initial_charges', 'initial_magmoms'}
    default_parameters = {}

    def __init__(self, model, command=None, threads=None, timeout=600.0, unix=None, **kwargs):
        super().__init__(**kwargs)
        self._model = os.path.abspath(os.fspath(model))
        self._command = _command(command)
        self._options = [] if threads is None else ['--threads', str(int(threads))]
        self._timeout = timeout
        self._unix = hasattr(socket, 'AF_UNIX') if unix is None else unix
        self._driver = None
        self._atoms_of_driver = None
        self._end = None

    def calculate(self, atoms=None, properties=('energy',), system_changes=all_changes):
        """As ASE calls it. Raises CalculationFailed with Vane's own words if the driver ends."""
        super().calculate(atoms, properties, system_changes)
        try:
            self._require_driver()
            energy, forces, virial, extras = self._driver.evaluate(self.atoms)
        except BaseException:
            # Also after an interrupt: half of an answer may be on its way.
            self.close()
            raise
        results = {'forces': forces, 'vane_extrapolating': extras['extrapolating']}
        if extras['hasEnergy']:
            results['energy'] = results['free_energy'] = energy
        if extras['hasVirial'] and self.atoms.pbc.all():
            stress = -virial / self.atoms.get_volume()
            stress = (stress + stress.T) / 2
            results['stress'] = stress[[0, 1, 2, 1, 0, 0], [0, 1, 2, 2, 2, 1]]
        if 'uncertainty' in extras:
            results['vane_uncertainty'] = np.array(
                [np.inf if each is None else each for each in extras['uncertainty']]
            )
        self.results = results

    def export_properties(self):
        """ASE's own results; its container takes no others."""
        own = self.implemented_properties
        return Properties({name: self.results[name] for name in own if name in self.results})

    def close(self):
        """Ends the driver. A later calculation starts another."""
        if self._end is not None:
            self._end()
        self._driver = self._end = self._atoms_of_driver = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()

    def _require_driver(self):
        wanted = (tuple(self.atoms.numbers), tuple(self.atoms.pbc))
        if self._driver is not None and self._atoms_of_driver == wanted:
            return
        self.close()
        driver = _Driver()
        # Runs once: at close(), when the calculator is collected, or when Python ends.
        self._end = weakref.finalize(self, driver.end)
        driver.start(
            self._command + ['drive', self._model],
            self._options,
            self.atoms,
            self._timeout,
            self._unix,
        )
        self._driver = driver
        self._atoms_of_driver = wanted


class _Driver:
    """A running ``vane drive``, and the server that it is connected to."""

    def __init__(self):
        self._owner = os.getpid()
        self._process = None
        self._connection = None
        self._folder = None

    def start(self, command, options, atoms, timeout, unix):
        self._folder = tempfile.mkdtemp(prefix='vane-')
        template = os.path.join(self._folder, 'template.xyz')
        with open(template, 'w', encoding='utf-8') as file:
            file.write(_template(atoms))
        with self._listen(unix) as server:
            if unix:
                address = ['--unix', server.getsockname()]
            else:
                address = ['--host', '127.0.0.1', '--port', str(server.getsockname()[1])]
            flags = ['--extras', '--forces-only', '--quiet']
            command = command + ['--template', template] + address + flags + options
            # Into a file: a pipe that nobody reads would stop the driver when it is full.
            with open(self._errors(), 'wb') as errors:
                try:
                    self._process = subprocess.Popen(
                        command,
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        stderr=errors,
                        # Ctrl-C is for Python; the driver ends with the connection.
                        start_new_session=True,
                    )
                except OSError as error:
                    raise CalculatorSetupError(
                        "cannot run the vane command '{}': {}".format(command[0], error.strerror)
                    ) from error
            self._connection = self._accept(server, timeout)

    def _errors(self):
        return os.path.join(self._folder, 'errors.txt')

    def _listen(self, unix):
        if not unix:
            server = socket.socket(socket.AF_INET)
            server.bind(('127.0.0.1', 0))
        else:
            path = os.path.join(self._folder, 'socket')
            if len(os.fsencode(path)) > _LONGEST_SOCKET:
                raise CalculatorSetupError(
                    "the temporary folder '{}' has too long a name for a Unix socket; set TMPDIR to"
                    ' a shorter one, or use Vane(..., unix=False)'.format(self._folder)
                )
            server = socket.socket(socket.AF_UNIX)
            server.bind(path)
        server.listen(1)
        server.settimeout(_LOOK_SECONDS)
        return server

    def _accept(self, server, timeout):
        end = time.monotonic() + timeout
        while True:
            try:
                connection, _ = server.accept()
            except socket.timeout:
                if self._process.poll() is not None:
                    raise CalculationFailed(self._last_words()) from None
                if time.monotonic() > end:
                    raise CalculationFailed(
                        'vane drive did not connect within {} s'.format(timeout)
                    ) from None
            else:
                connection.settimeout(None)
                if connection.family == socket.AF_INET:
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connection

    def evaluate(self, atoms):
        """Energy in eV, forces [n × 3] in eV/Å, virial [3 × 3] in eV, and the extras."""
        try:
            return self._evaluate(atoms)
        except (OSError, EOFError) as error:
            raise CalculationFailed(self._last_words()) from error

    def _evaluate(self, atoms):
        if self._status() == b'NEEDINIT':
            # One byte, as ASE's own server sends.
            self._connection.sendall(_header('INIT') + struct.pack('<ii', 0, 1) + b'\0')
            self._status()
        cell = np.asarray(atoms.cell.complete() if atoms.pbc.any() else atoms.cell)
        count = len(atoms)
        self._connection.sendall(
            _header('POSDATA')
            + _reals(cell.T / _BOHR)
            + _reals(np.linalg.pinv(cell).T * _BOHR)
            + struct.pack('<i', count)
            + _reals(atoms.positions / _BOHR)
            + _header('GETFORCE')
        )
        self._expect(self._read(_HEADER).rstrip(), b'FORCEREADY')
        energy = float(self._read_reals(1)[0]) * _HARTREE
        self._expect(self._read_integer(), count)
        forces = self._read_reals(3 * count).reshape(count, 3) * (_HARTREE / _BOHR)
        virial = self._read_reals(9).reshape(3, 3).T * _HARTREE
        extras = json.loads(self._read(self._read_integer()).decode('utf-8'))
        return energy, forces, virial, extras

    def _status(self):
        self._connection.sendall(_header('STATUS'))
        return self._read(_HEADER).rstrip()

    @staticmethod
    def _expect(found, expected):
        if found != expected:
            raise CalculationFailed(
                'vane drive answered {!r}, expected {!r}'.format(found, expected)
            )

    def _read(self, length):
        parts = []
        while length > 0:
            part = self._connection.recv(min(length, 1 << 20))
            if not part:
                raise EOFError('vane drive closed the connection')
            parts.append(part)
            length -= len(part)
        return b''.join(parts)

    def _read_reals(self, count):
        return np.frombuffer(self._read(8 * count), dtype='<f8').copy()

    def _read_integer(self):
        return struct.unpack('<i', self._read(4))[0]

    def _last_words(self):
        """What the driver said before it ended, as one line."""
        try:
            status = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            return 'vane drive closed the connection'
        with open(self._errors(), encoding='utf-8', errors='replace') as file:
            lines = [line.strip() for line in file if line.strip()]
        own = [line for line in lines if line.startswith('vane: ')]
        if own:
            return own[-1]
        # What the Java machine warns of is not why it ended.
        others = [line for line in lines if not line.startswith('WARNING: ')]
        ended = 'vane drive ended with exit status {}'.format(status)
        return '{}: {}'.format(ended, others[-1]) if others else ended

    def end(self):
        """Lets the driver end, and removes what it left. Never raises."""
        connection, self._connection = self._connection, None
        process, self._process = self._process, None
        folder, self._folder = self._folder, None
        mine = os.getpid() == self._owner
        if connection is not None:
            try:
                # A process that was forked off shares the connection and must not end the driver.
                if mine:
                    connection.sendall(_header('EXIT'))
            except OSError:
                pass
            connection.close()
        if process is not None and mine:
            if connection is None:
                process.terminate()
            _wait(process)
        if folder is not None and mine:
            shutil.rmtree(folder, ignore_errors=True)


def _wait(process):
    for stop in (process.terminate, process.kill, None):
        try:
            process.wait(_END_SECONDS)
            return
        except subprocess.TimeoutExpired:
            if stop is not None:
                stop()


def _command(command):
    if command is None:
        command = os.environ.get('VANE')
    if not command:
        return [shutil.which('vane') or _command_of_repository()]
    if isinstance(command, (str, os.PathLike)):
        # A file is one word, also if its name holds spaces.
        command = os.fspath(command)
        return [command] if os.path.isfile(command) else shlex.split(command)
    return [os.fspath(part) for part in command]


def _command_of_repository():
    above = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    path = os.path.join(above, 'vane')
    if os.path.isfile(path) and os.access(path, os.X_OK):
        return path
    raise CalculatorSetupError(
        "no vane command found in $VANE or on the PATH; give its path: Vane(model, command='/…/vane')"
    )


def _template(atoms):
    """The atoms in extended XYZ: what the protocol does not carry."""
    comment = 'Properties=species:S:1:pos:R:3'
    if atoms.pbc.any():
        cell = ' '.join(repr(float(x)) for x in np.ravel(atoms.cell.complete()))
        pbc = ' '.join('FT'[bool(each)] for each in atoms.pbc)
        comment = 'Lattice="{}" {} pbc="{}"'.format(cell, comment, pbc)
    lines = [str(len(atoms)), comment]
    for symbol, position in zip(atoms.get_chemical_symbols(), atoms.positions):
        lines.append(' '.join([symbol] + [repr(float(x)) for x in position]))
    return '\n'.join(lines) + '\n'


def _header(text):
    return text.encode('ascii').ljust(_HEADER)


def _reals(array):
    return np.ascontiguousarray(array, dtype='<f8').tobytes()
