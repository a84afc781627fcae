"""The recogniser: rapidocr's detector and recogniser on ONNX Runtime, with the models inside its package.

Nothing is ever downloaded: the sessions are made here from files of the installed package, and where one of them is
missing the engine counts as not installed.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image: TypeAlias = NDArray[np.uint8]
    Quad: TypeAlias = NDArray[np.float32]
    """Four corners (x, y) in pixels: top left, top right, bottom right, bottom left of the line as it is read."""

_NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy")
_THREADS = 4
_BATCH = 6
_LEAST = 0.5
"""Confidence under which what was recognised is noise rather than words."""


class Reading(NamedTuple):
    """One recognised line: text, mean confidence, and where each character begins, as a share of the line's width."""

    text: str
    confidence: float
    places: tuple[float, ...]
    confidences: tuple[float, ...]


@lru_cache(maxsize=1)
def missing() -> tuple[str, ...]:
    """The names of the packages that recognition lacks on this machine; empty where it can be used."""
    lacking = [name for name in _NEEDED if find_spec(name) is None]
    if not lacking and _models() is None:
        lacking.append("rapidocr/models")
    return tuple(lacking)


def available() -> bool:
    """Whether text can be recognised. ``DOCCHECK_OCR=none`` turns it off."""
    return os.environ.get("DOCCHECK_OCR", "").strip().lower() != "none" and not missing()


def read_lines(image: Image) -> list[tuple[str, float, Quad]]:
    """The lines of an RGB picture (height × width × 3), from top to bottom: text, confidence 0–1, corners.

    The picture should be upright and have characters of some 20 to 60 pixels. Raises ImportError without the extra.
    """
    quads = detect(image)
    readings = recognise([crop(image, quad) for quad in quads])
    return [
        (reading.text, reading.confidence, quad)
        for quad, reading in zip(quads, readings, strict=True)
        if reading.text.strip() and reading.confidence >= _LEAST
    ]


def detect(image: Image, longest: int = 0) -> list[Quad]:
    """The corners of every line of an RGB picture; looked for in a copy no longer than ``longest`` pixels."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    scale = min(1.0, longest / max(height, width)) if longest else 1.0
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else image
    found = _detector()(np.ascontiguousarray(small[:, :, ::-1]))
    if found.boxes is None:
        return []
    return [np.asarray(box, dtype=np.float32) / scale for box in found.boxes]


def recognise(crops: list[Image]) -> list[Reading]:
    """The text of each picture of one line (RGB), in the order given."""
    import numpy as np

    recogniser = _recogniser()
    readings = [Reading("", 0.0, (), ())] * len(crops)
    shape = [crop.shape[1] / max(1, crop.shape[0]) for crop in crops]
    order = sorted((at for at in range(len(crops)) if crops[at].size), key=lambda at: shape[at])
    for start in range(0, len(order), _BATCH):
        group = order[start : start + _BATCH]
        widest = max(320 / 48, *(shape[at] for at in group))
        batch = np.stack([recogniser.resize_norm_img(crops[at][:, :, ::-1], widest) for at in group])
        scores = recogniser.session(batch.astype(np.float32))
        for at, row in zip(group, scores, strict=True):
            readings[at] = _decode(row, recogniser.postprocess_op.character, widest / shape[at])
    return readings


def crop(image: Image, quad: Quad, turn: bool = True) -> Image:
    """The line inside ``quad``, made level; with ``turn`` one that runs downwards is turned against the clock."""
    import cv2
    import numpy as np

    width = int(max(np.linalg.norm(quad[0] - quad[1]), np.linalg.norm(quad[2] - quad[3])))
    height = int(max(np.linalg.norm(quad[0] - quad[3]), np.linalg.norm(quad[1] - quad[2])))
    if width < 2 or height < 2:
        return np.zeros((0, 0, 3), dtype=np.uint8)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), corners)
    piece = cv2.warpPerspective(
        image, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
    )  # fmt: skip
    return np.asarray(np.rot90(piece) if turn and height >= 1.5 * width else piece, dtype=np.uint8)


def _decode(scores: Any, characters: list[str], stretch: float) -> Reading:
    """The best path through a line's scores (steps × characters), repeats and blanks taken out."""
    import numpy as np

    best = scores.argmax(axis=1)
    kept = best != 0
    kept[1:] &= best[1:] != best[:-1]
    steps = np.flatnonzero(kept)
    if not len(steps):
        return Reading("", 0.0, (), ())
    sure = scores[steps, best[steps]]
    places = tuple(float(step) * stretch / len(scores) for step in steps)
    text = [characters[index] for index in best[steps]]
    # A character of the models' alphabet may be written with several code points; each has its own place here.
    letters = [(letter, place, value) for part, place, value in zip(text, places, sure, strict=True) for letter in part]
    return Reading(
        "".join(letter for letter, _, _ in letters),
        float(sure.mean()),
        tuple(place for _, place, _ in letters),
        tuple(float(value) for _, _, value in letters),
    )


def _models() -> tuple[Path, Path] | None:
    """The files of the detector and the recogniser in rapidocr's package, the newest generation of each."""
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "models"
    found = [sorted(folder.glob(f"*_{part}*.onnx")) for part in ("det", "rec")]
    return (found[0][-1], found[1][-1]) if all(found) else None


def _settings(part: str) -> Any:
    """rapidocr's own settings for one of its parts, with a session over the package's model in them."""
    import logging

    import onnxruntime
    import rapidocr
    from rapidocr.utils.parse_parameters import ParseParams

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    models = _models()
    if models is None:
        raise ImportError("rapidocr holds no models")
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = min(_THREADS, _cores())
    options.inter_op_num_threads = 1
    model = models[0 if part == "Det" else 1]
    session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    settings = ParseParams.load(Path(str(rapidocr.__file__)).parent / "config.yaml")
    return _WithSession(dict(settings[part]), session)


class _WithSession(dict[str, Any]):
    """Settings as rapidocr reads them, by key and by name; its own kind cannot hold a session."""

    def __init__(self, settings: dict[str, Any], session: Any) -> None:
        super().__init__(settings, session=session)

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@lru_cache(maxsize=1)
def _detector() -> Any:
    from rapidocr.ch_ppocr_det import TextDetector

    return TextDetector(_settings("Det"))


@lru_cache(maxsize=1)
def _recogniser() -> Any:
    from rapidocr.ch_ppocr_rec import TextRecognizer

    return TextRecognizer(_settings("Rec"))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
