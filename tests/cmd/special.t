#!/bin/bash
# special.t - pipes, devices, sockets and folders that hold themselves: an error at once, never a hang;
# pipes that the shell hands over (<(...), /dev/stdin) are read like files.
. "$(dirname "$0")/lib.sh"

case=$samples/completed.xml
fifo=$scratch/fifo
socket=$scratch/socket
mkfifo "$fifo"
python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])' "$socket"
"$formulyar" render -q --pdfa 3 -f 5.4 -o "$scratch/made" "$case"
pdf=$scratch/made/2025-014_5.4.pdf
docx=$scratch/made/2025-014_5.4.docx

# at_once STATUS CODE NAME COMMAND...: it ends by itself, so and with this code.
at_once() {
    local status=$1 code=$2 name=$3
    shift 3
    exits "$status" "$name" timeout 20 "$@"
    has "$err" "[$code]" "$name: $code"
}

# ---- where a file is read --------------------------------------------------------------
for odd in "$fifo" "$socket" /dev/zero /dev/full; do
    at_once 3 E001 "check ${odd##*/}" "$formulyar" check "$odd"
    at_once 3 E002 "verify ${odd##*/}" "$formulyar" verify "$odd"
done
at_once 3 E001 'a FIFO: render' "$formulyar" render -q -o "$scratch/none" "$fifo"
at_once 3 E001 'a FIFO: batch' "$formulyar" batch -q -o "$scratch/batch" "$fifo"
at_once 3 E001 'a FIFO: summary' "$formulyar" summary -q -o "$scratch/none" "$fifo"
at_once 3 E001 'a FIFO: minutes' "$formulyar" minutes -q -o "$scratch/none" "$fifo"
at_once 3 E001 'a FIFO: bundle' "$formulyar" bundle -q --number 1 --date 2027-05-28 -o "$scratch/none.pdf" "$fifo"
at_once 3 E001 'a FIFO: minutes in front' "$formulyar" bundle -q --number 1 --date 2027-05-28 --minutes "$fifo" -o "$scratch/none.pdf" "$case"
at_once 3 E001 'a FIFO: new --minutes' bash -c "cd '$scratch' && '$formulyar' new --minutes fifo"
at_once 3 E002 'a FIFO: fields' "$formulyar" fields "$fifo"
at_once 3 E002 'a FIFO: extract' "$formulyar" extract "$fifo"
exits 3 'a FIFO: the organization' timeout 20 "$formulyar" check --organization "$fifo" "$case"
cp -R forms/. "$scratch/forms"
rm "$scratch/forms/rules.xml"
mkfifo "$scratch/forms/rules.xml"
exits 3 'a FIFO: the rules' timeout 20 "$formulyar" check --forms "$scratch/forms" "$case"
mkdir "$scratch/part"
mkfifo "$scratch/part/report.csv"
run timeout 20 "$formulyar" report --merge -q -o "$scratch/whole" "$scratch/part"
[ "$status" -ne 0 ] && [ "$status" -ne 124 ]
ok $? "a FIFO: the report of a part (status $status)"
has "$("$formulyar" check --lang en "$fifo" 2>&1)" 'no regular file but a pipe' 'it is said what it is'
mkdir "$scratch/nothing"
at_once 1 E036 'a folder without a case' "$formulyar" check "$scratch/nothing"

# ---- where a file is written ---------------------------------------------------------------
for odd in "$fifo" "$socket" /dev/null /dev/stdout /dev/fd/1; do
    before=$(stat -c %F "$odd")
    for force in '' --force; do
        at_once 1 E051 "new -o ${odd##*/} $force" "$formulyar" new $force -o "$odd"
        at_once 1 E051 "extract -o ${odd##*/} $force" "$formulyar" extract $force -o "$odd" "$pdf"
        at_once 1 E051 "bundle -o ${odd##*/} $force" "$formulyar" bundle -q -t pdf $force --number 1 --date 2027-05-28 -o "$odd" "$case"
    done
    is "$(stat -c %F "$odd")" "$before" "${odd##*/} is as it was"
done
mkdir "$scratch/out"
mkfifo "$scratch/out/2025-014_5.4.pdf"
at_once 1 E051 'a document of render' "$formulyar" render -q --force -f 5.4 -o "$scratch/out" "$case"
is "$(stat -c %F "$scratch/out/2025-014_5.4.pdf")" fifo 'the FIFO is as it was'
[ -s "$scratch/out/2025-014_5.4.docx" ]
ok $? 'the other document is made'
at_once 1 E051 'a document of batch' "$formulyar" batch -q --force -o "$scratch/out" "$case"
at_once 1 E051 'a merged PDF' "$formulyar" batch -q --force -t pdf --merge "$fifo" -o "$scratch/merge" "$case"
at_once 1 E051 'an archive' "$formulyar" batch -q --force -t pdf --archive "$fifo" -o "$scratch/archive" "$case"
mkdir "$scratch/report"
mkfifo "$scratch/report/report.part"
at_once 1 E051 "a batch's journal" "$formulyar" batch -q -t pdf -o "$scratch/report" "$case"
exits 3 'a FIFO as folder' timeout 20 "$formulyar" render -q -o "$fifo" "$case"

rm -r "$scratch/forms" # its samples would be cases of the folders that lead here

# ---- folders ----------------------------------------------------------------------------------
# deep COMMAND...: over folders that lead to themselves, straight, by each other, by their parents.
mkdir -p "$scratch/in/one/two" "$scratch/in/other"
cp "$case" "$scratch/in/one/two/a.xml"
ln -s . "$scratch/in/self"
ln -s ../.. "$scratch/in/one/up"
ln -s ../other "$scratch/in/one/other"
ln -s ../one "$scratch/in/other/one"
ln -s nowhere "$scratch/in/broken"
ln -s /proc/self/root "$scratch/in/.hidden"
at_once 1 E034 'a folder that holds itself: batch' "$formulyar" batch -q -t pdf -o "$scratch/loop" "$scratch/in"
is "$(grep -c '\[E034\]' <<<"$err")" 3 'each way is told once'
is "$(find "$scratch/loop" -name '*.pdf' | wc -l)" 3 'the case is made, once'
at_once 1 E034 'a folder that holds itself: summary' "$formulyar" summary -q -o "$scratch/loop" "$scratch/in"
mkdir "$scratch/pipes"
cp "$case" "$scratch/pipes/a.xml"
mkfifo "$scratch/pipes/b.xml"
at_once 0 W032 'a FIFO in a folder is named and left out' "$formulyar" batch -q -t pdf -o "$scratch/some" "$scratch/pipes"
is "$(find "$scratch/some" -name '*.pdf' | wc -l)" 3 'the others are made'
mkdir -p "$scratch/deep/$(printf 'd/%.0s' {1..60})"
cp "$case" "$scratch/deep/$(printf 'd/%.0s' {1..60})a.xml"
exits 0 'a deep folder' "$formulyar" batch -q -t pdf -o "$scratch/depth" "$scratch/deep"
is "$(find "$scratch/depth" -name '*.pdf' | wc -l)" 3 'nothing below is lost'

# ---- what the shell hands over ---------------------------------------------------------------------
exits 0 'check <(...)' "$formulyar" check -q <(cat "$case")
exits 0 'check /dev/stdin' bash -c "cat '$case' | '$formulyar' check -q /dev/stdin"
exits 0 'check /dev/stdin of a file' bash -c "'$formulyar' check -q /dev/stdin <'$case'"
exits 0 'check /proc/self/fd/0' bash -c "cat '$case' | '$formulyar' check -q /proc/self/fd/0"
exits 0 'render <(...)' "$formulyar" render -q -f 5.4 -t pdf -o "$scratch/piped" <(cat "$case")
cmp -s "$scratch/piped/2025-014_5.4.pdf" <("$formulyar" render -q -f 5.4 -t pdf -o - "$case")
ok $? 'the same bytes as of the file'
exits 0 'batch <(...)' "$formulyar" batch -q -f 5.4 -t pdf -o "$scratch/pipedb" <(cat "$case")
exits 0 'verify <(...)' "$formulyar" verify <(cat "$pdf") <(cat "$docx")
exits 0 'verify - and /dev/stdin' bash -c "'$formulyar' verify - <'$pdf' && cat '$pdf' | '$formulyar' verify /dev/stdin"
exits 0 'fields <(...)' "$formulyar" fields <(cat "$pdf")
exits 0 'extract <(...)' "$formulyar" extract <(cat "$pdf")
cmp -s "$scratch/stdout" "$case"
ok $? 'the case, byte for byte'
exits 0 'a late pipe' bash -c "'$formulyar' check -q <(sleep 0.3; cat '$case')"
done_testing
