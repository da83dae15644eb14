#!/bin/bash
# Signing in place: every signature field of every form alone, then all of them
# by two people in turn, with poppler (RSA), pyHanko (PAdES B-B) and a GOST tool
# of our own.  After each: valid signatures, earlier bytes kept, the same pages
# outside the field, still PDF/A.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/judges/signing/signers.sh
. tests/judges/signing/signers.sh

# field_names FILE [empty|signed]: in the order of the form.
field_names() {
    python3 "$tools/fields.py" "$1" | awk -v state="${2:-}" 'state == "" || $NF == state { print $1 }'
}

# check TOOL BEFORE AFTER COUNT FIELD...: AFTER has COUNT signatures; FIELD... are
# those since BEFORE.
check() {
    local tool=$1 before=$2 after=$3 count=$4 name
    shift 4
    name="$tool ${after##*/}"
    "${tool}_verify" "$after" "$count"
    ok_or_log $? "$name: $count valid, the last one over the whole file" "$scratch/verify.log"
    cmp -s -n "$(stat -c %s "$before")" "$before" "$after"
    ok $? "$name: the earlier bytes are kept"
    python3 "$tools/same_pages.py" "$before" "$after" "$@" | sed 's/^/# /'
    ok "${PIPESTATUS[0]}" "$name: same pages outside the field"
    "$FORMULYAR" verify "$after" >"$scratch/verify.log" 2>&1
    ok_or_log $? "$name: formulyar verify finds it whole" "$scratch/verify.log"
    is "$(field_names "$after" signed | wc -l)" "$count" "$name: no other field is touched"
}

# sign_form TOOL FILE DIR: each field alone, then one after the other.
sign_form() {
    local tool=$1 file=$2 into=$3 field fields last=$2 next number=0
    mkdir -p "$into"
    mapfile -t fields < <(field_names "$file")
    for field in "${fields[@]}"; do
        next=$into/$(basename "$file" .pdf)_$field.pdf
        "${tool}_sign" "$file" "$next" "$field" 1
        ok_or_log $? "$tool signs $field of ${file#"$scratch/"}" "$scratch/sign.log"
        check "$tool" "$file" "$next" 1 "$field"
    done
    [ ${#fields[@]} -gt 1 ] || return 0
    for field in "${fields[@]}"; do
        number=$((number + 1))
        next=$into/$(basename "$file" .pdf)_all$number.pdf
        "${tool}_sign" "$last" "$next" "$field" $((2 - number % 2)) || sed 's/^/# /' "$scratch/sign.log"
        last=$next
    done
    check "$tool" "$file" "$last" "$number" "${fields[@]}"
}

# tampered TOOL FILE: one byte of the title is changed, lengths stay.
tampered() {
    sed 's/<dc:title>/<dc:tytle>/' "$2" >"$scratch/tampered.pdf"
    ! cmp -s "$2" "$scratch/tampered.pdf" && ! "${1}_verify" "$scratch/tampered.pdf" 1
    ok $? "$1 notices a changed byte"
}

how="run tests/judges/install.sh"
if need_product "signing" && need "signing" "$how" pdfsig certutil openssl python3 pdftoppm "$JUDGES/venv/bin/python" &&
    need_verapdf "signing"; then
    make_keys
    "$FORMULYAR" render -q -t pdf -o "$scratch/pdfa2" samples/completed.xml
    "$FORMULYAR" render -q -t pdf -o "$scratch/pdfa1" --pdfa 1 samples/completed.xml
    "$FORMULYAR" render -q -t pdf -o "$scratch/pdfa3" --pdfa 3 samples/completed.xml
    "$FORMULYAR" blank -q -t pdf -o "$scratch/pdfa2"
    for part in 2 1 3; do
        for form in "$scratch/pdfa$part"/*.pdf; do
            for tool in poppler pyhanko gost; do
                # pyHanko rewrites Producer in Info and in XMP differently, which PDF/A-1 forbids.
                [ $tool$part = pyhanko1 ] || sign_form $tool "$form" "$scratch/signed$part/$tool"
            done
        done
    done
    for tool in poppler pyhanko gost; do
        tampered $tool "$(printf '%s\n' "$scratch/signed2/$tool"/*sig*.pdf | head -1)"
    done
    tap_verapdf PDFA_2_A,PDFUA_1 "$scratch"/signed2/*/*.pdf
    tap_verapdf PDFA_1_A "$scratch"/signed1/*/*.pdf
    tap_verapdf PDFA_3_A,PDFUA_1 "$scratch"/signed3/*/*.pdf
fi
done_testing
