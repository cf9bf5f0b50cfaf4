"""Sample pictures: a horizon, a sun and some houses, drawn when they are asked for."""

from __future__ import annotations

from colorsys import hsv_to_rgb
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 540


def picture(seed: int) -> bytes:
    """A PNG of 960 × 540 pixels."""
    random = Random(seed)  # noqa: S311 - a picture, not a secret
    hue = random.random()
    image = Image.new("RGB", (WIDTH, HEIGHT), colour(hue, 0.25, 0.95))
    draw = ImageDraw.Draw(image)
    x, y = random.randint(120, WIDTH - 120), random.randint(80, 220)
    draw.ellipse((x - 60, y - 60, x + 60, y + 60), fill=colour(hue + 0.1, 0.35, 1.0))
    for layer in range(3):
        ridge = 260 + 70 * layer
        hills = [(step * 80, ridge + random.randint(-40, 40)) for step in range(13)]
        draw.polygon([*hills, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour(hue, 0.35 + 0.15 * layer, 0.8 - 0.2 * layer))
    for _ in range(random.randint(3, 7)):
        left, tall = random.randint(0, WIDTH - 70), random.randint(60, 160)
        draw.rectangle((left, HEIGHT - tall, left + 60, HEIGHT), fill=colour(hue + 0.5, 0.3, 0.35))
    out = BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()


def colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = hsv_to_rgb(hue % 1, saturation, value)
    return round(red * 255), round(green * 255), round(blue * 255)
