"""structure_text.py < DUMP: the words of a PDF read from its structure tree alone.

DUMP is what `pdfinfo -struct-text` prints.  Elements that are read apart (P, LI,
TD, ...) become lines; a Span goes on in the line it stands in.
"""
import re
import sys

ELEMENT = re.compile(r'^ *([A-Za-z0-9]+)(?: |:|$)')
CONTENT = re.compile(r'^ *"(.*)"$', re.DOTALL)


def read(dump):
    """The text of the tree in its order."""
    text = []
    for line in dump.split("\n"):
        content = CONTENT.match(line)
        element = ELEMENT.match(line)
        if content:
            text.append(content[1])
        elif element and element[1] != "Span":
            text.append("\n")
    return "".join(text)


print(read(sys.stdin.read()))
