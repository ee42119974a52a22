#!/usr/bin/env python3
"""
How well the energy is conserved, and how long a step takes: heptane and a cell of lithium by Vane's
models, and heptane by GFN2-xTB itself. nve.py --help names the options.
"""

import argparse
import pathlib
import tempfile

from dynamics import DATA, HEPTANE, number, trained, vane

TEMPERATURES = (300, 750)
TIMESTEP_FS = 0.5
STRIDE = 100


def run(folder, command, *arguments, seeds, steps, temperature):
    """Drifts in meV/atom/ps of some runs, none for those that exploded, and their mean time per step in ms."""
    drifts, times = [], []
    for seed in seeds:
        told = vane(command, *arguments, "--thermostat", "nve", "--temperature", temperature, "--timestep", TIMESTEP_FS,
                    "--steps", steps, "--stride", STRIDE, "--seed", seed, "--threads", 1, "--force",
                    "--out", folder / "run.xyz", allowed=(0, 1))
        ended = "drift of the total energy" in told
        drifts.append(number(r"drift of the total energy (\S+) meV", told) if ended else None)
        times += [1000 / number(r"fs, (\S+) a second", told)] if ended else []
    return drifts, sum(times) / max(1, len(times))


def tell(system, potential, temperature, drifts, time):
    told = " ".join("exploded" if drift is None else f"{drift:8.4f}" for drift in drifts)
    print(f"{system:<10}{potential:<12}{temperature:>6}   {told}   {time:9.3f}", flush=True)


def options():
    parser = argparse.ArgumentParser(description=__doc__.split("nve.py")[0])
    parser.add_argument("--presets", nargs="*", default=["fast", "default", "accurate"],
                        help="of Vane's models (default: all)")
    parser.add_argument("--picoseconds", type=float, default=5, help="of each run (default: 5)")
    parser.add_argument("--seeds", type=int, default=3, help="runs of each kind (default: 3)")
    parser.add_argument("--without-xtb", action="store_true", help="do not run xTB")
    parser.add_argument("--without-lithium", action="store_true", help="do not run lithium")
    parser.add_argument("--folder", type=pathlib.Path, help="where to keep the models (default: nowhere)")
    return parser.parse_args()


def main():
    asked = options()
    steps = STRIDE * round(asked.picoseconds * 1000 / TIMESTEP_FS / STRIDE)
    seeds = range(1, asked.seeds + 1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.folder or pathlib.Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        alkanes = sorted((DATA / "alkanes").glob("*-run[12].xyz.gz"))
        print("system    potential        K   drift of each run, meV/atom/ps   ms per step")
        for preset in asked.presets:
            model = trained(folder, f"alkanes-{preset}", *alkanes, "--preset", preset)
            for temperature in TEMPERATURES:
                tell("heptane", preset, temperature,
                     *run(folder, "md", model, HEPTANE, seeds=seeds, steps=steps, temperature=temperature))
            if not asked.without_lithium:
                data = DATA / "lithium" / "training.xyz.gz"
                model = trained(folder, f"lithium-{preset}", data, "--preset", preset, "--cutoff", 5)
                tell("lithium", preset, TEMPERATURES[0],
                     *run(folder, "md", model, f"{data}@1", seeds=seeds, steps=steps, temperature=TEMPERATURES[0]))
        if not asked.without_xtb:
            for temperature in TEMPERATURES:
                tell("heptane", "GFN2-xTB", temperature,
                     *run(folder, "sample", "--engine", "xtb", "--molecule", "heptane", seeds=seeds[:1],
                          steps=min(steps, 2000), temperature=temperature))


if __name__ == "__main__":
    main()
