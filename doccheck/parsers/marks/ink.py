"""Which pixels of a picture are a seal's ink: red on any paper, or, on a copy without colours, anything dark."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels: TypeAlias = NDArray[np.uint8]
    """RGB, height × width × 3."""
    Mask: TypeAlias = NDArray[np.uint8]
    """1 where there is ink."""

_FAINTEST = 14
"""How far red must lie over green and blue for the faintest print; noise stays below after blurring."""
_COLOURED = 18.0
_SHARE = 2e-5
"""Share of coloured pixels that makes a picture a coloured one: a seal on a page covers a hundred times as much."""


def has_colour(image: Pixels) -> bool:
    """Whether a picture shows colours at all, so that red on the paper would be red on it."""
    import cv2
    import numpy as np

    small = image[:: max(1, image.shape[0] // 600), :: max(1, image.shape[1] // 600)]
    spread = cv2.blur(small, (3, 3)).astype(np.int16)
    paper = np.median(spread.reshape(-1, 3), axis=0)
    tinted = spread - paper
    chroma = tinted.max(axis=2) - tinted.min(axis=2)
    return bool((chroma > _COLOURED).mean() > _SHARE)


def may_show_seal(image: Pixels) -> bool:
    """A quick look without OpenCV at a small picture of a page: whether enough of it is red, or nothing is coloured."""
    import numpy as np

    values = image.astype(np.int16)
    red = values[..., 0] - np.maximum(values[..., 1], values[..., 2])
    chroma = values.max(axis=2) - values.min(axis=2)
    return bool((red > 22).mean() > 1e-4 or not (chroma > _COLOURED).any())


def red_ink(image: Pixels) -> tuple[Mask, Mask]:
    """The red pixels, and those with at least a trace of red (thin strokes of characters, faded prints).

    The paper's own tint is taken off first; how red is red enough follows from the reddest ink and the noise.
    """
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(image, (3, 3), 0).astype(np.float32)
    sample = smooth[::7, ::7].reshape(-1, 3)
    light = sample[sample.min(axis=1) > 150]
    paper = np.median(light, axis=0) if len(light) > 50 else np.array([255.0, 255.0, 255.0])
    smooth *= (255.0 / np.maximum(paper, 120.0)).astype(np.float32)
    red, green, blue = smooth[..., 0], smooth[..., 1], smooth[..., 2]
    over = red - np.maximum(green, blue)
    # Orange and purple lie further from red than the inks of stamps do.
    pure = np.abs(green - blue) < 0.55 * np.maximum(over, 1) + 12
    plain = over[::7, ::7]
    noise = 1.48 * float(np.median(np.abs(plain - np.median(plain))))
    floor = max(float(_FAINTEST), float(np.median(plain)) + 4.5 * noise)
    strong = over[(over > floor) & pure]
    least = floor
    if len(strong) > 200:
        least = float(np.clip(0.3 * np.percentile(strong, 85), floor, max(floor, 36)))
    trace = max(0.7 * floor, 0.55 * least)
    return ((over > least) & pure).astype(np.uint8), ((over > trace) & pure).astype(np.uint8)


def dark_ink(image: Pixels) -> Mask:
    """The dark pixels of a copy without colours, on which a seal is as grey as the text."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    paper = float(np.percentile(grey[::7, ::7], 90))
    return (grey < 0.78 * paper).astype(np.uint8)
