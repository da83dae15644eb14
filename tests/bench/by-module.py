#!/usr/bin/env python3
"""by-module.py MORE LESS CASES: instructions by folder of src/, of a case, by two callgrind profiles.

MORE and LESS are lists of callgrind.out files, separated by commas; MORE has so many CASES more.  What a library does counts for the
folder that called it; what the library calls back there does not count twice.  SHA-256 is left out:
valgrind lacks the processor's instructions for it and runs five times as many of others.
"""
import collections
import re
import sys

HASH = "base/hash.c"
FOLDER = re.compile(r"(?:^|/)src/([a-z]+)(?:/[^/]+|\.c)$")


def expand(text, names):
    """callgrind writes a name once, as "(7) name", and "(7)" from then on."""
    number, _, name = text.partition(" ")
    if name:
        names[number] = name
    return names.get(number, text)


def module_of(file):
    if file.endswith(HASH):
        return HASH
    found = FOLDER.search(file)
    return found.group(1) if found else None


def modules(path):
    files, cost = {}, collections.Counter()
    here = callee_file = current = None
    call = False
    with open(path, encoding="utf-8", errors="replace") as profile:
        for line in profile:
            key, equals, value = line.rstrip("\n").partition("=")
            if equals and key in ("fl", "fi", "fe"):
                current = expand(value, files)
                if key == "fl":
                    here = module_of(current)
            elif equals and key in ("cfi", "cfl"):
                callee_file = expand(value, files)
            elif equals and key == "calls":
                call = True
            elif equals and key == "fn":
                here = module_of(current)
            elif line[:1].isdigit() or line[:1] in "+-*":
                count = int(line.split()[-1])
                if not call:
                    cost[here] += count
                else:
                    there = module_of(callee_file if callee_file is not None else current)
                    if here and not there:
                        cost[here] += count
                        cost[None] -= count
                    elif there and not here and there != "main":
                        cost[there] -= count
                        cost[None] += count
                call, callee_file = False, None
    return cost


def profile(paths):
    total = collections.Counter()
    for path in paths.split(","):
        total.update(modules(path))
    return total


def main():
    cost = profile(sys.argv[1])
    cost.subtract(profile(sys.argv[2]))
    del cost[HASH]
    total = sum(cost.values())
    print(f"{total / 1e6 / int(sys.argv[3]):.2f} million instructions a case, without SHA-256:")
    for module, count in cost.most_common():
        if count > total / 500:
            print(f"{count / total * 100:6.1f} %  {'src/' + module if module else 'what no folder of src/ calls'}")


main()
