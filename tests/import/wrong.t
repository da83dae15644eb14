#!/bin/bash
# wrong.t - workbooks to which something was done: every fault at its cell, with its code (wrong.py);
# all that is said of them stands in wrong.err.
. "$(dirname "$0")/../cmd/lib.sh"
export PYTHONDONTWRITEBYTECODE=1

python3 tests/import/wrong.py "$scratch"
ok $? 'the workbooks are made'

# told FILE: what check says, in both languages, without the folder and the closing line.
told() {
    for language in ru en; do
        "$formulyar" check --lang $language "$1" 2>&1 | grep -v '^Проверено\|^Checked' | sed "s,^$scratch/,,"
    done
}

expected=$(python3 tests/import/wrong.py)
count=0
while IFS=$'\t' read -r name wanted; do
    file=$(echo "$scratch/$name".*)
    said=$(told "$file")
    count=$((count + 1))
    printf '%s %s\n' -- "${file##*/}" >>"$scratch/said"
    [ -z "$said" ] || printf '%s\n' "$said" >>"$scratch/said"
    code=${wanted##* }
    place=${wanted% *}
    [ "$place" != "$code" ] || place=
    if [ "$code" = - ]; then
        grep -q 'ошибка:' <<<"$said"
        ok $((1 - $?)) "$name: nothing is wrong"
    elif [ -z "$place" ]; then
        grep -q "^${file##*/}: .*ошибка: .*\[$code\]\$" <<<"$said"
        ok $? "$name: $code"
    else
        grep -F "${file##*/}: $place" <<<"$said" | grep "ошибка: \|предупреждение: " | grep -q "\[$code\]\$"
        ok $? "$name: $place $code"
    fi
done <<<"$expected"
[ "$count" -ge 30 ]
ok $? 'there are thirty of them and more'

[ -z "${ACCEPT:-}" ] || cp "$scratch/said" tests/import/wrong.err
is "$(<"$scratch/said")" "$(<tests/import/wrong.err)" 'what is said of all'

! grep -q 'Белая\|Орлов\|Савельева\|хорошим\|логопед\|иногда\|сентябрь' <(grep -v '^--\|Белая Роза, Анна' "$scratch/said")
ok $? 'nothing that was typed is repeated'

done_testing
