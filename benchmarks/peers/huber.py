#!/usr/bin/env python3
"""Vane's Huber regression beside scikit-learn's HuberRegressor, on one problem in one run.

The problem is the paper's: D_x of one element's references from the bundled trajectories as
inputs, D_c and D_g side by side as outputs. Needs numpy, scipy and scikit-learn, a JDK and Maven:

    python3 benchmarks/peers/huber.py                    about three minutes at K = 1000
    python3 benchmarks/peers/huber.py --columns all      every column by scikit-learn too
    python3 benchmarks/peers/huber.py --help
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

# One thread for NumPy: its products of a matrix and a vector gain nothing from more.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np  # noqa: E402
import scipy  # noqa: E402
import sklearn  # noqa: E402
from sklearn.linear_model import HuberRegressor  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "benchmarks/target/vane-benchmarks.jar"
ALPHA = 1e-4


def parse():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--references", type=int, default=1000, help="K (default: 1000)")
    p.add_argument("--element", default="C")
    p.add_argument("--epsilon", type=float, nargs="+", default=[1.0, 1.1, 1.5])
    p.add_argument("--columns", default="100", help="columns for scikit-learn, or 'all'")
    p.add_argument("--converged-columns", type=int, default=2)
    p.add_argument("--converged-iterations", type=int, default=20000)
    p.add_argument("--threads", type=int, default=os.cpu_count())
    p.add_argument("--repeats", type=int, default=3)
    p.add_argument("--seed", type=int, default=0, help="draws the columns")
    p.add_argument("--data", type=Path, default=ROOT / "data/alkanes")
    return p.parse_args()


def java(*arguments):
    if not JAR.exists():
        print("building the benchmarks", file=sys.stderr)
        build = ["mvn", "-q", "-B", "-DskipTests", "package", "-pl", "benchmarks", "-am"]
        subprocess.run(build, cwd=ROOT, check=True)
    command = ["java", "--add-modules", "jdk.incubator.vector", "-XX:+UseParallelGC"]
    command += ["-cp", f"{JAR}{os.pathsep}{JAR.parent}/lib/*", "vane.benchmarks.HuberPeer"]
    out = subprocess.run(
        command + [str(a) for a in arguments],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    return [json.loads(line) for line in out.stdout.splitlines()]


def objective(x, y, w, intercept, scale, epsilon):
    r = np.abs(y - x @ w - intercept)
    inside = r <= epsilon * scale
    outside = 2 * epsilon * r[~inside] - scale * epsilon**2
    loss = len(y) * scale + (r[inside] ** 2).sum() / scale + outside.sum()
    return loss + ALPHA * (w**2).sum()


def vane(folder, x, y, epsilon, algorithm, iterations, precision, args):
    runs = java(
        "fit", folder, "vane", epsilon, algorithm, iterations, precision, args.threads, args.repeats
    )
    coefficients = np.load(folder / "vane-coefficients.npy")
    rows = np.load(folder / "vane.npy")
    return min(runs, key=lambda run: run["wallSeconds"]), coefficients, rows


def scikit(x, y, columns, epsilon, iterations):
    wall, cpu, fits = time.perf_counter(), time.process_time(), []
    for j in columns:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fits.append(
                HuberRegressor(epsilon=epsilon, alpha=ALPHA, max_iter=iterations).fit(x, y[:, j])
            )
    return time.perf_counter() - wall, time.process_time() - cpu, fits


def compare(name, x, y, columns, epsilon, ours, theirs):
    run, coefficients, rows = ours
    wall, cpu, fits = theirs
    share = len(columns) / y.shape[1]
    mine, other, difference, residual = [], [], [], []
    for j, m in zip(columns, fits):
        w, c, s = coefficients[:, j], rows[j, 1], rows[j, 2]
        mine.append(objective(x, y[:, j], w, c, s, epsilon))
        other.append(objective(x, y[:, j], m.coef_, m.intercept_, m.scale_, epsilon))
        fit, fit_other = x @ w + c, m.predict(x)
        difference.append(np.mean((fit - fit_other) ** 2))
        residual.append(np.mean((y[:, j] - fit_other) ** 2))
    mine, other = np.array(mine), np.array(other)
    print(
        f"{name:<26} {epsilon:>5} {run['wallSeconds']:>8.2f} {run['processorSeconds']:>8.2f}"
        f" {wall / share:>9.1f} {cpu / share:>9.1f}"
        f" {wall / share / run['wallSeconds']:>7.0f} {cpu / share / run['processorSeconds']:>6.0f}"
        f" {len(columns):>5} {mine.sum():>12.4f} {other.sum():>12.4f}"
        f" {np.median(mine / other):>7.4f} {(mine / other).max():>7.4f}"
        f" {np.sqrt(np.mean(difference)):>8.4f} {np.sqrt(np.mean(residual)):>8.4f}"
        f" {int(np.mean([m.n_iter_ for m in fits])):>6}",
        flush=True,
    )


def main():
    args = parse()
    print(f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}, NumPy {np.__version__}")
    print(f"Vane on {args.threads} threads; scikit-learn one column after another")
    print("OPENBLAS_CORETYPE", os.environ.get("OPENBLAS_CORETYPE", "not set"))
    print("load average", os.getloadavg())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        java("problem", folder, args.data, args.element, args.references)
        x, y = np.load(folder / "inputs.npy"), np.load(folder / "outputs.npy")
        print(f"element {args.element}, inputs {x.shape}, outputs {y.shape}\n")
        total = y.shape[1]
        rng = np.random.default_rng(args.seed)
        count = total if args.columns == "all" else min(total, int(args.columns))
        columns = np.sort(rng.choice(total, count, replace=False))
        few = np.sort(rng.choice(total, min(total, args.converged_columns), replace=False))
        print(
            f"{'':<26} {'':>5} {'Vane, all columns':>17} {'sklearn, scaled':>19}"
            f" {'times faster':>14} {'':>5} {'sum of objectives':>25} {'ratio':>15}"
            f" {'predictions, rms':>17} {'sklearn':>7}"
        )
        print(
            f"{'':<26} {'eps':>5} {'wall s':>8} {'cpu s':>8} {'wall s':>9} {'cpu s':>9}"
            f" {'wall':>7} {'cpu':>6} {'cols':>5} {'Vane':>12} {'sklearn':>12}"
            f" {'median':>7} {'worst':>7} {'apart':>8} {'errors':>8} {'iter.':>6}"
        )
        for epsilon in args.epsilon:
            theirs = scikit(x, y, columns, epsilon, 100)
            for precision in ("SINGLE", "DOUBLE"):
                ours = vane(folder, x, y, epsilon, "LBFGS", 100, precision, args)
                label = f"100 iterations, {precision.lower()}"
                compare(label, x, y, columns, epsilon, ours, theirs)
            if args.converged_columns > 0:
                theirs = scikit(x, y, few, epsilon, args.converged_iterations)
                ours = vane(folder, x, y, epsilon, "CONVERGED", 10000, "DOUBLE", args)
                compare("converged", x, y, few, epsilon, ours, theirs)


main()
