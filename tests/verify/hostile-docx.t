#!/bin/bash
# hostile-docx.t - DOCX files that ask for too much, or say two things at once: an error at once, in little memory.
. "$(dirname "$0")/../cmd/lib.sh"

"$formulyar" render -q -f 5.1 -t docx -o "$scratch" "$samples/completed.xml"
good=$scratch/2025-014_5.1.docx
mkdir "$scratch/hostile"
python3 -W ignore tests/verify/hostile_docx.py "$good" "$scratch/hostile"

# measure FILE: verifies it; one line: exit status, seconds of work, MB, codes.
measure() {
    python3 - "$formulyar" "$1" <<'END'
import re, resource, subprocess, sys
run = subprocess.run([sys.argv[1], "verify", sys.argv[2]], capture_output=True, timeout=100)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
codes = sorted(set(re.findall(rb"\[([EW]\d+)\]", run.stderr)))
print(run.returncode, use.ru_utime + use.ru_stime, use.ru_maxrss >> 10, b" ".join(codes).decode())
END
}

# within NAME CODES: told by these codes, within a second of work and 64 MB.
within() {
    local status seconds megabytes codes
    read -r status seconds megabytes codes < <(measure "$scratch/hostile/$1.docx")
    is "$status $codes" "1 $2" "$1"
    if grep -q -e -fsanitize "$BUILD/flags"; then
        skip "$1: time and memory" 'a build without sanitizers'
        return
    fi
    awk -v seconds="$seconds" -v megabytes="$megabytes" 'BEGIN { exit !(seconds < 1 && megabytes < 64) }'
    ok $? "$1: $seconds s, $megabytes MB"
}

for name in elements elements-below-the-limit parts part-names styles count-lie zip64-lie; do
    within "$name" E402
done
for name in attributes attributes-with-angles depth entities names-of-attributes names-of-elements \
    property quotes relations relations-below-the-limit spaces spaces-nested styles-in-use types value; do
    within "$name" 'E504 E511'
done
for name in attributes-in-many-tags comment text; do
    within "$name" 'E504'
done
within size-lie E503
within head E503
within tail E503
within encrypted E403
within twice E404
within overlap E404

# Bytes that are nobody's: what is read is whole, the file is not what was written.
within between E505
within comment-at-the-end E505
has "$("$formulyar" verify --lang en "$scratch/hostile/between.docx" 2>/dev/null)" '; changed' 'told as changed'
exits 0 'the good one is' "$formulyar" verify "$good"
done_testing
