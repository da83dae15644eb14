#!/bin/bash
# The fuzz targets over what was found before, and over the beginnings of sound files: nobody needs
# libFuzzer for that.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR=$work

# Small inputs that every target must take: nothing, one byte, zeros, a mark of each kind of file.
mkdir "$work/any"
: >"$work/any/empty"
printf '<' >"$work/any/one"
head -c 4096 /dev/zero >"$work/any/zeros"
printf '%%PDF-1.7\n' >"$work/any/pdf"
printf 'PK\003\004' >"$work/any/zip"
printf '<?xml version="1.0"?>\n<x xmlns="urn:x"/>\n' >"$work/any/xml"
for file in samples/completed.xml samples/council/one-appendix.xml forms/rules.xml; do
    head -c 1500 "$file" >"$work/any/$(basename "$file")"
done

for source in tests/fuzz/fuzz_*.c; do
    target=$(basename "$source" .c)
    target=${target#fuzz_}
    replay=$BUILD/fuzz/replay_$target
    timeout 120 "$replay" "$work"/any/* "$source" >"$work/out" 2>&1
    ok $? "$target: small inputs" || true
    [ -n "$(tail -n 1 "$work/out" | grep -F "$source")" ] || tail -n 20 "$work/out" | sed 's/^/# /'
    shopt -s nullglob
    found=(tests/fuzz/found/"$target"/*)
    shopt -u nullglob
    [ ${#found[@]} -eq 0 ] && continue
    timeout 300 "$replay" "${found[@]}" >"$work/out" 2>&1
    status=$?
    ok $status "$target: ${#found[@]} inputs that were found"
    [ $status -eq 0 ] || tail -n 20 "$work/out" | sed 's/^/# /'
done
done_testing
