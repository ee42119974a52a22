#!/usr/bin/env python3
"""Compares models of `vane learn` with models of as many frames taken evenly from an xTB run.

    python3 examples/learning/compare.py --folder /tmp/compare

For each molecule and seed: learns with a budget of engine calls, trains on as many frames of an xTB
run at 500 K, and measures both on two xTB runs of another seed, at 300 and 500 K. Prints a table in
Markdown. What is in the folder already is not made again, so the script can be stopped and started.
Runs ./vane, or the command in the variable VANE. Needs nothing but Python 3 and libxtb.
"""

import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
VANE = shlex.split(os.environ.get("VANE", str(HERE.parent.parent / "vane")))
TEST_SEEDS = {300: 900, 500: 901}


def vane(*args):
    done = subprocess.run([*VANE, *map(str, args)], stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def once(path, *args):
    """Runs a command that writes a file, unless it is there; a file that is there is whole."""
    if not path.exists():
        part = path.with_name("part-" + path.name)
        part.unlink(missing_ok=True)
        vane(*args, "--quiet", "--out", part)
        part.rename(path)
    return path


def sample(path, start, kelvin, seed, steps, stride):
    return once(path, "sample", "--engine", "xtb", "--start", start, "--temperature", kelvin, "--seed", seed,
                "--timestep", "1", "--steps", steps, "--stride", stride)


def error(model, test):
    """The force RMSE over all atoms and the largest error of a force, in meV/Å."""
    report = model.with_name(model.stem + "-" + test.stem + ".json")
    vane("evaluate", model, test, "--quiet", "--json", report)
    elements = json.loads(report.read_text())["elements"].values()
    atoms = sum(e["environments"] for e in elements)
    squares = sum(e["environments"] * e["forceRmseEvPerAngstrom"] ** 2 for e in elements)
    return 1000 * (squares / atoms) ** 0.5, 1000 * max(e["largestErrorEvPerAngstrom"] for e in elements)


def learn(path, start, seed, options):
    """Learns a model; goes on where a run was stopped. Gives the calls of the engine and the frames."""
    words = path.with_suffix(".txt")
    if not words.exists():
        words.write_text(vane("learn", "--engine", "xtb", "--start", start, "--temperature", "300,500",
                              "--budget", options.budget, "--preset", options.preset, "--seed", seed,
                              "--resume", "--quiet", "--out", path))
    text = words.read_text()
    return int(re.search(r"(\d+) engine calls? of", text).group(1)), int(re.search(r"(\d+) frames?,", text).group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=pathlib.Path, required=True)
    parser.add_argument("--molecules", nargs="+", default=["n-methylformamide", "ethanolamine"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--budget", type=int, default=100)
    parser.add_argument("--preset", default="default")
    parser.add_argument("--steps", type=int, default=10000, help="of the xTB runs, of 1 fs")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    print("| molecule | seed | model of | engine calls | frames | 300 K | largest | 500 K | largest |")
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    for molecule in options.molecules:
        start = HERE / (molecule + ".xyz")
        name = lambda text: options.folder / f"{molecule}-{text}"
        tests = [sample(name(f"test-{kelvin}.xyz"), start, kelvin, seed, options.steps, 20)
                 for kelvin, seed in TEST_SEEDS.items()]
        for seed in options.seeds:
            model = name(f"{options.preset}-{options.budget}-learn-{seed}.vane")
            calls, frames = learn(model, start, seed, options)
            pool = sample(name(f"run-{seed}.xyz"), start, 500, 100 + seed, options.steps, 10)
            stride = options.steps // 10 // frames
            even = once(name(f"{options.preset}-{options.budget}-even-{seed}.vane"), "train",
                        f"{pool}@{stride}:{stride * frames + 1}:{stride}", "--preset", options.preset)
            # The same number of calls spent on one run, all of whose steps are learnt from.
            short = once(name(f"{options.preset}-{options.budget}-short-{seed}.vane"), "train",
                         sample(name(f"short-{options.budget}-{seed}.xyz"), start, 500, 100 + seed, calls - 1, 1),
                         "--preset", options.preset)
            for what, file, cost in (("vane learn", model, calls), ("frames of a long run", even, options.steps),
                                     ("all of a short run", short, calls)):
                errors = [error(file, test) for test in tests]
                cells = " | ".join(f"{rmse:.0f} | {largest:.0f}" for rmse, largest in errors)
                print(f"| {molecule} | {seed} | {what} | {cost} | {frames} | {cells} |", flush=True)


if __name__ == "__main__":
    main()
