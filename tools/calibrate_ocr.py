#!/usr/bin/env python3
"""Measure the ranges by which the network that reads lines computes in 8 bits (``pipeline/readers/ocr_ranges.json``).

    python tools/calibrate_ocr.py

To be run when another version of rapidocr brings another network. Scanned pages of every kind are made (``benchmarks/inputs.py``) from
other papers than those that the benchmarks measure; the range of an input is what all but one in ten thousand of its values fall
into.
"""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.inputs import SCAN_KINDS, scanned_pages  # noqa: E402
from pipeline.readers import ocr_graph, ocr_models  # noqa: E402
from pipeline.readers.image import prepared  # noqa: E402
from pipeline.readers.ocr_detect import detect  # noqa: E402
from pipeline.readers.ocr_read import line_tensor  # noqa: E402

PAGES, FIRST = 4, 1000
OUTSIDE = 1e-4
Ranges = dict[str, list[float]]


def measured(model: Any, pictures: list[NDArray[np.float32]]) -> Ranges:
    """The range of each convolution's input over all pictures."""
    from openvino import Core, Model

    nodes = list(ocr_graph.convolutions(model))
    probe = Model([n.input(0).get_source_output() for n in nodes], model.get_parameters())
    request = Core().compile_model(probe, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request()
    ranges: Ranges = {}
    for picture in pictures:
        request.infer([picture])
        for index, node in enumerate(nodes):
            low, high = (float(q) for q in np.quantile(request.get_output_tensor(index).data, (OUTSIDE, 1 - OUTSIDE)))
            before = ranges.get(node.get_friendly_name(), [low, high])
            ranges[node.get_friendly_name()] = [min(low, before[0]), max(high, before[1])]
    return {name: [round(low, 4), round(high, 4)] for name, (low, high) in ranges.items()}


def main() -> int:
    made = [page for kind in SCAN_KINDS for page in scanned_pages(kind, PAGES, FIRST)]
    crops = [crop for page in made for crop in detect(prepared(Image.open(io.BytesIO(page.png))))[1][::3]]
    ranges = measured(ocr_models.read_model("rec"), [line_tensor(crop)[0] for crop in crops])
    path = Path(ocr_models.__file__).with_name(ocr_models.RANGES)
    path.write_text(json.dumps({"sha256": ocr_models.digest("rec"), "ranges": ranges}) + "\n", "utf-8")
    print(f"{path}: {len(ranges)} convolutions, measured on {len(crops)} lines of {len(made)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
