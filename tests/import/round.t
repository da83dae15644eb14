#!/bin/bash
# round.t - cases become a workbook and cases again: nothing that a column holds is lost or changed.
. "$(dirname "$0")/../cmd/lib.sh"

# Samples that are case files; what is unfinished is no fault here.
for sample in samples/*.xml tests/import/second/*.xml; do
    name=${sample##*/}
    folder=$scratch/${name%.xml}
    book=$scratch/${name%.xml}.xlsx
    mkdir "$folder"
    run "$formulyar" new -q --workbook -o "$book" "$sample"
    is "$status" 0 "$name becomes a workbook"

    run "$formulyar" import -q --draft -o "$folder/new/" "$book"
    [ "$status" -eq 0 ]
    ok $? "$name comes back"
    grep 'ошибка:' <<<"$err" | sed 's/^/# /'

    run "$formulyar" new -q --workbook -o "$book.2" "$folder/new"
    cmp -s "$book" "$book.2"
    ok $? "$name: the workbook of what came back is the same, byte for byte"

    if [ "$(grep -c '<case ' "$sample")" = 1 ]; then
        id=$(ls "$folder/new" | head -1)
        mkdir "$folder/second"
        cp "$sample" "$folder/second/$id"
        run "$formulyar" import --draft -o "$folder/second" "$book"
        is "$status $(grep -o 'изменено: .*\|изменено [0-9]*' <<<"$err")" '0 изменено 0' "$name: nothing differs from what it was made of"
        cmp -s "$sample" "$folder/second/$id"
        ok $? "$name: not a byte of it is changed"
    fi
done

done_testing
