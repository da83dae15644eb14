#!/bin/bash
# The bill of materials of this build, judged by the schema of CycloneDX (its own Python library).
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
python=$JUDGES/venv/bin/python

# bill FILE: what tests/package/bill.py says of it, which asks the schema where that library is.
bill() { "$python" tests/package/bill.py "$1" "$scratch/loaded" tools/libraries/sources.list >"$scratch/said" 2>&1; }

if need_product 'the bill of materials' && need 'the bill of materials' 'it names Debian packages' dpkg-query &&
    need 'the bill of materials' 'run tests/judges/install.sh' "$python"; then
    programs=("$BUILD/formulyar" "$BUILD/formulyar-join" "$BUILD/formulyar-cms" "$BUILD/libformulyar.so.0")
    page=$BUILD/formulyar.html
    [ -e "$page" ] || { page=$scratch/formulyar.html && echo page >"$page"; }
    portable=$BUILD/portable/formulyar
    [ -e "$portable" ] || { portable=$scratch/portable && echo program >"$portable"; }
    SOURCE_DATE_EPOCH=1700000000 packaging/materials --version 1.2.3 --root . --page "$page" --portable "$portable" \
        "${programs[@]}" >"$scratch/bill"
    ldd "${programs[@]}" | sed -n 's,.*=> \(/[^ ]*\).*,\1,p' | xargs -r realpath | sort -u >"$scratch/loaded"
    bill "$scratch/bill"
    ok_or_log $? 'the bill is complete and well-formed' "$scratch/said"
    grep -q 'asked its schema' "$scratch/said"
    ok $? 'its schema was asked'
    # A judge that says yes to everything is none.
    sed 's/"specVersion": "1.5"/"specVersion": "1.5", "colour": "red"/' "$scratch/bill" >"$scratch/coloured"
    bill "$scratch/coloured"
    is "$?" 1 'what the schema does not know is refused'
    grep -q '^schema:' "$scratch/said"
    ok_or_log $? 'by the schema' "$scratch/said"
    sed '0,/"expression": "MIT"/s//"expression": "M.I.T. or so"/' "$scratch/bill" >"$scratch/licence"
    bill "$scratch/licence"
    is "$?" 1 'a licence that SPDX does not know too'
fi
done_testing
