#!/bin/bash
# bundle.t - `formulyar bundle`: the appendices to a council's minutes as one file.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
minutes=(--number 5 --date 2027-05-28)
full=$samples/completed.xml
broken=$samples/not-held.xml
cd "$scratch" || exit 1
top=$OLDPWD

# golden FILE: $out is what the file in tests/council/ holds; ACCEPT=1 writes it.
golden() {
    [ -z "${ACCEPT:-}" ] || printf '%s\n' "$out" >"$top/tests/council/$1"
    is "$out" "$(cat "$top/tests/council/$1")" "$1"
}

# text FILE.pdf PAGE: the words of a page in one line.
text() { pdftotext -f "$2" -l "$2" "$1" - | sed 's/\xc2\xa0/ /g' | tr -s ' \n\f' ' '; }

# ---- the command line

exits 2 'no number, no date' "$formulyar" bundle -o a.pdf "$full"
has "$err" '--number [E030]' 'the number is asked for'
has "$err" '--date [E030]' 'so is the date'
exits 2 'no file to write' "$formulyar" bundle "${minutes[@]}" "$full"
has "$err" '--output [E030]' 'the file is asked for'
for date in 2027-02-30 31.04.2027 28.05.27 28/05/2027 2027-5-28 ''; do
    exits 2 "no date: «$date»" "$formulyar" bundle --number 5 --date "$date" -o a.pdf "$full"
    has "$err" '[E018]' 'E018'
done
for number in '' ' 5' '5 ' '-' '5;6' "$(printf '5%.0s' {1..21})" $'5\t6' '5 中'; do
    exits 2 "no number: «$number»" "$formulyar" bundle "--number=$number" --date 2027-05-28 -o a.pdf "$full"
done
for first in 0 -1 x 1x 10000 ''; do
    exits 2 "--first «$first»" "$formulyar" bundle "${minutes[@]}" "--first=$first" -o a.pdf "$full"
done
exits 2 'two kinds of file' "$formulyar" bundle "${minutes[@]}" -t pdf,docx -o a.pdf "$full"
exits 2 'an unknown kind' "$formulyar" bundle "${minutes[@]}" -t csv -o a.pdf "$full"
exits 2 'a name of another kind' "$formulyar" bundle "${minutes[@]}" -t docx -o a.pdf "$full"
has "$err" '[E706]' 'E706'
exits 2 'PDF/A-3' "$formulyar" bundle "${minutes[@]}" --pdfa 3 -o a.pdf "$full"
has "$err" '1, 2' 'the parts are named'
is "$(find . -name 'a.*')" '' 'nothing was written'

# ---- what it says

exits 0 'the tree' "$formulyar" bundle -q "${minutes[@]}" -f 5.3,5.4 -t tree "$full"
has "$out" 'form «bundle»' 'is that of a bundle'
exits 0 'the text' "$formulyar" bundle -q "${minutes[@]}" -t text "$full" "$broken"
out=$(sed '/^Муниципальное/,$d' <<<"$out")
golden list.txt
exits 0 'a PDF' "$formulyar" bundle --lang ru "${minutes[@]}" -o a.pdf "$full" "$broken"
is "$err" 'Готово: 5 приложений, 8 страниц; ошибок нет' 'the closing line'
exits 0 'the same in English' "$formulyar" bundle --lang en "${minutes[@]}" -o a.pdf "$full" "$broken"
is "$err" 'Done: 5 appendices, 8 pages; no errors' 'the closing line'

# ---- the PDF

exits 0 'verified' "$formulyar" verify --lang en a.pdf
has "$out" 'whole; form bundle;' 'it is whole'
has "$out" 'PDF/A-2a, PDF/UA-1' 'for archives and screen readers'
is "$(stat -c %a a.pdf)" 600 'only the owner reads it'
is "$("$formulyar" fields a.pdf | cut -f 1 | sort | uniq -d)" '' 'every signature field has a name of its own'
has "$("$formulyar" fields a.pdf)" 'sig_teacher_5' 'that ends with the number of its appendix'
run python3 "$top/tests/council/list_pages.py" a.pdf 5
is "$out" '' 'the list names the right pages'
qpdf a.pdf --pages . 1-3,5-z -- moved.pdf
run python3 "$top/tests/council/list_pages.py" moved.pdf 5
[ "$status" -ge 3 ]
ok $? 'which would be noticed otherwise'
has "$(text a.pdf 2)" '2 Приложение № 1 к протоколу заседания методического совета МБОУ «СОШ №2» от 28.05.2027 № 5 Муниципальное' \
    'the mark stands above the letterhead'
[[ $(text a.pdf 3) != *'к протоколу заседания'* ]]
ok $? 'on the first page alone'
[[ $(text a.pdf 1) == 'Перечень'* ]]
ok $? 'page 1 has no number'
qpdf --json a.pdf >a.json
python3 - >places <<'EOF'
import json
document = json.load(open("a.json"))
print(*[label["label"].get("/St", 1) for label in document["pagelabels"]])
def walk(entries):
    for entry in entries:
        if entry["title"].startswith(("Перечень", "Приложение")):
            print(entry["destpageposfrom1"], entry["title"].replace("\xa0", " "))
        walk(entry["kids"])
walk(document["outlines"])
EOF
is "$(cat places)" "1
1 Перечень приложений
2 Приложение № 1. Индивидуальное сопровождение педагога. Савельева Д.И.
4 Приложение № 2. Анализ итогов индивидуального сопровождения учителя. Савельева Д.И.
5 Приложение № 3. Общее заключение о результатах индивидуального сопровождения. Савельева Д.И.
6 Приложение № 4. Индивидуальное сопровождение педагога. Грибанова О.В.
7 Приложение № 5. Общее заключение о результатах индивидуального сопровождения. Грибанова О.В." \
    'page labels go on from 1, and bookmarks lead to list and appendices'
python3 - >links <<'EOF'
import json
document = json.load(open("a.json"))
objects = document["qpdf"][1]
pages = [page["object"] for page in document["pages"]]
value = lambda reference: objects["obj:" + reference]["value"]
for annotation in map(value, value(pages[0])["/Annots"]):
    title = annotation["/Contents"].removeprefix("u:").replace("\xa0", " ")
    print(pages.index(annotation["/Dest"][0]) + 1, annotation["/Subtype"], annotation["/F"], title)
EOF
is "$(cat links)" "$(sed -n 's,^\([0-9]*\) \(Приложение\),\1 /Link 4 \2,p' places)" 'the page numbers of the list lead to the appendices'
sed 's,/Subtype/Link,/Subtype/Lost,' a.pdf >lost.pdf
exits 1 'a link that is lost' "$formulyar" verify lost.pdf
has "$err" '[E508]' 'is noticed'
run sh -c 'pdfinfo a.pdf; pdfinfo -meta a.pdf'
[[ $out != *Савельева* && $out != *Грибанова* && $out != *2025-014* ]]
ok $? 'nobody is named in the metadata'
has "$out" $'Приложения к протоколу заседания методического совета от 28.05.2027 №\u00a05' 'the minutes are'
"$formulyar" bundle -q "${minutes[@]}" -f 5.1,5.4 -t text "$full" "$broken" >a.txt
"$formulyar" bundle -q "${minutes[@]}" -f 5.1,5.4 -o letters.pdf "$full" "$broken"
pdftotext -raw letters.pdf - | python3 -c '
import collections, re, sys
pages = sys.stdin.read().split("\f")
read = pages[0] + "".join(re.sub(r"^\d+\n", "", page) for page in pages[1:])
letters = lambda text: collections.Counter(re.sub(r"[\s\u00ad-]", "", text))
print(letters(read) - letters(open("a.txt").read()), letters(open("a.txt").read()) - letters(read))' >letters
is "$(cat letters)" 'Counter() Counter()' 'the PDF has the letters of the text, and no others'
(cd / && TZ=Asia/Tokyo LC_ALL=C "$formulyar" bundle -q "${minutes[@]}" -o "$scratch/again.pdf" "$full" "$broken")
cmp -s a.pdf again.pdf
ok $? 'the same bytes at another place and time'
exits 0 'for archives that ask for PDF/A-1' "$formulyar" bundle -q "${minutes[@]}" --pdfa 1 -o old.pdf "$full"
has "$("$formulyar" verify --lang en old.pdf)" 'PDF/A-1a' 'which it is'

# ---- which appendices, and their numbers

exits 0 'one appendix' "$formulyar" bundle -q "${minutes[@]}" -f 5.4 -o one.pdf "$full"
[[ $(text one.pdf 2) == '2 Приложение к протоколу'* ]]
ok $? 'has no number'
exits 0 'one after others' "$formulyar" bundle -q "${minutes[@]}" -f 5.4 --first 7 --no-list -o seven.pdf "$full"
[[ $(text seven.pdf 1) == 'Приложение № 7 к протоколу'* ]]
ok $? 'has its number, and no list before it'
sed 's/МБОУ «СОШ №2»/МАОУ «Средняя школа №27 имени Героя Советского Союза В.Ф. Руднева с кадетскими классами»/' \
    "$top/forms/organization.xml" >long.xml
exits 0 'another school, a long name' "$formulyar" bundle -q --number 12-МС/1 --date 2027-01-09 -f 5.4 \
    --organization long.xml -o long.pdf "$full" "$broken"
has "$(text long.pdf 1)" 'от 09.01.2027 № 12-МС/1' 'number and date as typed'
has "$(text long.pdf 2)" 'имени Героя Советского Союза' 'the name is wrapped, not cut'
exits 0 'two-sided' "$formulyar" bundle -q "${minutes[@]}" --duplex -f 5.1,5.4 --first 3 -o duplex.pdf "$full" "$broken"
run python3 "$top/tests/council/list_pages.py" duplex.pdf 4 3
is "$out" '' 'the list counts the empty pages'
is "$(pdftotext -layout -l 1 duplex.pdf - | grep -cE '^[0-9].* [0-9]*[13579]$')" 4 'all begin on odd pages'
is "$(text duplex.pdf 2)" ' ' 'the back of the list is empty'
exits 0 'a draft' "$formulyar" bundle -q "${minutes[@]}" --draft -o draft.pdf "$samples/draft.xml"
has "$(text draft.pdf 2)" 'ПРОЕКТ' 'says so'
"$formulyar" bundle -q "${minutes[@]}" -f 5.3,5.4 -o partly.pdf "$broken" 2>partly.err
is "$?" 0 'a form that is not due'
has "$(cat partly.err)" '[E025]' 'is named and left out'

exits 0 'a conclusion after the meeting' "$formulyar" bundle -q --lang ru --number 5 --date 2026-05-19 -f 5.4 -o early.pdf "$full"
has "$err" '[W701]' 'is warned of'

# ---- the DOCX

exits 0 'a DOCX' "$formulyar" bundle -q "${minutes[@]}" -o a.docx "$full" "$broken"
exits 0 'verified' "$formulyar" verify -q a.docx
exits 0 'the same by -t' "$formulyar" bundle -q "${minutes[@]}" -t docx -o - "$full" "$broken"
cmp -s stdout a.docx
ok $? 'the same bytes, on standard output'
unzip -p a.docx word/document.xml >document.xml
is "$(grep -oE 'PAGEREF _Section[0-9]+ .h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>[0-9]+' document.xml |
    sed 's/PAGEREF _Section\([0-9]*\) .*>/\1 /')" "2 2
3 4
4 5
5 6
6 7" 'fields refer to the sections, with the pages of the PDF as results'
is "$(grep -oE '<w:bookmarkStart[^>]*_Section[^>]*>' document.xml | sed 's/.*_Section\([0-9]*\).*/\1/' | tr '\n' ' ')" '2 3 4 5 6 ' \
    'each section that is referred to has a bookmark'
is "$(grep -oE '<w:pgNumType[^>]*>' document.xml)" '<w:pgNumType w:start="1"/>' 'pages are numbered through'
"$formulyar" bundle -q "${minutes[@]}" --duplex -t docx -o - "$full" | cat >duplex.docx
is "$(unzip -p duplex.docx word/document.xml | grep -oE '<w:type w:val="[a-zA-Z]*"/>' | sort | uniq -c | tr -s ' ')" ' 4 <w:type w:val="oddPage"/>' \
    'two-sided: all sections begin on odd pages'

# ---- errors

cp "$full" copy.xml
sed '0,/<given>/s/<given>/&中/; s/2025-014/snow/' "$full" >snowman.xml
exits 1 'a case twice' "$formulyar" bundle --lang ru "${minutes[@]}" -o bad.pdf "$full" copy.xml
has "$err" 'copy.xml:3:1: ошибка: дело с таким же номером (id) уже было' 'is named'
has "$err" '[E701]' 'E701'
has "$err" '[E704]' 'and nothing is written: E704'
exits 1 'a file twice' "$formulyar" bundle "${minutes[@]}" -o bad.pdf "$full" "$samples/../samples/completed.xml"
has "$err" '[E702]' 'E702'
exits 1 'a case without the chosen form' "$formulyar" bundle "${minutes[@]}" -f 5.3 -o bad.pdf "$full" "$broken"
has "$err" '[E703]' 'E703'
sed '/<teacher>/,/<\/teacher>/d' "$full" >nobody.xml
exits 1 'errors in two cases' "$formulyar" bundle --lang ru "${minutes[@]}" -o bad.pdf "$samples/draft.xml" "$full" nobody.xml
has "$err" 'draft.xml:4:1: ошибка' 'the first is told'
has "$err" 'nobody.xml:' 'and the second'
is "$(tail -1 <<<"$err" | grep -o 'bad.pdf: ошибка: файл не записан.*')" \
    'bad.pdf: ошибка: файл не записан: без одного приложения сдвинулись бы номера остальных. Исправьте ошибки, названные выше, и запустите ещё раз [E704]' 'then that nothing was written'
exits 1 'a character that no font has' "$formulyar" bundle --lang ru "${minutes[@]}" -o bad.pdf "$full" snowman.xml
has "$err" 'snowman.xml:' 'the file is named'
has "$err" "«ФИО учителя»: в шрифтах формы нет знака «中» U+4E2D (иероглиф);" 'the field and the character'
exits 3 'no such file' "$formulyar" bundle "${minutes[@]}" -o bad.pdf "$full" none.xml
exits 1 'too many' bash -c "python3 '$top/tests/batch/generate.py' 1667 | '$formulyar' bundle ${minutes[*]} -o bad.pdf -"
has "$err" '[E705]' 'E705'
exits 1 'council files alone, of which each is left out' \
    "$formulyar" bundle --lang ru "${minutes[@]}" -o bad.pdf "$samples/council/one-appendix.xml" "$samples/council/twelve-appendices.xml"
has "$err" '[E707]' 'that leaves nothing to attach'
is "$(find . -name 'bad*' -o -name '.formulyar*')" '' 'nothing was written'

# ---- what is there already

cp a.pdf kept.pdf
exits 0 'a bundle of ours' "$formulyar" bundle -q --number 6 --date 2027-05-28 -o a.pdf "$full"
! cmp -s a.pdf kept.pdf
ok $? 'is replaced'
echo x >foreign.pdf
exits 1 'a file of another program' "$formulyar" bundle "${minutes[@]}" -o foreign.pdf "$full"
has "$err" '[E004]' 'stays'
touch a.pdf.sig
exits 1 'a signed one' "$formulyar" bundle "${minutes[@]}" -o a.pdf "$full"
has "$err" '[E005]' 'stays too'
exits 0 'unless --force is given' "$formulyar" bundle -q "${minutes[@]}" --force -o a.pdf "$full"
exits 0 'a folder that is not there' "$formulyar" bundle -q "${minutes[@]}" -o none/deep/a.pdf "$full"
cmp -s none/deep/a.pdf <("$formulyar" bundle -q "${minutes[@]}" -t pdf -o - "$full")
ok $? 'is made'
exits 3 'one that cannot be made' "$formulyar" bundle -q "${minutes[@]}" -o a.pdf/a.pdf "$full"
has "$err" '[E006]' 'E006'

# ---- the order, and what is not finished

named() { # ID SURNAME DATE: a finished case
    sed -e "0,/ id=\"/s/ id=\"[^\"]*\"/ id=\"$1\"/" -e "0,/<surname>/s/<surname>[^<]*/<surname>$2/" \
        -e "s/<decision date=\"[^\"]*\"/<decision date=\"$3\"/" "$full" >"in/$1.xml"
}
mkdir in
named 3 Ёлкина 2025-09-12
named 1 Яковлева 2025-09-10
named 2 Елкина 2025-09-11
for sort in '' name surname date id; do
    "$formulyar" bundle -q "${minutes[@]}" -f 5.4 -t pdf -o "sort-$sort.pdf" ${sort:+--sort "$sort"} in/3.xml in/1.xml in/2.xml
    text "sort-$sort.pdf" 1 >"sort-$sort"
done
surnames() { grep -oE '(Ёлкина|Елкина|Яковлева)' "sort-$1" | tr '\n' ' '; }
is "$(surnames '')" 'Ёлкина Яковлева Елкина ' 'as named'
is "$(surnames name)" 'Елкина Ёлкина Яковлева ' 'by name'
is "$(surnames surname)" 'Елкина Ёлкина Яковлева ' 'which the summary calls surname'
is "$(surnames date)" 'Яковлева Елкина Ёлкина ' 'by date'
is "$(surnames id)" 'Яковлева Елкина Ёлкина ' 'by id'
exits 2 'no such order' "$formulyar" bundle "${minutes[@]}" --sort lead -o sort.pdf in
has "$err" 'name, date, id [E018]' 'the orders are named'

cp "$samples/active.xml" in/0.xml
exits 1 'a case that is not finished' "$formulyar" bundle --lang en "${minutes[@]}" -f 5.4 -o f.pdf in
has "$err" '--finished-only leaves out cases that are not finished [E703]' 'the way out is named'
exits 0 'it can be left out' "$formulyar" bundle --lang en "${minutes[@]}" -f 5.4 --finished-only -o f.pdf in
has "$err" 'in/0.xml' 'and is named'
has "$err" '[W708]' 'W708'
has "$err" 'Done: 3 appendices' 'the others are appendices'
exits 0 'without -f' "$formulyar" bundle --lang en "${minutes[@]}" --finished-only -o f.pdf in
has "$err" 'Done: 9 appendices' 'its registration is left out too'
exits 0 'a form that it has' "$formulyar" bundle --lang en "${minutes[@]}" -f 5.1 --finished-only -o f.pdf in
has "$err" 'Done: 4 appendices' 'is taken'
exits 0 'one that was not held' "$formulyar" bundle --lang en "${minutes[@]}" -f 5.3,5.4 --finished-only -o f.pdf "$broken" "$full"
has "$err" 'Done: 3 appendices' 'is finished'
exits 1 'nothing finished' "$formulyar" bundle --lang en "${minutes[@]}" -f 5.4 --finished-only -o none.pdf in/0.xml
has "$err" 'not finished: 1 [E709]' 'E709'
exits 0 'the Russian way of a date' "$formulyar" bundle -q --number 5 --date 28.5.2027 -f 5.4 -o date.pdf "$full"
cmp -s date.pdf <("$formulyar" bundle -q "${minutes[@]}" -f 5.4 -t pdf -o - "$full")
ok $? 'is the same date'
exits 2 'both ways of printing' "$formulyar" bundle "${minutes[@]}" --duplex --simplex -o x.pdf "$full"
has "$err" '[E037]' 'E037'

# ---- a large one

python3 "$top/tests/batch/generate.py" 300 >many.xml
python3 - "$formulyar" >large <<'EOF'
import resource, subprocess, sys
for name in "many.pdf", "many.docx":
    status = subprocess.run([sys.argv[1], "bundle", "-q", "--number", "5", "--date", "2027-05-28", "-f", "5.4", "-o", name, "many.xml"]).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(status, used.ru_utime + used.ru_stime <= 2, used.ru_maxrss <= 64 * 1024)
EOF
case $BUILD in
*san) is "$(cut -d ' ' -f 1 large | tr '\n' ' ')" '0 0 ' '300 appendices' ;;
*) is "$(cat large)" '0 True True
0 True True' '300 appendices in 2 seconds and 64 MB, as PDF and as DOCX' ;;
esac
run python3 "$top/tests/council/list_pages.py" many.pdf 300
is "$out" '' 'the list names the right pages'
done_testing
