#!/bin/bash
# Files of the PDF writer (test_pdf_writer.c makes them) as other programs see them.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# make_files FOLDER [VARIABLE=VALUE...]: runs the writer with other surroundings.
make_files() {
    local folder=$1
    shift
    mkdir -p "$folder"
    env "$@" BUILD="$BUILD" OUT="$folder" "$BUILD/tests/pdf/test_pdf_writer" >"$folder/log" 2>&1
}

make_files "$scratch/a"
ok $? "the writer makes its files"
[ -s "$scratch/a/handmade-2a.pdf" ] || { sed 's/^/# /' "$scratch/a/log"; done_testing; exit 1; }

if command -v qpdf >/dev/null; then
    for part in 2a 1a 3a; do
        qpdf --check "$scratch/a/handmade-$part.pdf" >"$scratch/qpdf" 2>&1
        ok $? "qpdf finds no error in PDF/A-$part"
        ! grep -qi warning "$scratch/qpdf"
        ok $? "and no warning"
    done
    qpdf --json=1 "$scratch/a/handmade-2a.pdf" >"$scratch/json"
    for key in NeedAppearances /DA /DR /Lock /JavaScript; do
        grep -q "\"$key\"" "$scratch/json"
        [ $? -eq 1 ]
        ok $? "there is no $key"
    done
    grep -q '"/SigFlags": 1' "$scratch/json"
    ok $? "SigFlags is 1"
else
    skip "qpdf" "apt-get install qpdf"
fi

if command -v pdffonts >/dev/null; then
    pdffonts "$scratch/a/handmade-2a.pdf" | tail -n +3 >"$scratch/fonts"
    is "$(awk '{ print $(NF-4), $(NF-3), $(NF-2) }' "$scratch/fonts" | sort -u)" "yes yes yes" \
        "every font is embedded, a subset, and mapped to Unicode"
    is "$(cut -c1-6 "$scratch/fonts" | sort | uniq -d)" "" "every subset has its own tag"
    pdftotext -raw "$scratch/a/handmade-2a.pdf" "$scratch/text"
    is "$(tr -d '\f' <"$scratch/text")" "$(cat tests/pdf/handmade.txt)" "the text comes out as it went in"
    for part in 1a 3a; do
        pdftotext -raw "$scratch/a/handmade-$part.pdf" - | cmp -s - "$scratch/text"
        ok $? "PDF/A-$part has the same text"
    done
    # pdfinfo prints titles and summaries as raw UTF-16: they are left out.
    pdfinfo -struct-text "$scratch/a/handmade-2a.pdf" |
        LC_ALL=C sed -E 's/^( *Sect) ".*"$/\1/; s/(Summary) \(.*\)$/\1/' >"$scratch/tree"
    [ -n "$ACCEPT" ] && cp "$scratch/tree" tests/pdf/handmade.tree
    is "$(cat "$scratch/tree")" "$(cat tests/pdf/handmade.tree)" "the structure tree is the accepted one"
    pdfinfo "$scratch/a/handmade-2a.pdf" >"$scratch/info"
    for line in "Title:           Общее заключение 2026-014 <проба & проверка>" \
        "Author:          МБОУ «СОШ №2»" "Tagged:          yes"; do
        grep -qxF "$line" "$scratch/info"
        ok $? "pdfinfo says $line"
    done
    pdfdetach -save 1 -o "$scratch/case.xml" "$scratch/a/handmade-3a.pdf" 2>/dev/null
    is "$(cat "$scratch/case.xml")" '<?xml version="1.0"?>
<case xmlns="urn:formulyar:case:1" id="2026-014"/>' "PDF/A-3 gives the case back"
    is "$(pdfdetach -list "$scratch/a/handmade-2a.pdf")" "0 embedded files" "PDF/A-2 holds none"
else
    skip "poppler" "apt-get install poppler-utils"
fi

# The identifier is the checksum of all before the trailer: anybody can see a change.
python3 -I - "$scratch/a/handmade-2a.pdf" <<'PYTHON'
import hashlib, re, sys
data = open(sys.argv[1], "rb").read()
identifier = re.search(rb"/ID\[<([0-9a-f]{32})><\1>\]", data).group(1).decode()
sys.exit(hashlib.sha256(data[:data.rindex(b"\ntrailer") + 1]).hexdigest()[:32] != identifier)
PYTHON
ok $? "the identifier is the SHA-256 of all before the trailer"

make_files "$scratch/b" TZ=Asia/Krasnoyarsk LC_ALL=ru_RU.UTF-8
for part in 2a 1a 3a; do
    cmp -s "$scratch/a/handmade-$part.pdf" "$scratch/b/handmade-$part.pdf"
    ok $? "PDF/A-$part: the same bytes in another time zone and locale"
done

done_testing
