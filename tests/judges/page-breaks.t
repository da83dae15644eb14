#!/bin/bash
# Lines break in the page where they break in the program, though its libunibreak may be another version: every three of the
# characters that matter, and all texts of forms, samples and tests (tests/page/breaks.c).
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
BUILD=${BUILD:-build}
page=$BUILD/page/src/libunibreak/src

lines() {
    cat forms/*.xml forms/*/*.xml samples/*.xml samples/council/*.xml tests/case/*/*.xml tests/council/*/*.xml README.ru.md |
        iconv -c -f UTF-8 -t UTF-8
}

# program OUT FLAGS...: breaks.c with what the flags add.
program() {
    local out=$1
    shift
    # shellcheck disable=SC2046
    cc -O1 -D_GNU_SOURCE -Isrc "$@" -o "$out" tests/page/breaks.c "$BUILD/parts.a" \
        $(pkg-config --libs libxml-2.0 libzip libutf8proc nettle libdeflate zlib) -lhpdf -lm $(pkg-config --libs libunibreak)
}

if [ ! -d "$page" ]; then
    skip "breaks of lines" "no page: tools/install-packages build page node, then make page"
elif need "breaks of lines" "tools/install-packages build" cc pkg-config iconv; then
    program "$scratch/native" && program "$scratch/page" "-I$page" "$page"/{linebreak,linebreakdata,linebreakdef}.c \
        "$page"/{unibreakbase,unibreakdef,eastasianwidthdata,eastasianwidthdef,emojidata,emojidef}.c
    ok $? "both libraries are there"
    lines | "$scratch/native" >"$scratch/native.txt"
    lines | "$scratch/page" >"$scratch/page.txt"
    [ "$(wc -l <"$scratch/native.txt")" -gt 270000 ]
    ok $? "$(wc -l <"$scratch/native.txt") texts are compared"
    diff "$scratch/native.txt" "$scratch/page.txt" | head -n 20 >"$scratch/diff"
    is "$(cat "$scratch/diff")" "" "lines break at the same places"
fi
done_testing
