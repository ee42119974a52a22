#!/usr/bin/env python3
"""Wind at unseen points of a grid, from a tenth of the points. Usage: wind.py [SEED]"""

import sys
import tempfile
import pathlib

import numpy as np

from commands import HERE, angles, line, score

KNOWN = 480
NEIGHBOURS = 6

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 0
data = np.genfromtxt(HERE / "data" / "windvectors.csv", delimiter=",", names=True)
places = np.c_[data["longitude"], data["latitude"]]
towards = np.radians(data["dir"])
winds = np.c_[np.sin(towards), np.cos(towards)]
order = np.random.default_rng(seed).permutation(len(places))
known, unknown = order[:KNOWN], order[KNOWN:]


def nearest(rows, count, leave_out_itself):
    """The nearest known points of each row, and their distances."""
    distances = np.linalg.norm(places[rows][:, None] - places[known][None], axis=2)
    if leave_out_itself:
        np.fill_diagonal(distances, np.inf)
    chosen = np.argsort(distances, axis=1)[:, :count]
    return known[chosen], np.take_along_axis(distances, chosen, 1)


def inverse_distance(power):
    """The baseline: the mean of eight neighbours, weighted by their distance."""
    neighbours, distances = nearest(unknown, 8, False)
    mean = (winds[neighbours] / distances[:, :, None] ** power).sum(1)
    return angles(mean, winds[unknown])


def table(rows, file):
    columns = np.c_[places[rows], winds[rows]]
    np.savetxt(file, columns, delimiter=",", header="longitude,latitude,u,v", comments="")
    return file


def environments(rows, leave_out_itself, folder, name):
    """Y: the winds of the neighbours, nearest first. X: what does not turn with them."""
    neighbours, distances = nearest(rows, NEIGHBOURS, leave_out_itself)
    y = winds[neighbours]
    first, second = np.triu_indices(NEIGHBOURS, 1)
    cosines = np.einsum("nic,njc->nij", y, y)[:, first, second]
    arrays = {"X": np.c_[distances, cosines], "Y": y, "V": winds[rows]}
    for key, array in arrays.items():
        np.save(folder / f"{key}_{name}.npy", array)
    # The first neighbour is fitted on the first, the second on the second.
    ranks = np.tile(np.arange(1, NEIGHBOURS + 1), (len(rows), 1))
    np.save(folder / f"kinds_{name}.npy", ranks)
    return [folder / f"{key}_{name}.npy" for key in "XYV"]


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    print(f"{KNOWN} known points, {len(unknown)} unknown, seed {seed}")
    print(f"{'':<58}{'mean':>8}{'median':>9}")
    for power in (1, 2):
        errors = inverse_distance(power)
        line(f"inverse-distance weighting, 8 neighbours, power {power}",
             errors.mean(), np.median(errors))
    line("vane: X = place, no Y",
         *score(folder, "places", [table(known, folder / "known.csv")],
                [table(unknown, folder / "unknown.csv")],
                "--x-columns", "longitude,latitude", "--v-columns", "u,v"))
    train = environments(known, True, folder, "train")
    test = environments(unknown, False, folder, "test")
    same = ["--kinds", folder / "kinds_train.npy", "--permutations", "same-species"]
    same = [str(part) for part in same]
    line("vane: Y = winds of 6 neighbours",
         *score(folder, "winds", train, test, *same, "--solver", "closed-form"))
    line("vane: Y = winds of 6 neighbours, preset accurate",
         *score(folder, "accurate", train, test, *same, "--preset", "accurate",
                "--references", "200"))
