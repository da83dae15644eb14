#!/bin/bash
# Workbooks in the programs that schools have: LibreOffice and the core of ONLYOFFICE (on which R7 is built) open one, type into
# it and save it; read back with our own reader every cell is what it was, and what was typed is what was meant.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
here=tests/judges/workbook
reader=$BUILD/tests/workbook/test_workbook
python=/usr/bin/python3 # python3-uno and python3-openpyxl are Debian's
onlyoffice=$JUDGES/office-venv/bin/python

# cells FILE: what our reader finds; formulas as their answers.
cells() {
    "$reader" "$1" | sed 's/^\(-*[A-Z]*[0-9]*\) \([a-z]*\)= /\1 \2 /' | grep -a -v ' empty $\| text $'
}

# The row that the scripts type: what is no date must stay text, 007 and 3-4 above all.
typed() {
    printf '> %s\n' 'A5 text 2027-01' 'B5 text Ёлкина' 'C5 text 007' 'D5 text 3-4' 'F5 text 2026/2027' \
        'H5 date 2026-09-30'
}

# difference BEFORE AFTER: the cells that came, went or changed.
difference() {
    diff <(cells "$1") <(cells "$2") | grep -a '^[<>]'
}

need "workbooks" "run make and make check" "$FORMULYAR" "$reader" || {
    done_testing
    exit
}
"$FORMULYAR" new -q --workbook -o "$scratch/book.xlsx" samples/completed.xml samples/seven-unresolved.xml 2>/dev/null
"$FORMULYAR" new -q --workbook -o "$scratch/empty.xlsx"

if need "LibreOffice" "apt-get install libreoffice-calc-nogui python3-uno" soffice "$python" &&
    { "$python" -c 'import uno' 2>/dev/null || ! skip "LibreOffice" "apt-get install python3-uno"; }; then
    "$python" $here/office.py "$scratch/profile" "$scratch/book.xlsx" "$scratch/office.xlsx" "$scratch/office.ods" \
        >"$scratch/said" 2>&1
    ok_or_log $? "LibreOffice opens, types and saves" "$scratch/said"
    is "$(grep -c ' shown$' "$scratch/said")" 5 "it shows five sheets"
    is "$(grep 'hidden' "$scratch/said" | tr '\n' ' ')" 'Списки hidden key row hidden ' "and hides the lists and the keys"
    is "$(grep -c '^LIST True' "$scratch/said")" 2 "drop-downs are there, with their prompts"
    is "$(grep -c '^DATE True' "$scratch/said")" 1 "and the check of dates"
    is "$(difference "$scratch/book.xlsx" "$scratch/office.xlsx")" "$(typed)" "LibreOffice .xlsx: every cell, and those typed"
    is "$(difference "$scratch/book.xlsx" "$scratch/office.ods")" "$(typed)" "LibreOffice .ods: every cell, and those typed"
    soffice --headless "-env:UserInstallation=file://$scratch/profile" --convert-to pdf --outdir "$scratch" \
        "$scratch/book.xlsx" "$scratch/empty.xlsx" >/dev/null 2>&1
    is "$(pdfinfo "$scratch/book.pdf" | grep -c 'Page size: *841.* x 595\|Page size: *595.* x 841')" 1 "it prints A4"
fi

if need "ONLYOFFICE" "tests/judges/install.sh office" "$onlyoffice"; then
    "$onlyoffice" $here/onlyoffice.py "$scratch/book.xlsx" "$scratch/only.xlsx" "$scratch/only.ods" >"$scratch/said" 2>&1
    ok_or_log $? "ONLYOFFICE opens, writes and saves" "$scratch/said"
    is "$(difference "$scratch/book.xlsx" "$scratch/only.xlsx")" "$(typed)" "ONLYOFFICE .xlsx: every cell, and those typed"
    is "$(difference "$scratch/book.xlsx" "$scratch/only.ods")" "$(typed)" "ONLYOFFICE .ods: every cell, and those typed"
fi

if need "openpyxl" "apt-get install python3-openpyxl" "$python" &&
    { "$python" -c 'import openpyxl' 2>/dev/null || ! skip "openpyxl" "apt-get install python3-openpyxl"; }; then
    for book in book empty; do
        is "$(diff <(cells "$scratch/$book.xlsx") <("$python" $here/openpyxl_cells.py "$scratch/$book.xlsx"))" "" \
            "openpyxl: the same cells ($book)"
    done
fi
done_testing
