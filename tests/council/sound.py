#!/usr/bin/env python3
"""sound.py JOINED PAGES OURS: do the trees of a joined file hold together?

The minutes have PAGES pages, OURS is a bundle of the same cases without minutes.
Bookmarks: linked both ways, counted, ours those of OURS in the same order, their
pages PAGES later.  Number and name trees: in order, nothing twice.  Structure of
our pages: every marked piece has an element that names it, every header of a cell
is found by its identifier.  Prints what is wrong, or whether the tags cover all pages.
"""
import sys

from same_front import Pdf

wrong = []


def check(good, what):
    if not good and what not in wrong:
        wrong.append(what)


def target(pdf, entry):
    dest = pdf.get(entry.get("/Dest"))
    return pdf.numbers.get(dest[0]) if isinstance(dest, list) else None


def chain(pdf, reference):
    """The entries below; returns (title, page, below) of each and how many are shown."""
    node, entries, shown = pdf.get(reference), [], 0
    previous, at = None, node.get("/First")
    while at:
        entry = pdf.get(at)
        check(entry.get("/Parent") == reference, "/Parent of a bookmark")
        check(entry.get("/Prev") == previous, "/Prev of a bookmark")
        below, inside = chain(pdf, at) if "/First" in entry else ([], 0)
        shown += 1 + (inside if entry.get("/Count", 0) > 0 else 0)
        entries.append((entry["/Title"], target(pdf, entry), below))
        previous, at = at, entry.get("/Next")
    check(node.get("/Last") == previous, "/Last of bookmarks")
    check(abs(node.get("/Count", shown)) == shown, "/Count of bookmarks")
    return entries, shown


def moved(entries, by):
    return [(title, page + by, moved(below, by)) for title, page, below in entries]


def pairs_of(pdf, node, leaves):
    node = pdf.get(node) or {}
    flat = pdf.get(node.get(leaves)) or []
    found = list(zip(flat[::2], flat[1::2]))
    for kid in pdf.get(node.get("/Kids")) or []:
        found += pairs_of(pdf, kid, leaves)
    return found


def tree(pdf, node, leaves, name):
    pairs = pairs_of(pdf, node, leaves)
    keys = [key for key, _ in pairs]
    check(all(a < b for a, b in zip(keys, keys[1:])), "order of " + name)
    return dict(pairs)


def kids_of(pdf, element):
    kids = pdf.get(element.get("/K"))
    return kids if isinstance(kids, list) else [] if kids is None else [kids]


def structure(pdf, first):
    root = pdf.get(pdf.root["/StructTreeRoot"])
    parents = tree(pdf, root["/ParentTree"], "/Nums", "the parent tree")
    ids = tree(pdf, root.get("/IDTree"), "/Names", "identifiers")
    check(not parents or max(parents) < root["/ParentTreeNextKey"], "/ParentTreeNextKey")
    pages = {number: reference for reference, number in pdf.numbers.items()}
    for number in range(first, len(pdf.pages)):
        page = pdf.pages[number]
        for mark, reference in enumerate(pdf.get(parents.get(page.get("/StructParents"))) or []):
            element = pdf.get(reference)
            own = mark in kids_of(pdf, element) and element.get("/Pg") == pages[number]
            named = any(isinstance(pdf.get(kid), dict) and pdf.get(kid).get("/MCID") == mark and
                        pdf.get(kid).get("/Pg") == pages[number] for kid in kids_of(pdf, element))
            check(own or named, "elements of marked pieces")
            for header in (pdf.get(element.get("/A")) or {}).get("/Headers", []):
                check(header in ids, "headers of cells")
        for reference in pdf.get(page.get("/Annots")) or []:
            element = pdf.get(parents.get(pdf.get(reference).get("/StructParent")))
            check(any(isinstance(pdf.get(kid), dict) and pdf.get(kid).get("/Obj") == reference
                      for kid in kids_of(pdf, element or {})), "elements of fields and links")
    for key, reference in ids.items():
        check(pdf.get(reference).get("/ID") == key, "identifiers of elements")
    return len(ids)


def our_language(pdf):
    """Of the element that holds our part: the last one at the top, or in the only document there."""
    elements = kids_of(pdf, pdf.get(pdf.root["/StructTreeRoot"]))
    top = pdf.get(elements[-1])
    last = pdf.get(kids_of(pdf, top)[-1])
    return (last if last["/S"] == "/Part" else top).get("/Lang")


def main():
    joined, count, ours = Pdf(sys.argv[1]), int(sys.argv[2]), Pdf(sys.argv[3])
    bookmarks, _ = chain(joined, joined.root["/Outlines"])
    own, _ = chain(ours, ours.root["/Outlines"])
    check(bookmarks[len(bookmarks) - len(own):] == moved(own, count), "our bookmarks")
    check(our_language(joined) == ours.root["/Lang"], "the language of our part")
    tree(joined, joined.root["/PageLabels"], "/Nums", "page labels")
    check(structure(joined, count) >= structure(ours, 0), "how many identifiers")
    marks = joined.get(joined.root.get("/MarkInfo")) or {}
    check(marks.get("/Marked"), "/Marked: nobody would hear our tags")
    how = "in part" if marks.get("/Suspects") else "whole"
    print("wrong: " + ", ".join(wrong) if wrong else "sound, tagged %s" % how)


main()
