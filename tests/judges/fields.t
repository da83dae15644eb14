#!/bin/bash
# Signature fields: large enough, over blank paper, and where `formulyar fields`
# says that they are.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

if need_product "signature fields" && need "signature fields" "run tests/judges/install.sh" python3 pdftoppm; then
    render_all "$scratch/forms"
    "$FORMULYAR" blank -q -t pdf -o "$scratch/forms"
    bundle_into "$scratch/forms"
    for pdf in "$scratch"/forms/*.pdf; do
        python3 tests/judges/signing/blank_paper.py "$pdf" >"$scratch/faults"
        ok_or_log $? "fields of ${pdf##*/}" "$scratch/faults"
        told=$("$FORMULYAR" fields --lang en "$pdf" | awk -F '\t' '{ print $1, $2, $3, $4 }')
        is "$told" "$(python3 tests/judges/signing/fields.py "$pdf")" "formulyar fields ${pdf##*/}"
    done
fi
done_testing
