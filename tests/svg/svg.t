#!/bin/bash
# Pictures: every document as one, well-formed, with the pages of the PDF and the words of the text, whatever was typed.
# tests/judges/svg.t looks at them in a browser.  ACCEPT=1 writes tests/svg/*.svg anew (without fonts).
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
here=tests/svg

# All samples, one format each.
make() {
    local sample draft
    for sample in samples/*.xml; do
        draft=()
        [ "$sample" = samples/draft.xml ] && draft=(--draft)
        "$formulyar" render -q "${draft[@]}" -t "$1" -o "$2" "$sample" 2>/dev/null
        is $? 0 "$sample is rendered as $1"
    done
    "$formulyar" blank -q -t "$1" -o "$2"
    is $? 0 "blank forms are made as $1"
    "$formulyar" summary -q --school-year 2025/2026 -t "$1" -o "$2" samples/completed.xml 2>/dev/null
    is $? 0 "a summary is made as $1"
    "$formulyar" minutes -q -t "$1" -o "$2" samples/council/one-appendix.xml 2>/dev/null
    is $? 0 "minutes are made as $1"
    "$formulyar" bundle -q --number 5 --date 2027-05-28 -t "$1" -o "$2/bundle.$1" samples/completed.xml samples/registered.xml
    is $? 0 "a bundle is made as $1"
}

make svg "$scratch/svg"
make svg "$scratch/again"
make text "$scratch/text"
is "$(diff -rq "$scratch/svg" "$scratch/again")" '' 'the same cases give the same bytes'
is "$(find "$scratch/svg" -type f ! -name '*.svg')" '' 'and nothing else'
is "$(xmllint --noout "$scratch"/svg/*.svg 2>&1)" '' 'all pictures are well-formed'
is "$(grep -c '^<rect x=.* fill="#c8c8c8"/>' "$scratch"/svg/summary_*.svg)" "$(($(grep -c 'data-page=' "$scratch"/svg/summary_*.svg) - 1))" \
    'upright pages behind a sheet of tables end where they end'

if command -v pdfinfo >/dev/null; then
    make pdf "$scratch/pdf"
    is "$(cd "$scratch/svg" && grep -c 'data-page=' -- *.svg | sed 's/\.svg:/ /')" \
        "$(cd "$scratch/pdf" && for pdf in *.pdf; do
            echo "${pdf%.pdf} $(pdfinfo "$pdf" | awk '/^Pages/ { print $2 }')"
        done)" 'each has the pages of the PDF'
else
    skip 'pages of the PDF' 'apt-get install poppler-utils'
fi
is "$(python3 $here/words.py "$scratch/text" "$scratch/svg")" '' 'each says the words of the text'

# A picture loads nothing and runs nothing.
is "$(grep -liE '<script|<a |href|<foreignObject|<image|@import|url\([^d]|[ "]on[a-z]+=' "$scratch"/svg/*.svg)" '' \
    'a picture has no script, no link and loads nothing'

# golden NAME FILE: the picture without its fonts is that of the test.
golden() {
    sed '/^@font-face/d' "$2" >"$scratch/bare.svg"
    [ "${ACCEPT:-}" ] && cp "$scratch/bare.svg" "$here/$1.svg"
    is "$(<"$scratch/bare.svg")" "$(<"$here/$1.svg")" "$1 is as expected"
}
golden blank "$scratch/svg/blank_5.4.svg"
"$formulyar" render -q -f 5.1 -t svg -o "$scratch" $here/typed.xml
is $? 0 'a case is made in which signs of XML, accents and strange letters are typed'
is "$(xmllint --noout "$scratch/2027-001_5.1.svg" 2>&1)" '' 'it is well-formed'
golden typed "$scratch/2027-001_5.1.svg"

# What has no glyph is an error, as in a PDF.
sed 's/ю̄/😀/' $here/typed.xml >"$scratch/emoji.xml"
exits 1 'a sign without a glyph is an error' "$formulyar" render -q -f 5.1 -t svg -o "$scratch/emoji" "$scratch/emoji.xml"
has "$err" E301 'which says so'
is "$(find "$scratch/emoji" -type f 2>/dev/null)" '' 'and no picture'
sed 's/ю̄/שלום/' $here/typed.xml >"$scratch/right.xml"
exits 1 'letters from right to left are an error' "$formulyar" render -q -f 5.1 -t svg -o "$scratch/right" "$scratch/right.xml"
has "$err" E301 'which says so too'

# A picture that was damaged gets no name; one that was made is not verified later.
FORMULYAR_TEST_FAULT=damage:svg run "$formulyar" render -q -f 5.1 -t svg -o "$scratch/damaged" samples/completed.xml
is "$status $(find "$scratch/damaged" -name '*.svg' 2>/dev/null)" '1 ' 'a damaged picture gets no name'
has "$err" E910 'and is told of'
exits 1 'a picture is not verified' "$formulyar" verify "$scratch/svg/blank_5.4.svg"
has "$out$err" E911 'and that is said'

# The fonts inside are fonts.
if command -v fc-scan >/dev/null; then
    mkdir "$scratch/fonts"
    python3 $here/fonts.py "$scratch/fonts" "$scratch"/svg/*.svg
    is "$(fc-scan --format '%{family}|%{style}|%{weight}|%{index}\n' "$scratch"/fonts/*.ttf | sort -u)" \
        "$(printf '%s\n' 'Formulyar Serif|Bold|200|0' 'Formulyar Serif|Regular|80|0' 'Formulyar Signs|Regular|80|0')" \
        'FreeType reads the fonts inside'
    is "$(for font in "$scratch"/fonts/*.ttf; do
        fc-scan --format '%{charset}\n' "$font" | cmp -s - <(cat "${font%.ttf}.charset") || echo "$font"
    done)" '' 'and finds the characters that the picture says are there'
else
    skip 'fonts' 'apt-get install fontconfig'
fi
done_testing
