"""What scipy makes of one signal: resampling, zero-phase filters, moving medians.

Usage: python make_dsp.py
Made with scipy 1.17.1, numpy 2, on Python 3.
"""

import json
import pathlib

import numpy as np
from scipy import ndimage, signal

HERE = pathlib.Path(__file__).parent / "dsp"


def main():
    HERE.mkdir(exist_ok=True)
    rng = np.random.default_rng(3)
    t = np.arange(240) / 500
    x = np.sin(2 * np.pi * 7 * t) + 0.4 * np.sin(2 * np.pi * 50 * t + 1) + 0.3 * rng.standard_normal(240) + 0.8
    x = np.round(x, 6)
    resampled = [
        {"up": up, "down": down, "samples": list(signal.resample_poly(x, up, down))}
        for up, down in [(1, 5), (5, 1), (2, 5), (4, 6), (250, 257), (1, 1)]
    ]
    filters = []
    for kind, corners, order in [
        ("bandpass", [0.5, 40], 1), ("bandpass", [0.5, 40], 2), ("bandpass", [0.67, 100], 3), ("bandpass", [1, 45], 4),
        ("bandpass", [0.1, 240], 1), ("bandpass", [0.1, 240], 3),
        ("highpass", [0.5], 2), ("highpass", [0.5], 3), ("lowpass", [40], 4), ("lowpass", [35], 1), ("lowpass", [35], 5),
    ]:
        sos = signal.butter(order, corners if len(corners) > 1 else corners[0], kind, fs=500, output="sos")
        filters.append({"kind": kind, "corners": corners, "order": order, "samples": list(signal.sosfiltfilt(sos, x))})
    for hertz, quality in [(50, 30), (60, 10)]:
        b, a = signal.iirnotch(hertz, quality, fs=500)
        filters.append({"kind": "notch", "corners": [hertz], "order": quality, "samples": list(signal.filtfilt(b, a, x))})
    baseline = ndimage.median_filter(ndimage.median_filter(x, 101, mode="nearest"), 301, mode="nearest")
    expected = {"input": list(x), "resampled": resampled, "filters": filters, "withoutMedian": list(x - baseline)}
    (HERE / "expected.json").write_text(json.dumps(expected, indent=0))


main()
