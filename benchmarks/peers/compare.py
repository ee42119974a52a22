#!/usr/bin/env python3
"""Vane and its peers on the same frames, as one table in Markdown.

    /usr/bin/python3 benchmarks/peers/compare.py TRAIN.xyz TEST.xyz
    /usr/bin/python3 benchmarks/peers/compare.py train.xyz@0:400 train.xyz@400:500 \\
        --run "vane --preset accurate" --run "snap --cutoff 4 --chemical" --run "sgdml --methyls --frames 100"

A run is `vane`, `snap`, `linear_ace` or `sgdml` with its options. One after another, so times are not those of
cores shared among them. Runs ./vane, or the command in the variable VANE. Processor time and peak memory are
those of training and testing together, of the whole processes: of Python's start and of the JVM's, too.
"""

import argparse
import json
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

import common

HERE = pathlib.Path(__file__).resolve().parent
VANE = shlex.split(os.environ.get("VANE", str(HERE.parent.parent / "vane")))
PEERS = ("snap", "linear_ace", "sgdml")
DEFAULT_RUNS = ("vane --preset default", "vane --preset accurate", "snap", "linear_ace")


def finished(command):
    """Runs a command; gives its output, processor seconds and peak memory in GB."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=errors)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        errors.seek(0)
        if process.returncode:
            raise SystemExit(f"{shlex.join(map(str, command))}\nended with {process.returncode}:\n"
                             + errors.read()[-2000:])
        return out.read(), used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20


def count(path):
    return len(common.frames(path))


def vane(train, test, options):
    with tempfile.TemporaryDirectory() as folder:
        model, scores = pathlib.Path(folder, "model.vane"), pathlib.Path(folder, "scores.json")
        _, seconds, memory = finished([*VANE, "train", train, *options, "--quiet", "--force", "--out", model])
        _, more, memory_too = finished([*VANE, "evaluate", model, test, "--quiet", "--json", scores])
        found = json.loads(scores.read_text())["all"]
    energy = found.get("energyRmseMevPerAtom")
    return common.row([
        "Vane", " ".join(options) or "defaults", count(train), f"{1000 * found['forceMaeEvPerAngstrom']:.1f}",
        f"{1000 * found['forceRmseEvPerAngstrom']:.1f}", f"{found['weightedMeanAngleDeg']:.2f}",
        "–" if energy is None else f"{energy:.2f}", f"{seconds + more:.0f}", f"{max(memory, memory_too):.1f}"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--run", action="append", metavar="'METHOD OPTIONS'",
                        help="may be repeated (default: " + ", ".join(f"'{run}'" for run in DEFAULT_RUNS) + ")")
    options = parser.parse_args()
    runs = [shlex.split(run) for run in options.run or DEFAULT_RUNS]
    for name, *_ in runs:
        if name not in ("vane", *PEERS):
            raise SystemExit(f"--run {name}: expected vane, {', '.join(PEERS)}")
    if any(run[0] == "vane" for run in runs):
        finished([*VANE, "--version"])  # builds if need be, which does not count
    print(common.header(), flush=True)
    for name, *more in runs:
        if name == "vane":
            print(vane(options.train, options.test, more), flush=True)
        else:
            out, _, _ = finished([sys.executable, HERE / f"{name}.py", options.train, options.test, *more])
            print(out, end="", flush=True)


if __name__ == "__main__":
    main()
