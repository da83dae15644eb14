#!/bin/bash
# workbook.t - formulyar new --workbook: the file that it writes, and when it writes none.
. "$(dirname "$0")/../cmd/lib.sh"
judges=${FORMULYAR_JUDGES:-$(git rev-parse --show-toplevel 2>/dev/null || pwd)/../shared/judges}/ooxml
cases=("$samples/completed.xml" "$samples/active.xml" "$samples/thirty.xml")

cd "$scratch" || exit 1
exits 0 'new --workbook' "$formulyar" new --workbook
ok "$([ -s дела.xlsx ]; echo $?)" 'it is called дела.xlsx'
has "$out$err" 'дела.xlsx' 'and says so'
is "$(stat -c %a дела.xlsx)" 600 'for its owner alone'
has "$(unzip -p дела.xlsx xl/worksheets/sheet5.xml)" '<t>заместитель директора по УВР</t>' 'roles wait for their people'
exits 1 'it is not replaced' "$formulyar" new --workbook
has "$err" '[E028]' 'E028'
exits 0 'with --force it is' "$formulyar" new --workbook --force
"$formulyar" new --workbook -o - >out.xlsx 2>said
is "$(cksum <out.xlsx)" "$(cksum <дела.xlsx)" 'to standard output: the same bytes'
is "$(cat said)" '' 'and no words'
strict=$(for sheet in 2 3 4 5; do unzip -p out.xlsx "xl/worksheets/sheet$sheet.xml" | grep -o 'showErrorMessage="1"' | wc -l; done)
is "$strict" $'8\n4\n2\n4' 'what is chosen from a list cannot be typed otherwise'
exits 0 'from cases' "$formulyar" new --workbook -o full.xlsx "${cases[@]}"
has "$err" '[W840]' 'what has no column is told'
has "$out$err" '32' 'and how many cases there are'
TZ=Asia/Krasnoyarsk LC_ALL=C "$formulyar" new -q --workbook -o again.xlsx "${cases[@]}" 2>/dev/null
is "$(cksum <again.xlsx)" "$(cksum <full.xlsx)" 'the same bytes in another time zone and locale'

is "$(unzip -Z1 full.xlsx | head -1)" '[Content_Types].xml' 'the content types come first'
is "$(unzip -p full.xlsx xl/worksheets/sheet2.xml | grep -oE '<dataValidation [^>]*type="list"' | wc -l)" \
    "$(unzip -p full.xlsx xl/worksheets/sheet2.xml | grep -oE "<formula1>'Списки'" | wc -l)" \
    'every drop-down is a range on the hidden sheet'
is "$(for sheet in 1 2 3 4 5 6; do unzip -p full.xlsx "xl/worksheets/sheet$sheet.xml"; done | grep -c '<mergeCell')" 0 \
    'no cells are merged'

sed 's/edition="[^"]*"/edition="example-corrected"/; s/id="2025-014"/id="2025-999"/' "$samples/completed.xml" >other.xml
exits 1 'cases of two editions' "$formulyar" new --workbook -o other.xlsx "$samples/completed.xml" other.xml
has "$err" '[E845]' 'E845'
[ ! -e other.xlsx ]
ok $? 'nothing is written'
exits 0 'one edition for all of them' "$formulyar" new --workbook --edition example-corrected -o other.xlsx "$samples/completed.xml" other.xml
has "$(unzip -p other.xlsx xl/worksheets/sheet6.xml)" 'example-corrected' 'the hidden sheet names it'
exits 1 'a case that comes twice' "$formulyar" new --workbook -o twice.xlsx "$samples/completed.xml" "$samples/completed.xml"
has "$err" '[E846]' 'E846'
mkdir empty
exits 1 'a folder without cases' "$formulyar" new --workbook -o none.xlsx empty
[ ! -e none.xlsx ]
ok $? 'nothing is written'

# Another edition gives another workbook: words, headings and codes come from the folder of forms.
cp -R "$OLDPWD/forms" forms
sed -i 's/неэффективным/безрезультатным/; /code="ways"/d' forms/lesosibirsk2-2024-09-27/vocabulary.xml
sed -i 's/ФИО учителя/Кто/; s/принимают участие/помогают/; /code="ways"/,/<\/option>/d' forms/lesosibirsk2-2024-09-27/5.*.xml
exits 0 'other forms' "$formulyar" new --workbook --forms forms -o words.xlsx
has "$(unzip -p words.xlsx xl/worksheets/sheet6.xml)" 'безрезультатным' 'options are the words of the edition'
has "$(unzip -p words.xlsx xl/worksheets/sheet2.xml)" 'В организации сопровождения помогают' 'headings are the labels of its forms'
is "$(unzip -p words.xlsx xl/worksheets/sheet2.xml | grep -c '<t>ways</t>')" 0 'a code that it has not has no column'
sed -i 's,<people>.*,,' forms/organization.xml
python3 - forms/organization.xml <<'END'
import re, sys
path = sys.argv[1]
text = open(path, encoding="utf-8").read()
text = re.sub(r"<!-- Постоянные люди.*?-->", "", text, flags=re.S)
text = text.replace("</organization>", """<people><person role="director" person="u-01" from="2020-08-20">
<surname>Белова</surname><given>Анна</given><patronymic>Ивановна</patronymic><position>директор</position></person></people></organization>""")
open(path, "w", encoding="utf-8").write(text)
END
exits 0 'a school with people' "$formulyar" new --workbook --forms forms -o people.xlsx
has "$(unzip -p people.xlsx xl/worksheets/sheet5.xml)" 'Белова Анна Ивановна' 'they stand on their sheet'

# A staff list gives a row for each who has no case; rows without a number are no cases.
cat >staff.csv <<'END'
№;ФИО;Должность
1;Иванова Мария Петровна;учитель физики
2;Нгуен Тхи Лан Ань;учитель химии
3;Савельева Дарья Игоревна;учитель математики
END
exits 0 'a staff list' "$formulyar" new --workbook --teachers staff.csv -o staff.xlsx "$samples/completed.xml"
has "$err" '[W820]' 'a name that cannot be taken apart is told'
is "$(unzip -p staff.xlsx xl/worksheets/sheet2.xml | grep -oE '<t>[^<]*(Иванова|Нгуен Тхи Лан Ань|Савельева)</t>')" \
    "$(printf '<t>%s</t>\n' Савельева Иванова 'Нгуен Тхи Лан Ань')" 'everybody has one row'
exits 0 'check reads the one case' "$formulyar" check staff.xlsx
has "$out$err" '1 дело' 'and no other'
printf 'ФИО;Должность\nСавельева Дарья Игоревна;учитель\nДарья Игоревна Орлова;учитель\n' >turned.csv
exits 0 'a list with a surname that stands last' "$formulyar" new --workbook --teachers turned.csv -o turned.xlsx
is "$(grep -o 'turned.csv: A3: .*\[W820\]' <<<"$err" | grep -o '\[.*') $(grep -c Дарья <<<"$err")" '[W820] 0' 'it is told of, and not taken apart'
exits 2 '--teachers alone' "$formulyar" new --teachers staff.csv
has "$err" '[E030]' 'E030'
exits 2 'a workbook and a council file at once' "$formulyar" new --workbook --minutes
has "$err" '[E847]' 'E847'
echo nothing >no.csv
exits 1 'a list without names' "$formulyar" new --workbook --teachers no.csv -o no.xlsx
exits 3 'a list that is not there' "$formulyar" new --workbook --teachers nowhere.csv -o no.xlsx
[ ! -e no.xlsx ]
ok $? 'nothing is written'

# Cases, a workbook, cases: the forms are as they were, but for what was told (2025-017 has initials typed).
all=("$samples/council/2025-031.xml")
for file in "$samples"/*.xml; do
    [ "${file##*/}" = thirty.xml ] || all+=("$file")
done
for set in thirty all; do
    names=("$samples/thirty.xml")
    [ "$set" = thirty ] || names=("${all[@]}")
    "$formulyar" new -q --workbook -o "$set.xlsx" "${names[@]}" 2>/dev/null
    "$formulyar" render -q --draft -t tree -o "$set.before" "${names[@]}" >/dev/null 2>&1
    "$formulyar" render -q --draft -t tree -o "$set.after" "$set.xlsx" >/dev/null 2>&1
    is "$(diff -rq "$set.before" "$set.after" | grep -v '/2025-017_')" '' "forms of a workbook are those of its cases: $set"
    "$formulyar" new -q --workbook -o "$set.again.xlsx" "$set.xlsx" 2>/dev/null
    "$formulyar" render -q --draft -t tree -o "$set.again" "$set.again.xlsx" >/dev/null 2>&1
    is "$(diff -rq "$set.after" "$set.again")" '' "a workbook of a workbook: $set"
done
is "$(find all.before thirty.before -name "*.tree" | wc -l)" "$(find all.after thirty.after -name "*.tree" | wc -l)" 'none is missing'

if [ -e "$judges/wml/sml.xsd" ] && command -v xmllint >/dev/null; then
    for book in дела full other; do
        mkdir "$book"
        unzip -qo "$book.xlsx" -d "$book"
        is "$(find "$book" -type f | sort | while read -r part; do
            case $part in
            */worksheets/* | */workbook.xml | */styles.xml) schema=wml/sml.xsd ;;
            *Content_Types*) schema=opc/opc-contentTypes.xsd ;;
            *.rels) schema=opc/opc-relationships.xsd ;;
            */core.xml) schema=opc/opc-coreProperties.xsd ;;
            */app.xml) schema=wml/shared-documentPropertiesExtended.xsd ;;
            *) echo "no schema: $part" ;;
            esac
            xmllint --nonet --noout --schema "$judges/$schema" "$part" 2>&1 | grep -v ' validates$'
        done | head)" '' "$book.xlsx fits the schemas"
    done
else
    skip 'schemas' 'set FORMULYAR_JUDGES to the folder of the ECMA-376 judge; apt-get install libxml2-utils'
fi
done_testing
