#!/bin/bash
# hostile-docx.t - DOCX files that ask for too much, or say two things at once: an error at once, in little memory.
. "$(dirname "$0")/../cmd/lib.sh"

"$formulyar" render -q -f 5.1 -t docx -o "$scratch" "$samples/completed.xml"
good=$scratch/2025-014_5.1.docx
mkdir "$scratch/hostile"
python3 -W ignore tests/verify/hostile_docx.py "$good" "$scratch/hostile"

# Each is verified; a line of each: name, exit status, seconds of work, MB, codes.
python3 - "$formulyar" "$scratch"/hostile/*.docx >"$scratch/measured" <<'END'
import os, re, sys
for path in sys.argv[2:]:
    read, write = os.pipe()
    pid = os.posix_spawn(sys.argv[1], [sys.argv[1], "verify", path], os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, write, 2)])
    os.close(write)
    with open(read, "rb") as said:
        codes = sorted(set(re.findall(rb"\[([EW]\d+)\]", said.read())))
    _, status, use = os.wait4(pid, 0)
    print(os.path.basename(path)[:-len(".docx")], os.waitstatus_to_exitcode(status), use.ru_utime + use.ru_stime,
          use.ru_maxrss >> 10, b" ".join(codes).decode())
END

# within NAME CODES: told by these codes, within a second of work and 64 MB.
within() {
    local status seconds megabytes codes
    read -r _ status seconds megabytes codes < <(grep "^$1 " "$scratch/measured")
    is "$status $codes" "1 $2" "$1"
    if grep -q -e -fsanitize "$BUILD/flags"; then
        skip "$1: time and memory" 'a build without sanitizers'
        return
    fi
    awk -v seconds="$seconds" -v megabytes="$megabytes" 'BEGIN { exit !(seconds < 1 && megabytes < 64) }'
    ok $? "$1: $seconds s, $megabytes MB"
}

for name in elements elements-below-the-limit parts part-names styles lists count-lie zip64-lie; do
    within "$name" E402
done
for name in attributes attributes-with-angles depth entities names-of-attributes names-of-elements \
    property quotes relations relations-below-the-limit spaces spaces-nested styles-in-use lists-in-use types value; do
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
