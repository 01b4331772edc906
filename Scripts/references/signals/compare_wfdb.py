"""Reads 100 generated records (12 x 5000, format 16) with Python's wfdb and with ours: equal samples, and both speeds.

Usage: python Scripts/references/signals/compare_wfdb.py     (in the package's folder)
Prints records per second of both, measured in turns in one run, warm, and their ratio.
Needs wfdb and numpy; ours runs as the test `wfdbPeer`.
"""

import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

import numpy as np
import wfdb

LEADS = ["I", "II", "III", "AVR", "AVL", "AVF", "V1", "V2", "V3", "V4", "V5", "V6"]
RECORDS = 100


def write(folder):
    rng = np.random.default_rng(11)
    for index in range(RECORDS):
        digital = np.clip(np.cumsum(rng.integers(-40, 41, (5000, 12)), axis=0), -32000, 32000)
        wfdb.wrsamp(f"r{index:03}", fs=500, units=["mV"] * 12, sig_name=LEADS, d_signal=digital, fmt=["16"] * 12,
                    adc_gain=[1000.0] * 12, baseline=[0] * 12, write_dir=str(folder))
        samples, _ = wfdb.rdsamp(str(folder / f"r{index:03}"))
        samples.T.astype("<f4").tofile(folder / f"r{index:03}.f32")


def peer(folder):
    start = time.perf_counter()
    for index in range(RECORDS):
        wfdb.rdsamp(str(folder / f"r{index:03}"))
    return RECORDS / (time.perf_counter() - start)


def ours(folder):
    environment = dict(os.environ, MEIT_WFDB_PEER=str(folder))
    subprocess.run(
        ["swift", "test", "-c", "release", "--disable-testable-imports", "--filter", "wfdbPeer"],
        check=True, env=environment, stdout=subprocess.DEVNULL)
    return json.loads((folder / "ours.json").read_text())["recordsPerSecond"]


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write(folder)
        rounds = [(peer(folder), ours(folder)) for _ in range(3)]
        theirs, mine = (statistics.median(column) for column in zip(*rounds))
        print(f"wfdb.rdsamp {theirs:.0f} records/s, ours {mine:.0f} records/s, ratio {mine / theirs:.1f}")


main()
