#!/bin/bash
# minutes.t - `formulyar minutes`: the minutes of a meeting from its council file.
. "$(dirname "$0")/lib.sh"
council=$samples/council/one-appendix.xml

exits 0 'the minutes' "$formulyar" minutes -o "$scratch/out" "$council"
is "$err" 'Готово: 2 документа; ошибок нет' 'the closing line'
is "$(cd "$scratch/out" && echo *)" 'minutes_2026-05-28_5.docx minutes_2026-05-28_5.pdf' 'files without surnames'
exits 0 'they verify' "$formulyar" verify "$scratch"/out/*
has "$out" 'протокол 2026-05-28_5; форма minutes' 'verify says what they are'
has "$out" 'полей подписи 2, из них подписано 0' 'chair and secretary have a place to sign'
exits 0 'the fields' "$formulyar" fields "$scratch/out/minutes_2026-05-28_5.pdf"
has "$out" sig_chair 'the field of the chair'
has "$out" sig_secretary 'the field of the secretary'
exits 0 'a second run' "$formulyar" minutes -o "$scratch/out" "$council"

# What stands on the paper, against a file beside this one.
expected=tests/cmd/minutes.txt
"$formulyar" minutes -q -t text "$council" >"$scratch/text"
[ -z "${ACCEPT:-}" ] || cp "$scratch/text" "$expected"
is "$(cat "$scratch/text")" "$(cat "$expected")" 'the text of the minutes'
# The trees of a meeting with everything, and of its extract.
everything=tests/council/good/everything.xml
for kind in minutes extract; do
    extract=()
    [ $kind = minutes ] || extract=(--extract 2026-031)
    "$formulyar" minutes -q -t tree "${extract[@]}" "$everything" >"$scratch/tree"
    [ -z "${ACCEPT:-}" ] || cp "$scratch/tree" "tests/council/good/$kind.tree"
    is "$(cat "$scratch/tree")" "$(cat "tests/council/good/$kind.tree")" "the tree of the $kind"
done
is "$("$formulyar" minutes -q -t text -o - - <"$council" 2>&1 | head -1 | cut -c1-40)" \
    "$(cd "$scratch" && echo 'stdin:23:5: ошибка: 2025-031.xml: такого' | cut -c1-40)" \
    'standard input looks for cases where the command runs'

for kind in 1 3; do
    exits 0 "PDF/A-$kind" "$formulyar" minutes -q --pdfa $kind -t pdf -o "$scratch/a$kind" "$council"
done
exits 0 'what PDF/A-3 carries' "$formulyar" extract -o "$scratch/back.xml" "$scratch/a3/minutes_2026-05-28_5.pdf"
cmp "$council" "$scratch/back.xml"
ok $? 'is the council file itself'

# A draft without a number is printed as one, a final one is refused.
mkdir "$scratch/draft" && cp "$samples"/council/2025-031.xml "$scratch/draft"
sed 's/ number="5"//' "$council" >"$scratch/draft/m.xml"
exits 1 'no number' "$formulyar" minutes -o "$scratch/draft" "$scratch/draft/m.xml"
has "$err" '[M1]' 'the rule is named'
exits 0 'as a draft' "$formulyar" minutes --draft -q -t text -o "$scratch/draft" "$scratch/draft/m.xml"
has "$(cat "$scratch/draft/minutes_2026-05-28.txt")" 'ПРОЕКТ' 'it carries the mark'
has "$(cat "$scratch/draft/minutes_2026-05-28.txt")" $'28.05.2026 №\u00a0____' 'and a place for the number'

# Two minutes of one number in a school year, and files that are no council files.
sed 's/date="2026-05-28"/date="2026-05-30"/' "$council" >"$scratch/draft/n.xml"
cp "$council" "$scratch/draft/k.xml"
exits 1 'a number used twice' "$formulyar" minutes -t text -o "$scratch/twice" "$scratch/draft/k.xml" "$scratch/draft/n.xml"
has "$err" '[E651]' 'is told'
is "$(cd "$scratch/twice" && echo *)" minutes_2026-05-28_5.txt 'the first one is made'
sed 's/number="5"/number="5\/2"/' "$council" >"$scratch/draft/n.xml"
sed 's/number="5"/number="5-2"/' "$council" >"$scratch/draft/k.xml"
exits 1 'numbers that make the same name' "$formulyar" minutes -t text -o "$scratch/same" "$scratch/draft/k.xml" "$scratch/draft/n.xml"
has "$err" '[E651]' 'are told too'
exits 1 'a case file' "$formulyar" minutes "$samples/completed.xml"
has "$err" '[E160]' 'is no council file'
exits 0 'a council file among cases' "$formulyar" render -t text -o "$scratch/r" "$council" "$samples/registered.xml"
has "$err" '[W139]' 'is left out aloud'
exits 0 'check takes both' "$formulyar" check "$council" "$samples/completed.xml"
is "$err" "Проверено: 1 дело, 1 протокол; ошибок нет" "and counts both"
sed 's/by="p3"/by="p9"/' "$council" >"$scratch/draft/b.xml"
exits 1 'check finds what is wrong in a council file' "$formulyar" check "$scratch/draft/b.xml"
has "$err" '[M10]' 'by its rules'
mkdir "$scratch/folder" && cp "$council" "$samples/council/2025-031.xml" "$scratch/folder"
exits 0 'a batch over a folder with a council file' "$formulyar" batch -q -t docx -o "$scratch/b" "$scratch/folder"
is "$(cd "$scratch/b" && echo *.docx)" '2025-031_5.1.docx 2025-031_5.3.docx 2025-031_5.4.docx' 'makes the cases'

# A hundred items of a hundred decisions.
{
    sed '/<agenda>/q' "$council"
    for _ in {1..100}; do
        echo "<item><title>Пункт.</title><decided>"
        for _ in {1..100}; do echo "<decision><text>Решение.</text></decision>"; done
        echo "</decided></item>"
    done
    echo "</agenda></minutes>"
} | sed 's|<file>.*</file>||' >"$scratch/draft/long.xml"
exits 0 'a hundred items' "$formulyar" minutes -q -t text -o "$scratch/long" "$scratch/draft/long.xml"
is "$(grep -c 'Решение\.$' "$scratch/long/minutes_2026-05-28_5.txt")" 10000 'have all their decisions'
is "$(grep 'Решение\.$' "$scratch/long/minutes_2026-05-28_5.txt" | tail -1)" '100.100. Решение.' 'numbered to the last'
exits 0 'as a PDF' "$formulyar" minutes -q -t pdf -o "$scratch/long" "$scratch/draft/long.xml"

# A character without a glyph, and forms that are damaged.
sed 's/Утвердить план/Утвердить 🙂 план/' "$council" >"$scratch/draft/e.xml"
exits 1 'a character without a glyph' "$formulyar" check "$scratch/draft/e.xml"
has "$err" 'пункт 2 повестки, РЕШИЛИ, решение 1, текст' 'is told with its field'
cp -r forms "$scratch/forms" && echo '<sheet/>' >"$scratch/forms/minutes.xml"
exits 1 'a damaged sheet' "$formulyar" minutes --forms "$scratch/forms" -o "$scratch/x" "$council"
rm "$scratch/forms/minutes-rules.xml"
exits 3 'no rules' "$formulyar" minutes --forms "$scratch/forms" -o "$scratch/x" "$council"
done_testing
