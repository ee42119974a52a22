#!/usr/bin/env python3
"""Golden minima of the loss (3) over R³ without a constraint, by SciPy's SLSQP.

    /usr/bin/python3 benchmarks/peers/sqp.py

Reads the 40 problems of core/src/test/resources/golden/oa-mlm/oa-mlm.json.gz and starts SLSQP, with
its default settings and the exact gradient, at the unit vectors to each of the four neighbours: 160
searches. Writes core/src/test/resources/golden/direction/sqp-r3.json. Needs numpy and SciPy
(Debian: python3-scipy).
"""
import gzip
import json
import pathlib

import numpy as np
import scipy
from scipy.optimize import minimize

SIGMA1, SIGMA2 = 0.25, 0.5
GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "core/src/test/resources/golden"


def problems():
    with gzip.open(GOLDEN / "oa-mlm/oa-mlm.json.gz", "rt") as file:
        elements = json.load(file)["elements"]
    for symbol in ("C", "H"):
        element = {key: np.array(value) for key, value in elements[symbol].items()
                   if key.startswith(("test", "predicted"))}
        for row in range(len(element["testG"])):
            g = element["testG"][row]
            accepted = g - element["predictedG"][row] <= 0
            yield (f"{symbol}{row}", element["predictedCosines"][row][accepted],
                   element["testRotatedT"][row][accepted], g[accepted],
                   element["testY"][row])


def loss(u, cosines, turned, g):
    """J(u) and its gradient."""
    r = (cosines - turned @ u) / SIGMA1
    e = np.exp(-r ** 2 - (g / SIGMA2) ** 2)
    return -e.sum(), -2 / SIGMA1 * (e * r) @ turned


def main():
    searches = []
    for name, cosines, turned, g, neighbours in problems():
        for neighbour, vector in enumerate(neighbours):
            start = vector / np.linalg.norm(vector)
            end = minimize(loss, start, args=(cosines, turned, g), jac=True, method="SLSQP")
            searches.append({
                "problem": name,
                "neighbour": neighbour,
                "references": len(g),
                "success": bool(end.success),
                "iterations": int(end.nit),
                "loss": float(end.fun),
                "length": float(np.linalg.norm(end.x)),
                "direction": (end.x / np.linalg.norm(end.x)).tolist(),
            })
    text = json.dumps({
        "tool": f"scipy.optimize.minimize, SLSQP, defaults (ftol 1e-6, maxiter 100), jac exact; "
                f"SciPy {scipy.__version__}, numpy {np.__version__}",
        "sigma1": SIGMA1,
        "sigma2": SIGMA2,
        "searches": "@",
    }, indent=1)
    rows = ",\n".join("  " + json.dumps(search) for search in searches)
    out = GOLDEN / "direction/sqp-r3.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(text.replace('"@"', "[\n" + rows + "\n ]") + "\n")
    failed = sum(not search["success"] for search in searches)
    print(f"{len(searches)} searches, {failed} not converged, to {out}")


if __name__ == "__main__":
    main()
