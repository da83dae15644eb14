#!/bin/bash
# journal.t - a form over many cases: which are in it, in what order and under what numbers, and what is refused.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
mkdir "$scratch/forms"
cp -R forms/. "$scratch/forms"
cp -R tests/form/forms/places "$scratch/forms"
journal=("$formulyar" journal --lang en --forms "$scratch/forms")
places=("${journal[@]}" --edition places)

# says CODE NAME: the last run told it.
says() {
    is "$(grep -o "\[$1\]" <<<"$err" | head -n 1)" "[$1]" "$2"
}

exits 0 'a journal is made of several files' "${places[@]}" -t pdf,docx,text -o "$scratch/out" \
    tests/form/cases/places.xml samples/mentor-replaced.xml samples/active.xml samples/registered.xml
is "$err" 'Done: 3 documents from 4 cases; left out of the journal journal by their status: 1 case; no errors' 'a case of another status is not in it, which is told'
is "$(cd "$scratch/out" && echo *)" 'journal_journal.docx journal_journal.pdf journal_journal.txt' 'its files bear the name of the form'
is "$(sed -n '/^Кто ведёт$/,$p' "$scratch/out/journal_journal.txt" | tail -n +2 | sed 's/\xc2\xa0/ /g' | paste -sd'|')" \
    "$(paste -sd'|' <<'END'
1
Белоусова Кристина Эдуардовна
14.09.2026
Лопатина В.А.
2
Савельева Дарья Игоревна
24.09.2025
Захарченко Л.П.
3
Тимошенков Глеб Родионович
24.09.2025
Лавренюк М.Я.
1
Тарханова Елена Борисовна
14.09.2026
2
Пузырёв Константин Львович
14.09.2026
3
Ярцева Юлия Денисовна
14.09.2026
4
Ерёменко Татьяна Николаевна
24.09.2025
5
Шестакова Ирина Олеговна
24.09.2025
6
Дорофеев Борис Ефимович
24.09.2025
7
Колпакова Регина Маратовна
24.09.2025
END
)" 'cases of its statuses, sorted by the name, numbered; rows inside of cases go on counting'
exits 0 'its files are sound' "$formulyar" verify -q "$scratch"/out/*.pdf "$scratch"/out/*.docx
is "$(grep -ac 'MediaBox\[0 0 841.89 595.276\]' "$scratch/out/journal_journal.pdf")" 1 'its page is its own: landscape'

exits 0 'an empty one is a blank' "$formulyar" blank -q --forms "$scratch/forms" --edition places -f journal -t tree -o "$scratch/blank"
is "$(cat "$scratch"/blank/*.tree | grep -c 'row height=12')" 3 'with rows to write in'
exits 0 'a single case gets none' "$formulyar" render --lang en --forms "$scratch/forms" --edition places -f journal -t pdf \
    -o "$scratch/single" tests/form/cases/places.xml
says W885 'which is told'
exits 0 'nor in a draft' "$formulyar" render -q --draft --forms "$scratch/forms" --edition places -f journal -t pdf \
    -o "$scratch/single" tests/form/cases/places.xml
is "$(ls "$scratch/single" 2>/dev/null)" '' 'no file is made of it'

exits 0 'a journal of no case is not made' "${places[@]}" -t pdf -o "$scratch/none" samples/registered.xml
says W886 'which is told'
is "$(ls "$scratch/none" 2>/dev/null)" '' 'it would look like an empty one'
exits 0 'all cases in it' "${places[@]}" -t text -o "$scratch/all" samples/active.xml
is "$err" 'Done: 1 document from 1 case; no errors' 'are nothing to tell of'

exits 1 'an edition without journals has none' "${journal[@]}" -o "$scratch/none" samples/completed.xml
says E953 'which is told'
sed 's/edition="[^"]*"/edition="example-corrected"/; s/ id="2025-014"/ id="2025-099"/' samples/completed.xml >"$scratch/other.xml"
exits 1 'cases of two editions are not in one journal' "${journal[@]}" -o "$scratch/none" samples/completed.xml "$scratch/other.xml"
says E952 'which is told'
exits 1 'while a case has errors there is none' "${places[@]}" -q -t text -o "$scratch/none" tests/form/cases/completed.xml samples/completed.xml
is "$(ls "$scratch/none" 2>/dev/null)" '' 'and nothing is written'
done_testing
