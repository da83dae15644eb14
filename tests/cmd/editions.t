#!/bin/bash
# editions.t - an edition of the forms from its maker's side: new --edition, check, preview.
. "$(dirname "$0")/lib.sh"
pattern=lesosibirsk2-2024-09-27
cd "$scratch" || exit

# ---- new --edition ---------------------------------------------------------------------------

exits 0 'an edition is copied' "$formulyar" new --edition school5 --lang ru
has "$err" "Новая редакция по образцу $pattern: school5 (9 файлов); она не утверждена и ни с чем не сверена" 'it says of what, where to'
has "$err" 'formulyar check school5' 'and what comes next'
is "$(cd school5 && find . -type f | sort | tr '\n' ' ')" \
    './5.1.xml ./5.3.xml ./5.4.xml ./edition.xml ./samples/active.xml ./samples/completed.xml ./samples/not-held.xml ./samples/registered.xml ./vocabulary.xml ' \
    'forms, words, and a sample for each status'
has "$(grep '<edition' school5/edition.xml)" 'id="school5" checked="no">' 'it has its own id, and is neither approved nor checked'
has "$(sed -n 2,4p school5/edition.xml)" "Новая редакция по образцу $pattern" 'a comment says what to change'
is "$(grep -L 'edition="school5"' school5/samples/*.xml)" '' 'its samples are cases of it'
for name in 5.1.xml 5.3.xml 5.4.xml vocabulary.xml; do
    cmp -s school5/$name "$OLDPWD/forms/$pattern/$name"
    ok $? "$name is the same to the byte"
done
is "$(stat -c %a school5 school5/samples school5/edition.xml | tr '\n' ' ')" '755 755 644 ' 'everybody may read it'
find school5 -type f -exec md5sum {} + | sort >before
exits 1 'what exists is not touched' "$formulyar" new --edition school5
has "$err" '[E974]' 'E974'
find school5 -type f -exec md5sum {} + | sort | cmp -s - before
ok $? 'it is as it was'
ln -s nowhere dangling
exits 1 'nor is a link that leads nowhere' "$formulyar" new --edition dangling
has "$err" '[E974]' 'E974'
for id in 'a/b' '.x' '-x' '_x' 'школа' '' ..; do
    exits 1 "an id that is none: $id" "$formulyar" new --edition "$id"
    has "$err" '[E973]' 'E973'
done
exits 0 'another pattern, another folder' "$formulyar" new --edition my --from example-corrected -o deep/er
[ -f deep/er/my/edition.xml ]
ok $? 'the folder is made in that of -o'
exits 0 'or is the folder of -o' "$formulyar" new --edition my --from school5/ -o other/my/
[ -f other/my/samples/active.xml ]
ok $? 'a pattern may be a folder, and brings its samples'
is "$(ls -A deep/er other)" "$(printf 'deep/er:\nmy\n\nother:\nmy')" 'nothing else is left there'
exits 1 'a pattern that is none' "$formulyar" new --edition x --from nothing
has "$err" '[E023]' 'E023'
exits 2 'a pattern alone' "$formulyar" new --from school5
has "$err" '[E030]' 'E030'
exits 2 'a pattern of a workbook' "$formulyar" new --workbook --from school5 --edition y
has "$err" '[E037]' 'E037'
exits 0 'of an edition that is installed a case is made' "$formulyar" new --edition $pattern -o case.xml
exits 0 'it can be checked' "$formulyar" check --draft case.xml
exits 2 'which needs a file' "$formulyar" new --edition $pattern -o deep
has "$err" '[E976]' 'E976'

cp -r school5 strange
ln -s /etc/passwd strange/passwd
mkfifo strange/pipe
printf 'x' >"strange/$(printf 'na\xffme').txt"
touch strange/.hidden strange/~\$5.1.xml
exits 0 'a folder with strange things in it' "$formulyar" new --edition tidy --from strange
is "$(grep -c W890 <<<"$err")" 2 'links and pipes are left out, and told of'
is "$(ls -A tidy | LC_ALL=C sort | tr -d '\377' | tr '\n' ' ')" '5.1.xml 5.3.xml 5.4.xml edition.xml name.txt samples vocabulary.xml ' 'hidden files are not copied, odd names are'
for i in {1..1001}; do : >strange/$i.txt; done
exits 1 'a thousand files are no edition' "$formulyar" new --edition many --from strange
has "$err" '[E975]' 'E975'
[ ! -e many ] && [ -z "$(find . -maxdepth 1 -name '.many*')" ]
ok $? 'nothing is written'
cp -r school5 wide && { printf '\xff\xfe'; iconv -t utf-16le school5/edition.xml; } >wide/edition.xml
exits 1 'an edition whose id cannot be found' "$formulyar" new --edition narrow --from wide
has "$err" '[E972]' 'E972'

# ---- check -----------------------------------------------------------------------------------

exits 0 'a copy is good' "$formulyar" check school5 --lang ru
has "$err" 'Проверена редакция school5: 3 формы, 4 образца; ошибок нет' 'that is said'
exits 0 'so is the installed one, by its id' "$formulyar" check $pattern
exits 0 'and with a case in one run' "$formulyar" check school5 "$samples/completed.xml"
is "$(grep -c . <<<"$err")" 2 'both are counted'
cd school5 && exits 0 "from inside" "$formulyar" check . && cd ..
exits 0 'by its first file' "$formulyar" check school5/edition.xml

# faulty NAME FILE EXPRESSION CODE PLACE: a copy whose file was changed by sed is told of so.
faulty() {
    rm -rf faulty && cp -r school5 faulty && sed -i 's/school5/faulty/' faulty/edition.xml faulty/samples/*.xml
    [ -z "$2" ] || sed -i "$3" "faulty/$2"
    run "$formulyar" check faulty
    has "$err" "$5" "$1: where"
    has "$(grep -F "$5" <<<"$err")" "[$4]" "$1: $4"
}
faulty 'a code without words' vocabulary.xml '/code="genped"/d' E978 vocabulary.xml:8:3
is "$status" 1 'an error'
has "$err" 'для кода «genped»' 'the code is named' || true
faulty 'words without a code' vocabulary.xml 's/<terms id="kinds".*/&\n<term code="zzz">слова<\/term>/' W895 vocabulary.xml:9:1
is "$status" 0 'a warning'
faulty 'a vocabulary that nobody names' vocabulary.xml 's/<\/vocabulary>/<terms id="spare"><term code="a">а<\/term><\/terms>&/' W893 vocabulary.xml:86:1
faulty 'a vocabulary that stands twice' vocabulary.xml 's/<\/vocabulary>/<terms id="kinds"><term code="org">а<\/term><\/terms>&/' E977 vocabulary.xml:86:1
faulty 'an option that is missing' 5.4.xml '/<option code="all"/d' E979 5.4.xml:
sed -i 's/<\/vocabulary>/<terms id="spare"><term code="success">a<\/term><term code="partial">b<\/term><term code="ineffective">c<\/term><\/terms>&/' \
    faulty/vocabulary.xml
sed -i 's/vocabulary="assessment"/vocabulary="spare"/; /<option code="ineffective"/d' faulty/5.4.xml
run "$formulyar" check faulty
has "$(grep "W894" <<<"$err")" '[W894]' 'its words are shown by nobody: W894'
faulty 'a status without a form' 5.1.xml 's/statuses="registered active/statuses="registered/' W897 case.xsd:
faulty 'a signer without a place' 5.1.xml '/<others/d' E980 5.1.xml:
faulty 'a field that nobody prints' 5.1.xml 's/c:basis/@date/' W896 case.xsd:
faulty 'a path that leads nowhere' 5.1.xml 's/select="c:teacher"/select="c:lead\/c:teacher"/' W875 5.1.xml:
rm -rf faulty && cp -r school5 faulty && sed -i 's/school5/faulty/' faulty/edition.xml faulty/samples/*.xml
rm faulty/samples/{active,completed,not-held}.xml
run "$formulyar" check faulty
has "$err" '5.3.xml:2:1: ' 'a form without a sample: where'
has "$err" '[W898]' 'W898'
faulty 'a sample of another edition' samples/active.xml 's/edition="faulty"/edition="lesosibirsk2-2024-09-27"/' E982 samples/active.xml:
cp faulty/samples/registered.xml faulty/samples/draft-1.xml && sed -i 's/id="[^"]*"/id="d"/; /<surname>/d; s/"lesosi[^"]*"/"faulty"/' faulty/samples/draft-1.xml
sed -i 's/"lesosi[^"]*"/"faulty"/' faulty/samples/active.xml
exits 0 'a sample that is called a draft has gaps' "$formulyar" check faulty
mv faulty/samples/draft-1.xml faulty/samples/1.xml
exits 1 'another may not' "$formulyar" check faulty
faulty 'a character that no font has' vocabulary.xml 's/методические</методические 🙂</' E301 vocabulary.xml:11:5
faulty 'a misspelt name' 5.4.xml 's/c:conclusion\/c:reasons/c:conclusion\/c:reazons/' E202 5.4.xml:
has "$err" '[W892]' 'the rest waits: W892'
faulty 'a table that does not fit' 5.3.xml 's/<column width="34"/<column width="44"/' E235 5.3.xml:
cat >rules.xml <<'RULES'
<rules xmlns="urn:formulyar:rules:1">
  <rule code="X1" level="error" status="finished" context="." test="c:teacher" field="teacher/surnam">
    <ru>а</ru><en>a</en>
  </rule>
</rules>
RULES
rm -rf faulty && cp -r school5 faulty && sed -i 's/school5/faulty/' faulty/edition.xml faulty/samples/*.xml && cp rules.xml faulty
run "$formulyar" check faulty
has "$(grep rules.xml:2:33 <<<"$err")" '[E981]' 'a rule that is never asked'
has "$(grep rules.xml:2: <<<"$err")" '[E202]' 'and names a field that is none'
cp faulty/5.1.xml faulty/5.5.XML
run "$formulyar" check faulty --lang en
has "$(grep 5.5.XML <<<"$err")" '[W891]' 'a file that nobody reads'
has "$err" 'Checked the edition faulty: 3 forms, 4 samples; ' 'in English'
sed -i 's/c:teacher"/c:techer"/' faulty/rules.xml
sed -i 's/<title>/<tittle>/; s/<\/title>/<\/tittle>/' faulty/edition.xml
sed -i 's/<term code="org"/<term cod="org"/' faulty/vocabulary.xml
run "$formulyar" check faulty
is "$(grep -oE '(rules|edition|vocabulary).xml:[0-9]+:[0-9]+' <<<"$err" | cut -d: -f1 | sort -u | tr '\n' ' ')" 'edition.xml rules.xml vocabulary.xml ' \
    'faults of all files at once, with line and column'
"$formulyar" check faulty --json 2>json
is "$(python3 -c 'import json,sys
rows = [json.loads(line) for line in open("json")]
print(all(row["line"] and row["column"] for row in rows if row["code"] != "W892" and row["code"] != "W891"))')" True 'as JSON too'
is "$(grep -c 'c:techer' <<<"$err")" 1 'each once'

mkdir hostile && : >hostile/edition.xml
exits 3 'an empty edition' "$formulyar" check hostile
rm hostile/edition.xml && mkfifo hostile/edition.xml
exits 3 'a pipe in place of a file is not waited for' timeout 20 "$formulyar" check hostile
rm hostile/edition.xml && ln -s edition.xml hostile/edition.xml
run timeout 20 "$formulyar" check hostile
is "$((status > 0 && status < 4))" 1 'nor a link to itself'
rm -rf hostile && cp -r school5 hostile && sed -i 's/school5/hostile/' hostile/edition.xml hostile/samples/*.xml
ln -s .. hostile/samples/up
head -c 5000000 /dev/zero | tr '\0' ' ' >hostile/huge.xml
for i in {1..2000}; do echo '<x/>' >"hostile/samples/$(printf 's%04d\xff' "$i").xml"; done
run timeout 100 "$formulyar" check hostile
is "$status" 3 'a huge file, links that lead up, thousands of samples that are none'
has "$err" 'huge.xml' 'the huge file is named'

# ---- preview ---------------------------------------------------------------------------------

exits 0 'a preview' "$formulyar" preview school5 --lang ru
is "$(ls school5-preview | tr '\n' ' ')" \
    'blank_5.1.pdf blank_5.3.pdf blank_5.4.pdf sample_5.1.pdf sample_5.3-before.pdf sample_5.3.pdf sample_5.4.pdf ' 'blanks and filled forms'
has "$err" 'Готово: 7 документов в папке school5-preview; редакция не утверждена, листы помечены' 'what it says'
has "$(pdftotext school5-preview/sample_5.4.pdf - 2>/dev/null)" 'ПРОЕКТ' 'the pages are marked'
exits 0 'once more, over itself' "$formulyar" preview school5
exits 0 'of an approved edition, other kinds, one form' "$formulyar" preview $pattern -t text,docx -f 5.4 -o look
is "$(ls look | tr '\n' ' ')" 'blank_5.4.docx blank_5.4.txt sample_5.4.docx sample_5.4.txt ' 'only that'
! grep -q ПРОЕКТ look/sample_5.4.txt
ok $? 'no mark'
exits 0 'forms without a sample' "$formulyar" preview example-corrected
is "$(grep -c W898 <<<"$err")" 3 'W898 for each'
exits 0 'journals' "$formulyar" preview ppk-example -f 4-grafik,7-pmpk -t text -o journals
is "$(ls journals | tr '\n' ' ')" 'blank_4-grafik.txt blank_7-pmpk.txt sample_4-grafik.txt sample_7-pmpk.txt ' 'are filled from all samples'
is "$(grep -c W898 <<<"$err")" 0 'and have them'
exits 1 'what is no edition' "$formulyar" preview nothing
has "$err" '[E983]' 'E983'
exits 1 'what cannot be loaded' "$formulyar" preview faulty
[ ! -e faulty-preview ]
ok $? 'makes nothing'
done_testing
