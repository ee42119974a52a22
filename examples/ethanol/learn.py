#!/usr/bin/env python3
"""Ethanol from nothing to a potential: `vane learn` with xTB, then a test on an xTB run of its own.

    python3 examples/ethanol/learn.py [FOLDER] [BUDGET]

Needs Python 3 and libxtb. Runs ./vane, or the command in the variable VANE. What is in FOLDER (here:
ethanol) goes on where it was stopped.
"""

import json
import os
import pathlib
import shlex
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
VANE = shlex.split(os.environ.get("VANE", str(HERE.parent.parent / "vane")))


def vane(*args):
    subprocess.run([*VANE, *map(str, args)], check=True)


def main():
    folder = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "ethanol")
    budget = sys.argv[2] if len(sys.argv) > 2 else "120"
    folder.mkdir(parents=True, exist_ok=True)
    start = HERE / "ethanol.xyz"
    model, run, report = folder / "ethanol.vane", folder / "test.xyz", folder / "test.json"
    vane("learn", "--engine", "xtb", "--start", start, "--budget", budget, "--temperature", "300,500", "--seed", 1,
         "--resume", "--out", model)
    vane("sample", "--engine", "xtb", "--start", start, "--timestep", 1, "--steps", 3000, "--stride", 30, "--seed", 2,
         "--resume", "--quiet", "--out", run)
    vane("evaluate", model, run, "--quiet", "--json", report)
    elements = json.loads(report.read_text())["elements"].values()
    atoms = sum(e["environments"] for e in elements)
    squares = sum(e["environments"] * e["forceRmseEvPerAngstrom"] ** 2 for e in elements)
    print(f"force RMSE on an xTB run at 300 K: {1000 * (squares / atoms) ** 0.5:.1f} meV/Å", flush=True)


if __name__ == "__main__":
    main()
