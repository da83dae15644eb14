#!/bin/bash
# bundle-council.t - `formulyar bundle` with a council file: minutes and appendices in one.
. "$(dirname "$0")/../cmd/lib.sh"
council=$samples/council/twelve-appendices.xml

exits 0 'a bundle' "$formulyar" bundle -o "$scratch/b.pdf" "$council"
is "$err" 'Готово: 12 приложений, 16 страниц; ошибок нет' 'the closing line'
exits 0 'as DOCX' "$formulyar" bundle -o "$scratch/b.docx" "$council"
exits 0 'both verify' "$formulyar" verify "$scratch/b.pdf" "$scratch/b.docx"
exits 0 'its fields' "$formulyar" fields "$scratch/b.pdf"
is "$(cut -f1 <<<"$out" | sort | uniq -d)" '' 'have names of their own'
is "$(cut -f1 <<<"$out" | grep -c '^sig_\(chair\|secretary\)$')" 2 'and those of the minutes keep theirs'

"$formulyar" bundle -q -t text "$council" >"$scratch/text"
"$formulyar" minutes -q -t text "$council" >"$scratch/minutes"
is "$(head -n "$(wc -l <"$scratch/minutes")" "$scratch/text")" "$(cat "$scratch/minutes")" 'the minutes stand in front, word for word'
# Each decision cites the appendix that bears its number.
cited=$(grep -oP '(?<=приложение №\x{a0})\d+(?=\))' "$scratch/minutes" | tr '\n' ' ')
marked=$(grep -oP '^Приложение №\x{a0}\K\d+$' "$scratch/text" | tr '\n' ' ')
is "$marked" '1 2 3 4 5 6 7 8 9 10 11 12 ' 'twelve marks in the order cited'
is "$cited" "$marked" 'which the decisions cite in that order'
has "$(cat "$scratch/text")" 'к протоколу заседания методического совета' 'the mark says whose minutes'
if command -v pdftotext >/dev/null; then
    pdftotext "$scratch/b.pdf" "$scratch/b.txt"
    is "$(awk 'BEGIN { RS = "\f" } /Приложение № 10\n/ { print NR }' "$scratch/b.txt" | tail -1)" 14 \
        'appendix 10 begins where the list says'
    has "$(pdfinfo "$scratch/b.pdf")" 'Протокол заседания методического совета от 29.05.2026' 'the title tells of the minutes'
else
    skip 'pages and title' 'apt-get install poppler-utils'
fi

# Another council, numbers that go on, no list.
mkdir "$scratch/o" && cp "$samples/council/2025-031.xml" "$scratch/o"
sed 's/number="5"/number="5" first-appendix="3"/; s|<chair |<council>педагогического совета</council>&|' \
    "$samples/council/one-appendix.xml" >"$scratch/o/m.xml"
exits 0 'another council' "$formulyar" bundle -q --no-list -t text "$scratch/o/m.xml"
has "$out" $'завершённым (приложение №\u00a03).' 'the minutes cite the third appendix'
has "$out" $'Приложение №\u00a03' 'which bears that number'
has "$out" 'к протоколу заседания педагогического совета' 'and names the council'
sed 's/ first-appendix="3"/ first-appendix="1"/' "$scratch/o/m.xml" >"$scratch/o/k.xml"
run "$formulyar" bundle -q -t text "$scratch/o/k.xml"
has "$out" 'завершённым (приложение).' 'a single appendix has no number'
sed -i 's/ date="[^"]*"//; s/ number="5"//' "$scratch/o/k.xml"
exits 0 'a draft without date and number' "$formulyar" bundle --draft -o "$scratch/draft.pdf" "$scratch/o/k.xml"
exits 0 'verifies' "$formulyar" verify "$scratch/draft.pdf"

# What stands in the way.
exits 2 'options that the council file answers' "$formulyar" bundle --number 5 --date 2027-05-28 -o "$scratch/x.pdf" "$council"
exits 2 'minutes beside its own' "$formulyar" bundle --minutes x.pdf -o "$scratch/x.pdf" "$council"
has "$err" '[E657]' 'are refused'
exits 2 'no name' "$formulyar" bundle "$council"
sed 's|<appendix form="5.4"/>||' "$samples/council/one-appendix.xml" >"$scratch/o/n.xml"
exits 1 'nothing cited' "$formulyar" bundle -o "$scratch/x.pdf" "$scratch/o/n.xml"
has "$err" '[E658]' 'is told'
sed 's|form="5.4"/>|form="5.9"/>|' "$samples/council/one-appendix.xml" >"$scratch/o/f.xml"
exits 1 'a form that there is not' "$formulyar" bundle -o "$scratch/x.pdf" "$scratch/o/f.xml"
has "$err" 'f.xml:41:11: ошибка: в редакции нет формы 5.9' 'is told where it is cited'
exits 1 'to check too' "$formulyar" check "$scratch/o/f.xml"
has "$err" 'f.xml:41:11: ошибка: в редакции нет формы 5.9' 'at the same place'
sed 's|<finding>.*</finding>||' "$samples/council/2025-031.xml" >"$scratch/o/2025-031.xml"
exits 1 'a case with gaps' "$formulyar" bundle -o "$scratch/x.pdf" "$scratch/o/m.xml"
has "$err" '2025-031.xml:35:5: ошибка: 5.3, строка 1' 'is told in the case file'
ok "$([ ! -e "$scratch/x.pdf" ]; echo $?)" 'and nothing is written'
sed 's|Из девяти|Из 🙂 девяти|' "$samples/council/2025-031.xml" >"$scratch/o/2025-031.xml"
sed 's/form="5.4"/form="5.3"/' "$scratch/o/m.xml" >"$scratch/o/g.xml"
exits 1 'a character without a glyph' "$formulyar" bundle -o "$scratch/x.pdf" "$scratch/o/g.xml"
has "$err" '2025-031.xml:36:7: ошибка: 5.3, строка 1, «до начала сопровождения»' 'is told with its field'
done_testing
