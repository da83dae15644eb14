#!/bin/bash
# minutes-extract.t - `formulyar minutes --extract`: an extract holds nobody else's data.
. "$(dirname "$0")/lib.sh"
council=$samples/council/twelve-appendices.xml
cases=$samples/council/twelve-cases.xml

exits 0 'an extract' "$formulyar" minutes -o "$scratch/out" --extract 2025-106 "$council"
is "$(cd "$scratch/out" && echo *)" \
    'extract_2026-05-29_6_2025-106.docx extract_2026-05-29_6_2025-106.pdf' 'files without surnames'
exits 0 'they verify' "$formulyar" verify "$scratch"/out/*
has "$out" 'дело 2025-106; форма extract' 'verify says what they are'
has "$out" 'полей подписи 1,' 'one place to sign: whoever certifies the copy'
exits 0 'the field' "$formulyar" fields "$scratch/out/extract_2026-05-29_6_2025-106.pdf"
has "$out" sig_certifier 'is that of the certifier'

mkdir "$scratch/other"
cp "$cases" "$council" "$scratch/other"
sed -i '/<case id="2025-106"/,/<\/teacher>/s/<given>[^<]*</<given>Аглая</' "$scratch/other/twelve-cases.xml"
before=$(cd "$scratch/out" && sha256sum ./*)
exits 1 'an extract for another teacher of the same id' \
    "$formulyar" minutes -q -o "$scratch/out" --extract 2025-106 "$scratch/other/twelve-appendices.xml"
has "$err" '[E052]' 'is refused: E052'
is "$(cd "$scratch/out" && sha256sum ./*)" "$before" 'nothing is replaced'

expected=tests/cmd/minutes-extract.txt
"$formulyar" minutes -q -t text --extract 2025-106 "$council" >"$scratch/text"
[ -z "${ACCEPT:-}" ] || cp "$scratch/text" "$expected"
is "$(cat "$scratch/text")" "$(cat "$expected")" 'the text: numbers of the minutes, decisions of the case, the certification'

# names FILE: what of the twelve teachers is in it, by the surname without its ending.
surnames=$(sed -n 's/.*<surname>\(.*\)<\/surname><given>\(.*\)<\/given>.*/\1/p' "$cases")
own=$(sed -n '/<teacher/,/<\/teacher>/s/.*<surname>\([^<]*\)<.*/\1/p' "$cases")
names() {
    for surname in $own; do
        stem=${surname%а}
        stem=${stem%ов}
        stem=${stem%ев}
        grep -q "$stem" "$1" && printf '%s ' "$surname"
    done
}
is "$(wc -w <<<"$own")" 12 'twelve teachers are known'
ok "$([ "$(wc -w <<<"$surnames")" -ge 24 ]; echo $?)" 'and those who led them'
"$formulyar" minutes -q -t text "$council" >"$scratch/minutes.txt"
is "$(names "$scratch/minutes.txt" | wc -w)" 12 'the minutes name all of them'

# All that a PDF and a DOCX hold: text on paper, properties, every part of the package.
stolen=
missing=
for number in 101 102 103 104 105 106 107 108 109 110 111 112; do
    id=2025-$number
    "$formulyar" minutes -q --force --pdfa 3 -t pdf,docx,text -o "$scratch/x" --extract "$id" "$council"
    base=$scratch/x/extract_2026-05-29_6_$id
    {
        cat "$base.txt"
        ! command -v pdftotext >/dev/null || pdftotext "$base.pdf" - | tr -d '\n\302\255'
        ! command -v pdfinfo >/dev/null || { pdfinfo "$base.pdf" && pdfinfo -meta "$base.pdf"; }
        ! command -v qpdf >/dev/null || qpdf --qdf --object-streams=disable "$base.pdf" -
        ! command -v unzip >/dev/null || unzip -p "$base.docx"
    } >"$scratch/all"
    teacher=$(sed -n "/id=\"$id\"/,/<\/teacher>/s/.*<surname>\([^<]*\)<.*/\1/p" "$cases")
    found=$(names "$scratch/all")
    [ "$found" = "$teacher " ] || stolen="$stolen $id: $found"
    grep -q "приложение №" "$base.txt" || missing="$missing $id"
done
is "$stolen" '' 'each of the twelve extracts names its own teacher and no other'
is "$missing" '' 'each cites its appendix by the number in the minutes'
if command -v pdfdetach >/dev/null; then
    is "$(pdfdetach -list "$scratch/x/extract_2026-05-29_6_2025-101.pdf" | head -1)" '0 embedded files' \
        'an extract carries no council file inside'
else
    skip 'an extract carries no council file inside' 'apt-get install poppler-utils'
fi

for id in '' ' ' '2025-106 2025-101'; do
    exits 1 "an extract for the case '$id'" timeout 20 "$formulyar" minutes -o "$scratch/none" --extract "$id" "$council"
    has "$err" '[E652]' 'which no id can be'
done

# What stands in the way of an extract is an error that says how to mend it.
mkdir "$scratch/bad" && cp "$cases" "$scratch/bad"
extract() {
    exits 1 "$1" "$formulyar" minutes -t text --extract 2025-106 "$scratch/bad/m.xml"
    has "$err" "[$2]" "$1: $2"
}
sed 's/<speech by="p9" case="2025-106">/<speech by="p9" case="2025-106 2025-107">/' "$council" >"$scratch/bad/m.xml"
extract 'a speech about two cases' E653
has "$err" 'пункт 1 повестки, ВЫСТУПИЛИ, выступление 2: ' 'it is named by its place'
sed '0,/<item>/s//<item case="2025-106 2025-107">/' "$council" >"$scratch/bad/m.xml"
extract 'an item about two cases' E654
sed 's/поддержала направление/напомнила об успехе Зайцева и поддержала направление/' "$council" >"$scratch/bad/m.xml"
extract 'the name of another teacher in a speech' E655
other='<surname>Осипов<\/surname><given>Родион<\/given><patronymic>Андреевич<\/patronymic>'
sed "s/by=\"p9\" case/by=\"p13\" case/; s/<surname>Чернов<.*<\/patronymic>/$other/" "$council" >"$scratch/bad/m.xml"
extract 'another teacher as the speaker' E655
sed 's/by="p9" case/by="p13" case/; s/<surname>Чернов</<surname>Осипов</' "$council" >"$scratch/bad/m.xml"
exits 0 'a speaker of the same surname is somebody else' "$formulyar" minutes -t text -o "$scratch/bad" --extract 2025-106 "$scratch/bad/m.xml"
sed 's/поддержала направление/поддержала, как и Зайцеву, направление/' "$council" >"$scratch/bad/m.xml"
exits 1 'the dative of the name of another teacher' "$formulyar" minutes -t text --extract 2025-106 "$scratch/bad/m.xml"
# Whatever could name somebody of another case is refused, with the place; what a person looked at passes.
speech() { sed "s/поддержала направление/$1/" "$council" >"$scratch/bad/m.xml"; }
named() { # CODE TEXT
    speech "$2"
    exits 1 "$2" "$formulyar" minutes -t text --extract 2025-106 "$scratch/bad/m.xml"
    has "$err" "[$1]" "$2: $1"
    is "${err/"$3"/}" "$err" "$2: the message does not repeat it"
}
named E659 'поддержала вслед за Лобановым направление' Лобанов
has "$err" 'ВЫСТУПИЛИ, выступление 2, текст, слово 4: ' 'the place down to the word'
named E659 'поддержала Елизавету' Елизавет
named E655 'поддержала Елизавету Марковну' Марковн
named E655 'поддержала предложение М.С. Дроздовой' Дроздов
named E659 'поддержала направление дроздовой' дроздов
named E659 'поддержала Лоба-новой направление' Лоба-нов # a hyphen of a wrapped line
named E659 'поддержала у ч и т е л я, Л о б а н о в у, направление' 'Л о б'
speech 'поддержала учителя-предметника и проект «Ш к о л а»'
exits 0 'hyphens and letter-spacing of other words' "$formulyar" minutes -t text -o "$scratch/bad" --force --extract 2025-106 "$scratch/bad/m.xml"
sed 's/file-number="01-12"/file-number="01-12 Лобанова"/' "$council" >"$scratch/bad/m.xml"
extract 'a name in the number of the folder' E655
# A case that stands in the file but is not on the agenda: its people are others too, whatever is wrong with it.
sed '/<decision case="2025-109">/,/<\/decision>/d; s/поддержала направление/поддержала Лобанову Ю.С. и направление/' "$council" >"$scratch/bad/m.xml"
extract 'a teacher whose case is not on the agenda' E655
sed '/<decision case="2025-111">/,/<\/decision>/d; s/by="p9" case/by="p13" case/; s/<surname>Чернов<.*<\/patronymic>/'"$other/" "$council" >"$scratch/bad/m.xml"
exits 0 'such a teacher may speak' "$formulyar" minutes -t text -o "$scratch/bad" --force --extract 2025-106 "$scratch/bad/m.xml"
speech 'поддержала направление Жуковой, Нины Валерьевны, Л.П. Захарченко, Ерёменко и Т.Н. Ерёменко, секретаря О.И. Беловой'
exits 0 'its teacher, its lead, chair and secretary' "$formulyar" minutes -t text -o "$scratch/bad" --force --extract 2025-106 "$scratch/bad/m.xml"
speech 'поддержала вслед за Лобановым и Елизаветой направление'
exits 1 'one word allowed of two' "$formulyar" minutes -t text --extract 2025-106 --allow Лобановым "$scratch/bad/m.xml"
is "$(grep -c 'E659' <<<"$err")" 1 'the other one is told'
exits 0 'both allowed' "$formulyar" minutes -t text -o "$scratch/bad" --force --extract 2025-106 --allow лобановым --allow Елизаветой "$scratch/bad/m.xml"
exits 0 'with a comma' "$formulyar" minutes -t text -o "$scratch/bad" --force --extract 2025-106 --allow лобановым,Елизаветой "$scratch/bad/m.xml"
speech 'поддержала Лобанову Юлию Сергеевну'
exits 1 'a teacher in full is never allowed' "$formulyar" minutes -t text --extract 2025-106 --allow 'Лобанова Юлия Сергеевна,Лобанову,Юлию,Сергеевну' "$scratch/bad/m.xml"
speech 'поддержала предложение М.С. Дроздовой'
exits 0 'somebody else in full is' "$formulyar" minutes -t text -o "$scratch/bad" --force --extract 2025-106 --allow 'Дроздова Марина Сергеевна' "$scratch/bad/m.xml"
sed '/person="p9"/s/учитель химии/наставник Осипова/; /person="p14"/s/учитель русского/наставник Осипова/' "$council" >"$scratch/bad/m.xml"
extract 'a name in the position of a speaker' E655
is "$(grep -c 'E655' <<<"$err")" 1 'but not in that of somebody who is not in the extract'
exits 1 'a case that the minutes do not concern' "$formulyar" minutes -t text --extract 2025-999 "$council"
has "$err" '[E652]' 'is told'

# Whoever certifies is left blank when nobody is named; the number of the folder too.
cp "$samples"/council/2025-031.xml "$scratch/bad"
sed 's/ file-number="01-12"//' "$samples/council/one-appendix.xml" >"$scratch/bad/one.xml"
run "$formulyar" minutes -q -t text --extract 2025-031 "$scratch/bad/one.xml"
has "$out" $'в деле №\u00a0________ за 2026 год' 'a blank for the number of the folder'
has "$out" '____________________' 'a blank for the position'
has "$out" 'Принято единогласно.' 'the vote over all decisions, when all of them stay'
done_testing
