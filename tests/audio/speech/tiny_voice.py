"""A voice of Piper's shape, made here: it hums another tone for each phoneme, with some noise.

It is small and quick, and tells what Piper feeds to it: as many frames as there are phonemes,
longer with ``length_scale``; random numbers, so that what should be repeatable has to be made so.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

RATE = 16_000
PHONEME = 640
"""Frames of each phoneme, and of the pad after it."""

NAME = "en_US-tiny-low"
CARD = """\
# Model card for tiny

* Language: en_US (English, United States)
* License: CC0 1.0
"""

_NODES = """
Gather scales zero -> noise
Gather scales one -> slower
Mul slower phoneme -> frames_exact
Cast frames_exact -> frames_whole to=7
Reshape frames_whole flat -> frames
Cast input -> numbers to=1
Reshape numbers column -> each
Shape numbers -> shape_of_input
Gather shape_of_input one -> count
Reshape count flat -> counts
Concat counts frames -> shape axis=0
Expand each shape -> grid
Reshape grid flat -> heard
Mul heard step -> above
Add above lowest -> hertz
Mul hertz omega -> turns
CumSum turns zero -> phase
Sin phase -> sine
RandomNormalLike sine -> hiss
Mul hiss noise -> some_hiss
Add sine some_hiss -> sound
Greater heard silent -> is_voiced
Cast is_voiced -> voiced to=1
Mul sound voiced -> gated
Mul gated loud -> quieter
Reshape quieter output_shape -> output
"""
_CONSTANTS: dict[str, Any] = {
    "zero": np.int64(0),
    "one": np.int64(1),
    "flat": np.array([-1], np.int64),
    "column": np.array([-1, 1], np.int64),
    "output_shape": np.array([1, 1, 1, -1], np.int64),
    "phoneme": np.float32(PHONEME),
    "silent": np.float32(2),  # the pad, the beginning and the end
    "step": np.float32(3),
    "lowest": np.float32(120),
    "omega": np.float32(2 * np.pi / RATE),
    "loud": np.float32(0.3),
}


@cache
def tiny_model() -> bytes:
    """Return the model, in ONNX."""

    def node(line: str) -> Any:
        left, right = line.split(" -> ")
        operation, *inputs = left.split()
        output, *attributes = right.split()
        options = {name: int(value) for name, value in (each.split("=") for each in attributes)}
        return helper.make_node(operation, inputs, [output], **options)

    def value(name: str, kind: int, *shape: object) -> Any:
        return helper.make_tensor_value_info(name, kind, shape)

    graph = helper.make_graph(
        [node(line) for line in _NODES.strip().splitlines()],
        "tiny",
        [
            value("input", TensorProto.INT64, 1, "phonemes"),
            value("input_lengths", TensorProto.INT64, 1),
            value("scales", TensorProto.FLOAT, 3),
        ],
        [value("output", TensorProto.FLOAT, 1, 1, 1, "time")],
        [numpy_helper.from_array(np.asarray(each), name) for name, each in _CONSTANTS.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    return bytes(model.SerializeToString())


def tiny_settings(**changes: object) -> bytes:
    """Return what says how the model is used, as Piper's own voices have it."""
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

    settings = {
        "audio": {"sample_rate": RATE, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "phoneme_type": "espeak",
        "num_symbols": 256,
        "num_speakers": 1,
        "inference": {"noise_scale": 0.1, "length_scale": 1, "noise_w": 0.8},
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }
    return json.dumps(settings | changes).encode()


def tiny_files(name: str = NAME) -> dict[str, bytes]:
    """Return the files of the voice by their names; it reads by the rules of its language."""
    rules = "en-us" if name == NAME else name.partition("_")[0]
    return {
        f"{name}.onnx": tiny_model(),
        f"{name}.onnx.json": tiny_settings(espeak={"voice": rules}),
        "MODEL_CARD": CARD.encode(),
    }


def install_tiny(voices: Path, name: str = NAME) -> Path:
    """Put the voice, under that name, where voices are installed; return its folder."""
    folder = voices / name
    folder.mkdir(parents=True)
    for file, content in tiny_files(name).items():
        (folder / file).write_bytes(content)
    return folder
