#!/bin/bash
# Every document is re-opened and verified before it gets its name, whichever command makes it: a file
# that is damaged between writer and verifier (FORMULYAR_TEST_FAULT) may not come out.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/lib.sh"

council=samples/council/one-appendix.xml

# attempt KIND ARGUMENT...: a run into an empty folder, which OUT stands for; $status and $made are
# how it ended and how many documents of the kind are there.
attempt() {
    local kind=$1
    shift
    rm -rf "$scratch/out"
    mkdir "$scratch/out"
    run "$formulyar" "${@//OUT/$scratch/out}"
    made=$(find "$scratch/out" -name "*.$kind" | wc -l)
}

# one NAME KIND COMMAND ARGUMENT...
one() {
    local name=$1 kind=$2 command=$3 whole
    shift 3
    attempt "$kind" "$command" -q "$@"
    whole=$made
    is "$status $((whole > 0))" '0 1' "$name makes a $kind"
    export FORMULYAR_TEST_FAULT=damage:$kind
    attempt "$kind" "$command" -q "$@"
    is "$status $made" '1 0' "$name gives a damaged $kind no name"
    [[ $err$out =~ \[E(5[0-9][0-9]|910)\] ]]
    ok $? "$name says what is wrong with it"
    attempt "$kind" "$command" -q --no-verify "$@"
    is "$status $made" "0 $whole" "$name --no-verify does not look"
    unset FORMULYAR_TEST_FAULT
}

for kind in pdf docx svg; do
    one render $kind render -t $kind -o OUT samples/completed.xml
    one blank $kind blank -f 5.4 -t $kind -o OUT
    one summary $kind summary -t $kind -o OUT samples/completed.xml
    one 'summary without names' $kind summary --no-names -t $kind -o OUT samples/completed.xml
    one minutes $kind minutes -t $kind -o OUT "$council"
    one 'minutes --extract' $kind minutes --extract 2025-031 -t $kind -o OUT "$council"
    one bundle $kind bundle --number 5 --date 2027-05-28 -t $kind -o "OUT/b.$kind" samples/completed.xml
    one 'bundle of a council file' $kind bundle -t $kind -o "OUT/b.$kind" "$council"
    one batch $kind batch -t $kind -o OUT samples/completed.xml
done
one 'bundle --minutes' pdf bundle --minutes samples/council/scanned-minutes.pdf --number 5 --date 2027-05-28 \
    -o OUT/b.pdf samples/completed.xml
one 'batch --merge' pdf batch -t docx --merge OUT/whole.pdf -o OUT samples/completed.xml

# The archive takes what was verified, and nothing else.
mkdir -p "$scratch/zip"
FORMULYAR_TEST_FAULT=damage:pdf "$formulyar" batch -q -t pdf -o "$scratch/zip/out" --archive "$scratch/zip/all.zip" samples/completed.xml \
    >"$scratch/said" 2>&1
is "$?" 1 'batch --archive refuses a damaged pdf'
[ -z "$(unzip -Z1 "$scratch/zip/all.zip" 2>/dev/null | grep '\.pdf$')" ]
ok $? 'and the archive does not hold it'

# A new way past the verifier is found here: it goes through products_make() and products_verify().
is "$(grep -rnE '(->|\.)write\(' src/engine src/cmd src/batch src/council src/annual | grep -v '^src/engine/product\.c:')" '' \
    'nobody but product.c calls a writer'
# build.c makes a trial of both, which becomes nobody's file.
is "$(grep -rnE '\b(pdf|docx)_write\(' src --include='*.c' | grep -vE '^src/(engine/(format|build)|pdf/[a-z]+|docx/[a-z]+)\.c:')" '' \
    'nobody writes a PDF or a DOCX beside it'
# Who asks journals.c for journals has them verified.
is "$(grep -rlE '\b(products_make\w*|journals_make)\(' src --include='*.c' | grep -v '^src/engine/journals\.c$' | xargs grep -LE '\b(products_(verify|deliver)|library_hand_out_all)\(')" '' \
    'who writes without verifying verifies himself'
done_testing
