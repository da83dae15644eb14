#!/bin/bash
# Minutes of other programs in front of a bundle: the claims of PDF/A that the joined
# file makes, before veraPDF; every field of ours signed in place.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/judges/signing/signers.sh
. tests/judges/signing/signers.sh
# shellcheck source=tests/council/office.sh
. tests/council/office.sh

# join MINUTES OUTPUT OPTION...
join() {
    local minutes=$1 output=$2
    shift 2
    "$FORMULYAR" bundle -q --number 5 --date 2027-05-28 --minutes "$minutes" -o "$output" "$@" \
        samples/completed.xml >"$scratch/join.log" 2>&1
    ok_or_log $? "joined: ${output#"$scratch/"}" "$scratch/join.log"
}

# claimed PROFILE NAME: minutes and joined file are valid; a fault of the minutes is the
# other program's, and the joined file has it too.
claimed() {
    if verapdf "$1" "$scratch/$2.pdf" | grep -q '^valid'; then
        tap_verapdf "$1" "$scratch/$2-joined.pdf"
    else
        skip "veraPDF $1 $2" "the minutes of this LibreOffice are not what they claim"
    fi
}

judge_claims() {
    local part
    "$FORMULYAR" render -q -f 5.4 -t pdf -o "$scratch/own" samples/partly-and-not-removed.xml
    mv "$scratch/own"/*.pdf "$scratch/own.pdf"
    join "$scratch/own.pdf" "$scratch/own-joined.pdf"
    claimed PDFA_2_A own
    join "$scratch/own-joined.pdf" "$scratch/again-joined.pdf" --duplex
    tap_verapdf PDFA_2_A "$scratch/again-joined.pdf"
    # A language that is not named, an intent for printing: with a profile, which ours then shares, and without.
    local kind
    sed 's|/GTS_PDFA1|/GTS_PDFX |' "$scratch/own.pdf" >"$scratch/profile.pdf"
    cp tests/council/strange/no-language.pdf tests/council/strange/printing-intent.pdf "$scratch"
    for kind in no-language printing-intent profile; do
        join "$scratch/$kind.pdf" "$scratch/$kind-joined.pdf"
    done
    tap_verapdf PDFA_2_B "$scratch"/{no-language,printing-intent}-joined.pdf
    tap_verapdf PDFA_2_A "$scratch/profile-joined.pdf"
    for part in 1 2 3; do
        command -v soffice >/dev/null || break
        libreoffice_pdf "$scratch/office$part.pdf" SelectPdfVersion=$part
        [ $part = 1 ] && join "$scratch/office1.pdf" "$scratch/office1-joined.pdf" --pdfa 1 ||
            join "$scratch/office$part.pdf" "$scratch/office$part-joined.pdf"
        claimed "PDFA_${part}_B" "office$part"
    done
    [ -e "$scratch/office1-joined.pdf" ] && claimed PDFA_1_A office1
}

# sign_all TOOL FILE: every empty field of ours, by two people in turn; earlier bytes and
# the looks of the minutes stay, all signatures are valid.
sign_all() {
    local tool=$1 file=$2 field next last=$2 number=0
    while read -r field; do
        number=$((number + 1))
        next=$scratch/signed-$tool-$number-$(basename "$file")
        "${tool}_sign" "$last" "$next" "$field" $((2 - number % 2))
        ok_or_log $? "$tool signs $field of ${file#"$scratch/"}" "$scratch/sign.log"
        [ -s "$next" ] || return
        last=$next
    done < <("$FORMULYAR" fields "$file" | cut -f 1)
    "${tool}_look" "$last"
    "${tool}_verify" "$last" "$number"
    ok_or_log $? "$tool: $number signatures of ${file#"$scratch/"} are valid" "$scratch/verify.log"
    cmp -s -n "$(stat -c %s "$file")" "$file" "$last"
    ok $? "$tool: the earlier bytes are kept"
    is "$(pdftoppm -r 50 -l 2 "$last" 2>/dev/null | cksum)" "$(pdftoppm -r 50 -l 2 "$file" 2>/dev/null | cksum)" \
        "$tool: the minutes look the same"
    "$FORMULYAR" verify "$last" >"$scratch/verify.log" 2>&1
    ok_or_log $? "$tool: formulyar verify finds it whole" "$scratch/verify.log"
}

how="run tests/judges/install.sh"
if need_product "joined files"; then
    need_verapdf "claims of joined files" && judge_claims
    if need "signing joined files" "$how" pdfsig certutil openssl python3 pdftoppm; then
        make_keys
        files=("$scratch/scanned.pdf")
        join samples/council/scanned-minutes.pdf "$scratch/scanned.pdf" -f 5.4
        if command -v soffice >/dev/null; then
            libreoffice_pdf "$scratch/form.pdf" ExportFormFields=true ExportBookmarks=true
            join "$scratch/form.pdf" "$scratch/form-joined.pdf" -f 5.4
            files+=("$scratch/form-joined.pdf")
        fi
        tools_here=(poppler)
        if [ -e "$JUDGES/venv/.complete" ]; then tools_here+=(pyhanko); else skip "PAdES signatures of joined files" "no pyHanko: $how"; fi
        for file in "${files[@]}"; do
            for tool in "${tools_here[@]}"; do sign_all "$tool" "$file"; done
        done
    fi
fi
done_testing
