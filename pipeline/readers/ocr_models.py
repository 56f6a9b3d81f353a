"""The two networks of RapidOCR's wheel as OpenVINO runs them here: one thread, 8-bit arithmetic, and only the letters that papers have.

The wheel's recogniser computes in floating point and tells 18,708 characters apart, most of them Chinese. Two changes make it cost half:

- Convolutions compute in 8-bit integers. The ranges of their inputs were measured on made pages (``tools/calibrate_ocr.py``) and lie in
  ``ocr_ranges.json``, bound to the very file they were measured on; another version of the network runs in floating point.
- The last layer keeps the columns of characters that are not East Asian. Where it is in doubt, the whole layer is asked
  (``WholeAlphabet``), so that Chinese names in agreements are still read.
"""

from __future__ import annotations

import hashlib
import json
import sys
from importlib import resources, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from pipeline.readers.ocr_graph import quantised, source, with_flat_map

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Kind = Literal["det", "rec"]
RANGES: Final = "ocr_ranges.json"
# Compiled kernels are kept by the shape of their input; both networks see few shapes (pages of one format, widths in steps).
_KERNELS_KEPT: Final = {"det": 600, "rec": 4000}
_FIRST_EAST_ASIAN: Final = 0x2E80


class WholeAlphabet(NamedTuple):
    """The last layer of the recogniser with every character: ``weights`` (features × characters), ``bias`` and the characters;
    ``east_asian`` marks those that the layer of :class:`Alphabet` lacks."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    characters: list[str]
    east_asian: NDArray[np.bool_]


class Recogniser(NamedTuple):
    """A compiled recogniser. Its outputs are, for every step along the line, the probabilities of ``characters`` and the features that
    ``whole`` turns into those of all characters. Character 0 is the blank between two characters."""

    request: Any
    characters: list[str]
    whole: WholeAlphabet


def detector() -> Any:
    """The compiled network that finds lines: from a picture (1 × 3 × height × width, -1 to 1) to the chance that a pixel is text, as
    :func:`pipeline.readers.ocr_graph.with_flat_map` lays it out."""
    return compiled(with_flat_map(read_model("det")), "det")


def recogniser() -> Recogniser:
    """The compiled network that reads lines of 48 pixels height."""
    import numpy as np

    model, whole = _split(read_model("rec"))
    kept = np.flatnonzero(~whole.east_asian)
    model = with_alphabet(model, whole, kept)
    return Recogniser(compiled(quantised(model, known_ranges()), "rec"), [whole.characters[i] for i in kept], whole)


def model_path(kind: Kind) -> Path:
    """The network in RapidOCR's wheel, found without importing the package."""
    found = util.find_spec("rapidocr")
    folders = list(found.submodule_search_locations or ()) if found else []
    paths = sorted(p for folder in folders for p in (Path(folder) / "models").glob(f"PP-OCR*_{kind}_*.onnx"))
    if not paths:
        raise RuntimeError(f"the package rapidocr holds no network for text recognition ({kind}); install it anew")
    return paths[-1]


def read_model(kind: Kind) -> Any:
    """The network as it is in the wheel."""
    # OpenVINO reports its use over the network when imported; without this module it takes its own silent stand-in.
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    from openvino import Core

    return Core().read_model(model_path(kind))


def compiled(model: Any, kind: Kind) -> Any:
    """An inference request of the model, on one thread."""
    from openvino import Core

    settings = {"CPU_RUNTIME_CACHE_CAPACITY": str(_KERNELS_KEPT[kind]), "INFERENCE_NUM_THREADS": "1", "NUM_STREAMS": "1"}
    return Core().compile_model(model, "CPU", settings).create_infer_request()


def digest(kind: Kind) -> str:
    """SHA-256 of the network's file."""
    return hashlib.sha256(model_path(kind).read_bytes()).hexdigest()


def known_ranges() -> dict[str, tuple[float, float]]:
    """The least and greatest input of each convolution of the recogniser; empty if they were measured on another network than the one
    installed."""
    known = json.loads((resources.files("pipeline.readers") / RANGES).read_text("utf-8"))
    if known["sha256"] != digest("rec"):
        return {}
    return {name: (low, high) for name, (low, high) in known["ranges"].items()}


def _split(model: Any) -> tuple[Any, WholeAlphabet]:
    """The recogniser without its last layer (an affine map and a softmax), and that layer."""
    import numpy as np
    from openvino import Model

    softmax = source(model.get_results()[0], 0)
    add = source(softmax, 0)
    product = source(add, 0)
    weights, bias = source(product, 1), source(add, 1)
    if [softmax.get_type_name(), product.get_type_name(), weights.get_type_name()] != ["Softmax", "MatMul", "Constant"]:
        raise RuntimeError("the network of this version of rapidocr has another last layer; install a version that pyproject.toml allows")
    listed = model.get_rt_info()["framework"]["character"].value.split("\n")
    characters = ["", *listed, " "]
    east_asian = np.array([is_east_asian(c) for c in characters])
    whole = WholeAlphabet(weights.data.astype(np.float32), bias.data.astype(np.float32).reshape(-1), characters, east_asian)
    return Model([product.input(0).get_source_output()], model.get_parameters()), whole


def with_alphabet(model: Any, whole: WholeAlphabet, kept: NDArray[np.intp]) -> Any:
    """The recogniser with a last layer for the characters ``kept``; its second output are the features before that layer."""
    import numpy as np
    import openvino.opset13 as ops
    from openvino import Model

    features = model.get_results()[0].input(0).get_source_output()
    scores = ops.add(ops.matmul(features, np.ascontiguousarray(whole.weights[:, kept]), False, False), whole.bias[kept])
    return Model([ops.softmax(scores, -1).output(0), features], model.get_parameters())


def is_east_asian(character: str) -> bool:
    """Whether the character is of an East Asian script, a picture, or of another form than European papers print (``：``)."""
    return len(character) > 1 or (character != "" and ord(character) >= _FIRST_EAST_ASIAN)
