#!/bin/bash
# stage.t - the sheet 5.3 that is signed at the beginning, what is known then filled in.
. "$(dirname "$0")/lib.sh"
out_folder=$scratch/out
case=$samples/active.xml
name=$(sed -n '0,/ id="/s/.*<case.* id="\([^"]*\)".*/\1/p' "$case")

exits 0 'a case under way' "$formulyar" render -q --form 5.3 --stage before -o "$out_folder" "$case"
is "$(cd "$out_folder" && echo *)" "${name}_5.3-before.docx ${name}_5.3-before.pdf" 'gives a sheet of its own name'
exits 0 'verified' "$formulyar" verify --lang en "$out_folder"/*.pdf "$out_folder"/*.docx
has "$out" 'form 5.3-before' 'which says what it is'
run "$formulyar" render -q --form 5.3 --stage before -t text -o - "$case"
text=$out
has "$text" 'Домашнее задание выполняют 9 учеников из 26.' 'what was before is filled in'
is "$(grep -c 'ПРОЕКТ\|ноябре\|протоколы пробного\|Промежуточный\|анкет' <<<"$text")" 0 'what may be known of the rest is left open; it is no draft'
has "$text" '(состояние до начала сопровождения)' 'the sheet says what it is'
has "$text" '5.3. После завершения программы индивидуального сопровождения учителя проводится анализ ее итогов и дается общее заключение:' \
    'the approved words are as ever'
run "$formulyar" render -q --form 5.3 --stage before -t tree -o - "$case"
is "$(grep -c 'row height=24' <<<"$out")" 2 'there is room to write'
has "$out" 'Анализ итогов индивидуального сопровождения учителя (состояние до начала сопровождения)' 'so does its title'

# A case that is completed may be printed so again: without what came later, names as on the day of the decision.
for part in 'form «5.3»' 'form «5.3-before»'; do
    option=--stage=after
    [[ $part == *before* ]] && option=--stage=before
    run "$formulyar" render -q "$option" -f 5.3 -t tree -o - "$samples/completed.xml"
    has "$out" "$part" "$option is $part"
    tree[${#tree[@]}]=$out
done
is "${tree[0]}" "$("$formulyar" render -q -f 5.3 -t tree -o - "$samples/completed.xml")" '--stage after is as without it'
is "$(grep -c "$(sed -n 's/.*<conclusion date="\([^"]*\)".*/\1/p' "$samples/completed.xml")" <<<"${tree[1]}")" 0 'the date of the conclusion is not on it'
exits 0 'all forms of a case, and its sheet' "$formulyar" render -q -t docx -o "$out_folder" "$samples/completed.xml"
exits 0 'in one folder' "$formulyar" render -q --stage before -t docx -o "$out_folder" "$samples/completed.xml"
is "$(cd "$out_folder" && ls *_5.3*.docx | wc -l)" 3 'do not replace each other'

# What cannot be printed so.
exits 0 'another form' "$formulyar" render --lang en --stage before -f 5.1,5.3 -t docx -o "$out_folder" "$case"
has "$err" '[W621]' 'W621'
has "$err" 'Done: 1 document' 'the rest is made'
exits 0 'one that was not held' "$formulyar" render --lang en --stage before -o "$out_folder" "$samples/not-held.xml"
has "$err" '[E025]' 'E025'
has "$err" 'Done: 0 documents' 'has none'
exits 2 'no such stage' "$formulyar" render --stage now "$case"
has "$err" 'before, after [E018]' 'the two are named'
exits 2 'a blank has no stage' "$formulyar" blank --stage before

# What must be known for it, and what need not.
sed '/<results>/,/<\/results>/d' "$case" >"$scratch/none.xml"
sed '0,/<before>.*<\/before>/s///' "$case" >"$scratch/empty.xml"
sed 's/<result problem="p2">/<result problem="p1">/' "$case" >"$scratch/one.xml"
cd "$scratch" || exit 1
for file in none empty one; do
    for language in ru en; do
        "$formulyar" check --stage before -q --lang $language $file.xml
    done
done >stage.err 2>&1
golden=$OLDPWD/tests/cmd/stage.err
[ -z "${ACCEPT:-}" ] || cp stage.err "$golden"
is "$(cat stage.err)" "$(cat "$golden")" 'stage.err'
exits 1 'no state at all' "$formulyar" render -q --stage before -o no none.xml
[ ! -e no ]
ok $? 'makes nothing'
exits 0 'a draft of it' "$formulyar" render -q --draft --stage before -t text -o - none.xml
has "$out" 'ПРОЕКТ' 'is one'

# Many at once.
exits 0 'a batch' "$formulyar" batch --lang en --stage before -t pdf,docx -o many "$case" "$samples/completed.xml"
has "$err" 'documents written 4' 'makes the sheets'
exits 0 'again' "$formulyar" batch --lang en --stage before -t pdf,docx -o many "$case" "$samples/completed.xml"
has "$err" 'written 0, kept 4' 'and keeps them'
cmp -s "many/${name}_5.3-before.pdf" "$out_folder/${name}_5.3-before.pdf"
ok $? 'the same bytes'
done_testing
