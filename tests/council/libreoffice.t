#!/bin/bash
# libreoffice.t - a word processor finds the same pages as we do: it lays the bundle out for
# itself and fills in the fields of the list.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"

if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    "$formulyar" bundle -q --number 5 --date 2027-05-28 -o "$scratch/a.docx" "$samples/completed.xml" \
        "$samples/forty-rows.xml" "$samples/not-held.xml" "$samples/long-surnames.xml"
    # What we wrote as results is forgotten: LibreOffice must find the pages itself.
    mkdir "$scratch/parts"
    (cd "$scratch/parts" && unzip -q ../a.docx &&
        sed -i 's|\(separate"/></w:r><w:r><w:t>\)[0-9]*|\1777|g' word/document.xml && zip -q -r ../b.docx .)
    soffice "-env:UserInstallation=file://$scratch/profile" --headless --convert-to pdf \
        --outdir "$scratch" "$scratch/b.docx" >/dev/null 2>&1
    run python3 tests/council/list_pages.py "$scratch/b.pdf" 11
    is "$out" '' 'LibreOffice shows the right pages in the list'
else
    skip 'LibreOffice' 'apt-get install libreoffice-writer-nogui poppler-utils'
fi
done_testing
