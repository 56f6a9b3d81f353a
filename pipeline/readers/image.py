"""Images of pages: PNG, JPEG, TIFF of many pages and whatever else Pillow reads."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.document import Page, ReadDocument, ReadError
from pipeline.readers.limits import Limits

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

_LONGEST_SIDE: Final = 3600
_SMALL_SIDE: Final = 1200


def read_image(data: bytes, media_type: str, ocr: Literal["auto", "off", "always"], limits: Limits) -> ReadDocument:
    """Recognise the text of every picture in an image file.

    Raises ReadError ``no_text`` with recognition off, ``damaged`` or ``too_large``.
    """
    from PIL import Image, UnidentifiedImageError

    if ocr == "off":
        raise ReadError("no_text", "an image has no text of its own; allow text recognition (--ocr auto)")
    pages: list[Page] = []
    with warnings.catch_warnings():
        # The size is checked below, before any pixel is read.
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(data)) as image:
                frames = int(getattr(image, "n_frames", 1)) if image.format in {"TIFF", "MPO"} else 1
                if frames > limits.pages:
                    raise ReadError("too_large", f"the image has {frames} pages, more than the {limits.pages} allowed; split it")
                for number in range(frames):
                    image.seek(number)
                    pages.append(_read_frame(image, number + 1, limits))
        except UnidentifiedImageError as error:
            message = f"the {media_type} file is no readable image; open it, save it again as PNG or PDF"
            raise ReadError("unsupported_format", message) from error
        except Image.DecompressionBombError as error:
            raise ReadError("too_large", "the image is too large; scan it at 200 to 300 dpi") from error
        except (OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, ArithmeticError, struct.error) as error:
            raise ReadError("damaged", "the image is damaged or cut off; scan or save it again") from error
    return ReadDocument(media_type, pages)


def _read_frame(image: Image.Image, number: int, limits: Limits) -> Page:
    from pipeline.readers.ocr import recognise

    width, height = image.size
    if width * height > limits.pixels:
        message = f"page {number} has {width} × {height} pixels, more than the {limits.pixels:,} allowed; scan it at 200 to 300 dpi"
        raise ReadError("too_large", message)
    found = recognise(prepared(image))
    return Page(number, found.text, "ocr", found.confidence)


def prepared(image: Image.Image) -> NDArray[np.uint8]:
    """The picture in grey on white, upright as its camera says, neither far larger nor far smaller than recognition needs."""
    import numpy as np
    from PIL import Image, ImageOps

    upright: Any = ImageOps.exif_transpose(image) or image
    if upright.mode in {"RGBA", "LA", "PA"} or "transparency" in upright.info:
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        upright = paper
    if upright.mode.startswith(("I", "F")):
        upright = _eight_bits(upright)
    grey = upright.convert("L")
    longest = max(grey.size)
    scale = min(1.0, _LONGEST_SIDE / longest) if longest >= _SMALL_SIDE else 2.0
    if scale != 1.0:
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(grey, dtype=np.uint8)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scale 16- and 32-bit greys to 8 bits by their own range."""
    import numpy as np
    from PIL import Image

    values = np.asarray(image, dtype=np.float64)
    low, high = float(values.min()), float(values.max())
    return Image.fromarray(((values - low) * (255.0 / max(high - low, 1e-9))).astype(np.uint8))
