"""Pages as pixels: rendered by pdftoppm at 100 dpi, rectangles in points turned into pixels."""
import math
import os
import subprocess

DPI = 100


def render(path, folder):
    """The pages as binary PPM files, in order."""
    subprocess.run(["pdftoppm", "-r", str(DPI), path, os.path.join(folder, "page")], check=True)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder))]


def pixels(path):
    """Width, height and rows of one PPM file."""
    with open(path, "rb") as file:
        magic, size, _, data = file.read().split(b"\n", 3)
    assert magic == b"P6", path
    width, height = map(int, size.split())
    return width, height, [data[3 * width * y:3 * width * (y + 1)] for y in range(height)]


def mask(field):
    """The rectangle of a field in pixels from the upper left corner, rounded outwards."""
    scale = DPI / 72
    x0, y0, x1, y1 = field.rect
    return (math.floor(x0 * scale), math.floor((field.page_height - y1) * scale),
            math.ceil(x1 * scale), math.ceil((field.page_height - y0) * scale))
