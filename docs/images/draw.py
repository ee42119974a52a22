#!/usr/bin/env python3
"""Draws the pictures of docs/ from what the examples and the vane command leave.

    python3 docs/images/draw.py torsion butane/scan.csv
    python3 docs/images/draw.py energy nve.xyz
    python3 docs/images/draw.py learning docs/learning.md

Each writes one SVG into this folder. Needs Python 3 with ase, matplotlib and numpy (Debian: python3-ase,
python3-matplotlib).
"""

import pathlib
import re
import sys
import textwrap

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import numpy as np
from ase.io import read

HERE = pathlib.Path(__file__).resolve().parent
# Told apart by the colour-blind, too (Okabe and Ito), and by their markers and lines.
BLUE, ORANGE, GREY = "#0072b2", "#d55e00", "#777777"
STYLE = {
    "figure.facecolor": "white",  # Opaque: readable on a dark page, too.
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.edgecolor": "none",
    "legend.framealpha": 1,
    "figure.constrained_layout.h_pad": 0.1,
    "figure.constrained_layout.w_pad": 0.1,
    "svg.hashsalt": "vane",  # The same picture, the same bytes.
}


def torsion(file):
    """A scan of a dihedral by Vane and by xTB."""
    angles, vane, xtb = np.loadtxt(file, delimiter=",", skiprows=1, usecols=(0, 1, 2), unpack=True)
    figure, axes = plt.subplots(figsize=(6, 3.8), layout="constrained")
    axes.plot(angles, xtb, "o-", color=GREY, markersize=7, markerfacecolor="white", label="GFN2-xTB")
    axes.plot(angles, vane, "s--", color=BLUE, markersize=4, label="Vane")
    axes.set(xlabel="dihedral C–C–C–C (°)", ylabel="energy above anti (kJ/mol)", xticks=range(0, 181, 30), xlim=(-4, 184))
    for angle, name in ((0, "cis"), (65, "gauche"), (180, "anti")):
        axes.axvline(angle, color="#dddddd", linewidth=1, zorder=0)
        axes.text(angle, 1.01, name, ha="center", va="bottom", transform=axes.get_xaxis_transform())
    axes.legend(loc="upper center", bbox_to_anchor=(0.62, 1))
    return figure


def energy(file):
    """Potential and total energy of a run with constant energy."""
    frames = read(file, ":")
    times = np.array([frame.info["time_fs"] for frame in frames]) / 1000
    scale = 1000 / len(frames[0])  # to meV per atom
    potential = scale * np.array([frame.info["vane_energy"] for frame in frames])
    total = potential + scale * np.array([frame.get_kinetic_energy() for frame in frames])
    figure, (upper, lower) = plt.subplots(2, sharex=True, figsize=(6, 4.4), layout="constrained",
                                          gridspec_kw={"height_ratios": [3, 2]})
    upper.plot(times, potential - potential.mean(), color=GREY, linewidth=0.7, label="potential energy")
    upper.plot(times, total - total.mean(), color=BLUE, linewidth=1.6, label="total energy")
    upper.legend(ncols=2, loc="lower left", bbox_to_anchor=(0, 1), borderaxespad=0)
    lower.plot(times, total - total.mean(), color=BLUE, linewidth=0.8)
    lower.text(0, 1.02, "total energy, enlarged", va="bottom", transform=lower.transAxes)
    lower.set(xlabel="time (ps)", xlim=(0, times[-1]), ylim=(-0.3, 0.3))
    figure.supylabel("energy less its mean (meV/atom)", fontsize="medium")
    return figure


def learning(file):
    """The force errors in the table of docs/learning.md."""
    pattern = r"\| (\S+) \| \d+ \| ([a-z ]+) \| (\d+) \| \d+ \| (\d+) \| \d+ \| (\d+) \| \d+ \|"
    rows = re.findall(pattern, pathlib.Path(file).read_text(encoding="utf-8"))
    if not rows:
        raise SystemExit(f"{file} holds no table of errors.")
    molecules = list(dict.fromkeys(row[0] for row in rows))
    ways = ["all of a short run", "vane learn", "frames of a long run"]
    calls = {row[1]: int(row[2]) for row in rows}
    figure, panels = plt.subplots(1, len(molecules), sharey=True, figsize=(7.2, 3.8), layout="constrained")
    for panel, molecule in zip(panels, molecules):
        for column, (kelvin, colour, marker, shift) in enumerate(((300, BLUE, "o", -0.12), (500, ORANGE, "s", 0.12))):
            points = [(ways.index(row[1]) + shift, int(row[3 + column])) for row in rows if row[0] == molecule]
            panel.plot(*zip(*points), marker, color=colour, markersize=6, alpha=0.75, markeredgewidth=0,
                       label=f"tested at {kelvin} K")
        panel.set(title=molecule[0].upper() + molecule[1:], yscale="log", xlim=(-0.5, len(ways) - 0.5), ylim=(20, 1000))
        panel.set_xticks(range(len(ways)), [f"{textwrap.fill(way, 12)}\n({calls[way]} calls)" for way in ways])
        panel.set_yticks([20, 50, 100, 200, 500, 1000], ["20", "50", "100", "200", "500", "1000"])
        panel.tick_params(which="minor", left=False, labelleft=False)
        panel.grid(axis="y", color="#dddddd")
        panel.set_axisbelow(True)
    panels[0].set_ylabel("force RMSE (meV/Å)")
    panels[0].legend()
    figure.supxlabel("model of", fontsize="medium")
    return figure


PICTURES = {"torsion": torsion, "energy": energy, "learning": learning}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in PICTURES:
        raise SystemExit(__doc__)
    plt.rcParams.update(STYLE)
    name, file = sys.argv[1:]
    figure = PICTURES[name](file)
    figure.savefig(HERE / f"{name}.svg", metadata={"Date": None})


if __name__ == "__main__":
    main()
