#!/usr/bin/env python3
"""fuzz.py JOINER BUNDLE COUNT FILE...: joins damaged copies of the files with the bundle.

Half of the copies are cut short, half have some bytes changed, the same ones in
every run (--seed N for others).  Prints "orderly", or how the joiner ended and
leaves the copy in fuzz-bad.pdf.  FUZZ_WRAP: a command to run it under.
"""
import os
import random
import subprocess
import sys


def damaged(data, rng, index):
    if index % 2:
        return data[:rng.randrange(len(data))]
    copy = bytearray(data)
    for _ in range(rng.choice((1, 3, 20))):
        at = rng.randrange(len(copy))
        copy[at] = rng.choice((copy[at] ^ 1 << rng.randrange(8), rng.randrange(256), ord("9"), ord("0")))
    return bytes(copy)


def main():
    joiner, bundle, count = sys.argv[1:4]
    wrap = os.environ.get("FUZZ_WRAP", "").split()
    rng = random.Random(int(os.environ.get("FUZZ_SEED", "5")))
    ends = {}
    os.dup2(os.open(bundle, os.O_RDONLY), 3)
    for path in sys.argv[4:]:
        data = open(path, "rb").read()
        for index in range(int(count)):
            copy = damaged(data, rng, index)
            os.lseek(3, 0, os.SEEK_SET)
            run = subprocess.run(wrap + [joiner, "join"], input=copy, pass_fds=(3,), stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, timeout=600, check=False)
            ends[run.returncode] = ends.get(run.returncode, 0) + 1
            if run.returncode not in (0, 1, 3):
                open("fuzz-bad.pdf", "wb").write(copy)
                print(run.stderr.decode("utf-8", "replace")[-2000:])
                print("ended with %d: fuzz-bad.pdf" % run.returncode)
                return
    print("ends: %s" % sorted(ends.items()), file=sys.stderr) if os.environ.get("FUZZ_VERBOSE") else None
    print("orderly")


main()
