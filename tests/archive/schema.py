#!/usr/bin/env python3
"""schema.py OLD.xsd NEW.xsd: what the newer schema no longer lets pass that the older did; nothing when all does.

The rule of forms/case.xsd: what is optional may be added; nothing is taken away, called otherwise, moved, narrowed or
made mandatory.
"""
import sys
import xml.etree.ElementTree as ElementTree

XS = "{http://www.w3.org/2001/XMLSchema}"


def occurs(node, name):
    text = node.get(name, "1")
    return float("inf") if text == "unbounded" else int(text)


class Comparison:
    def __init__(self, old, new):
        self.roots = [ElementTree.parse(path).getroot() for path in (old, new)]
        self.said = []
        self.met = set()

    def say(self, where, what):
        self.said.append(f"{where}: {what}")

    def named(self, which, kind, name):
        return self.roots[which].find(f"{XS}{kind}[@name='{name}']")

    def type_of(self, which, node):
        """The type of an element or attribute: its own, a named one, or the name of a built-in."""
        own = node.find(f"{XS}complexType")
        own = node.find(f"{XS}simpleType") if own is None else own
        if own is not None or node.get("type") is None:
            return own
        name = node.get("type").split(":")[-1]
        found = self.named(which, "complexType", name)
        found = self.named(which, "simpleType", name) if found is None else found
        return node.get("type") if found is None else found

    def types(self, where, old, new):
        if isinstance(old, str) or isinstance(new, str) or old is None or new is None:
            if old is not new and old != new:
                self.say(where, "another type")
            return
        pair = (id(old), id(new))
        if pair in self.met:
            return
        self.met.add(pair)
        if old.tag != new.tag:
            self.say(where, "another kind of type")
        elif old.tag == XS + "simpleType":
            self.simple(where, old, new)
        else:
            self.complex(where, old, new)

    def simple(self, where, old, new):
        before, after = old[-1], new[-1]
        if before.tag != after.tag or before.get("itemType") != after.get("itemType"):
            self.say(where, "another kind of value")
            return
        facets = [{(facet.tag[len(XS):], facet.get("value")) for facet in one if facet.tag != XS + "annotation"} for one in (before, after)]
        kinds = [{name for name, _ in one} for one in facets]
        for name, value in sorted(facets[0]):
            if name == "enumeration" and "enumeration" in kinds[1] and (name, value) not in facets[1]:
                self.say(where, f"the value {value} is gone")
        for name, value in sorted(facets[1]):
            if name == "enumeration" and "enumeration" not in kinds[0]:
                self.say(where, f"only some values pass: {value}")
            elif name != "enumeration" and (name, value) not in facets[0]:
                self.facet(where, name, value, dict(facets[0]))
        if self.base(0, before) != self.base(1, after):
            self.say(where, "another base")

    def base(self, which, node):
        return node.get("base", "") if self.named(which, "simpleType", node.get("base", "")) is None else "a type of the schema"

    def facet(self, where, name, value, before):
        wider = name in before and ((name.startswith("max") and float(value) >= float(before[name])) or
                                    (name.startswith("min") and float(value) <= float(before[name])))
        if not wider:
            self.say(where, f"{name} {value} narrows it")

    def parts(self, node):
        """Elements, the order in which they must stand, and attributes of a complex type."""
        holder = node
        for tag in ("complexContent", "simpleContent"):
            inner = node.find(XS + tag)
            if inner is not None:
                holder = inner[-1]
        group = [holder.find(XS + tag) for tag in ("sequence", "choice", "all")]
        group = next((one for one in group if one is not None), None)
        elements = [] if group is None else [one for one in group.iter(XS + "element") if one is not node]
        direct = [] if group is None else [one for one in group if one.tag == XS + "element"]
        return holder, group, direct if len(direct) == len(elements) else direct or elements, holder.findall(XS + "attribute")

    def complex(self, where, old, new):
        before, after = self.parts(old), self.parts(new)
        if before[0].get("base") != after[0].get("base") or (before[1] is not None) > (after[1] is not None):
            self.say(where, "another content")
        names = [[one.get("name") or one.get("ref") for one in part[2]] for part in (before, after)]
        kept = [name for name in names[1] if name in names[0]]
        if [name for name in names[0] if name in names[1]] != kept:
            self.say(where, "another order")
        self.children(where, before[2], after[2], "element")
        self.children(where, before[3], after[3], "attribute")

    def children(self, where, old, new, kind):
        after = {one.get("name") or one.get("ref"): one for one in new}
        before = {one.get("name") or one.get("ref"): one for one in old}
        for name, one in before.items():
            place = f"{where}/{'@' if kind == 'attribute' else ''}{name}"
            if name not in after:
                self.say(place, "is gone")
                continue
            self.compare(place, one, after[name], kind)
        for name, one in after.items():
            mandatory = one.get("use") == "required" if kind == "attribute" else occurs(one, "minOccurs") > 0
            if name not in before and mandatory:
                self.say(f"{where}/{name}", "is new and mandatory")

    def compare(self, place, old, new, kind):
        if kind == "attribute" and new.get("use") == "required" and old.get("use") != "required":
            self.say(place, "has become mandatory")
        if kind == "element" and (occurs(new, "minOccurs") > occurs(old, "minOccurs") or occurs(new, "maxOccurs") < occurs(old, "maxOccurs")):
            self.say(place, "may stand there less often, or must more often")
        if old.get("ref") is None:
            self.types(place, self.type_of(0, old), self.type_of(1, new))

    def run(self):
        if self.roots[0].get("targetNamespace") != self.roots[1].get("targetNamespace"):
            self.say("", "another namespace")
        self.children("", self.roots[0].findall(XS + "element"), [
            one for one in self.roots[1].findall(XS + "element") if self.named(0, "element", one.get("name")) is not None], "element")
        return self.said


print("\n".join(Comparison(sys.argv[1], sys.argv[2]).run()), end="")
