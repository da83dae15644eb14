#!/bin/bash
# attach.t - `--pdfa 3` embeds the case, `extract` gives it back.
. "$(dirname "$0")/lib.sh"

# element FILE: the bytes from <case to </case>.
element() { perl -0777 -ne 'print $1 if /(<case\b.*<\/case>)/s' "$1"; }

render() { "$formulyar" render -q --pdfa 3 -f 5.1 -t pdf -o "$scratch" "$@"; }
render "$samples/completed.xml"
pdf=$scratch/2025-014_5.1.pdf
exits 0 'extract' "$formulyar" extract -o "$scratch/back.xml" "$pdf"
cmp -s "$scratch/back.xml" "$samples/completed.xml"
ok $? 'the file, byte for byte'
exits 0 'it is a case again' "$formulyar" check -q "$scratch/back.xml"
exits 1 'an existing file is not replaced' "$formulyar" extract -o "$scratch/back.xml" "$pdf"
"$formulyar" extract "$pdf" | cmp -s - "$scratch/back.xml"
ok $? 'to standard output'
exits 0 'the PDF is whole' "$formulyar" verify "$pdf"

render "$samples/thirty.xml"
one=$(find "$scratch" -name '*_5.1.pdf' | sort | tail -n 1)
exits 0 'one case of thirty' "$formulyar" extract -o "$scratch/one.xml" "$one"
exits 0 'stands alone' "$formulyar" check -q "$scratch/one.xml"
is "$(grep -c '<case ' "$scratch/one.xml")" 1 'and tells of nobody else'

# What does not stand in the file as it was read: the element itself, byte for byte.
sed "1s/UTF-8/UTF-16/" "$samples/completed.xml" | iconv -f UTF-8 -t UTF-16 >"$scratch/utf-16.xml"
for input in "$scratch/utf-16.xml" -; do
    rm -rf "$scratch/other"
    "$formulyar" render -q --pdfa 3 -f 5.1 -t pdf -o "$scratch/other" "$input" <"$samples/completed.xml"
    "$formulyar" extract -o "$scratch/other/back.xml" "$scratch/other/2025-014_5.1.pdf"
    element "$samples/completed.xml" >"$scratch/wanted"
    element "$scratch/other/back.xml" | cmp -s - "$scratch/wanted"
    ok $? "the case's own bytes from ${input##*/}"
done

"$formulyar" render -q -f 5.1 -t pdf -o "$scratch/plain" "$samples/completed.xml"
exits 1 'nothing is embedded unasked' "$formulyar" extract "$scratch/plain/2025-014_5.1.pdf"
grep -qF 'Савельева' "$scratch/plain/2025-014_5.1.pdf"
is $? 1 'nor is a name in clear bytes'
done_testing
