#!/bin/bash
# html.t - the manuals as HTML files that stand by themselves; links, and codes of messages, that the documents name.
# shellcheck source=tests/manual/lib.sh
. "$(dirname "$0")/lib.sh"

if command -v cmark-gfm >/dev/null; then
    mkdir "$scratch/html"
    for source in doc/manual/*.md; do
        name=$(basename "$source" .md)
        tools/html "$source" 1.2.3 >"$scratch/html/$name.html" 2>"$scratch/err"
        is "$? $(cat "$scratch/err")" '0 ' "$source is made into HTML"
        tools/html "$source" 1.2.3 | cmp -s - "$scratch/html/$name.html"
        ok $? "$source: the same bytes each time"
        grep -q 'Formulyar 1\.2\.3' "$scratch/html/$name.html"
        ok $? "$source: says of which version it is"
    done
    # What it must refuse.
    mkdir "$scratch/source"
    for text in '# A\n[x](nowhere.md)' '# A\n![x](nowhere.png)'; do
        printf "$text" >"$scratch/source/x.md"
        tools/html "$scratch/source/x.md" 1 >/dev/null 2>&1
        [ $? -eq 1 ]
        ok $? "refused: $text"
    done
else
    skip 'manuals as HTML' 'apt-get install cmark-gfm'
fi

shopt -s nullglob
"$BUILD/messages" ru >"$scratch/messages"
is "$(python3 tests/manual/links.py "$scratch/messages" "$scratch"/html/*.html)" '' 'links and codes of messages lead to what is there'

# What it must find.
mkdir -p "$scratch/bad"
printf '<html><body><h1 id="a">x</h1><a href="#b">x</a><a href="other.md">y</a><img src="x.png" alt="z"><p></body></html>' \
    >"$scratch/bad/bad.html"
is "$(python3 tests/manual/links.py "$scratch/messages" "$scratch/bad/bad.html" | wc -l)" 6 'faults are found'

# A picture that no document shows is not kept.
for picture in doc/pictures/*.png; do
    cat ./*.md doc/manual/*.md | grep -qF "pictures/$(basename "$picture")"
    ok $? "$picture is shown somewhere"
done
done_testing
