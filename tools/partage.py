"""Draw the picture of shared links: two places and a link between them, of any edition.

python tools/partage.py    writes src/annuaire/site/static/partage.png (needs Pillow)
"""

from __future__ import annotations

import os

from PIL import Image, ImageDraw

PLACE = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
    *("src", "annuaire", "site", "static", "partage.png"),
)
SIZE, FINE = (1200, 630), 4
"""What those who show shared links ask for; drawn four times as large, then made smooth."""
PAPER, INK, LINK = (246, 244, 238), (28, 35, 48), (179, 38, 30)
ENDS, BENDS = ((170, 470), (1030, 300)), ((400, 40), (800, 40))
RADIUS, WIDTH, STEPS = 66, 40, 600


def curve(at: float) -> tuple[float, float]:
    """A point of the link, a cubic Bézier curve."""
    points, rest = (ENDS[0], *BENDS, ENDS[1]), 1 - at
    shares = (rest**3, 3 * rest * rest * at, 3 * rest * at * at, at**3)
    x, y = (
        sum(s * point[axis] for s, point in zip(shares, points, strict=True)) for axis in (0, 1)
    )
    return x, y


def disc(
    draw: ImageDraw.ImageDraw, centre: tuple[float, float], radius: float, ink: object
) -> None:
    """A disc; many of them make a line."""
    (x, y), large = (each * FINE for each in centre), radius * FINE
    draw.ellipse((x - large, y - large, x + large, y + large), fill=ink)  # type: ignore[arg-type]


def main() -> None:
    """Draw and write."""
    picture = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    draw = ImageDraw.Draw(picture)
    for step in range(STEPS + 1):
        disc(draw, curve(step / STEPS), WIDTH / 2, LINK)
    for end in ENDS:
        disc(draw, end, RADIUS, INK)
    small = picture.resize(SIZE, Image.Resampling.LANCZOS).quantize(32, dither=Image.Dither.NONE)
    small.save(PLACE, optimize=True)


if __name__ == "__main__":
    main()
