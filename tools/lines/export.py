"""From a trained network of floats to one of whole numbers."""

from typing import Any

import numpy as np

from dechaff.model.network import MOST, SCALE, UNIT

_EXACT = 2.0**24
_CLIP = 6.0


def _whole(weight: Any, bias: Any, inputs: Any, most: int, out: float, into: float) -> tuple[Any, Any, int]:
    """A layer in whole numbers.

    Args:
        weight: its weights, inputs by outputs.
        bias: its biases.
        inputs: how far each input goes at most.
        most: the largest weight allowed.
        out: how many parts of its output make one.
        into: how many parts of its input make one.
    """
    scale = out / into
    shift = 0
    for candidate in range(24):
        whole = np.rint(weight * scale * 2.0**candidate)
        reach = np.abs(whole * inputs[:, None]).sum(axis=0) + np.abs(bias) * out * 2.0**candidate
        if np.abs(whole).max() <= most and reach.max() < _EXACT * 0.99:
            shift = candidate
    whole = np.rint(weight * scale * 2.0**shift)
    return whole, np.rint(bias * out * 2.0**shift), shift


def exported(
    parts: dict[str, tuple[Any, Any]], mean: Any, spread: Any, reach: tuple[int, ...]
) -> dict[str, Any]:
    """The arrays of the network in whole numbers.

    Args:
        parts: weights (inputs by outputs) and biases by layer.
        mean: what was taken from each feature in training.
        spread: what it was then multiplied by.
        reach: how far each step over the neighbours goes.
    """
    low = np.clip(np.ceil(mean - _CLIP / spread), 0, 255)
    high = np.clip(np.floor(mean + _CLIP / spread), 0, 255)
    arrays = {"low": low.astype(np.uint8), "high": high.astype(np.uint8), "reach": np.array(reach, np.uint8)}
    for name, (weight, bias) in parts.items():
        most, out, into, far = 127, float(UNIT), float(UNIT), np.full(len(weight), float(MOST))
        if name == "inp":
            bias = bias - (weight * (mean * spread)[:, None]).sum(axis=0)
            weight = weight * spread[:, None]
            most, into, far = 32767, 1.0, high
        if name == "gate":
            # In training the gate is a quarter of this and a half, between 0 and 1.
            weight, bias = weight / 4, bias / 4 + 0.5
        if name == "out":
            out = float(SCALE)
        whole, offset, shift = _whole(weight, bias, far, most, out, into)
        arrays[f"{name}.w"] = whole.astype(np.int16 if most > 127 else np.int8)
        arrays[f"{name}.b"] = offset.astype(np.int32)
        arrays[f"{name}.k"] = np.array(shift, np.uint8)
    return arrays
