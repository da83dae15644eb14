#!/bin/bash
# renamed.t - a surname that changed while the case went on.
. "$(dirname "$0")/lib.sh"
inputs=tests/cmd/renamed

# lines FILE FORM PART: the lines of a form that hold the part, no-break spaces as spaces.
lines() {
    "$formulyar" render -q -f "$2" -t text -o - "$1" | sed 's/\xC2\xA0/ /g' | grep -F "$3"
}

exits 0 'a case with former names is good' "$formulyar" check --json "$inputs/renamed.xml"
is "$out$err" '' 'nothing is wrong with it'
has "$(lines "$inputs/renamed.xml" 5.1 'ФИО учителя')" 'Осина Марья Петровна, учитель математики' '5.1 has the name of the day of the decision'
has "$(lines "$inputs/renamed.xml" 5.1 'М.П.')" 'М.П. Осина' 'so has its signature'
has "$(lines "$inputs/renamed.xml" 5.4 'Ф.И. О. учителя')" \
    'Мухина Мария Петровна (до 15.10.2024 — Осина Марья; до 01.02.2025 — Иванова), учитель математики' \
    '5.4 has the name of the day of the conclusion, and says the former ones'
has "$(lines "$inputs/renamed.xml" 5.4 'М.П.')" 'М.П. Мухина' 'so has its signature'

sed 's/until="2025-02-01"/until="2025-05-20"/' "$inputs/renamed.xml" >"$scratch/day.xml"
has "$(lines "$scratch/day.xml" 5.4 'М.П.')" 'М.П. Мухина' \
    'the day of the change is the first with the new name'
sed 's/until="2025-02-01"/until="2025-05-21"/' "$inputs/renamed.xml" >"$scratch/day.xml"
has "$(lines "$scratch/day.xml" 5.4 'М.П.')" 'М.П. Иванова' 'before it the old one is used'
has "$(lines "$scratch/day.xml" 5.4 'Ф.И. О. учителя')" 'Иванова Мария Петровна (до 15.10.2024 — Осина Марья), учитель' 'and what came later is not said'

run "$formulyar" summary -q --school-year 2024/2025 -t csv -o "$scratch/year" "$inputs/renamed.xml" "$inputs/other.xml"
is "$(grep -ohE 'Мухина|Иванова|Осина' "$scratch"/year* "$scratch"/year/* 2>/dev/null | sort -u)" Мухина 'the summary has the name of now'

cp -r "$inputs" "$scratch/council"
run "$formulyar" minutes --lang en --extract R-2 -o "$scratch/out" "$scratch/council/council.xml"
is "$status" 1 'an extract for another case is refused'
is "$(grep -o 'speech [0-9]*, text, word [0-9]*.*\[E65.\]' <<<"$err" | sed 's/:.*\[/ [/')" \
    "$(printf 'speech 2, text, word 5 [E659]\nspeech 2, text, word 7 [E655]')" 'because it names the teacher by former names'
exits 0 'an extract for the case itself is made' "$formulyar" minutes --extract R-1 -o "$scratch/out" "$scratch/council/council.xml"

# Files made before the change are this person's; those of another with the same id are not.
before=$(sed '/<former/d;s/<surname>Мухина/<surname>Осина/;s/<given>Мария/<given>Марья/;s,учитель математики</position>,&</teacher>,' "$inputs/renamed.xml")
printf '%s\n' "$before" >"$scratch/before.xml"
exits 0 'made under the first name' "$formulyar" render -o "$scratch/made" "$scratch/before.xml"
exits 0 'made again under the new one' "$formulyar" render -o "$scratch/made" "$inputs/renamed.xml"
sed 's/id="R-2"/id="R-1"/' "$inputs/other.xml" >"$scratch/wrong.xml"
exits 1 'not of another teacher' "$formulyar" render -o "$scratch/made" "$scratch/wrong.xml"

done_testing
