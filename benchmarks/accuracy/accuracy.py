"""What `vane train` reaches on data that it has not seen: errors, uncertainties, time and memory.

Each line of standard input is one training:  NAME  TEST  TRAIN...  [-- OPTION...]
Each gives one row of a Markdown table. README.md in this folder says which lines gave the tables of the docs.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

COLUMNS = ('training', 'options', 'functions', 'RMSE', 'MAE', 'error / u', 'largest / largest unflagged', 'CPU s', 'GB')


def run(arguments, output):
    """Runs a command; its processor time in s and its largest memory in GB."""
    with open(output, 'w') as file:
        process = subprocess.Popen(arguments, stdout=file, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f'{" ".join(arguments)}\n{pathlib.Path(output).read_text()}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1e6


def milli(error):
    """An error in meV/Å; there is none unflagged where all atoms are flagged."""
    return '–' if error is None else f'{1000 * error:.0f}'


def row(vane, folder, line):
    """The cells of one training and its test."""
    words = line.split()
    split = words.index('--') if '--' in words else len(words)
    name, test, *train = words[:split]
    options = words[split + 1:]
    model, errors, text = folder / 'm.vane', folder / 'm.json', folder / 'out.txt'
    for old in (model, errors):
        old.unlink(missing_ok=True)
    seconds, memory = run([vane, 'train', *train, '--out', str(model), *options], text)
    run([vane, 'info', str(model)], text)
    functions = re.search(r'(\d+) functions', text.read_text())[1]
    run([vane, 'evaluate', str(model), test, '--json', str(errors), '--quiet'], text)
    found = json.loads(errors.read_text())['all']
    ratio = found['uncertainty']['rmsErrorOverUncertainty']
    return (name, ' '.join(options), functions, f'{1000 * found["forceRmseEvPerAngstrom"]:.1f}',
            f'{1000 * found["forceMaeEvPerAngstrom"]:.1f}', f'{ratio:.2f}',
            f'{milli(found["largestErrorEvPerAngstrom"])} / {milli(found["largestUnflaggedErrorEvPerAngstrom"])}',
            f'{seconds:.0f}', f'{memory:.1f}')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--vane', default=str(pathlib.Path(__file__).resolve().parents[2] / 'vane'))
    vane = parser.parse_args().vane
    print('| ' + ' | '.join(COLUMNS) + ' |')
    print('|' + '---|' * len(COLUMNS), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for line in sys.stdin:
            if line.strip() and not line.startswith('#'):
                print('| ' + ' | '.join(row(vane, pathlib.Path(folder), line)) + ' |', flush=True)


if __name__ == '__main__':
    main()
