#!/bin/bash
# A copy of a workbook in which faults are marked (import --mark), in the programs that schools have: each opens it, keeps colours
# and comments when it saves, and the cells are those of the workbook that was marked.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
here=tests/judges/workbook
reader=$BUILD/tests/workbook/test_workbook
python=/usr/bin/python3 # python3-openpyxl is Debian's
onlyoffice=$JUDGES/office-venv/bin/python

need "marks" "run make and make check" "$FORMULYAR" "$reader" && need "marks" "apt-get install python3-openpyxl" "$python" &&
    { "$python" -c 'import openpyxl' 2>/dev/null || ! skip "marks" "apt-get install python3-openpyxl"; } || {
    done_testing
    exit
}
"$FORMULYAR" new -q --workbook -o "$scratch/book.xlsx" samples/completed.xml samples/seven-unresolved.xml 2>/dev/null
"$python" -W ignore $here/break_cells.py "$scratch/book.xlsx" "$scratch/broken.xlsx"
"$FORMULYAR" import -q --mark -o "$scratch/marked.xlsx" "$scratch/broken.xlsx" 2>/dev/null

# told FILE: what openpyxl sees of the marks.
told() {
    "$python" -W ignore $here/comments.py "$1"
}

told "$scratch/marked.xlsx" >"$scratch/told"
is "$(grep -c ' FFFFC7CE ' "$scratch/told")" "$(wc -l <"$scratch/told")" "openpyxl: every comment stands on a red cell"
grep -q '^Дела B3 FFFFC7CE проверю сам|.' "$scratch/told"
ok $? "a comment of somebody's own stays above ours"
is "$(diff <("$reader" "$scratch/broken.xlsx") <("$reader" "$scratch/marked.xlsx"))" "" "the cells are the same"

if need "LibreOffice" "apt-get install libreoffice-calc-nogui" soffice; then
    soffice --headless "-env:UserInstallation=file://$scratch/profile" --convert-to xlsx --outdir "$scratch/office" \
        "$scratch/marked.xlsx" >/dev/null 2>&1
    is "$(told "$scratch/office/marked.xlsx")" "$(cat "$scratch/told")" "LibreOffice keeps colours and comments"
fi
if need "ONLYOFFICE" "tests/judges/install.sh office" "$onlyoffice"; then
    "$onlyoffice" - "$scratch/marked.xlsx" "$scratch/only.xlsx" >"$scratch/said" 2>&1 <<'END'
import sys
import docbuilder
builder = docbuilder.CDocBuilder()
builder.OpenFile(sys.argv[1], "")
builder.SaveFile("xlsx", sys.argv[2])
builder.CloseFile()
END
    is "$(told "$scratch/only.xlsx")" "$(cat "$scratch/told")" "ONLYOFFICE keeps colours and comments"
fi
done_testing
