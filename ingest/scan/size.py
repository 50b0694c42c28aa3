"""Size: whether a picture within a file is big enough to be a paper. No picture is opened for this."""

from __future__ import annotations

#: Sides in pixels below which the lines of a paper cannot be read, and how much longer one side may be.
_LEAST_SIDE, _LEAST_PIXELS, _LONGEST = 280, 150_000, 3.2
#: Sides in points (4 cm) and share of a sheet of A4 (7 cm by 4 cm) from which a picture is meant to be read.
_LEAST_SHOWN, _LEAST_SHARE, _A4 = 110.0, 0.045, 595.0 * 842.0


def may_be_paper(width: int, height: int, shown: tuple[float, float] | None) -> bool:
    """Whether a picture of so many pixels, shown so large (points; None: unknown), may be a paper."""
    short, long = sorted((width, height))
    if short < _LEAST_SIDE or width * height < _LEAST_PIXELS or long > _LONGEST * short:
        return False
    return shown is None or (min(shown) >= _LEAST_SHOWN and shown[0] * shown[1] >= _LEAST_SHARE * _A4)
