"""Small WFDB records in every storage format, and what Python's wfdb reads from them.

Usage: python make_wfdb.py [FOLDER]
FOLDER holds further records (the sample data of wfdb-python); what is read from them goes to the same expectation file.
Made with wfdb 4.3.1, numpy 2, on Python 3.
"""

import json
import pathlib
import struct
import sys

import numpy as np
import wfdb

HERE = pathlib.Path(__file__).parent / "wfdb"
# It stops on big-endian samples (format 61), and what it converts is only the width of the numbers.
wfdb.Record.convert_dtype = lambda *_: None

LEADS = ["I", "II", "III", "aVR", "aVF", "aVL", "V1", "V2", "V3", "V4", "V5", "V6"]


def fnv(values):
    """FNV-1a over the little-endian 32-bit values."""
    state = 0xCBF29CE484222325
    for byte in np.asarray(values, dtype="<i4").tobytes():
        state = ((state ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


def fnv_doubles(values):
    """FNV-1a over the little-endian doubles, every NaN as the same one."""
    array = np.array(values, dtype="<f8")
    array[np.isnan(array)] = np.nan
    state = 0xCBF29CE484222325
    for byte in array.tobytes():
        state = ((state ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{state:016x}"


def expectation(path):
    digital = wfdb.rdrecord(str(path), physical=False, smooth_frames=False)
    return [
        {"count": len(d), "first": [int(v) for v in d[:6]], "digital": fnv(d)}
        for d in digital.e_d_signal
    ]


def physical_expectation(path):
    record = wfdb.rdrecord(str(path), physical=True)
    return [{"count": len(p), "physical": fnv_doubles(p)} for p in record.p_signal.T]


def packed_310(d):
    out = bytearray()
    d = list(d) + [0] * (-len(d) % 3)
    for a, b, c in zip(d[0::3], d[1::3], d[2::3]):
        a, b, c = a & 0x3FF, b & 0x3FF, c & 0x3FF
        out += struct.pack("<HH", a << 1 | (c & 0x1F) << 11, b << 1 | (c >> 5) << 11)
    return bytes(out)


def packed_311(d):
    out = bytearray()
    d = list(d) + [0] * (-len(d) % 3)
    for a, b, c in zip(d[0::3], d[1::3], d[2::3]):
        out += struct.pack("<I", (a & 0x3FF) | (b & 0x3FF) << 10 | (c & 0x3FF) << 20)
    return bytes(out)


def packed_212(d):
    out = bytearray()
    d = list(d) + [0] * (-len(d) % 2)
    for a, b in zip(d[0::2], d[1::2]):
        a, b = a & 0xFFF, b & 0xFFF
        out += bytes([a & 0xFF, a >> 8 | (b >> 8) << 4, b & 0xFF])
    return bytes(out)


ENCODERS = {
    16: lambda d: np.asarray(d, "<i2").tobytes(),
    61: lambda d: np.asarray(d, ">i2").tobytes(),
    160: lambda d: (np.asarray(d, "i4") + 32768).astype("<u2").tobytes(),
    80: lambda d: (np.asarray(d, "i4") + 128).astype("u1").tobytes(),
    32: lambda d: np.asarray(d, "<i4").tobytes(),
    24: lambda d: b"".join(struct.pack("<i", v)[:3] for v in d),
    212: packed_212,
    310: packed_310,
    311: packed_311,
}
BITS = {16: 16, 61: 16, 160: 16, 80: 8, 32: 24, 24: 24, 212: 12, 310: 10, 311: 10}


def header_line(file, fmt, signal, name, gain="200/mV", zero=0):
    checksum = int(np.sum(signal, dtype=np.int64)) & 0xFFFF
    return f"{file} {fmt} {gain} 16 {zero} {signal[0]} {checksum} 0 {name}"


def make_formats(rng):
    """Two signals in each format; an odd length so that the packed formats end within a group."""
    names = []
    for fmt, encode in ENCODERS.items():
        top = 2 ** (BITS[fmt] - 1) - 2
        frames = 101 if fmt != 311 else 102
        d = rng.integers(-top, top, size=(frames, 2))
        d[7, 0] = -top - 2
        name = f"f{fmt}"
        (HERE / f"{name}.dat").write_bytes(encode(d.flatten().tolist()))
        lines = [f"{name} 2 250 {frames}"] + [header_line(f"{name}.dat", fmt, d[:, i], f"s{i}") for i in range(2)]
        (HERE / f"{name}.hea").write_text("\n".join(lines) + "\n")
        names.append(name)
    differences = rng.integers(-100, 100, size=(64, 1))
    differences[0] = 0
    d = 40 + np.cumsum(differences, axis=0)
    (HERE / "f8.dat").write_bytes(differences.astype("i1").tobytes())
    (HERE / "f8.hea").write_text("f8 1 250 64\n" + header_line("f8.dat", 8, d[:, 0], "s0") + "\n")
    for fmt, bits in (("508", 8), ("516", 16), ("524", 24)):
        d = np.cumsum(rng.integers(-9, 10, size=(300, 2)), axis=0) % (2 ** (bits - 2))
        wfdb.wrsamp(f"f{fmt}", fs=250, units=["mV", "mV"], sig_name=["s0", "s1"], d_signal=d, fmt=[fmt] * 2,
                    adc_gain=[200, 200], baseline=[0, 0], write_dir=str(HERE))
        names.append(f"f{fmt}")
    return names + ["f8"]


def make_layouts(rng):
    """Several rates, skew, a byte offset, as in MATLAB v4 files, and segments."""
    frames = 40
    slow, fast = rng.integers(-900, 900, frames), rng.integers(-900, 900, (frames, 4))
    flat = np.concatenate([slow[:, None], fast], axis=1).astype("<i2")
    (HERE / "rates.dat").write_bytes(flat.tobytes())
    (HERE / "rates.hea").write_text(
        f"rates 2 125/125(0) {frames} 10:11:12 01/02/2003\n"
        + header_line("rates.dat", "16", slow, "resp", gain="100(5)/Ohm") + "\n"
        + header_line("rates.dat", "16x4", fast.flatten(), "II") + "\n# <age>: 61\n")
    d = rng.integers(-900, 900, (frames, 2))
    (HERE / "skew.dat").write_bytes(b"header!!" + d.astype("<i2").tobytes())
    (HERE / "skew.hea").write_text(
        f"skew 2 250 {frames}\n" + header_line("skew.dat", "16+8", d[:, 0], "I") + "\n"
        + header_line("skew.dat", "16:3+8", d[:, 1], "II") + "\n")
    d = rng.integers(-900, 900, (60, 12))
    matrix = struct.pack("<5i", 30, 12, 60, 0, 4) + b"val\0" + d.astype("<i2").tobytes()
    (HERE / "matlab.mat").write_bytes(matrix)
    lines = ["matlab 12 500 60"] + [
        header_line("matlab.mat", "16x1+24", d[:, i], name, gain="1000.0(0)/mV") for i, name in enumerate(LEADS)]
    comments = ["#Age: 74", "#Sex: Male", "#Dx: 426783006,39732003", "#Rx: Unknown"]
    (HERE / "matlab.hea").write_text("\n".join(lines + comments) + "\n")
    return ["rates", "skew", "matlab"]


def make_segments(rng):
    def part(name, leads, frames):
        d = rng.integers(-900, 900, (frames, len(leads)))
        wfdb.wrsamp(name, fs=250, units=["mV"] * len(leads), sig_name=leads, d_signal=d, fmt=["16"] * len(leads),
                    adc_gain=[200] * len(leads), baseline=[0] * len(leads), write_dir=str(HERE))

    part("part1", ["I", "II"], 30)
    part("part2", ["I", "II"], 20)
    (HERE / "fixed.hea").write_text("fixed/2 2 250 50\npart1 30\npart2 20\n")
    part("part3", ["II"], 25)
    (HERE / "layout.hea").write_text("layout 2 250 0\n~ 0 200/mV 16 0 0 0 0 I\n~ 0 200/mV 16 0 0 0 0 II\n")
    (HERE / "variable.hea").write_text("variable/4 2 250 65\nlayout 0\npart1 30\n~ 10\npart3 25\n")
    return ["fixed", "variable"]


def main():
    HERE.mkdir(exist_ok=True)
    rng = np.random.default_rng(7)
    names = make_formats(rng) + make_layouts(rng)
    segments = make_segments(rng)
    expected = {"committed": {n: expectation(HERE / n) for n in names},
                "segments": {n: physical_expectation(HERE / n) for n in segments}, "shared": {}}
    if len(sys.argv) > 1:
        for header in sorted(pathlib.Path(sys.argv[1]).glob("*.hea")):
            expected["shared"][header.stem] = expectation(header.with_suffix(""))
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1))


main()
