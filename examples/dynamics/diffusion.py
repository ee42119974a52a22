#!/usr/bin/env python3
"""
Diffusion in hot lithium: trains on data/lithium, runs molecular dynamics at a temperature and fits a
line to the mean square displacement.

    python3 examples/dynamics/diffusion.py [TEMPERATURE_K] [PICOSECONDS] [FOLDER]

Needs Python 3 with ase and numpy. Runs ./vane, or the command in the variable VANE.
"""

import pathlib
import sys

import numpy as np
from ase.io import read

from dynamics import DATA, trained, vane

TIMESTEP_FS = 2
STRIDE = 10
REPLICAS = 4
M2_PER_S = 1e-5  # in 1 Å²/fs


def mean_square_displacement(frames):
    """Of all atoms, without the motion of all together, by lag: lags in fs, squares in Å²."""
    places = np.array([frame.positions for frame in frames])
    places -= places.mean(axis=1, keepdims=True)
    lags = np.arange(1, len(places) // 2)
    squares = [((places[lag:] - places[:-lag]) ** 2).sum(axis=2).mean() for lag in lags]
    return lags * STRIDE * TIMESTEP_FS, np.array(squares)


def main():
    temperature = float(sys.argv[1]) if len(sys.argv) > 1 else 800
    picoseconds = float(sys.argv[2]) if len(sys.argv) > 2 else 20
    folder = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else "lithium")
    folder.mkdir(parents=True, exist_ok=True)
    data = DATA / "lithium" / "training.xyz.gz"
    model = trained(folder, "lithium", data, "--cutoff", 5)
    run = folder / "run.xyz"
    steps = STRIDE * round(picoseconds * 1000 / TIMESTEP_FS / STRIDE)
    vane("md", model, f"{data}@1", "--temperature", temperature, "--friction", 0.002, "--timestep", TIMESTEP_FS,
         "--steps", steps, "--stride", STRIDE, "--replicas", REPLICAS, "--seed", 1, "--force", "--out", run)
    frames = read(run, ":")
    curves = []
    for replica in range(REPLICAS):
        own = [frame for frame in frames if frame.info["replica"] == replica]
        lags, squares = mean_square_displacement(own[len(own) // 5:])  # The first fifth melts.
        curves.append(squares)
    late = lags > 500  # fs: atoms have left their cages
    slopes = [np.polyfit(lags[late], curve[late], 1)[0] / 6 for curve in curves]
    largest = max(frame.arrays["vane_uncertainty"].max() for frame in frames)
    print(f"diffusion coefficient at {temperature:.0f} K: {M2_PER_S * np.mean(slopes):.2e} m²/s"
          f" ± {M2_PER_S * np.std(slopes) / REPLICAS ** 0.5:.1e}")
    print(f"largest uncertainty of a force: {largest:.2f} eV/Å")


if __name__ == "__main__":
    main()
