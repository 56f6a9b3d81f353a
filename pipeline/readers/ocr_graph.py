"""Changes to the graphs of the two networks that make them cost less: convolutions of 8 bits, plain last layers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LEVELS: Final = 256


def source(node: Any, index: int) -> Any:
    """The node that gives an input of ``node``; copies that change nothing are passed over."""
    found = node.input(index).get_source_output().get_node()
    return source(found, 0) if found.get_type_name() == "Identity" else found


def with_flat_map(model: Any) -> Any:
    """The detector with its map as batch × 16 × a quarter of the height × a quarter of the width: the channels are the points of each
    place, as :func:`unfolded` puts them.

    Its last two layers draw the map twice as fine each. As their windows do not overlap, they are the same as plain layers with a channel
    for every point of a window, which take less time."""
    import numpy as np
    import openvino.opset13 as ops
    from openvino import Model

    last = source(source(model.get_results()[0], 0), 0)
    fine = source(last, 0)
    relu = source(fine, 0)
    add = source(relu, 0)
    coarse = source(add, 0)
    if [n.get_type_name() for n in (fine, relu, coarse)] != ["ConvolutionBackpropData", "Relu", "ConvolutionBackpropData"]:
        raise RuntimeError("the network of this version of rapidocr has other last layers; install a version that pyproject.toml allows")
    weights, bias = _constant(source(coarse, 1)), _constant(source(add, 1)).reshape(-1)
    channels_in, channels = weights.shape[:2]
    split = weights.transpose(2, 3, 1, 0).reshape(4 * channels, channels_in, 1, 1)
    inner = _pointwise(ops, coarse.input(0).get_source_output(), split, np.tile(bias, 4), "split")
    points = _constant(source(fine, 1)).reshape(channels, 4).T
    joined = np.kron(np.eye(4, dtype=np.float32), points).reshape(16, 4 * channels, 1, 1)
    offset = np.repeat(_constant(source(last, 1)).reshape(-1), 16)
    chances = ops.sigmoid(_pointwise(ops, ops.relu(inner).output(0), joined, offset, "joined"))
    return Model([chances.output(0)], model.get_parameters())


def unfolded(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """The map (height × width) of the 16 points of each place (16 × height / 4 × width / 4)."""
    _, height, width = points.shape
    return points.reshape(2, 2, 2, 2, height, width).transpose(4, 0, 2, 5, 1, 3).reshape(4 * height, 4 * width)


def _constant(node: Any) -> NDArray[np.float32]:
    import numpy as np

    return np.asarray(node.data, dtype=np.float32)


def _pointwise(ops: Any, given: Any, weights: NDArray[np.float32], bias: NDArray[np.float32], name: str) -> Any:
    import numpy as np

    product = ops.convolution(given, np.ascontiguousarray(weights), [1, 1], [0, 0], [0, 0], [1, 1], name=name)
    return ops.add(product, bias.astype(np.float32).reshape(1, -1, 1, 1))


def convolutions(model: Any) -> Iterable[Any]:
    """The convolutions over all channels whose weights are constants: nearly all of the time is theirs."""
    for node in model.get_ordered_ops():
        if node.get_type_name() == "Convolution" and source(node, 1).get_type_name() == "Constant":
            yield node


def quantised(model: Any, ranges: dict[str, tuple[float, float]]) -> Any:
    """The model with the inputs and weights of its convolutions rounded to 8 bits, which OpenVINO then computes in integers."""
    import numpy as np
    import openvino.opset13 as ops

    rounded: dict[tuple[str, int], Any] = {}
    for node in convolutions(model):
        if node.get_friendly_name() not in ranges:
            continue
        given = node.input(0).get_source_output()
        place = (given.get_node().get_friendly_name(), given.get_index())
        if place not in rounded:
            low, high = (np.full((1, 1, 1, 1), v, np.float32) for v in _with_zero(*ranges[node.get_friendly_name()]))
            rounded[place] = ops.fake_quantize(given, low, high, low, high, _LEVELS).output(0)
        node.input(0).replace_source_output(rounded[place])
        weights = source(node, 1)
        most = np.maximum(np.abs(weights.data).max(axis=(1, 2, 3), keepdims=True), 1e-8).astype(np.float32)
        node.input(1).replace_source_output(ops.fake_quantize(weights, -most, most, -most, most, _LEVELS - 1).output(0))
    return model


def _with_zero(low: float, high: float) -> tuple[float, float]:
    """The range widened so that zero is one of its levels, for paper is padded with zeros."""
    low, high = min(low, 0.0), max(high, low + 1e-3, 1e-3)
    step = (high - low) / (_LEVELS - 1)
    below = round(-low / step)
    return -below * step, (_LEVELS - 1 - below) * step
