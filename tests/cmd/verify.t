#!/bin/bash
# verify.t - what becomes of finished files: whole, damaged, truncated, edited, foreign, saved anew.
. "$(dirname "$0")/lib.sh"

"$formulyar" render -q -o "$scratch" "$samples/completed.xml"
pdf=$scratch/2025-014_5.1.pdf
docx=$scratch/2025-014_5.1.docx

# ---- whole files ---------------------------------------------------------------
version=$("$formulyar" --version | sed -n '1s/^formulyar \([0-9.]*\).*/\1/p')
facts="дело 2025-014; форма 5.1; редакция lesosibirsk2-2024-09-27; Formulyar $version"
exits 0 'a PDF' "$formulyar" verify "$pdf"
has "$out" ": цел; $facts; PDF/A-2a, PDF/UA-1; полей подписи 3, из них подписано 0; не изменялся" 'all is told of it'
exits 0 'a DOCX' "$formulyar" verify "$docx"
is "$out" "$docx: цел; $facts; не изменялся" 'the same words'
"$formulyar" verify --json "$pdf" "$docx" >"$scratch/json"
is "$(grep -c "\"version\":\"Formulyar $version\",\"case\":\"2025-014\"" "$scratch/json")" 2 'for programs too'

# ---- a PDF that is not what was written -------------------------------------------
# edited WANTED NAME CODE...: the edit of Perl's on the bytes, of the same length, is told by these codes.
edited() {
    local change=$1 name=$2 code
    shift 2
    perl -0777 -pe "$change" "$pdf" >"$scratch/edited.pdf"
    if cmp -s "$pdf" "$scratch/edited.pdf"; then
        ok 1 "$name: the edit finds its place"
        return
    fi
    exits 1 "$name" "$formulyar" verify "$scratch/edited.pdf"
    for code; do
        has "$err" "[$code]" "$code"
    done
}
edited 's/PrintScaling\/None/PrintScaling\/Nono/' 'one word edited' E505
has "$out" ': ИЗМЕНЁН;' 'the line says so'
has "$out" '; содержание изменено после записи' 'and what became of it'
is "$(grep -c '\[E' <<<"$err")" 1 'nothing else is wrong with it'
edited 's/\n4 0 obj/\n4 0 obx/' 'a damaged object' E503
edited 's/form:id>/form:ix>/g' 'a PDF that names no form' E505 E509
edited 's/\/FontFile2/\/FontFile0/' 'a font without its program' E506
edited 's/\/ToUnicode/\/ToUnicorn/' 'a font that does not tell its letters' E506 E507
edited 's/\/StructParents 0/\/StructParents 7/' 'a page out of the structure' E508
edited 's/\/Lang\(/\/Lanx(/' 'no language' E509
edited 's/\/AP(?=[ <])/\/AQ/' 'a signature field without a look' E510
edited 's/\/Rect\[[^]]*\]/"\/Rect[0 0 0 0" . " " x (length($&) - 14) . "]"/e' 'a signature field without room' E510

# Maps of characters are read once in a run; a file with another map is judged by its own.
python3 - "$pdf" "$scratch/unmapped.pdf" <<'END'
import re, sys, zlib
source, target = sys.argv[1:]
data = open(source, "rb").read()
for stream in re.finditer(rb"/FlateDecode[^>]*>>\nstream\n(.*?)\nendstream", data, re.S):
    cmap = zlib.decompress(stream[1])
    if b"begincmap" in cmap:
        poor = zlib.compress(re.sub(rb"<(?!00|20)..00>.*\n", b"", cmap), 9)
        assert len(poor) < len(stream[1])
        poor = poor.ljust(len(stream[1]), b"\0")
        data = data[:stream.start(1)] + poor + data[stream.end(1):]
        break
open(target, "wb").write(data)
END
for first in "$pdf" "$scratch/unmapped.pdf"; do
    exits 1 'one of two with another map of characters' "$formulyar" verify "$first" "$pdf" "$scratch/unmapped.pdf"
    is "$(sed -n 's/^\([^:]*\):.*\[E507\]$/\1/p' <<<"$err" | uniq)" "$scratch/unmapped.pdf" 'it alone'
done

exits 1 'an empty file' "$formulyar" verify <(:)
head -c 9000 "$pdf" >"$scratch/cut.pdf"
exits 1 'half of it' "$formulyar" verify "$scratch/cut.pdf"
has "$err" '[E515]' 'E515'
is "$out" "$scratch/cut.pdf: ОБРЕЗАН; конца файла нет" 'cut off, and no word of "unchanged"'
exits 1 'fields of another program, without any' "$formulyar" fields "$samples/council/scanned-minutes.pdf"
has "$err" '[E504]' 'it is told why there are none'
"$formulyar" render -q --body-only -f 5.1 -t pdf -o "$scratch/body" "$samples/completed.xml"
exits 0 'a form without fields has none' "$formulyar" fields "$scratch"/body/*.pdf
is "$out$err" '' 'and nothing is said'
exits 1 'fields of half a PDF' "$formulyar" fields "$scratch/cut.pdf"
has "$err" '[E515]' 'E515'
exits 1 'extract from half a PDF' "$formulyar" extract "$scratch/cut.pdf"
has "$err" '[E515]' 'E515'

if command -v qpdf >/dev/null; then
    qpdf --object-streams=generate "$pdf" "$scratch/saved.pdf"
    exits 1 'saved anew by another program' "$formulyar" verify "$scratch/saved.pdf"
    has "$err" '[E502]' 'E502'
    has "$out" ': ПЕРЕСОХРАНЁН;' 'the line says so'
    qpdf --empty "$scratch/foreign.pdf"
    exits 1 "another program's PDF" "$formulyar" verify "$scratch/foreign.pdf"
    has "$err" '[E504]' 'E504'
    is "$out" "$scratch/foreign.pdf: ЧУЖОЙ; создан другой программой" 'foreign, not damaged'
else
    skip 'PDFs of another program' 'apt-get install qpdf'
fi

# ---- a DOCX that is not what was written -------------------------------------------
# repacked NAME CODE PYTHON: the parts (a dictionary of names and bytes) after PYTHON, packed again.
repacked() {
    python3 - "$docx" "$scratch/edited.docx" "$3" <<'END'
import sys, zipfile
source, target, change = sys.argv[1:]
with zipfile.ZipFile(source) as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
before = dict(parts)
exec(change)
assert parts != before
with zipfile.ZipFile(target, "w") as archive:
    for name, data in parts.items():
        archive.writestr(name, data)
END
    exits 1 "$1" "$formulyar" verify "$scratch/edited.docx"
    has "$err" "[$2]" "$2"
}
body='"word/document.xml"'
repacked 'a word changed' E505 "parts[$body] = parts[$body].replace('Савельева'.encode(), 'Савичева'.encode())"
is "$(grep -c '\[E' <<<"$err")" 1 'nothing else is wrong with it'
case $err in *Сав*) ok 1 'no word of it is repeated' ;; *) ok 0 'no word of it is repeated' ;; esac
repacked 'a part missing' E511 'del parts["word/header1.xml"]'
repacked 'no text' E511 "del parts[$body]"
repacked 'a part that is no XML' E511 "parts[$body] = parts[$body][:-9]"
repacked 'a style that nobody defines' E511 "parts[$body] = parts[$body].replace(b'<w:pStyle w:val=\"', b'<w:pStyle w:val=\"X', 1)"
repacked 'a list that nobody defines' E511 "parts[$body] = parts[$body].replace(b'<w:numId w:val=\"1\"', b'<w:numId w:val=\"99\"', 1)"
numbering='"word/numbering.xml"'
repacked 'a list of no kind' E511 "parts[$numbering] = parts[$numbering].replace(b'<w:abstractNum w:abstractNumId=\"1\"', b'<w:abstractNum w:abstractNumId=\"71\"')"
repacked 'lists without their part' E511 "del parts[$numbering]"
repacked 'a part of no type' E511 'parts["word/picture.tiff"] = b"II"'
repacked "another program's DOCX" E504 'del parts["docProps/custom.xml"]'
# What identifies a document is covered by its digest.
custom='"docProps/custom.xml"'
repacked 'another case' E505 "parts[$custom] = parts[$custom].replace(b'>2025-014<', b'>2025-015<')"
repacked 'another form' E505 "parts[$custom] = parts[$custom].replace(b'>5.1<', b'>5.3<')"
repacked 'another edition' E505 "parts[$custom] = parts[$custom].replace(b'>lesosibirsk2-2024-09-27<', b'>lesosibirsk2-2025-09-27<')"
repacked 'another version' E505 "parts[$custom] = parts[$custom].replace(b'>$version<', b'>9.9.9<')"
repacked 'a property more' E505 "parts[$custom] = parts[$custom].replace(b'</Properties>', b'<property name=\"Note\"/></Properties>')"
has "$out" ': ИЗМЕНЁН;' 'told as changed'

# The first versions of the program left that part out: their files are whole, and what that is worth is said.
python3 - "$docx" "$scratch/old.docx" <<'END'
import hashlib, re, sys, zipfile
source, target = sys.argv[1:]
with zipfile.ZipFile(source) as archive:
    parts = {name: archive.read(name) for name in archive.namelist()}
digest = hashlib.sha256(b"".join(name.encode() + b"\0" + data for name, data in parts.items() if name != "docProps/custom.xml"))
parts["docProps/custom.xml"], count = re.subn(
    rb"[0-9a-f]{64}(?=</vt:lpwstr></property></Properties>)", digest.hexdigest().encode(), parts["docProps/custom.xml"])
assert count == 1
with zipfile.ZipFile(target, "w") as archive:
    for name, data in parts.items():
        archive.writestr(name, data)
END
exits 0 'a DOCX of an earlier version' "$formulyar" verify "$scratch/old.docx"
has "$err" '[W031]' 'W031'
has "$out" '; не изменялся' 'it is unchanged'
head -c 9000 "$docx" >"$scratch/cut.docx"
exits 1 'half a DOCX' "$formulyar" verify "$scratch/cut.docx"
has "$err" '[E503]' 'E503'

# ---- whatever a file does to its reader, the others are told of ---------------------------
cp "$pdf" "$scratch/hostile.pdf"
exits 1 'a reader that crashes' env FORMULYAR_TEST_FAULT=crash:hostile.pdf "$formulyar" verify "$scratch/hostile.pdf" "$docx"
has "$err" "$scratch/hostile.pdf: ошибка: файл не удалось прочитать в отведённых пределах" 'E031 for its file'
is "$(grep -c '\[E' <<<"$err")" 1 'and for it alone'
has "$out" ": цел; $facts" 'the next one is told of'
for fault in crash memory; do
    exits 1 "$fault: fields" env FORMULYAR_TEST_FAULT=$fault:hostile.pdf "$formulyar" fields "$scratch/hostile.pdf"
    has "$err" '[E031]' 'E031'
    is "$out" '' 'nothing is listed'
    exits 1 "$fault: extract" env FORMULYAR_TEST_FAULT=$fault:hostile.pdf "$formulyar" extract -o "$scratch/hostile.xml" "$scratch/hostile.pdf"
    has "$err" '[E031]' 'E031'
    [ ! -e "$scratch/hostile.xml" ]
    ok $? 'nothing is written'
done
exits 3 'no process to be had' bash -c "ulimit -n 4; '$formulyar' verify '$pdf'"
has "$err" '[E032]' 'E032'

# ---- neither -------------------------------------------------------------------------
exits 1 'neither PDF nor DOCX' "$formulyar" verify "$samples/completed.xml"
has "$err" '[E501]' 'E501'
exits 1 'one of two is good' "$formulyar" verify "$docx" "$samples/completed.xml"
has "$out" ": цел; $facts" 'and told'
exits 3 'no such file' "$formulyar" verify "$scratch/none.pdf"
exits 1 'no case inside' "$formulyar" extract "$pdf"
has "$err" '[E512]' 'E512'
done_testing
