#!/bin/bash
# Signing in place: every signature field of every form alone, then all of them
# by two people in turn, with poppler (RSA), pyHanko (PAdES B-B) and a GOST tool
# of our own.  After each: valid signatures, earlier bytes kept, the same pages
# outside the field, still PDF/A.  pyHanko also signs with a field of its own, for
# the long term (B-LTA) and with a certification first.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/judges/signing/signers.sh
. tests/judges/signing/signers.sh

# field_names FILE [empty|signed]: in the order of the form.
field_names() {
    python3 "$tools/fields.py" "$1" | awk -v state="${2:-}" 'state == "" || $NF == state { print $1 }'
}

# sign_form TOOL FILE DIR: each field alone, then one after the other.  What is to
# be judged goes to $scratch/jobs: TOOL, BEFORE, AFTER, COUNT, the FIELDs signed since.
sign_form() {
    local tool=$1 file=$2 into=$3 name field fields last=$2 next number=0
    name=$(basename "$file" .pdf)
    mkdir -p "$into"
    mapfile -t fields < <(field_names "$file")
    for field in "${fields[@]}"; do
        next=$into/${name}_$field.pdf
        "${tool}_sign" "$file" "$next" "$field" 1
        ok_or_log $? "$tool signs $field of ${file#"$scratch/"}" "$scratch/sign.log"
        [ -s "$next" ] || continue
        printf '%s\t' "$tool" "$file" "$next" 1 >>"$scratch/jobs"
        echo "$field" >>"$scratch/jobs"
    done
    [ ${#fields[@]} -gt 1 ] || return 0
    for field in "${fields[@]}"; do
        number=$((number + 1))
        next=$into/${name}_all$number.pdf
        "${tool}_sign" "$last" "$next" "$field" $((2 - number % 2))
        ok_or_log $? "$tool signs $field of ${file#"$scratch/"} after $((number - 1)) others" "$scratch/sign.log"
        [ -s "$next" ] || return 0
        last=$next
    done
    printf '%s\t' "$tool" "$file" "$last" "$number" >>"$scratch/jobs"
    echo "${fields[*]}" >>"$scratch/jobs"
}

# judge_job TOOL BEFORE AFTER COUNT
judge_job() {
    local name="$1 ${3#"$scratch/"}"
    "${1}_verify" "$3" "$4"
    ok_or_log $? "$name: $4 valid, the last one over the whole file" "$scratch/verify.log"
    cmp -s -n "$(stat -c %s "$2")" "$2" "$3"
    ok $? "$name: the earlier bytes are kept"
    is "$(grep -F "$3" "$scratch/pages.log")" "same $3" "$name: the same pages outside the field"
    is "$(field_names "$3" signed | wc -l)" "$4" "$name: no other field is touched"
    "$FORMULYAR" verify "$3" >"$scratch/verify.log" 2>&1
    ok_or_log $? "$name: formulyar verify finds it whole" "$scratch/verify.log"
}

# judge_jobs: what takes long to start looks at all files at once.
judge_jobs() {
    local tool before after count fields
    for tool in "${signers[@]}"; do
        "${tool}_look" "$scratch"/signed*/"$tool"/*.pdf
    done
    cut -f 2,3,5 "$scratch/jobs" | sort | python3 "$tools/same_pages.py" >"$scratch/pages.log" 2>&1
    while IFS=$'\t' read -r tool before after count fields; do
        judge_job "$tool" "$before" "$after" "$count"
    done <"$scratch/jobs"
}

# tampered TOOL FILE: one letter of the metadata is changed, lengths stay.
tampered() {
    sed 's/<dc:title>/<dc:tytle>/' "$2" >"$scratch/tampered.pdf"
    "${1}_look" "$scratch/tampered.pdf"
    ! cmp -s "$2" "$scratch/tampered.pdf" && ! "${1}_verify" "$scratch/tampered.pdf" 1
    ok $? "$1 notices a changed byte"
    ! "$FORMULYAR" verify "$scratch/tampered.pdf" >/dev/null 2>&1
    ok $? "formulyar verify notices it too"
}

# longterm WAY FILE FIELD COUNT PART...: pyHanko signs the file in one of the ways of longterm.py,
# with COUNT signatures but time stamps; what verify says then contains each PART.
longterm() {
    local way=$1 file=$2 field=$3 count=$4 signed=$scratch/longterm/$1.pdf part
    shift 4
    "$python" "$tools/longterm.py" "$way" "$file" "$signed" "$scratch/pki" ${field:+"$field"} >"$scratch/sign.log" 2>&1
    ok_or_log $? "pyhanko signs: $way" "$scratch/sign.log"
    "$python" "$tools/pades.py" verify "$scratch/pki/ca.pem" "$signed" >"$scratch/verify.log" 2>&1
    is "$(grep -c -E ' valid (NONE|LTA_UPDATES|FORM_FILLING)$' "$scratch/verify.log")" "$count" "$way: pyHanko finds $count valid"
    cmp -s -n "$(stat -c %s "$file")" "$file" "$signed"
    ok $? "$way: the earlier bytes are kept"
    "$FORMULYAR" verify --lang en "$signed" >"$scratch/verify.log" 2>&1
    ok_or_log $? "$way: formulyar verify finds it whole" "$scratch/verify.log"
    for part; do
        grep -qE "$part" "$scratch/verify.log"
        ok_or_log $? "$way: verify says: $part" "$scratch/verify.log"
    done
    ! grep -q 'DIFFERS\|not understood' "$scratch/verify.log"
    ok_or_log $? "$way: every digest matches" "$scratch/verify.log"
    sed 's/<dc:title>/<dc:tytle>/' "$signed" >"$scratch/tampered.pdf"
    ! "$FORMULYAR" verify --lang en "$scratch/tampered.pdf" >"$scratch/verify.log" 2>&1 && grep -q DIFFERS "$scratch/verify.log"
    ok $? "$way: a changed byte is noticed, and the digest"
}

longterm_all() {
    local python=$JUDGES/venv/bin/python field
    if ! [ -e "$JUDGES/venv/.complete" ]; then
        skip "signatures for the long term" "no pyHanko: run tests/judges/install.sh"
        return
    fi
    mkdir -p "$scratch/pki" "$scratch/longterm"
    "$python" "$tools/pki.py" "$scratch/pki" >"$scratch/sign.log" 2>&1
    ok_or_log $? "a certificate authority" "$scratch/sign.log"
    field=$(field_names "$1" | head -1)
    longterm invisible "$1" '' 1 \
        'field Signature1 \(ETSI\.CAdES\.detached\); covers the whole file; digest SHA-256 matches' 'certificate: CN=Test signer'
    longterm lta "$1" "$field" 1 \
        "field $field \(ETSI\.CAdES\.detached\); covers the file up to revision 2, .*; digest SHA-256 matches.*; a time stamp over it: " \
        'document time stamp in the field .* \(ETSI\.RFC3161\); covers .*; digest SHA-256 matches; stamped at ' \
        'certificate: CN=Test stamps'
    longterm certify "$1" "$field" 2 \
        "field $field \(ETSI\.CAdES\.detached\); covers the file up to revision 2" \
        'field Signature1 .*; covers the whole file; digest SHA-256 matches'
}

# verify_says TOOL FILE PART: what verify says of a signed file in so many words.
verify_says() {
    "$FORMULYAR" verify --lang en "$2" >"$scratch/verify.log" 2>&1
    grep -qF "$3" "$scratch/verify.log"
    ok_or_log $? "$1: verify says: $3" "$scratch/verify.log"
}

# pictures differ: the page comparison can fail.
differs() {
    printf '%s\t%s\t%s\n' "$1" "$2" "" | python3 "$tools/same_pages.py" | grep -q '^differs'
    ok $? "the page comparison sees a stamp that no field excuses"
}

# tools_here: the tools that can sign on this system, one skip line for each other.
tools_here() {
    signers=(poppler)
    if [ -e "$JUDGES/venv/.complete" ]; then
        signers+=(pyhanko)
    else
        skip "PAdES signatures" "no pyHanko: run tests/judges/install.sh"
    fi
    if OPENSSL_CONF=$tools/gost.cnf openssl engine gost >/dev/null 2>&1; then
        signers+=(gost)
    else
        skip "GOST signatures" "no gost engine: apt-get install libengine-gost-openssl (Debian 13 has none)"
    fi
}

# still_archival PROFILES FILE...: veraPDF over signed files.  Newer popplers draw a
# stamp in a font that has no text map, which level A and PDF/UA forbid: theirs.
still_archival() {
    local profiles=$1 file files=()
    shift
    for file; do
        if grep -q -a /popplerfont "$file"; then
            skip "veraPDF ${file#"$scratch/"}" "this pdfsig stamps in a font without a text map; Debian 12 has one that does not"
        else
            files+=("$file")
        fi
    done
    [ ${#files[@]} -eq 0 ] || tap_verapdf "$profiles" "${files[@]}"
}

how="run tests/judges/install.sh"
if need_product "signing" && need_verapdf "signing" &&
    need "signing" "$how" pdfsig certutil openssl python3 pdftoppm; then
    tools_here
    make_keys
    "$FORMULYAR" render -q -t pdf -o "$scratch/pdfa2" samples/completed.xml
    "$FORMULYAR" blank -q -t pdf -f 5.4 -o "$scratch/pdfa2"
    for part in 2 1; do # two appendices with the same signers, whose fields have names of their own
        mkdir -p "$scratch/pdfa$part"
        "$FORMULYAR" bundle -q --number 5 --date 2027-05-28 -f 5.3 --pdfa $part \
            -o "$scratch/pdfa$part/bundle.pdf" samples/completed.xml samples/long-surnames.xml
    done
    for part in 1 3; do
        "$FORMULYAR" render -q -t pdf -f 5.4 --pdfa $part -o "$scratch/pdfa$part" samples/completed.xml
    done
    for part in 2 1 3; do
        for form in "$scratch/pdfa$part"/*.pdf; do
            for tool in "${signers[@]}"; do
                # pyHanko writes other Producers into Info and XMP, which PDF/A-1 forbids.
                [ "$tool$part" = pyhanko1 ] || sign_form "$tool" "$form" "$scratch/signed$part/$tool"
            done
        done
    done
    judge_jobs
    for tool in "${signers[@]}"; do
        kind=SHA-256
        [ "$tool" != gost ] || kind='Streebog-256 (GOST R 34.11-2012)'
        last=$(printf '%s\n' "$scratch/signed2/$tool"/2025-014_5.4_all*.pdf | tail -1)
        verify_says "$tool" "$last" "; covers the whole file; digest $kind matches"
        verify_says "$tool" "$last" "certificate: CN=Person 1"
    done
    longterm_all "$scratch/pdfa2/2025-014_5.4.pdf"
    for tool in "${signers[@]}"; do
        tampered "$tool" "$(printf '%s\n' "$scratch/signed2/$tool"/*sig*.pdf | head -1)"
    done
    if [ -e "$JUDGES/venv/.complete" ]; then # only its stamp shows
        differs "$scratch"/pdfa3/*.pdf "$(printf '%s\n' "$scratch/signed3/pyhanko"/*sig*.pdf | head -1)"
    fi
    still_archival PDFA_2_A,PDFUA_1 "$scratch"/signed2/*/*.pdf
    still_archival PDFA_1_A "$scratch"/signed1/*/*.pdf
    still_archival PDFA_3_A,PDFUA_1 "$scratch"/signed3/*/*.pdf
fi
done_testing
