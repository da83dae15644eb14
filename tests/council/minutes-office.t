#!/bin/bash
# minutes-office.t - `bundle --minutes` with what LibreOffice, Ghostscript and Chromium make.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
# shellcheck source=tests/council/office.sh
. "$(dirname "$0")/office.sh"
# shellcheck source=tests/council/minutes-pdf.sh
. "$(dirname "$0")/minutes-pdf.sh"

claim() { "$formulyar" verify --json "$1" | grep -o '"conformance":"[^"]*"'; }

# joined NAME CLAIM: NAME.pdf was made and is whole in front of a bundle, which claims that.
joined() {
    [ -s "$1.pdf" ]
    ok $? "$1: minutes"
    [ -s "$1.pdf" ] || return
    exits 0 "$1: joined" bundle "$1.pdf" "$1-joined.pdf" "$case"
    whole "$1.pdf" "$1-joined.pdf"
    is "$(claim "$1-joined.pdf")" "\"conformance\":\"$2\"" "$1: the claim"
}

if command -v soffice >/dev/null; then
    libreoffice_pdf plain.pdf UseTaggedPDF=false ExportFormFields=true
    joined plain ''
    grep -aq NeedAppearances plain.pdf && grep -aq NeedAppearances plain-joined.pdf
    ok $? 'plain: readers who were asked to draw the fields still are'
    libreoffice_pdf tagged.pdf UseTaggedPDF=true ExportBookmarks=true ExportNotes=true ExportFormFields=true
    joined tagged ''
    has "$err" 'fields renamed: 1' 'tagged: a field of the same name'
    is "$(pdfinfo -struct tagged-joined.pdf 2>&1 >/dev/null)" "$(pdfinfo -struct tagged.pdf 2>&1 >/dev/null)" \
        'tagged: poppler has no more to say of the joined tree than of theirs'
    is "$(pdfinfo -struct-text tagged-joined.pdf | grep -c -e 'О сопровождении' -e 'Общее заключение о результатах')" 3 \
        'tagged: both are heard'
    libreoffice_pdf archival.pdf SelectPdfVersion=2
    joined archival PDF/A-2b
else
    skip 'minutes of LibreOffice' 'apt-get install libreoffice-writer-nogui'
fi
if command -v gs >/dev/null; then
    ghostscript_pdf ghostscript.pdf
    joined ghostscript ''
    is "$(pdfinfo -l 3 ghostscript-joined.pdf | grep -c 'size: *842 x 595')" 1 'ghostscript: a page of another size'
else
    skip 'minutes of Ghostscript' 'apt-get install ghostscript'
fi
if command -v chromium >/dev/null; then
    chromium_pdf chromium.pdf
    joined chromium ''
else
    skip 'minutes of Chromium' 'apt-get install chromium'
fi
done_testing
