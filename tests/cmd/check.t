#!/bin/bash
# check.t - all problems at once, exit codes, JSON, standard input.
. "$(dirname "$0")/lib.sh"

exits 0 'a good case' "$formulyar" check "$samples/completed.xml"
is "$err" 'Проверено: 1 дело; ошибок нет' 'the summary'
exits 0 'quietly' "$formulyar" check -q "$samples/completed.xml"
is "$err" '' '-q leaves the summary out'
exits 0 'in English' "$formulyar" check --lang en "$samples/completed.xml"
is "$err" 'Checked: 1 case; no errors' 'the English summary'
run env LC_ALL=en_US.UTF-8 "$formulyar" check "$samples/completed.xml"
has "$err" 'Checked' 'the locale chooses the language'

exits 1 'a case with gaps' "$formulyar" check "$samples/draft.xml"
[ "$(grep -c 'ошибка:' "$scratch/stderr")" -ge 5 ]
ok $? 'all gaps are told at once'
grep 'ошибка' "$scratch/stderr" | cut -d: -f2,3 >"$scratch/places"
sort -t: -k1,1n -k2,2n -s "$scratch/places" | cmp -s - "$scratch/places"
ok $? 'they are sorted by line and column'
exits 0 'as a draft' "$formulyar" check --draft "$samples/draft.xml"
exits 1 'one bad case among good ones' "$formulyar" check "$samples/completed.xml" "$samples/draft.xml" "$samples/active.xml"
has "$err" 'Проверено: 3 дела' 'the others were checked too'

exits 3 'no such file' "$formulyar" check "$scratch/none.xml"
has "$err" "$scratch/none.xml" 'the file is named'
exits 1 'a folder without a case' "$formulyar" check "$scratch"
: >"$scratch/empty.xml"
exits 1 'an empty file' "$formulyar" check "$scratch/empty.xml"
echo '<cases xmlns="urn:formulyar:case:1"/>' >"$scratch/none.xml"
exits 1 'a file without a case' "$formulyar" check "$scratch/none.xml"
exits 3 'no folder of forms' "$formulyar" check --forms "$scratch" "$samples/completed.xml"

"$formulyar" check -q - <"$samples/completed.xml"
is $? 0 'standard input'

sed 's|<given>Дарья</given>|<given>Дарья🙂</given>|' "$samples/completed.xml" >"$scratch/emoji.xml"
exits 1 'a character without a glyph' "$formulyar" check "$scratch/emoji.xml"
[ "$(grep -c 'ошибка:' "$scratch/stderr")" -eq "$(grep 'ошибка:' "$scratch/stderr" | sort -u | wc -l)" ]
ok $? 'it is told once for each place, not once for each form'
has "$err" 'emoji.xml:5:' 'with its line'
has "$err" '«ФИО учителя»' 'and with the name of the field'
case $err in *Дарья*) ok 1 'values are not repeated' ;; *) ok 0 'values are not repeated' ;; esac

if command -v python3 >/dev/null; then
    run "$formulyar" check --json "$samples/draft.xml"
    python3 -c '
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert len(rows) >= 5
for row in rows:
    assert set(row) == {"file", "line", "column", "severity", "code", "path", "message"}, row
    assert row["line"] > 0 and row["path"].startswith("/case")' "$scratch/stderr"
    ok $? 'every line of --json is an object with place, code and XPath'
    "$formulyar" forms --json | python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]'
    ok $? 'forms --json'
else
    skip 'JSON' 'apt-get install python3'
fi

sed 's/id="202[0-9]-[0-9]*"/id="A-1"/' "$samples/completed.xml" >"$scratch/one.xml"
sed 's/id="202[0-9]-[0-9]*"/id="a-1"/' "$samples/active.xml" >"$scratch/two.xml"
exits 1 'an id that occurs in two files' "$formulyar" check --lang en "$scratch/one.xml" "$scratch/one.xml" "$scratch/two.xml"
is "$(grep E177 "$scratch/stderr" | sed "s,$scratch/,,g")" "$(cat tests/cmd/check-ids.err)" \
    'is told of at each later case, letter case aside'
exits 0 'different ids' "$formulyar" check -q "$samples/completed.xml" "$samples/active.xml"

sed 's/encoding="UTF-8"/encoding="windows-1251"/' forms/organization.xml >"$scratch/school.xml"
run "$formulyar" check --organization "$scratch/school.xml" "$samples/completed.xml"
[ "$status" -ne 0 ]
ok $? 'an organization in another encoding than it declares'
has "$err" E171 'is told of'

done_testing
