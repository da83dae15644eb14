#!/bin/bash
# samples.t - the cases of the edition ppk-example: what is said of them (check.txt), what their papers say (text/) and how
# those are built (trees/), how many pages they take (pages.txt); that they are whole, and tell nobody's name where
# names do not belong.  ACCEPT=1 writes the expected outputs anew.
set -u
. tests/tap.sh
program=$BUILD/formulyar
here=tests/ppk
edition=forms/ppk-example
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

finished() { find $edition/samples -name '*.xml' ! -name draft.xml | LC_ALL=C sort; }

# ---- what is said of them -------------------------------------------------------------------
for sample in $(finished); do
    "$program" check -q --lang ru "$sample" >/dev/null 2>&1
    is $? 0 "$sample has no error"
done
"$program" check -q $edition/samples/draft.xml >/dev/null 2>&1
is $? 1 'the draft is refused as a final case'
"$program" check -q --draft $edition/samples/draft.xml >/dev/null 2>&1
is $? 0 'the draft is a good draft'
for sample in $(finished) $edition/samples/draft.xml; do
    "$program" check -q --lang ru "$sample" 2>&1
done >"$out/check.txt"

# ---- the edition itself ---------------------------------------------------------------------
"$program" check -q $edition >"$out/said" 2>&1
is "$? $(cat "$out/said")" '0 ' 'nothing is wrong with the edition: each form has a sample, each field and status is printed'

# ---- papers ---------------------------------------------------------------------------------
render() { # TYPES FOLDER: all samples but the year, and blanks
    local sample draft
    for sample in "$edition"/samples/*.xml; do
        [ "${sample##*/}" = year.xml ] && continue
        draft=()
        [ "${sample##*/}" = draft.xml ] && draft=(--draft)
        "$program" render -q "${draft[@]}" -t "$1" -o "$2" "$sample" 2>/dev/null
        is $? 0 "$sample is made as $1"
    done
    "$program" blank -q --edition ppk-example -t "$1" -o "$2"
    is $? 0 "blanks are made as $1"
}
journals() { # TYPES FOLDER
    "$program" journal -q -t "$1" -o "$2" "$edition/samples/year.xml" "$edition/samples/partial-agreement.xml" 2>"$out/said"
    is "$? $(cat "$out/said")" '0 ' "journals are made as $1"
}
render text "$out/text"
journals text "$out/text"
render tree "$out/trees"
journals tree "$out/trees"
render pdf,docx "$out/papers"
journals pdf,docx "$out/papers"
find "$out/trees" -type f ! -name '2025-07_*' ! -name '2025-13_*' ! -name 'blank_*' ! -name 'journal_*' -delete
if command -v pdfinfo >/dev/null; then
    for file in "$out"/papers/*.pdf; do
        [[ $(pdfinfo "$file") =~ Pages:\ *([0-9]+) ]]
        name=${file##*/}
        echo "${name%.pdf} ${BASH_REMATCH[1]}"
    done >"$out/pages.txt"
else
    skip 'page counts' 'apt-get install poppler-utils'
    cp $here/pages.txt "$out"
fi
for golden in check.txt pages.txt text trees; do
    if [ "${ACCEPT:-}" ]; then
        rm -rf "${here:?}/$golden"
        cp -r "$out/$golden" $here
        chmod -R u=rwX,go=rX "$here/$golden"
    fi
    is "$(diff -r "$out/$golden" "$here/$golden")" '' "$golden is as expected"
done

# ---- whole, and about nobody ----------------------------------------------------------------
"$program" verify -q "$out"/papers/*.pdf "$out"/papers/*.docx >/dev/null 2>"$out/said"
is "$? $(cat "$out/said")" '0 ' 'all that was made is whole'
names='Орлов|Мамедов|Котов|Ерёменко|Шестаков|Ветров|Черемисинов|Лис |Гусев'
if command -v pdfinfo >/dev/null; then
    is "$(for file in "$out"/papers/*.pdf; do pdfinfo "$file"; pdfinfo -meta "$file"; done | grep -E "$names")" '' \
        'no name in the properties of a PDF'
else
    skip 'properties' 'apt-get install poppler-utils'
fi
is "$(for file in "$out"/papers/*.docx; do unzip -p "$file" 'docProps/*' 'customXml/*' 2>/dev/null; done | grep -E "$names")" '' \
    'nor in those of a DOCX'
is "$("$program" check --lang ru $edition/samples/*.xml 2>&1 | grep -E "$names")" '' 'nor in what is said of cases'

# ---- many -----------------------------------------------------------------------------------
"$program" batch -q -t pdf -o "$out/year" --merge "$out/year.pdf" --archive "$out/year.zip" $edition/samples/year.xml 2>"$out/said"
is "$? $(cat "$out/said")" '0 ' 'a year is made at once'
"$program" verify -q "$out/year.pdf" >/dev/null
is $? 0 'in one file, too'
"$program" bundle -q --edition ppk-example --number 6 --date 2025-12-10 -f 3-zaklyuchenie -o "$out/bundle.pdf" $edition/samples/long-text.xml 2>"$out/said"
is "$? $(cat "$out/said")" '0 ' 'conclusions become appendices to the minutes'

# ---- workbook -------------------------------------------------------------------------------
for sample in considered partial-agreement many-signers long-text year; do
    "$program" new -q --workbook --edition ppk-example -o "$out/$sample.xlsx" $edition/samples/$sample.xml 2>"$out/said"
    is "$? $(cat "$out/said")" '0 ' "$sample fits into the workbook"
    "$program" import -q -o "$out/$sample.xml" "$out/$sample.xlsx" 2>"$out/said"
    is "$? $(cat "$out/said")" '0 ' 'and comes out of it'
    "$program" render -q -t text -o "$out/book-$sample" "$out/$sample.xml" 2>/dev/null
    "$program" render -q -t text -o "$out/case-$sample" $edition/samples/$sample.xml 2>/dev/null
    is "$(diff -r "$out/book-$sample" "$out/case-$sample")" '' 'with all that its papers say'
done
# Who has no note and no form in this schema has no fourth part in a cell: it is told, not lost.
python3 - "$out" <<'END'
import sys, zipfile
with zipfile.ZipFile(sys.argv[1] + '/considered.xlsx') as book, zipfile.ZipFile(sys.argv[1] + '/fourth.xlsx', 'w') as changed:
    for part in book.namelist():
        old, new = 'Гусева Марина Львовна; учитель-логопед', 'Гусева Марина Львовна; учитель-логопед; логопед; с мая'
        changed.writestr(part, book.read(part).replace(old.encode(), new.encode()))
END
"$program" import -q -o "$out/fourth.xml" "$out/fourth.xlsx" 2>"$out/said"
is "$? $(grep -c '«Обучающиеся»!Y3 .*\[E876\]' "$out/said")" '1 1' 'a fourth part is refused'
"$program" new -q --edition ppk-example -o "$out/new.xml" && "$program" check -q --draft "$out/new.xml" 2>/dev/null
is $? 0 'what one starts from is a draft'
done_testing
