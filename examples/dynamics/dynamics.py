"""What the scripts of this folder share: calls of vane, and what it tells of a run."""

import os
import pathlib
import re
import shlex
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"
VANE = shlex.split(os.environ.get("VANE", str(HERE.parent.parent / "vane")))
HEPTANE = f"{DATA / 'alkanes' / 'heptane-run3.xyz.gz'}@100"


def vane(*arguments, allowed=(0,)):
    """Runs vane, which tells its own errors; gives what it prints."""
    done = subprocess.run([*VANE, *map(str, arguments), "--quiet"], stdout=subprocess.PIPE, text=True)
    if done.returncode not in allowed:
        raise SystemExit(f"vane {arguments[0]} ended with status {done.returncode}.")
    return done.stdout


def number(pattern, text):
    """The number behind a pattern's only group."""
    found = re.search(pattern, text)
    if not found:
        raise SystemExit(f"expected {pattern} in: {text}")
    return float(found.group(1))


def trained(folder, name, *arguments):
    """The model of a name, trained unless it is in the folder already."""
    model = folder / f"{name}.vane"
    if not model.exists():
        vane("train", *arguments, "--out", model)
    return model
