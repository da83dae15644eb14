#!/usr/bin/env python3
"""page.py PICTURE N: prints the picture with its N-th page alone, and with letters that are unmistakably others where a browser
refuses the fonts inside.  `page.py PICTURE N bare`: without those fonts."""
import re
import sys

text = open(sys.argv[1], encoding="utf-8").read()
pages = re.findall(r'<g class="page" data-page="\d+"(?: transform="translate\(0 ([\d.]+)\)")?>\n'
                   r'<rect width="([\d.]+)" height="([\d.]+)"', text)
top, width, height = pages[int(sys.argv[2]) - 1]
text, count = re.subn(r'width="[\d.]+pt" height="[\d.]+pt" viewBox="[^"]*"',
                      f'width="{width}pt" height="{height}pt" viewBox="0 {top or 0} {width} {height}"', text, count=1)
assert count == 1
for fallback in '"Liberation Serif","Times New Roman",serif', '"DejaVu Sans",sans-serif':
    assert fallback in text
    text = text.replace(fallback, "monospace")
if len(sys.argv) > 3:
    text = re.sub(r"^@font-face.*\n", "", text, flags=re.M)
sys.stdout.write(text)
