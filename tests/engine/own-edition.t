#!/bin/bash
# own-edition.t - an edition that brings a regulation of its own: schema, rules, statuses, workbook, outline (visits/), beside
# the edition that all else is about.
. "$(dirname "$0")/../cmd/lib.sh"
forms=$scratch/forms
cp -R forms "$forms"
cp -R tests/engine/visits "$forms/"
held=$forms/visits/samples/held.xml
out_folder=$scratch/out

# visit ID STATUS INSIDE: a case of the edition.
visit() {
    printf '<case xmlns="urn:formulyar:case:1" id="%s" edition="visits" status="%s">%s</case>\n' "$1" "$2" "$3"
}

exits 0 'a case of it is good' "$formulyar" check -q --forms "$forms" "$held"
exits 0 'made together with one of the other' "$formulyar" render -q --forms "$forms" -t pdf,docx -o "$out_folder" "$held" "$samples/completed.xml"
is "$(cd "$out_folder" && echo v-2*.pdf | wc -w)" 2 'each has its own forms'
is "$(cd "$out_folder" && echo 2025-014*.pdf | wc -w)" 3 'the other as ever'
exits 0 'what was made is whole' "$formulyar" verify -q "$out_folder"/*.pdf "$out_folder"/*.docx
run "$formulyar" render -q --forms "$forms" -f note -t text -o - "$held"
has "$out" 'Журавлёва Нина Олеговна' 'the subject is named'
has "$out" 'музыка, 05.10.2026' 'codes have its words'
run "$formulyar" render -q --forms "$forms" -f note -t tree -o - "$held"
is "$(grep -c 'Н.О.⍽Журавлёва' <<<"$out")" 1 'who the case is about signs as such'

visit v-1 planned '<visitor><surname>Ли</surname><given>Анна</given></visitor>' >"$scratch/planned.xml"
run "$formulyar" render -q --forms "$forms" -o "$out_folder" "$scratch/planned.xml"
is "$(cd "$out_folder" && echo v-1*)" 'v-1_note.docx v-1_note.pdf' 'its own statuses say which forms there are'
visit v-3 completed '' >"$scratch/status.xml"
exits 1 'a status of the other regulation is none here' "$formulyar" check --forms "$forms" "$scratch/status.xml"
has "$err" 'planned' 'those that there are are told'
visit v-4 held '<visitor><surname>Ли</surname><given>Анна</given></visitor><lesson/>' >"$scratch/rule.xml"
exits 1 'its rules are asked' "$formulyar" check --forms "$forms" "$scratch/rule.xml" "$scratch/planned.xml"
has "$err" '«Урок»: укажите день урока [V1]' 'and name its fields'
is "$(grep -c '\[C[0-9]' <<<"$err")" 0 'those of the others are not'
has "$err" '[V2]' 'namesakes are known in it'
visit v-5 held '<teacher/>' >"$scratch/element.xml"
exits 1 'an element of the other regulation is refused' "$formulyar" check --forms "$forms" "$scratch/element.xml"
has "$err" 'teacher' 'by name'
is "$(grep -c . <<<"$err")" 2 'once'
sed 's/edition="visits"/edition=" visits "/' "$held" >"$scratch/spaces.xml"
exits 0 'spaces around the id do not count' "$formulyar" check -q --forms "$forms" "$scratch/spaces.xml"
sed 's/ edition="visits"//' "$held" >"$scratch/without.xml"
exits 1 'a case must name the edition' "$formulyar" check --forms "$forms" "$scratch/without.xml"
sed 's/edition="[^"]*"/edition="visits"/' "$samples/completed.xml" >"$scratch/foreign.xml"
exits 1 'a case of the other regulation is none of it' "$formulyar" check --forms "$forms" "$scratch/foreign.xml"
exits 1 'nor by --edition' "$formulyar" check --forms "$forms" --edition visits "$samples/completed.xml"

# ---- many --------------------------------------------------------------------------------
{
    echo '<cases xmlns="urn:formulyar:case:1">'
    for i in {1..40}; do visit "m-$i" held "<visitor><surname>Ли$((i % 7))</surname><given>Анна</given></visitor><lesson date='2026-10-05'/>"; done
    sed -n '/<case/,$p' "$samples/completed.xml"
    echo '</cases>'
} >"$scratch/many.xml"
exits 0 'a batch of both' "$formulyar" batch -q -j 2 --forms "$forms" --merge "$scratch/all.pdf" --archive "$scratch/all.zip" -o "$scratch/batch" "$scratch/many.xml"
is "$(find "$scratch/batch" -name 'm-*.pdf' | wc -l)" 80 'makes all its forms'
exits 0 'one file of all' "$formulyar" verify -q "$scratch/all.pdf"
is "$(grep -o 'V2' "$scratch/batch/report.json" | wc -l)" 132 'namesakes are found through all of them'

# ---- workbook -----------------------------------------------------------------------------
exits 0 'a workbook' "$formulyar" new -q --workbook --forms "$forms" --edition visits -o "$scratch/b.xlsx" "$held"
exits 0 'is read back' "$formulyar" import -q --forms "$forms" -o "$scratch/back.xml" "$scratch/b.xlsx"
has "$(cat "$scratch/back.xml")" '<remark>Дети пели на три голоса.</remark>' 'with its own fields'
exits 0 'as good cases' "$formulyar" check -q --forms "$forms" "$scratch/back.xml"
sed 's/три голоса/два голоса/' "$held" >"$scratch/older.xml"
exits 0 'an older file is brought up to date' "$formulyar" import -q --forms "$forms" --base "$scratch/older.xml" -o "$scratch/new.xml" "$scratch/b.xlsx"
has "$(cat "$scratch/new.xml")" 'три голоса' 'by its own fields'

# ---- papers over many cases ---------------------------------------------------------------
exits 1 'a summary of the other regulation' "$formulyar" summary --forms "$forms" --school-year 2025/2026 -o "$scratch/sum" "$held"
has "$err" '[E970]' 'is none of its cases'
exits 1 'nor a bundle' "$formulyar" bundle --forms "$forms" --number 1 --date 2027-05-28 -o "$scratch/b.pdf" "$held"
has "$err" '[E970]' 'with the words of the other'
sed 's/методического совета/совета посетителей/; s/Методического совета/совета посетителей/' forms/bundle.xml >"$forms/visits/bundle.xml"
exits 1 'with its own bundle.xml' "$formulyar" bundle --forms "$forms" --number 1 --date 2027-05-28 -o "$scratch/b.pdf" "$held" "$samples/completed.xml"
has "$err" '[E990]' 'not together with others'
exits 0 'but by itself' "$formulyar" bundle -q --forms "$forms" --number 1 --date 2027-05-28 -o "$scratch/b.pdf" "$held"
exits 0 'its cases alone decide whose words there are' "$formulyar" bundle -q --forms "$forms" --number 1 --date 2027-05-28 -t text -o "$scratch/b.txt" "$held"
has "$(cat "$scratch/b.txt")" 'совета посетителей' 'its own'
visit d-1 held "<visitor born='1970-01-01'><surname>Ли</surname><given>Анна</given></visitor><lesson date='2026-11-05'/>" >"$scratch/d1.xml"
visit d-2 held "<visitor born='1990-01-01'><surname>Ким</surname><given>Анна</given></visitor><lesson date='2026-10-05'/>" >"$scratch/d2.xml"
run "$formulyar" bundle -q --forms "$forms" --number 1 --date 2027-05-28 --sort date -t text -o - "$scratch/d1.xml" "$scratch/d2.xml"
is "$(grep -o 'd-[12]' <<<"$out" | head -1)" d-2 'sorted by the days of the case, not of birth'
exits 0 'blanks' "$formulyar" blank -q --forms "$forms" --edition visits -o "$scratch/blank"
is "$(cd "$scratch/blank" && echo *.pdf)" 'blank_note.pdf blank_report.pdf' 'of its forms'

# ---- what is wrong with it ----------------------------------------------------------------
sed -i 's/statuses="held"/statuses="completed"/' "$forms/visits/report.xml"
exits 1 'a form with a status that it does not have' "$formulyar" check --forms "$forms" "$held"
has "$err" 'visits/report.xml:' 'is told with its place'
has "$err" '[E991]' 'and what to do'
# spoils WITH PLACE CODE NAME: the schema changed by a sed script is refused at a place.
spoils() {
    sed "$1" tests/engine/visits/case.xsd >"$forms/visits/case.xsd"
    exits 1 "$4" "$formulyar" check --forms "$forms" "$held"
    has "$err" "visits/case.xsd$2: ошибка" 'is told with its place'
    has "$err" "[$3]" 'and what to do'
    is "$(wc -l <<<"$err")" 2 'once'
}
spoils 's/<xs:sequence>/<xs:choice>/; s,</xs:sequence>,</xs:choice>,' :14 E993 'a schema that the program does not understand'
spoils '0,/type="words"/s//type="wards"/' :30 E992 'a type that is nowhere'
spoils 's/minOccurs="0"/minOccurs="many"/' :15 E992 'a number that is none'
spoils 's,<xs:element name="case" type="case">,<xs:include schemaLocation="/dev/zero"/>&,' :6 E992 'another file'
spoils 's/<xs:schema/<xs:schema <&/' :3:12 E221 'a schema that is no XML'
spoils 's/\[A-Za-z0-9\]\[[^}]*}/(a|aa)+b/' :90 E994 'a pattern that takes hours'
spoils d :1:1 E221 'an empty one'
exits 0 'others go on' "$formulyar" check -q --forms "$forms" "$samples/completed.xml"
exits 1 'with a bad one beside' "$formulyar" check --forms "$forms" "$samples/completed.xml" "$held"
exits 0 'blanks of the approved edition too' "$formulyar" blank -q --forms "$forms" -o "$scratch/blank"
done_testing
