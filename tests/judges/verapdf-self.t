#!/bin/bash
# Does the veraPDF judge itself judge?  Files of another program (LibreOffice)
# that are known to be good and bad.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

# export_pdf NAME OPTIONS: the page below as NAME.pdf, made by LibreOffice.
export_pdf() {
    cat >"$scratch/$1.html" <<'PAGE'
<html lang="ru"><head><title>Проба</title></head><body><h1>Заголовок</h1><p>Текст № 1</p></body></html>
PAGE
    soffice "-env:UserInstallation=file://$scratch/profile" --headless \
        --convert-to "pdf:writer_web_pdf_Export:$2" --outdir "$scratch" "$scratch/$1.html" >/dev/null 2>&1
}

# verdicts PROFILE FILE: its verdicts and rules, without the words.
verdicts() {
    verapdf "$@" | cut -f 1,4
}

if need_verapdf "veraPDF on known files" &&
    need "veraPDF on known files" "apt-get install libreoffice-writer" soffice; then
    tagged='"UseTaggedPDF":{"type":"boolean","value":"true"}'
    export_pdf archival '{"SelectPdfVersion":{"type":"long","value":"2"},'"$tagged}"
    export_pdf accessible '{"PDFUACompliance":{"type":"boolean","value":"true"},'"$tagged}"
    export_pdf plain '{}'
    tap_verapdf PDFA_2_B "$scratch/archival.pdf"
    tap_verapdf PDFUA_1 "$scratch/accessible.pdf"
    is "$(verdicts PDFA_2_A "$scratch/archival.pdf")" "failed	ISO 19005-2:2011 6.6.4-3" \
        "PDF/A-2b does not pass for PDF/A-2a"
    for profile in PDFA_2_A PDFA_1_A PDFA_3_A PDFUA_1; do
        verdicts $profile "$scratch/plain.pdf" | grep -q '^failed'
        ok $? "a plain PDF fails $profile"
    done
    is "$(verapdf PDFUA_1 "$scratch/plain.html" | cut -f 1)" broken "a page that is no PDF is called broken"
fi
done_testing
