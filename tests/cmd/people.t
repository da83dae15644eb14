#!/bin/bash
# people.t - cases that name roles alone, and the school's people; what is said stands in people.err.
. "$(dirname "$0")/lib.sh"
inputs=tests/cmd/people
school=$inputs/school.xml

# said LANGUAGE COMMAND...: what a command says, without its last line.
said() {
    "$formulyar" "$@" 2>&1 | grep -v '^Проверено\|^Checked'
}

{
    for bad in "$inputs"/bad-*.xml; do
        echo "== ${bad##*/}"
        with=(--organization "$school" "$bad")
        grep -q '<organization' "$bad" && with=(--organization "$bad" samples/completed.xml)
        said check --lang ru "${with[@]}"
        said check --lang en "${with[@]}"
        grep -q '<organization' "$bad" || said check --draft --lang en "${with[@]}"
    done
} >"$scratch/said"
[ -z "${ACCEPT:-}" ] || cp "$scratch/said" tests/cmd/people.err
is "$(<"$scratch/said")" "$(<tests/cmd/people.err)" 'what is wrong is told of'

# Characters that nobody sees, in ids, dates and names of the school's people.
sed 's|role="|&\xE2\x80\x8B|; s|from="|&\xC2\xA0|; s|person="|&\xEF\xBB\xBF|; s|<surname>|&\xE2\x80\x8B|' "$school" >"$scratch/unseen.xml"
exits 0 'unseen characters in the requisites' "$formulyar" render -q --organization "$scratch/unseen.xml" -t text -o "$scratch/unseen" "$inputs/roles.xml"
"$formulyar" render -q --organization "$school" -t text -o "$scratch/seen" "$inputs/roles.xml"
diff -r "$scratch/unseen" "$scratch/seen" >/dev/null
ok $? 'are none of them'

# signatures CASE FORM: places and names, and who leads and takes part.
signatures() {
    "$formulyar" render -q --organization "$school" -f "$2" -t tree -o - "$inputs/$1.xml" |
        sed -n 's/^ *signer \([a-z_]*\).*/\1/p;s/^ *name .*«\(.*\)».*/ \1/p;s/^ *position [a-z]*«\(.*\)».*/ \1/p;s,^ *text data.name«\([^»]*\)».*\(lead\|participant\)>.*,\2 \1,p'
}

{
    for case in roles undated names-win template; do
        for form in 5.1 5.3 5.4; do
            echo "== $case, $form"
            signatures "$case" "$form"
        done
    done
} >"$scratch/signed"
[ -z "${ACCEPT:-}" ] || cp "$scratch/signed" tests/cmd/people.txt
is "$(<"$scratch/signed")" "$(<tests/cmd/people.txt)" 'the name is that of the day of the document'

exits 0 'without people in organization.xml a role alone is as before' "$formulyar" check -q --draft "$inputs/roles.xml"

"$formulyar" new --organization "$school" >"$scratch/new.xml"
is "$(grep -c '<signer role="deputy-uvr"/>' "$scratch/new.xml")" 1 'new proposes the role of the deputy'
has "$(<"$scratch/new.xml")" 'director, deputy-uvr, psychologist (person: u-05, u-06).' 'new says whom the school knows'
exits 0 'what new writes can be checked' "$formulyar" check --draft --organization "$school" "$scratch/new.xml"
"$formulyar" new >"$scratch/plain.xml"
is "$(grep -c 'organization.xml\|<?[^x]' "$scratch/plain.xml")" 0 'without people new proposes none'

sed 's/status="completed"/& school-year="2025\/2026"/' "$inputs/roles.xml" >"$scratch/year.xml"
exits 0 'a summary' "$formulyar" summary -q --organization "$school" --school-year 2025/2026 -t csv -o "$scratch/year" "$scratch/year.xml"
has "$(cat "$scratch"/year/*.csv)" 'Новикова' 'has the lead of the last day'

if command -v pdftotext >/dev/null; then
    exits 0 'a batch' "$formulyar" batch -q -t pdf --organization "$school" --merge "$scratch/all.pdf" -o "$scratch/batch" "$inputs/roles.xml"
    for form in 5.1 5.3 5.4; do
        pdftotext "$scratch/batch/P-1_$form.pdf" -
    done | grep -oE 'Седых|Прохоров.|Новиков.' >"$scratch/apart"
    is "$(pdftotext "$scratch/all.pdf" - | grep -oE 'Седых|Прохоров.|Новиков.')" "$(<"$scratch/apart")" \
        'the PDF of all names the same people as each'
    is "$(sort -u "$scratch/apart" | wc -l)" 3 'all three'
else
    skip 'a batch' 'apt-get install poppler-utils'
fi

done_testing
