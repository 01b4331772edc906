"""Writes events.bin, a TensorBoard event file as the tensorboard package itself writes it, and reads it back.

Given a folder as argument, reads the event file in it instead (for example a step of runs/steps) and prints its numbers.

Made with tensorboard 2.21.0: python make_events.py
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary, SummaryMetadata
from tensorboard.compat.proto.tensor_pb2 import TensorProto
from tensorboard.compat.proto.tensor_shape_pb2 import TensorShapeProto
from tensorboard.compat.proto.types_pb2 import DT_STRING
from tensorboard.summary.writer.record_writer import RecordWriter

HERE = Path(__file__).parent
START = 1_700_000_000.25
TEXT = "Sinus rhythm. Größe: normal."


def scalars(step, **values):
    entries = [Summary.Value(tag=tag, simple_value=value) for tag, value in sorted(values.items())]
    return Event(wall_time=START + step, step=step, summary=Summary(value=entries))


def text(step, tag, value):
    metadata = SummaryMetadata(plugin_data=SummaryMetadata.PluginData(plugin_name="text"))
    tensor = TensorProto(dtype=DT_STRING, tensor_shape=TensorShapeProto(), string_val=[value.encode()])
    entry = Summary.Value(tag=tag, metadata=metadata, tensor=tensor)
    return Event(wall_time=START + step, step=step, summary=Summary(value=[entry]))


def read(folder):
    accumulator = EventAccumulator(str(folder), size_guidance={"scalars": 0, "tensors": 0})
    accumulator.Reload()
    return accumulator


def make():
    target = HERE / "events.bin"
    with open(target, "wb") as file:
        writer = RecordWriter(file)
        writer.write(Event(wall_time=START, file_version="brain.Event:2").SerializeToString())
        for step in (1, 2, 300):
            writer.write(scalars(step, loss=1 / step, **{"learning-rate": 1e-4 * step}).SerializeToString())
        writer.write(text(300, "sample/1", TEXT).SerializeToString())
    check(target)


def check(file):
    with TemporaryDirectory() as folder:
        shutil.copy(file, Path(folder) / "events.out.tfevents.0.meit")
        accumulator = read(folder)
    assert [(event.step, round(event.value, 6)) for event in accumulator.Scalars("loss")] == [
        (1, 1.0), (2, 0.5), (300, 0.003333)]
    assert accumulator.Tensors("sample/1")[0].tensor_proto.string_val == [TEXT.encode()]


def main():
    if len(sys.argv) > 1:
        accumulator = read(sys.argv[1])
        for tag in accumulator.Tags()["scalars"]:
            events = accumulator.Scalars(tag)
            print(tag, len(events), events[0].step, events[-1].step, events[-1].value)
        for tag in accumulator.Tags()["tensors"]:
            print(tag, [event.tensor_proto.string_val for event in accumulator.Tensors(tag)])
        return
    make()


if __name__ == "__main__":
    main()
