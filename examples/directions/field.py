#!/usr/bin/env python3
"""A made-up vector field that turns with its points. Usage: field.py [SEED]"""

import sys
import tempfile
import pathlib

import numpy as np

from commands import line, score

TRAIN, TEST, POINTS = 1000, 1000, 4

random = np.random.default_rng(int(sys.argv[1]) if len(sys.argv) > 1 else 0)


def rotations(count):
    """Uniform rotations: the Q of a Gaussian matrix, with the signs made unique."""
    q, r = np.linalg.qr(random.normal(size=(count, 3, 3)))
    q *= np.sign(np.diagonal(r, axis1=1, axis2=2))[:, None, :]
    q[:, :, 0] *= np.linalg.det(q)[:, None]
    return q


def environments(count, folder, name):
    """
    Four points, each somewhere around a corner of a fixed shape, all of it turned at random.

    The truth: v = sum of r_i exp(-|r_i|^2) + 0.5 (r_0 . r_1) r_2, made a unit vector.
    """
    shape = np.array([[0.8, 0.1, 0.0], [-0.3, 0.9, 0.1], [-0.2, -0.5, 1.1], [0.4, -0.6, -1.2]])
    r = shape + random.normal(scale=0.25, size=(count, POINTS, 3))
    y = np.einsum("npc,ncd->npd", r, rotations(count))
    lengths = np.linalg.norm(y, axis=2)
    v = (y * np.exp(-lengths ** 2)[:, :, None]).sum(1)
    v += 0.5 * (y[:, 0] * y[:, 1]).sum(1)[:, None] * y[:, 2]
    pairs = np.triu_indices(POINTS, 1)
    x = np.c_[lengths, np.linalg.norm(y[:, pairs[0]] - y[:, pairs[1]], axis=2)]
    for key, array in {"X": x, "Y": y, "V": v, "XY": np.c_[x, y.reshape(count, -1)]}.items():
        np.save(folder / f"{key}_{name}.npy", array)
    np.save(folder / f"kinds_{name}.npy", np.tile(np.arange(1, POINTS + 1), (count, 1)))


def files(keys, name):
    return [folder / f"{key}_{name}.npy" for key in keys]


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    environments(TRAIN, folder, "train")
    environments(TEST, folder, "test")
    print(f"{TRAIN} environments to learn from, {TEST} to test")
    print(f"{'':<58}{'mean':>8}{'median':>9}")
    kinds = ["--kinds", str(folder / "kinds_train.npy"), "--permutations", "same-species"]
    cases = [
        ("without orientation adaption: X alone", ["X", "V"], []),
        ("without orientation adaption: X and the points as features", ["XY", "V"], []),
        ("OA-MLM: X and Y, preset paper", ["X", "Y", "V"], kinds),
        ("OA-MLM: X and Y, closed form", ["X", "Y", "V"], kinds + ["--solver", "closed-form"]),
        ("OA-MLM: X and Y, preset accurate", ["X", "Y", "V"],
         kinds + ["--preset", "accurate", "--references", "200"]),
    ]
    for i, (title, keys, options) in enumerate(cases):
        line(title, *score(folder, str(i), files(keys, "train"), files(keys, "test"), *options))
