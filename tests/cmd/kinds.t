#!/bin/bash
# kinds.t - files of other kinds, given where a case is wanted: what they are, and what to do.
. "$(dirname "$0")/lib.sh"
sample=$samples/completed.xml
"$formulyar" render -q -f 5.4 -t pdf,docx -o "$scratch/made" "$sample"
cp "$scratch"/made/*.pdf "$scratch/form.pdf"
cp "$scratch"/made/*.docx "$scratch/form.docx"
printf '{\\rtf1\\ansi text}' >"$scratch/page.rtf"
printf '\x89PNG\r\n\x1a\n0000' >"$scratch/scan.png"
printf '\xff\xd8\xff\xe0\x00\x10JFIF' >"$scratch/photo.jpg"
printf '\x00\x00\x00\x18ftypheic' >"$scratch/phone.heic"
printf '<!DOCTYPE html>\n<html><body>text</body></html>' >"$scratch/site.html"
printf '\n  <HTML><body>text</body></html>' >"$scratch/site.xml"
gzip -c "$sample" >"$scratch/case.xml.gz"
printf 'Rar!\x1a\x07' >"$scratch/cases.rar"
printf '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0' >"$scratch/old.doc"
(cd "$scratch" && mkdir packed && cp "$sample" packed/case.xml && python3 -m zipfile -c cases.zip packed/case.xml)

# is_called FILE WORDS ADVICE: check says so, once.
is_called() {
    exits 1 "$1" "$formulyar" check --lang ru "$scratch/$1"
    has "$err" "это $2, а не файл дела" 'what it is'
    has "$err" "$3" 'what to do'
    is "$(grep -c E313 <<<"$err")" 1 'told once'
}
is_called form.pdf 'документ PDF' 'formulyar extract'
is_called form.docx 'документ Word (.docx)' 'formulyar new'
is_called page.rtf 'документ RTF' 'простой текст'
is_called scan.png 'картинка PNG' 'Текст с картинки'
is_called photo.jpg 'картинка JPEG' 'Текст с картинки'
is_called phone.heic 'снимок или видео' 'Текст с картинки'
is_called site.html 'страница HTML' 'formulyar new'
is_called site.xml 'страница HTML' 'formulyar new'
is_called case.xml.gz 'сжатый файл gzip' 'Распакуйте'
is_called cases.rar 'архив RAR' 'Распакуйте'
is_called cases.zip 'архив ZIP' 'Распакуйте'
is_called old.doc 'документ Word старого вида (.doc)' 'formulyar new'

cp "$scratch/site.html" "$scratch/export.xls"
exits 1 'HTML that is called a workbook' "$formulyar" check --lang ru "$scratch/export.xls"
has "$err" '[E804]' 'is told how to become one'

# Wherever a case or a council file is read.
for command in 'render -o OUT' 'batch -o OUT' 'summary -o OUT' 'minutes -o OUT' 'bundle --number 1 --date 2027-05-28 -o OUT/b.pdf'; do
    # shellcheck disable=SC2086 # words on purpose
    "$formulyar" ${command//OUT/$scratch/out} --lang en "$scratch/form.pdf" >"$scratch/said" 2>&1
    has "$(cat "$scratch/said")" 'this is a PDF document' "${command%% *}: what it is"
done
exits 3 'a folder in place of a file' "$formulyar" minutes --lang ru -o "$scratch/out" "$scratch/packed"
has "$err" 'это папка, а не файл' 'is called so'
done_testing
