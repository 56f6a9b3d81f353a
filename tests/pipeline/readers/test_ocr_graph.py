"""The changed graphs give what the networks of the wheel give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from pipeline.readers import ocr_models
from pipeline.readers.ocr_graph import quantised, unfolded, with_flat_map


def outcome(model: Any, picture: NDArray[np.float32]) -> NDArray[np.float32]:
    from openvino import Core

    settings = {"INFERENCE_PRECISION_HINT": "f32", "INFERENCE_NUM_THREADS": "1"}
    request = Core().compile_model(model, "CPU", settings).create_infer_request()
    request.infer([picture])
    return np.array(request.get_output_tensor(0).data)


@pytest.fixture(scope="module")
def page() -> NDArray[np.float32]:
    """Rows of dashes, dark on light."""
    picture = np.ones((1, 3, 96, 160), dtype=np.float32)
    for top in (16, 44, 72):
        picture[..., top : top + 12, 16:144] = np.where(np.arange(128) % 9 < 6, -1.0, 1.0)
    return picture


def test_the_map_laid_flat_has_every_point_of_the_networks_own(page: NDArray[np.float32]) -> None:
    own = outcome(ocr_models.read_model("det"), page)[0, 0]
    flat = outcome(with_flat_map(ocr_models.read_model("det")), page)
    assert own.max() > 0.5 and flat.shape == (1, 16, 24, 40)
    assert unfolded(flat[0]) == pytest.approx(own, abs=1e-3)


def test_convolutions_without_a_known_range_stay_as_they_are() -> None:
    model = ocr_models.read_model("rec")
    before = len(model.get_ops())
    assert len(quantised(model, {}).get_ops()) == before
    assert len(quantised(model, ocr_models.known_ranges()).get_ops()) > before
