#!/bin/bash
# stretches.t - a long file is read piece by piece by whoever is free: places, namesakes and faults
# are told as by one reader, however the file is written and however many read it.
. "$(dirname "$0")/../cmd/lib.sh"

# namesakes: gives some of the generated cases, from standard input, teachers of one name.  Four have
# an earlier namesake without a person id: 40 (which writes ё as е) and 50 that of 5, 30 and 60 that of
# 20, which the schema refuses.  10 and 70 are told apart by their ids.
namesakes() {
    python3 -c '
import re, sys
name = "<surname>Орлёнкова</surname><given>Анна</given><patronymic>Петровна</patronymic>"
head, *cases = re.split(r"(?=<case )", sys.stdin.read())
def teacher(number, xml, attribute=""):
    cases[number] = re.sub(r"<teacher[^>]*>.*?</teacher>", "<teacher%s>%s</teacher>" % (attribute, xml), cases[number], count=1, flags=re.S)
teacher(5, name)
teacher(40, name.replace("ё", "е").replace("<given>Анна", "<given>\n АННА  "))
teacher(50, name, " person=\"orlenkova-2\"")
other = name.replace("Анна", "Ольга")
teacher(20, other)
cases[20] = cases[20].replace("<assessment>", "<assessment>x", 1)
teacher(30, other, " person=\"a\"")
teacher(60, other, " person=\"b\"")
third = name.replace("Анна", "Зоя")
teacher(10, third, " person=\"c\"")
teacher(70, third, " person=\"d\"")
sys.stdout.write(head + "".join(cases))'
}
python3 tests/batch/generate.py 80 | namesakes >"$scratch/plain.xml"

# told FILE: the lines of a diagnostic about a namesake, without the file's name.
told() { grep '\[W9a\]' "$1" | sed 's/^[^:]*:/:/'; }
# rows FOLDER: the report without what the clock says.
rows() { cut -d';' -f1-7,9- "$1/report.csv"; }

"$formulyar" check "$scratch/plain.xml" >"$scratch/check" 2>&1
is "$(told "$scratch/check" | wc -l)" 4 'check tells of four namesakes'
is "$(told "$scratch/check" | cut -d: -f2 | sed -n '1p;$p' | while read -r line; do sed -n "${line}p" "$scratch/plain.xml"; done |
    grep -c '<teacher')" 2 'at the lines of the teachers'

# agree NAME FILE STATUS: one worker and three give the same report and say the same.
agree() {
    local name=$1 file=$2 jobs
    for jobs in 1 3; do
        exits "$3" "$name: $jobs workers" "$formulyar" batch -j $jobs -f 5.4 -t pdf -o "$scratch/$name-$jobs" "$file"
        grep '\[' "$scratch/stderr" >"$scratch/$name-$jobs.words"
    done
    is "$(diff <(rows "$scratch/$name-1") <(rows "$scratch/$name-3"))" '' "$name: the same report"
    is "$(diff "$scratch/$name-1.words" "$scratch/$name-3.words")" '' "$name: the same words"
}

agree plain "$scratch/plain.xml" 1
is "$(told "$scratch/plain-3.words")" "$(told "$scratch/check")" 'batch tells of the same namesakes as check'
has "$(rows "$scratch/plain-3" | grep '^b000050')" 'W9a@' 'and so does the report'
for part in 1 2 3; do
    "$formulyar" batch --shard $part/3 -f 5.4 -t pdf -o "$scratch/shard" "$scratch/plain.xml" 2>>"$scratch/shards"
done
is "$(told "$scratch/shards" | sort)" "$(told "$scratch/check" | sort)" 'shards know the namesakes in the others'

# ---- however it is written -----------------------------------------------------------------
{ printf '\xEF\xBB\xBF' && cat "$scratch/plain.xml"; } >"$scratch/mark.xml"
sed 's/$/\r/' "$scratch/plain.xml" >"$scratch/crlf.xml"
tr '\n' ' ' <"$scratch/plain.xml" >"$scratch/line.xml"
sed '1s/UTF-8/windows-1251/' "$scratch/plain.xml" | iconv -f UTF-8 -t windows-1251 -c >"$scratch/cyrillic.xml"
{ cat "$scratch/plain.xml" && echo '<!-- behind -->'; } >"$scratch/comment.xml"
for way in mark crlf line cyrillic comment; do
    agree $way "$scratch/$way.xml" 1
    is "$(told "$scratch/$way-3.words" | wc -l)" 4 "$way: the namesakes"
done
is "$(diff <(rows "$scratch/plain-3" | cut -d';' -f1-6) <(rows "$scratch/crlf-3" | cut -d';' -f1-6))" '' \
    'lines that end with CR LF have the same numbers'

# ---- faults ----------------------------------------------------------------------------------
sed 's/id="b000070"/id="b000033"/' "$scratch/plain.xml" >"$scratch/twice.xml"
agree twice "$scratch/twice.xml" 1
has "$(cat "$scratch/twice-3.words")" '[E' 'an id that occurs twice is told'
line=$(grep -n 'id="b000044"' "$scratch/plain.xml" | cut -d: -f1)
sed "$((line + 3))s/</<</" "$scratch/plain.xml" >"$scratch/broken.xml"
agree broken "$scratch/broken.xml" 1
is "$(find "$scratch/broken-3" -name '*.pdf' | wc -l)" "$(find "$scratch/broken-1" -name '*.pdf' | wc -l)" 'broken: as many documents'
# Between the stretches of 16 cases, where no reader of one of them would look.
sed 's/<case id="b000048"/words &/' "$scratch/plain.xml" >"$scratch/between.xml"
agree between "$scratch/between.xml" 1
head -c "$(($(wc -c <"$scratch/plain.xml") - 5000))" "$scratch/plain.xml" >"$scratch/cut.xml"
agree cut "$scratch/cut.xml" 1

# One that crashes in the middle of a stretch, one at the end of one, one at the very end.
exits 1 'three that crash' env FORMULYAR_TEST_FAULT=crash:b000037,crash:b000047,crash:b000079 \
    "$formulyar" batch -j 3 -f 5.4 -t pdf -o "$scratch/crash" "$scratch/plain.xml"
is "$(rows "$scratch/crash" | grep -c ';не сделан: сбой;')" 3 'each costs itself'
is "$(diff <(rows "$scratch/crash" | grep -v сбой) \
    <(rows "$scratch/plain-1" | grep -v -E '^b0000(37|47|79);'))" '' 'and nothing else'
done_testing
