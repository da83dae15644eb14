#!/bin/bash
# faults.t - calls of the system fail: no crash, no half file, true words, and the next run puts it right.
# A sample of the calls (FAULTS: each so manyth, and so many of those for memory); `make faults` takes them all.
. "$(dirname "$0")/../cmd/lib.sh"

preload=$PWD/$BUILD/tests/faults/preload.so
if grep -q fsanitize "$BUILD/flags" || [ ! -e "$preload" ]; then
    skip 'faults' 'a sanitized program cannot be preloaded with them: build without SAN'
    done_testing
    exit
fi
mkdir "$scratch/few" "$scratch/sample"

# faults NAME ARGUMENT...: what they say is in $out.
faults() {
    exits 0 "$1" tests/faults/faults.py "${@:2}" "$formulyar" "$preload" "$scratch/few"
    printf '%s\n' "$out" | sed 's/^/# /'
    rm -rf "${scratch:?}/few"/*
}
faults 'a disk that does not keep what was written' --only whole --kind sync
has "$out" ' E616' 'is told of the file for paper'
has "$out" 'order of whole: sync name sync name sync unlink name sync name sync' \
    'the journal on the disk, documents, the disk, reports, the disk, the journal goes, the files of all, the disk'
faults 'no process for the reader of minutes' --only joined --kind fork,pipe
has "$out" ' E617' 'is told'
faults 'a file in the way that cannot be read' --only replace --kind map --every 7
has "$out" ' E618' 'does not count as a stranger'
faults 'a form that cannot be read' --only batch --kind map --every 5
has "$out" ' E619' 'is told'
faults 'a worker that is killed' --only batch --kind read --every 7
has "$out" '{-9:' 'the run with it'
read -r every memory <<<"${FAULTS:-}"
exits 0 'a sample of all' tests/faults/faults.py --every "${every:-97}" --memory "${memory:-3}" "$formulyar" "$preload" "$scratch/sample"
printf '%s\n' "$out" | sed 's/^/# /'
done_testing
