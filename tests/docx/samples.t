#!/bin/bash
# Every sample and blank as DOCX: whole, the words of the tree, the pages of the PDF in LibreOffice.
. tests/tap.sh
here=tests/docx
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for file in samples/*.xml; do
    [ "$file" = samples/thirty.xml ] && continue # more of the same
    draft=()
    [ "$file" = samples/draft.xml ] && draft=(--draft)
    "$BUILD/formulyar" render -q "${draft[@]}" -t pdf,docx,text,tree -o "$work/$(basename "$file" .xml)" "$file" 2>/dev/null
done
"$BUILD/formulyar" blank -q -t pdf,docx,text,tree -o "$work/blank" 2>/dev/null
mkdir "$work/all"
# Cases of several files may share an id: FOLDER/ID becomes all/FOLDER-ID.
python3 - "$work"/*/*.docx <<'END'
import os, sys
for path in sys.argv[1:]:
    stem = path.removesuffix("docx")
    work, folder, name = stem.rsplit("/", 2)
    for ending in "docx", "pdf", "txt", "tree":
        os.rename(stem + ending, f"{work}/all/{folder}-{name}{ending}")
END
cd "$work/all" || exit 1
mkdir lo
made=(*.docx)
count=${#made[@]}
ok $((count < 40)) "at least forty documents are made ($count)"
is "$(python3 "$OLDPWD/$here/check_package.py" ./*.docx)" "" "packages are whole"
words() { # FOLDER ENDING
    for file in *.docx; do printf '%s\n' "$1/${file%docx}$2" "${file%docx}txt"; done |
        xargs -d '\n' python3 "$OLDPWD/$here/compare_text.py" 2>&1
}
is "$(words . docx)" "" "the words of the tree"

if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
        --outdir lo ./*.docx >/dev/null 2>&1
    is "$(words lo pdf)" "" "LibreOffice shows the words of the tree"
    pages() { [[ $(pdfinfo "$1" 2>/dev/null) =~ Pages:\ *([0-9]+) ]] && echo "${BASH_REMATCH[1]}"; }
    is "$(for file in *.docx; do echo "$file $(pages "lo/${file%docx}pdf")"; done)" \
        "$(for file in *.docx; do echo "$file $(pages "${file%docx}pdf")"; done)" \
        "as many pages in LibreOffice as in the PDF"
    # A caption stands under every place to sign; the rest of a signer goes with it.
    signed_pages() { # FILE
        pdftotext -layout "$1" - | tr '\f' '\0' | grep -czF "(подпись)"
    }
    torn=$(for file in lo/*.pdf; do
        [ "$(signed_pages "$file")" = 1 ] || echo "$file"
    done)
    is "$torn" "" "all signers of a form on one page"
    lone=$(for file in *.docx; do printf '%s\n' "lo/${file%docx}pdf" "${file%docx}tree"; done |
        xargs -d '\n' python3 "$OLDPWD/$here/lone_signatures.py" 2>&1)
    is "$lone" "" "no place to sign stands without text"
else
    skip "LibreOffice" "apt-get install libreoffice-writer-nogui hyphen-ru poppler-utils"
fi

done_testing
