#!/bin/bash
# hostile.t - workbooks that ask for too much, or lie: an error at once, in little memory, and nothing is asked of any network.
. "$(dirname "$0")/../cmd/lib.sh"

mkdir "$scratch/hostile"
python3 -W ignore tests/table/books.py hostile "$scratch/hostile"

# Each is checked; a line of each: name, exit status, seconds of work, MB, codes.
python3 - "$formulyar" "$scratch"/hostile/*.* >"$scratch/measured" <<'END'
import os, re, sys
for path in sys.argv[2:]:
    read, write = os.pipe()
    pid = os.posix_spawn(sys.argv[1], [sys.argv[1], "check", path], os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0), (os.POSIX_SPAWN_DUP2, write, 2)])
    os.close(write)
    with open(read, "rb") as said:
        codes = sorted(set(re.findall(rb"\[([EW]\d+)\]", said.read())))
    _, status, use = os.wait4(pid, 0)
    print(os.path.basename(path), os.waitstatus_to_exitcode(status), use.ru_utime + use.ru_stime,
          use.ru_maxrss >> 10, b" ".join(codes).decode())
END

# A CSV is there as a whole, and once more decoded.
most() { case $1 in *.csv) echo 128 ;; *) echo 64 ;; esac; }

while read -r name code; do
    read -r _ status seconds megabytes codes < <(grep "^$name " "$scratch/measured")
    is "$status $codes" "1 $code" "$name"
    if grep -q -e -fsanitize "$BUILD/flags"; then
        skip "$name: time and memory" 'a build without sanitizers'
        continue
    fi
    awk -v seconds="$seconds" -v megabytes="$megabytes" -v most="$(most "$name")" \
        'BEGIN { exit !(seconds < 1 && megabytes < most) }'
    ok $? "$name: $seconds s, $megabytes MB"
done <"$scratch/hostile/codes"

done_testing
