#!/usr/bin/env python3
"""same_front.py BEFORE AFTER: is BEFORE, object for object, the front of AFTER?

Compares what qpdf --json shows of both: every page with all that hangs on it
(contents and images byte for byte, links, form fields), named destinations,
attachments, layers, bookmarks, labels and the top of the structure tree.
Prints what differs.
"""
import json
import subprocess
import sys

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


class Pdf:
    def __init__(self, path):
        run = subprocess.run(["qpdf", "--json", "--json-stream-data=inline", "--decode-level=none",
                              "--json-key=qpdf", path], stdout=subprocess.PIPE, check=True)
        self.objects = json.loads(run.stdout)["qpdf"][1]
        self.root = self.get(self.objects["trailer"]["value"]["/Root"])
        self.pages = []
        self.numbers = {}
        self.walk(self.root["/Pages"], {})

    def get(self, value):
        while isinstance(value, str) and value.endswith(" R"):
            value = self.object(value)
        return value

    def object(self, reference):
        found = self.objects.get("obj:" + reference, {})
        return found["stream"] if "stream" in found else found.get("value")

    def walk(self, reference, above):
        node = self.get(reference)
        inherited = dict(above, **{key: node[key] for key in INHERITED if key in node})
        if "/Kids" in node:
            for kid in self.get(node["/Kids"]):
                self.walk(kid, inherited)
        else:
            self.numbers[reference] = len(self.pages)
            self.pages.append(dict(inherited, **node))

    def plain(self, value, seen, without=(), path=""):
        """The value with every reference followed once; pages by their number."""
        if isinstance(value, str) and value.endswith(" R"):
            if value in self.numbers:
                return "page %d" % self.numbers[value]
            if value in seen:
                return "as " + seen[value]
            seen[value] = path
            return self.plain(self.object(value), seen, without, path)
        if isinstance(value, dict):
            return {key: self.plain(value[key], seen, without, path + key) for key in sorted(value)
                    if key not in without and value[key] is not None}
        if isinstance(value, list):
            return [self.plain(item, seen, without, "%s[%d]" % (path, i)) for i, item in enumerate(value)]
        return value

    def page(self, index):
        return self.plain({key: value for key, value in self.pages[index].items()
                           if key not in ("/Parent", "/Type")}, {})

    def bookmarks(self, node, most=None):
        entries = []
        entry = self.get(self.get(node or {}).get("/First"))
        while entry and (most is None or len(entries) < most):
            known = {key: value for key, value in entry.items()
                     if key in ("/Title", "/Dest", "/A", "/C", "/F", "/Count")}
            entries.append([self.plain(known, {}), self.bookmarks(entry)])
            entry = self.get(entry.get("/Next"))
        return entries

    def labels(self, node):
        node = self.get(node) or {}
        pairs = self.get(node.get("/Nums")) or []
        found = {pairs[i]: self.plain(pairs[i + 1], {}) for i in range(0, len(pairs) - 1, 2)}
        for kid in self.get(node.get("/Kids")) or []:
            found.update(self.labels(kid))
        return found

    def fields(self, most=None):
        form = self.get(self.root.get("/AcroForm")) or {}
        return self.plain((self.get(form.get("/Fields")) or [])[:most], {})

    def structure(self, most=None):
        """Theirs may have got our part behind its own kids."""
        tree = self.get(self.root.get("/StructTreeRoot")) or {}
        kids = self.get(tree.get("/K"))
        kids = kids if isinstance(kids, list) else [kids] if kids else []
        top = self.get(kids[0]) if len(kids) == 1 or most else None
        if top and top.get("/S") == "/Document":
            kids = self.get(top.get("/K"))
            kids = kids if isinstance(kids, list) else [kids]
        return self.plain(kids[:most], {}, ("/P",))


def main():
    before, after = Pdf(sys.argv[1]), Pdf(sys.argv[2])
    count = len(before.pages)
    pairs = [("page %d" % (i + 1), before.page(i), after.page(i)) for i in range(count)]
    for key in ("/Names", "/Dests", "/OCProperties", "/OpenAction", "/PageMode", "/PageLayout", "/AF"):
        pairs.append((key, before.plain(before.root.get(key), {}), after.plain(after.root.get(key), {})))
    bookmarks = before.bookmarks(before.root.get("/Outlines"))
    pairs.append(("bookmarks", bookmarks, after.bookmarks(after.root.get("/Outlines"), len(bookmarks))))
    labels = before.labels(before.root.get("/PageLabels")) or {0: {"/S": "/D"}}
    pairs.append(("labels", labels,
                  {key: value for key, value in after.labels(after.root["/PageLabels"]).items() if key < count}))
    fields = before.fields()
    pairs.append(("fields", fields, after.fields(len(fields))))
    structure = before.structure()
    pairs.append(("structure", structure, after.structure(len(structure)) if structure else []))
    different = [name for name, old, new in pairs if old != new]
    print("different: " + ", ".join(different) if different else "same %d pages" % count)


if __name__ == "__main__":
    main()
