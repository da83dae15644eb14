#!/bin/bash
# veraPDF over everything that the program makes: PDF/A-2a with PDF/UA-1 by
# default, PDF/A-1a and PDF/A-3a on request; complete, draft and blank forms.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

# judge PROFILES DIR: all PDFs of a folder.
judge() {
    local files=("$scratch/$2"/*.pdf)
    [ -e "${files[0]}" ]
    ok $? "there are PDFs in $2"
    [ -e "${files[0]}" ] && tap_verapdf "$1" "${files[@]}"
}

if need_product "veraPDF" && need_verapdf "veraPDF"; then
    render_all "$scratch/final"
    render_all "$scratch/draft" --draft
    render_all "$scratch/pdfa1" --pdfa 1
    render_all "$scratch/pdfa3" --pdfa 3
    for part in 2 1 3; do
        "$FORMULYAR" blank -q -t pdf --pdfa $part -o "$scratch/blank$part"
        ok $? "blank forms for PDF/A-$part"
    done
    for part in 2 1 3; do
        for names in '' --no-names; do
            "$FORMULYAR" summary -q --school-year 2026/2027 -t pdf --pdfa $part $names \
                -o "$scratch/year$part" tests/annual/year.xml 2>/dev/null
            ok $? "annual summaries for PDF/A-$part $names"
        done
    done
    cp -R forms "$scratch/forms"
    cp -R tests/form/forms/places "$scratch/forms"
    places=(--forms "$scratch/forms" --edition places -q -t pdf)
    for part in 2 1 3; do
        "$FORMULYAR" blank "${places[@]}" --pdfa $part -o "$scratch/places$part" &&
            "$FORMULYAR" render "${places[@]}" --pdfa $part -o "$scratch/places$part" tests/form/cases/places.xml
        ok $? "forms with places to write for PDF/A-$part"
    done
    judge PDFA_2_A,PDFUA_1 places2
    judge PDFA_1_A places1
    judge PDFA_3_A,PDFUA_1 places3
    for sample in forms/ppk-example/samples/*.xml; do
        "$FORMULYAR" render -q -t pdf --draft -o "$scratch/ppk" "$sample" 2>/dev/null
        ok $? "another regulation: $sample"
    done
    "$FORMULYAR" blank -q -t pdf --edition ppk-example -o "$scratch/ppk"
    ok $? "and its blank forms"
    "$FORMULYAR" journal -q -t pdf -o "$scratch/ppk" forms/ppk-example/samples/year.xml
    ok $? "and its journals"
    judge PDFA_2_A,PDFUA_1 ppk
    bundle_into "$scratch/bundle2"
    bundle_into "$scratch/bundle1" --pdfa 1
    judge PDFA_2_A,PDFUA_1 bundle2
    # Packed into object streams, which PDF/A-1 does not know: there they are left out.
    for part in 1 2; do
        bundle_into "$scratch/paper$part" --paper --pdfa $part
        "$FORMULYAR" batch -q --pdfa $part -t docx -o "$scratch/all$part/out" --merge "$scratch/paper$part/merged.pdf" samples/*.xml 2>/dev/null
    done
    judge PDFA_2_A,PDFUA_1 paper2
    judge PDFA_1_A paper1
    judge PDFA_1_A bundle1
    for part in 2 1 3; do
        for council in samples/council/*-append*.xml; do
            "$FORMULYAR" minutes -q -t pdf --pdfa $part -o "$scratch/council$part" "$council" 2>/dev/null
            ok $? "minutes for PDF/A-$part: $council"
        done
        "$FORMULYAR" minutes -q -t pdf --pdfa $part -o "$scratch/council$part" --extract 2025-106 \
            samples/council/twelve-appendices.xml 2>/dev/null
        ok $? "an extract for PDF/A-$part"
    done
    for part in 2 1; do
        "$FORMULYAR" bundle -q --pdfa $part -o "$scratch/council$part/bundle.pdf" \
            samples/council/twelve-appendices.xml 2>/dev/null
        ok $? "minutes with twelve appendices for PDF/A-$part"
    done
    "$FORMULYAR" minutes -q -t pdf --draft -o "$scratch/council2" tests/council/rules/M1.fail.xml 2>/dev/null
    ok $? "draft minutes"
    judge PDFA_2_A,PDFUA_1 council2
    judge PDFA_1_A council1
    judge PDFA_3_A,PDFUA_1 council3
    judge PDFA_2_A,PDFUA_1 year2
    judge PDFA_1_A year1
    judge PDFA_3_A,PDFUA_1 year3
    judge PDFA_2_A,PDFUA_1 final
    judge PDFA_2_A,PDFUA_1 draft
    judge PDFA_2_A,PDFUA_1 blank2
    judge PDFA_1_A pdfa1
    judge PDFA_1_A blank1
    judge PDFA_3_A,PDFUA_1 pdfa3
    judge PDFA_3_A,PDFUA_1 blank3
fi
done_testing
