#!/bin/bash
# typed.t - text and names as people type them: cases that were once refused, or printed otherwise than meant.
. "$(dirname "$0")/lib.sh"
typed=$(dirname "$0")/typed

# check STATUS CASE: what it says goes to $said.
check() {
    exits "$1" "$2" "$formulyar" check "$typed/$2.xml"
    said=$out$err
}
# printed CASE FORM: the words of the form as the PDF has them, and the DOCX too.
printed() {
    "$formulyar" render -q --force -f "$2" -t text,pdf,docx -o "$scratch/$1" "$typed/$1.xml"
    text=$(cat "$scratch/$1"/*_"$2".txt)
    ok "$([ "$(ls "$scratch/$1"/*_"$2".* | wc -l)" -eq 3 ]; echo $?)" "$1: made and verified"
}
hasnt() { is "${1/"$2"/}" "$1" "$3"; }

check 0 char-control-zw
hasnt "$said" E301 'invisible characters are no error'
hasnt "$said" W13 'nor worth a warning'
printed char-control-zw 5.3
has "$text" 'Словос нулевымпробелом и меткой.' 'they are dropped'

check 0 char-phonetics
printed char-phonetics 5.3
has "$text" '[ˈtiːtʃə], [ðə], [ŋ], [ʃʌt]' 'phonetic letters are printed'
if command -v pdftotext >/dev/null; then
    has "$(pdftotext "$scratch"/char-phonetics/*_5.3.pdf - | tr -d '\n\302\255')" '[ðə]' 'and found in the PDF'
else
    skip 'and found in the PDF' 'apt-get install poppler-utils'
fi

check 0 char-science
hasnt "$said" W11 'Latin letters that are meant'
printed char-science 5.3
has "$text" '54 м², t = 18 °C, CO₂, H₂SO₄' 'signs are printed'

check 0 name-latin-letter
has "$said" W11 'a Latin letter at the beginning of a surname'
check 0 person-two-spellings
has "$said" W15 'one person, two spellings'
is "$(grep -c W15 <<<"$said")" 1 'told once'

check 0 sign-once-director
printed sign-once-director 5.4
is "$(grep -c $'О.К.\u00a0Седых' <<<"$text")" 1 'the director who leads signs once'
has "$text" 'Ф.И. О. учителя' 'the form is there'

check 0 text-numbered
printed text-numbered 5.3
is "$(grep -cx '2. Нет образцов.' <<<"$text")" 1 'a typed point begins a line'
is "$(grep -cx '1) критерии вклеены в тетради;' <<<"$text")" 1 'as a paragraph does'
has "$text" 'Ученики говорят 6 минут из 40.' 'tabs are spaces'
printed text-numbered 5.1
is "$(grep -cx '2. Пометы на полях непонятны.' <<<"$text")" 1 'in a list too'
is "$(grep -cx '1. Сочинения проверяются без критериев.' <<<"$text")" 1 'without a number before the typed one'
is "$(grep -cx -- '— говорит учитель;' <<<"$text")" 1 'nor before the other points of that list'
sed 's|>1. Сочинения|>Сочинения|; s|^ *2. Пометы.*</problem>|</problem>|; s|^ — ученики молчат.||; s|— говорит учитель;|Говорит учитель.|' \
    "$typed/text-numbered.xml" >"$scratch/unnumbered.xml"
"$formulyar" render -q -f 5.1 -t text -o "$scratch/unnumbered" "$scratch/unnumbered.xml"
is "$(grep -cx '[12]) [СГ].*' "$scratch"/unnumbered/*.txt)" 2 'what has no numbers gets them'

# lines NAME BEFORE: the text of 5.3 with so typed a state before goes to $said.
lines() {
    printf '%b' "$2" >"$scratch/before"
    awk '/<before>1. Нет критериев/ { printf "      <before>"; while ((getline line < "'"$scratch/before"'") > 0) { printf "%s%s", feed, line; feed = "\n" } print "</before>"; skip = 1 }
         !skip { print } /<\/before>/ { skip = 0 }' "$typed/text-numbered.xml" >"$scratch/$1.xml"
    exits 0 "$1: printed" "$formulyar" render -q --force -f 5.3 -t text -o "$scratch/$1" "$scratch/$1.xml"
    said=$(cat "$scratch/$1"/*.txt)
}
# is_line TEXT: the text is a line of its own.
is_line() { is "$(grep -cxF -- "$1" <<<"$said")" 1 "a line: $1"; }

# Lines that an editor has wrapped stay together, whatever they begin with.
lines wrapped 'Ученики девятого класса пишут сочинения, критериев проверки всего\n        2. Остальные ученики не знают, за что снижена отметка, и потому\n        спорят с учителем.'
is_line 'Ученики девятого класса пишут сочинения, критериев проверки всего 2. Остальные ученики не знают, за что снижена отметка, и потому спорят с учителем.'
lines indented '\n        Ученики девятого класса пишут сочинения без критериев, учитель\n        объясняет отметку устно. Пометы на полях ученикам непонятны, они\n        Не спорят, но и не исправляют. Итоговые работы от этого не\n        улучшаются.\n      '
is_line 'Ученики девятого класса пишут сочинения без критериев, учитель объясняет отметку устно. Пометы на полях ученикам непонятны, они Не спорят, но и не исправляют. Итоговые работы от этого не улучшаются.'
# An end of a line that no editor would have made was typed.
lines short 'Нет критериев\nнет образцов\n\n\n      нет взаимопроверки\n'
for line in 'Нет критериев' 'нет образцов' 'нет взаимопроверки'; do is_line "$line"; done
lines sentences 'Сочинения проверяются без критериев, пометы на полях непонятны ученикам.\nОбразцов работ нет ни в кабинете, ни в электронном журнале класса.\nВзаимопроверки не было.'
is_line 'Образцов работ нет ни в кабинете, ни в электронном журнале класса.'
is_line 'Взаимопроверки не было.'
# Of a blank line, always; two paragraphs that were wrapped.
lines blank 'Ученики девятого класса пишут сочинения без критериев, и учитель\n      объясняет отметку устно.\n\n      Пометы на полях ученикам непонятны, они спорят с учителем, но не\n      исправляют ошибок.'
is_line 'Ученики девятого класса пишут сочинения без критериев, и учитель объясняет отметку устно.'
is_line 'Пометы на полях ученикам непонятны, они спорят с учителем, но не исправляют ошибок.'
lines crlf 'Нет критериев.\r\nНет\tобразцов.\r\n'
is_line 'Нет критериев.'
is_line 'Нет образцов.'
# A text of nothing but ends of lines takes no gigabytes.
lines many "$(printf 'x\\n%.0s' {1..20000})"
is "$(($(grep -cx x <<<"$said") < 2100))" 1 'more lines than any cell has go on in one'
# In a paragraph too.
lines paragraphs '<p>Нет критериев.\nНет образцов.</p>\n<p>Взаимопроверки нет.</p>'
for line in 'Нет критериев.' 'Нет образцов.' 'Взаимопроверки нет.'; do is_line "$line"; done

sed 's|<before>1. Нет критериев.|<before>Нет:\n — критериев;\n — образцов|' "$typed/text-numbered.xml" >"$scratch/colon.xml"
"$formulyar" render -q -f 5.3 -t text -o "$scratch/colon" "$scratch/colon.xml"
is "$(grep -cx '— критериев;' "$scratch"/colon/*.txt)" 1 'points behind a colon'
# One list in another; numbers with levels.
sed 's|<before>1. Нет критериев.|<before>Нет:\n1. Критериев:\n  а) общих;\n  б) своих.\n2. Образцов:\n2.1. Старых.\n2.2. Новых|' "$typed/text-numbered.xml" >"$scratch/nested.xml"
"$formulyar" render -q -f 5.3 -t text -o "$scratch/nested" "$scratch/nested.xml"
for line in '1. Критериев:' 'а) общих;' 'б) своих.' '2.1. Старых.'; do
    is "$(grep -cx "$line" "$scratch"/nested/*.txt)" 1 "a line: $line"
done
# A line separator of a web page is a line feed; the mark that asks for a coloured sign is dropped.
printf -v web 'Нет:\u2028— критериев;\u2028— образцов \u2713\uFE0F'
sed "s|<before>1. Нет критериев.|<before>$web|" "$typed/text-numbered.xml" >"$scratch/web.xml"
exits 0 'characters of web pages' "$formulyar" render -q -f 5.3 -t text -o "$scratch/web" "$scratch/web.xml"
is "$(grep -cx '— критериев;' "$scratch"/web/*.txt)" 1 'lines of a web page are lines'

# «Королёва» who is also typed «Королева» signs once.
sed 's/person="u-01"//; s/Седых/Королёва/; t a; b; :a; n; ba' "$typed/sign-once-director.xml" | sed '/<signers>/,$s/Седых/Королева/' >"$scratch/yo.xml"
"$formulyar" render -q -f 5.4 -t text -o "$scratch/yo" "$scratch/yo.xml"
is "$(grep -c $'О.К.\u00a0Корол[её]ва' "$scratch"/yo/*.txt)" 1 'one person with and without ё signs once'

# No-break spaces around what was copied from a page or a sheet: a name, an id, a date, nothing at all.
sed 's|<given>Ольга</given>|<given>\xC2\xA0Ольга\xC2\xA0</given>|; s|person="u-01"|person="u-01\xC2\xA0"|; s|<decision date="2025-10-01"|<decision date="\xC2\xA02025-10-01"|' \
    "$typed/sign-once-director.xml" >"$scratch/nbsp.xml"
exits 0 'no-break spaces around a value' "$formulyar" check "$scratch/nbsp.xml"
"$formulyar" render -q -f 5.4 -t text -o "$scratch/nbsp" "$scratch/nbsp.xml"
is "$(grep -c $'^О.К.\u00a0Седых' "$scratch"/nbsp/*.txt)" 1 'are none of it'
sed 's|<finding>Затруднение снято.</finding>|<finding>\xC2\xA0</finding>|' "$typed/sign-once-director.xml" >"$scratch/blank.xml"
exits 1 'a no-break space' "$formulyar" check --lang en "$scratch/blank.xml"
has "$err" '[C5d]' 'fills no field'
sed 's|<acquaintance date="2026-05-18"/>|<acquaintance date="2026-05-18">\xC2\xA0 \xE2\x80\x8B</acquaintance>|' "$typed/sign-once-director.xml" >"$scratch/layout.xml"
exits 0 'nor is it text where none may stand' "$formulyar" check "$scratch/layout.xml"
# «1.Слитно» is a number as well, «1.5 часа» is none; three short lines are lines, whatever tag stands before.
sed 's|>1. Сочинения проверяются|>1.Сочинения проверяются|; s|^ *2. Пометы|2.Пометы|; s|— говорит учитель;|1.5 часа|; s|^ — ученики молчат.||' \
    "$typed/text-numbered.xml" >"$scratch/close.xml"
"$formulyar" render -q -f 5.1 -t text -o "$scratch/close" "$scratch/close.xml"
is "$(grep -c '^[12]\.[СП]' "$scratch"/close/*.txt)" 2 'numbers without a space are numbers, and no other stands before'
sed 's|>1. Сочинения проверяются без критериев.|>Критерии|; s|^ *2. Пометы на полях непонятны.|образцы\nпометы|; s|— говорит учитель;|1.5 часа|; s|^ — ученики молчат.||' \
    "$typed/text-numbered.xml" >"$scratch/three.xml"
"$formulyar" render -q -f 5.1 -t text -o "$scratch/three" "$scratch/three.xml"
is "$(grep -cx '1) Критерии\|образцы\|пометы\|2) 1.5 часа' "$scratch"/three/*.txt)" 4 'short lines are lines'

# A sign that no font has: its word, and its paragraph where there are several; no place in a name.
sed 's|2. Нет образцов.|2. Нет 👍 образцов.|; s|<finding>Снято.|<finding>Снято 👍|; s|>Прохорова<|>Прохо👍рова<|' "$typed/text-numbered.xml" >"$scratch/emoji.xml"
exits 1 'signs that no font has' "$formulyar" check --lang en "$scratch/emoji.xml"
is "$(grep -c 'paragraph 2: the fonts of the form lack the character “👍” U+1F44D (emoji), word 3;' <<<"$err")" 1 'the paragraph and the word'
is "$(grep -c '(emoji), word 2; remove' <<<"$err")" 2 'in a short text too'
is "$(grep -c 'specialist 1: the fonts of the form lack the character “👍” U+1F44D (emoji); remove' <<<"$err")" 1 'a name is told of once'

# A draft of a new case leaves room for names, also where a role is known.
"$formulyar" new >"$scratch/new.xml"
exits 0 'a new case, as a draft' "$formulyar" render -q --draft -t text -o "$scratch/new" "$scratch/new.xml"
is "$(grep -cx 'Индивидуальное сопровождение ведет (ФИО специалиста) _*, наставник' "$scratch"/new/*_5.1.txt)" 1 'room for a name before the role'
is "$(grep -cx 'ФИО учителя' "$scratch"/new/*_5.1.txt)" 1 'a rule alone where nothing is known'
sed 's|<position></position>|<position>учитель физики</position>|' "$scratch/new.xml" >"$scratch/position.xml"
"$formulyar" render -q --draft -t text -o "$scratch/position" "$scratch/position.xml"
is "$(grep -cx 'ФИО учителя _*, учитель физики' "$scratch"/position/*_5.1.txt)" 1 'and before a position'
done_testing
