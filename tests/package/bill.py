#!/usr/bin/env python3
"""bill.py BILL LOADED PINS: whether a CycloneDX 1.5 bill is well-formed, and complete: packages of the files in LOADED, and
for either release the libraries that PINS has.  With the Python packages cyclonedx-python-lib and jsonschema its schema
is asked too."""
import json
import re
import subprocess
import sys

KINDS = {"application", "library", "file", "data"}
faults = []


def need(good, what):
    if not good:
        faults.append(what)


def flat(components):
    for one in components:
        yield one
        yield from flat(one.get("components", []))


def packages(files):
    found = set()
    for path in files:
        for name in (path, re.sub("^/usr", "", path)):
            answer = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False).stdout
            found.update(line.split(":")[0] for line in answer.splitlines() if not line.startswith("diversion"))
    return found


def by_schema(bill):
    try:
        from cyclonedx.schema import SchemaVersion
        from cyclonedx.validation.json import JsonStrictValidator
    except ImportError:
        print("without the schema: cyclonedx-python-lib is not installed")
        return
    wrong = JsonStrictValidator(SchemaVersion.V1_5).validate_str(json.dumps(bill))
    need(wrong is None, f"schema: {str(wrong)[:300]}")
    print("asked its schema too")


def by_licences(expressions):
    try:
        from license_expression import get_spdx_licensing
    except ImportError:
        return
    known = get_spdx_licensing()
    for expression in expressions:
        unknown = [word for word in known.unknown_license_keys(expression) if not word.startswith("LicenseRef-")]
        need(not unknown, f"licences that SPDX does not know: {unknown}")


with open(sys.argv[1], encoding="utf-8") as file:
    bill = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    loaded = file.read().split()
with open(sys.argv[3], encoding="utf-8") as file:
    pins = {tuple(words[1:3]) for words in map(str.split, file) if words[:1] == ["library"]}

need((bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1), "head")
need(re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"]), "serial number")
need(bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z", "time")
every = list(flat(bill["components"]))
refs = [one["bom-ref"] for one in every] + [bill["metadata"]["component"]["bom-ref"]]
need(len(refs) == len(set(refs)), "references come twice")
for one in every:
    need(one["type"] in KINDS and one["name"] and one["version"], f"{one['bom-ref']}: incomplete")
    need(all(list(choice) == ["expression"] and choice["expression"] for choice in one["licenses"]), f"{one['bom-ref']}: licence")
    need(all(other["type"] in {"website", "distribution"} for other in one.get("externalReferences", [])), f"{one['bom-ref']}: reference")
for row in bill["dependencies"]:
    need(row["ref"] in refs and set(row["dependsOn"]) <= set(refs), f"{row['ref']}: needs what is not there")
debian = {one["name"] for one in every if one["bom-ref"].startswith("deb/")}
need(loaded and packages(loaded) <= debian, f"not in it: {packages(loaded) - debian}")
page = {(one["name"], one["version"]) for one in every if one["bom-ref"].startswith("page/")}
need(page <= pins and {name for name, _ in page} == {name for name, _ in pins}, "libraries inside the page")
static = {one["name"] for one in every if one["bom-ref"].startswith("portable/")}
need({name for name, _ in pins} | {"qpdf", "libtasn1-6", "libc6-dev"} <= static, "libraries inside the static program")
need(any(name.startswith("fonts-liberation") for name in debian) and {"fonts-dejavu-core", "hyphen-ru"} <= debian, "what is baked in")
by_schema(bill)
by_licences({choice["expression"] for one in every + [bill["metadata"]["component"]] for choice in one["licenses"]})
print(f"{len(every)} components")
for fault in faults:
    print(fault)
sys.exit(bool(faults))
