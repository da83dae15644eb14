#!/bin/bash
# Signature fields: large enough, over blank paper.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

if need_product "signature fields" && need "signature fields" "run tests/judges/install.sh" python3 pdftoppm; then
    render_all "$scratch/forms"
    "$FORMULYAR" blank -q -t pdf -o "$scratch/forms"
    for pdf in "$scratch"/forms/*.pdf; do
        python3 tests/judges/signing/blank_paper.py "$pdf" >"$scratch/faults"
        ok_or_log $? "fields of ${pdf##*/}" "$scratch/faults"
    done
fi
done_testing
