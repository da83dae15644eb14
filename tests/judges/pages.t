#!/bin/bash
# A word processor needs as many pages for a DOCX as its PDF has, and parts no place to sign from the text: the
# samples, all their drafts and blanks of every edition, a made-up year, a summary, minutes and extracts, papers and
# journals of a regulation with frames and long lists of signers in LibreOffice.  No page more or less is allowed.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

make_all() {
    mkdir "$scratch/all"
    local edition sample name
    for edition in forms/*/edition.xml; do
        edition=$(basename "$(dirname "$edition")")
        "$FORMULYAR" blank -q --edition "$edition" -t pdf,docx,tree -o "$scratch/blank-$edition"
    done
    for sample in forms/ppk-example/samples/*.xml; do
        name=$(basename "$sample" .xml)
        "$FORMULYAR" render -q -t pdf,docx,tree -o "$scratch/ppk-final-$name" "$sample"
        "$FORMULYAR" render -q --draft --force -t pdf,docx,tree -o "$scratch/ppk-draft-$name" "$sample"
    done
    "$FORMULYAR" journal -q --draft -t pdf,docx,tree -o "$scratch/ppk-journals" forms/ppk-example/samples/*.xml
    for sample in samples/*.xml; do
        name=$(basename "$sample" .xml)
        "$FORMULYAR" render -q -t pdf,docx,tree -o "$scratch/final-$name" "$sample"
        "$FORMULYAR" render -q --draft -t pdf,docx,tree -o "$scratch/draft-$name" "$sample"
    done
    python3 tests/batch/generate.py 30 0 >"$scratch/year.xml"
    "$FORMULYAR" batch -q -t pdf,docx,tree -o "$scratch/year" "$scratch/year.xml"
    "$FORMULYAR" summary -q -t pdf,docx,tree -o "$scratch/summary" samples/thirty.xml
    for sample in samples/council/*.xml; do
        "$FORMULYAR" minutes -q -t pdf,docx,tree -o "$scratch/minutes-$(basename "$sample" .xml)" "$sample"
    done
    "$FORMULYAR" minutes -q -t pdf,docx,tree --extract 2025-031 -o "$scratch/extract" samples/council/one-appendix.xml
    local file folder
    for file in "$scratch"/*/*.docx; do
        folder=$(dirname "$file")
        for ending in pdf docx tree; do
            mv "${file%docx}$ending" "$scratch/all/${folder##*/}-$(basename "$file" .docx).$ending"
        done
    done
} 2>/dev/null

pages() { # FILE
    [[ $(pdfinfo "$1" 2>/dev/null) =~ Pages:\ *([0-9]+) ]] && echo "${BASH_REMATCH[1]}"
}

if need_product "pages" && need "pages" "apt-get install libreoffice-writer-nogui hyphen-ru poppler-utils python3" soffice pdfinfo python3; then
    make_all
    cd "$scratch/all" || exit 1
    made=(*.docx)
    ok $((${#made[@]} < 250)) "at least 250 documents are made (${#made[@]})"
    # It stops after some 250 documents.
    printf '%s\0' "${made[@]}" | xargs -0 -n 100 soffice --headless "-env:UserInstallation=file://$scratch/profile" \
        --convert-to pdf --outdir lo >/dev/null 2>&1
    is "$(for file in "${made[@]}"; do echo "$file $(pages "lo/${file%docx}pdf")"; done)" \
        "$(for file in "${made[@]}"; do echo "$file $(pages "${file%docx}pdf")"; done)" \
        "as many pages in LibreOffice as in the PDF"
    # Signers who take more than a page stand on pages without text, in the PDF too.
    is "$(for file in "${made[@]}"; do [[ $file == *-many-signers-* ]] || printf '%s\n' "lo/${file%docx}pdf" "${file%docx}tree"; done |
        xargs -d '\n' python3 "$OLDPWD/tests/docx/lone_signatures.py" 2>&1)" "" "no place to sign stands without text"
fi
done_testing
