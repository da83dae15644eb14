#!/bin/bash
# revisions.t - what may follow a finished PDF in later revisions, and what is a change of content;
# hostile files that bear this program's marks are answered within bounds.
. "$(dirname "$0")/../cmd/lib.sh"
here=$(dirname "$0")

"$formulyar" render -q --roomy -t pdf -f 5.4 --pdfa 3 -o "$scratch" "$samples/completed.xml"
base=$scratch/2025-014_5.4.pdf
python3 "$here/forge.py" "$base" "$scratch"
ok $? 'revisions are forged'

# ---- every forgery is told, every honest revision is whole -----------------------------
"$formulyar" verify "$scratch"/forged/*.pdf >"$scratch/out" 2>"$scratch/err"
is "$?" 1 'forgeries: exit status'
# count_of NAME NAMES: how often a name, in angles, stands there.
count_of() {
    local rest=${2//"<$1>"/}
    echo $(((${#2} - ${#rest}) / (${#1} + 2)))
}
changed=$(sed -nE 's,.*/([^/]*)\.pdf: (ИЗМЕНЁН|НЕ ПРОВЕРЕН|ПЕРЕСОХРАНЁН)(;.*)?$,<\1>,p' "$scratch/out")
errors=$(sed -n 's,.*/\([^/]*\)\.pdf: ошибка: .*,<\1>,p' "$scratch/err" | sort -u)
for file in "$scratch"/forged/*.pdf; do
    name=${file##*/} name=${name%.pdf}
    is "$(count_of "$name" "$changed") $(count_of "$name" "$errors")" '1 1' "forged: $name"
done
for file in "$scratch"/forged/{case-*,catalog-no-names,content-added,tail-garbage,mixed*}.pdf; do
    "$formulyar" extract "$file" >"$scratch/out" 2>"$scratch/err"
    is "$? $(stat -c %s "$scratch/out")" '1 0' "no case is taken out of $(basename "$file" .pdf)"
done
exits 0 'honest revisions' "$formulyar" verify "$scratch"/honest/*.pdf
is "$(grep -v '\[W530\]$' <<<"$err")" '' 'nothing is said against them but that no real signature is in them'
whole=$(sed -n 's,.*/\([^/]*\)\.pdf: цел;.*; исходный текст не изменён\, к нему добавлены.*,<\1>,p' <<<"$out")
for file in "$scratch"/honest/*.pdf; do
    name=${file##*/} name=${name%.pdf}
    is "$(count_of "$name" "$whole")" 1 "honest: $name"
done
exits 1 'fields of a file whose catalog is gone' "$formulyar" fields "$scratch/forged/catalog-free.pdf"
has "$err" '[E503]' 'that is told, not passed over'
exits 0 'a signed file keeps its case' "$formulyar" extract "$scratch/honest/signed.pdf"

# tells NAME WORDS: what the line or the message says of one of them.
tells() {
    "$formulyar" verify "$scratch/$1.pdf" >"$scratch/out" 2>&1
    has "$(cat "$scratch/out")" "$2" "$1: $2"
}
tells forged/content-replaced 'содержание изменено после записи: содержание страницы 1.'
tells forged/case-replaced 'содержание изменено после записи: вложенный файл дела.'
tells forged/annotation-FreeText 'поверх страницы добавлено изображение, поле или текст'
tells forged/tail-garbage 'за концом файла стоят посторонние байты'
tells forged/table-twice 'содержание изменено после записи: таблица объектов'
tells forged/mixed 'содержание изменено после записи: содержание страницы 1.'
tells forged/mixed-old-readers 'содержание изменено после записи: содержание страницы 1.'
tells forged/stream-packed-page 'содержание изменено после записи: содержание, вид или место страницы'
tells honest/signed 'добавлены подписи'
tells honest/field-in-no-form 'полей подписи 3, из них подписано 1; исходный текст не изменён, к нему добавлены подписи'
tells honest/remark-note 'добавлены пометки (1)'
tells honest/proofs 'добавлены служебные данные'

# ---- the guard says the same ------------------------------------------------------------
# guarded FILE CODE NAME: render into a folder where FILE has the output's name.
guarded() {
    mkdir -p "$scratch/guard"
    cp "$1" "$scratch/guard/2025-014_5.4.pdf"
    exits 1 "render: $3" "$formulyar" render -q -t pdf -f 5.4 -o "$scratch/guard" "$samples/completed.xml"
    has "$err" "[$2]" "$2"
}
guarded "$scratch/honest/signed.pdf" E005 'a signed file stays'
guarded "$scratch/honest/signed-packed.pdf" E005 'a file signed under a cross-reference stream stays'
guarded "$scratch/forged/content-replaced.pdf" E027 'a changed file stays'
guarded "$scratch/honest/remark-note.pdf" E027 'a file with a remark stays'

# ---- hostile files ------------------------------------------------------------------------
mkdir "$scratch/hostile"
python3 "$here/hostile.py" make "$scratch/hostile"
case $BUILD in
*san) bounds='1' ;; # a sanitizer takes its own time and memory
*) bounds='1 fast small' ;;
esac
while read -r name got; do
    is "${got:0:${#bounds}}" "$bounds" "hostile: verify ${name%.pdf}"
done < <(timeout 600 python3 "$here/hostile.py" measure "$formulyar" verify "$scratch"/hostile/*.pdf)
while read -r name got; do
    is "${got:1:$((${#bounds} - 1))}" "${bounds#?}" "hostile: fields of ${name%.pdf}"
done < <(timeout 600 python3 "$here/hostile.py" measure "$formulyar" fields \
    "$scratch"/hostile/{pages-dag,fields-loop,fields-many,fields-nowhere,signatures-many,length-chain,packed-many}.pdf)
for name in fields-nowhere links-many content-font-wide keys-long; do
    exits 1 "a file that asks for much: $name" "$formulyar" verify "$scratch/hostile/$name.pdf"
    has "$err" '[E5' 'its faults are told: no clock had to stop the reader'
done
exits 1 'more signatures than can be told of' "$formulyar" verify "$scratch/hostile/signatures-many.pdf"
has "$err" '[E513]' 'that is told'
exits 1 'a bomb' "$formulyar" verify "$scratch/hostile/content-bomb.pdf"
has "$err" '[E513]' 'E513'
has "$out" ': НЕ ПРОВЕРЕН' 'the line says so'
exits 1 'a change' "$formulyar" verify "$scratch/forged/content-added.pdf"
has "$err" '[E514]' 'E514'

# ---- and one more of the guard: nothing was done to this file ---------------------------------
cp "$base" "$scratch/guard/2025-014_5.4.pdf"
exits 0 'render: an untouched file is replaced' "$formulyar" render -q -t pdf -f 5.4 -o "$scratch/guard" "$samples/completed.xml"
done_testing
