"""What both examples share: running vane, and angles."""

import json
import os
import pathlib
import shlex
import subprocess

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
VANE = shlex.split(os.environ.get("VANE", str(HERE.parent.parent / "vane")))


def vane(*arguments):
    """Runs vane directions; an error of it ends the example."""
    subprocess.run(VANE + ["directions", *map(str, arguments), "--quiet"], check=True)


def score(folder, name, train, test, *options):
    """Trains on some files, evaluates on others; mean and median angle in degrees."""
    model = folder / f"{name}.vane"
    report = folder / f"{name}.json"
    vane("train", *train, *options, "--force", "--out", model)
    columns = [part for i in range(len(options)) if options[i].endswith("-columns")
               for part in options[i:i + 2]]
    kinds = ["--kinds", str(folder / "kinds_test.npy")] if "--kinds" in options else []
    with open(os.devnull, "w") as nowhere:
        subprocess.run(
            VANE + ["directions", "evaluate", str(model), *map(str, test), *columns, *kinds,
                    "--json", str(report), "--quiet"],
            check=True, stdout=nowhere)
    result = json.loads(report.read_text())
    return result["meanAngleDeg"], result["medianAngleDeg"]


def angles(predicted, known):
    """Degrees between rows."""
    u = predicted / np.linalg.norm(predicted, axis=1)[:, None]
    v = known / np.linalg.norm(known, axis=1)[:, None]
    return np.degrees(np.arccos(np.clip((u * v).sum(1), -1, 1)))


def line(name, mean, median):
    print(f"{name:<58}{mean:7.2f}°{median:8.2f}°")
