#!/bin/bash
# archive.t - what earlier versions read and made: cases are read, printed with the same words on the same pages under the
# same structure, and finished files are whole.  tests/archive/README.md says what is kept and what a reason is.
. "$(dirname "$0")/../cmd/lib.sh"
here=tests/archive

# differs OLD NEW: in which of pages, words and structure; a failure of the reader is one too.
differs() {
    if grep -aqs '/Type/ObjStm' "$1"; then # read_aloud.py reads no packed files
        command -v pdftotext >/dev/null || return
        cmp -s <(pdftotext -layout "$1" -) <(pdftotext -layout "$2" -) || echo words
        return
    fi
    python3 $here/same.py "$1" "$2" 2>&1 | tail -1
}

# compared ARCHIVE NAME: a finished file against the one that is made now; what differs needs a reason, and a reason a difference.
compared() {
    local why
    why=$(sed -n "s|^$2: ||p" "$1/reasons.txt")
    [ -e "$scratch/made/$2" ]
    ok $? "$2 is made"
    if [ -n "$why" ]; then
        [ -n "$(differs "$1/made/$2" "$scratch/made/$2")" ]
        ok $? "$2 differs: $why"
    else
        is "$(differs "$1/made/$2" "$scratch/made/$2")" '' "$2: the same pages, words and structure"
    fi
}

for archive in "$here"/[0-9]*/; do
    archive=${archive%/}
    rm -rf "${scratch:?}/forms" "${scratch:?}/made"
    # An edition of then among the forms of now: what an upgrade leaves a school that has one of its own.
    cp -r forms "$scratch/forms"
    rm -rf "$scratch/forms/lesosibirsk2-2024-09-27"
    cp -r "$archive/edition" "$scratch/forms/lesosibirsk2-2024-09-27"
    with=(--forms "$scratch/forms" --organization "$archive/organization.xml")

    # ---- finished files
    mapfile -t files < <(cd "$archive/made" && find . -type f -printf '%P\n' | LC_ALL=C sort)
    exits 0 "$archive: finished files" "$formulyar" verify "${files[@]/#/$archive/made/}"
    is "$(grep -c '; не изменялся$' <<<"$out")" "${#files[@]}" 'all of them are whole and as they were made'
    exits 0 'the case inside of one' "$formulyar" extract -o "$scratch/extracted.xml" "$archive/made/pdfa3/2025-014_5.1.pdf"
    cmp "$scratch/extracted.xml" "$archive/cases/completed.xml"
    ok $? 'is the one that was put in'
    [ "$("$formulyar" fields "$archive/made/2025-014_5.4.pdf" | wc -l)" -ge 3 ]
    ok $? 'fields to sign are found'

    # ---- cases, a workbook, a council file: the same papers
    exits 1 'cases' "$formulyar" batch -q "${with[@]}" -t pdf,docx -o "$scratch/made" "$archive/cases" "$archive/list.xml"
    is "$(sed -n 's/.*\[\([EFC][0-9a-z]*\)\]$/\1/p' <<<"$err" | wc -l)" "$(grep -o '\(не сделан: ошибки\|failed\);.*' "$archive/report/report.csv" | grep -o '@' | wc -l)" \
        'as much is wrong with the draft, and with no other'
    "$formulyar" render -q --draft "${with[@]}" -t pdf,docx -o "$scratch/made/draft" "$archive/cases/draft.xml" 2>/dev/null
    "$formulyar" render -q --pdfa 1 -f 5.3 "${with[@]}" -t pdf -o "$scratch/made/pdfa1" "$archive/cases/completed.xml"
    "$formulyar" render -q --pdfa 3 -f 5.1 "${with[@]}" -t pdf -o "$scratch/made/pdfa3" "$archive/cases/completed.xml"
    "$formulyar" blank -q "${with[@]}" --edition lesosibirsk2-2024-09-27 -t pdf,docx -o "$scratch/made/blank"
    exits 0 'a council file' "$formulyar" minutes -q "${with[@]}" -t pdf,docx -o "$scratch/made/minutes" "$archive/council/one-appendix.xml"
    exits 0 'the bundle of it' "$formulyar" bundle -q --paper "${with[@]}" -o "$scratch/made/paper.pdf" "$archive/council/one-appendix.xml"
    for file in "${files[@]}"; do
        compared "$archive" "$file"
    done
    is "$(sed -n 's/: .*//p' "$archive/reasons.txt" | sort | comm -23 - <(printf '%s\n' "${files[@]}" | sort))" '' 'reasons are of files that are there'
    exits 0 'a workbook' "$formulyar" import -q "${with[@]}" -o "$scratch/imported.xml" "$archive/workbook.xlsx"
    "$formulyar" render -q "${with[@]}" -f 5.4 -t pdf -o "$scratch/book" "$scratch/imported.xml"
    is "$(differs "$archive/made/2025-014_5.4.pdf" "$scratch/book/2025-014_5.4.pdf")" '' 'its cases are printed as they were from files'

    # ---- a report
    cp -r "$archive/report" "$scratch/report"
    exits 1 'a report is merged' "$formulyar" report --merge -q -o "$scratch/merged" "$scratch/report"
    is "$(sed 1d "$scratch/merged/report.csv" | wc -l)" "$(sed 1d "$archive/report/report.csv" | wc -l)" 'with all of its rows'
    exits 1 'a run goes on from it' "$formulyar" batch -q "${with[@]}" -t pdf -o "$scratch/report" "$archive/cases" "$archive/list.xml"
    is "$(grep -c '\[E0' <<<"$err")" 0 'and finds nothing wrong with it'

    # ---- schemas: what was valid stays valid
    for schema in case minutes; do
        is "$(python3 $here/schema.py "$archive/$schema.xsd" "forms/$schema.xsd" 2>&1)" '' "$schema.xsd takes nothing away"
    done

    # ---- the judges notice
    [ -n "$(differs "$archive/made/2025-014_5.4.pdf" "$archive/made/2025-022_5.4.pdf")" ]
    ok $? 'another paper is not the same'
    sed 's/Общее заключение/Общее заключенье/' "$archive/edition/5.4.xml" >"$scratch/forms/lesosibirsk2-2024-09-27/5.4.xml"
    "$formulyar" render -q "${with[@]}" -f 5.4 -t pdf,docx -o "$scratch/other" "$archive/cases/completed.xml"
    for kind in pdf docx; do
        [ -n "$(differs "$archive/made/2025-014_5.4.$kind" "$scratch/other/2025-014_5.4.$kind")" ]
        ok $? "one letter of a $kind is noticed"
    done
    # narrowed EXPRESSION WHAT: a schema that was edited so.
    narrowed() {
        sed "$1" "$archive/case.xsd" >"$scratch/narrow.xsd"
        [ -n "$(python3 $here/schema.py "$archive/case.xsd" "$scratch/narrow.xsd" 2>&1)" ]
        ok $? "a schema is refused: $2"
    }
    narrowed '0,/name="teacher" type="person" minOccurs="0"/s//name="teacher" type="person"/' 'an element that became mandatory'
    narrowed 's/name="lead" type/name="leader" type/' 'an element that is called otherwise'
    narrowed '0,/<xs:enumeration value="[a-z-]*"/s/<xs:enumeration value="/&x/' 'a value that is gone'
    narrowed 's/<xs:maxLength value="64"/<xs:maxLength value="32"/' 'a shorter value'
    narrowed 's/maxOccurs="unbounded"/maxOccurs="5"/' 'fewer of them'
    narrowed 's/<xs:attribute name="date" type="date"/& use="required"/' 'an attribute that became mandatory'
    narrowed 's/targetNamespace="[^"]*"/targetNamespace="urn:formulyar:case:2"/' 'another namespace'
    narrowed 's/<xs:attribute name="date" type="date"/<xs:attribute name="day" type="date" use="required"\/>&/' 'a new attribute that is mandatory'
done
done_testing
