#!/usr/bin/env python3
"""words.py TEXTS PICTURES: the words of each picture are those of the text of that name; prints what differs.

Page numbers, marks on later pages and heads of tables that are repeated are no words of the document: a picture hides
them from voices.  A hyphen at the end of a line is none either.
"""
import os
import re
import sys
import xml.etree.ElementTree as tree

SVG = "{http://www.w3.org/2000/svg}"


def add_words(node, parent, into):
    silent = node.get("aria-hidden") == "true" and (node.tag == SVG + "tspan" or parent.get("class") == "page")
    if not silent and node.tag not in (SVG + "title", SVG + "desc", SVG + "style"):
        into.append(node.text or "")
        for child in node:
            add_words(child, node, into)
    into.append(node.tail or "")


def picture(path):
    root, parts = tree.parse(path).getroot(), []
    add_words(root, root, parts)
    return "".join(parts)


def squeeze(text):
    return re.sub(r"[\s\u00ad]+", "", text)


for name in sorted(os.listdir(sys.argv[2])):
    stem = os.path.splitext(name)[0]
    for ending in ".txt", ".text":
        other = os.path.join(sys.argv[1], stem + ending)
        if os.path.exists(other):
            wanted, got = squeeze(open(other, encoding="utf-8").read()), squeeze(picture(os.path.join(sys.argv[2], name)))
            if wanted != got:
                at = next((i for i, (a, b) in enumerate(zip(wanted, got)) if a != b), min(len(wanted), len(got)))
                print(f"{name}: text …{wanted[max(0, at - 20):at + 30]}…, picture …{got[max(0, at - 20):at + 30]}…")
            break
    else:
        print(f"{name}: there is no text of it")
