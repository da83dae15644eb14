#!/bin/bash
# failures.t - a full disk, a closed door, a broken installation: said aloud, nothing lost.
. "$(dirname "$0")/lib.sh"
case=$samples/completed.xml

exits 3 'standard output is full' bash -c "'$formulyar' new >/dev/full"
has "$err" '[E008]' 'E008'
exits 3 'standard output is full for a document' bash -c "'$formulyar' render -q -f 5.4 -t docx -o - '$case' >/dev/full"
exits 3 'the help too' bash -c "'$formulyar' --help >/dev/full"

: >"$scratch/file"
exits 3 'a file where the folder should be' "$formulyar" render -q -o "$scratch/file" "$case"
has "$err" '[E006]' 'E006'
exits 3 'a folder below a file' "$formulyar" render -q -o "$scratch/file/below" "$case"
mkdir "$scratch/closed"
chmod 555 "$scratch/closed"
if [ ! -w "$scratch/closed" ]; then
    exits 3 'a folder without leave to write' "$formulyar" render -q -o "$scratch/closed" "$case"
elif setpriv --reuid 65534 --clear-groups true 2>/dev/null; then
    # For root no door is closed: somebody else tries, with a program that he may read.
    chmod 755 "$scratch"
    make -o all -s --no-print-directory install BUILD="$BUILD" PREFIX=/usr DESTDIR="$scratch/tree" >/dev/null
    cp "$case" "$scratch/case.xml"
    chmod 644 "$scratch/case.xml"
    exits 3 'a folder without leave to write' setpriv --reuid 65534 --clear-groups \
        "$scratch/tree/usr/bin/formulyar" render -q -o "$scratch/closed" "$scratch/case.xml"
    has "$err" '[E003]' 'E003'
else
    skip 'a folder without leave to write' 'run the tests as an ordinary user'
fi

# A limit on the size of files stands for a full disk: the write fails half-way.
"$formulyar" render -q -f 5.4 -t docx -o "$scratch/full" "$case"
before=$(sha256sum "$scratch"/full/*)
exits 3 'no room for the new file' bash -c "ulimit -f 1; '$formulyar' render -q --body-only -f 5.4 -t docx -o '$scratch/full' '$case'"
has "$err" '[E003]' 'E003'
is "$(sha256sum "$scratch"/full/*)" "$before" 'the old file is as it was, no other is there'

if (unshare -rm true) 2>/dev/null; then
    exits 3 'a full disk' unshare -rm bash -c "mkdir '$scratch/disk' && mount -t tmpfs -o size=8k none '$scratch/disk' &&
        '$formulyar' render -q -t docx -o '$scratch/disk' '$case'; status=\$?; ls -A '$scratch/disk' | grep -v '\.docx\$'; exit \$status"
    is "$out" '' 'no temporary file is left'
else
    skip 'a full disk' 'this machine gives tests no mount of their own'
fi

# ---- a broken installation ----------------------------------------------------
mkdir "$scratch/forms"
cp -R forms/. "$scratch/forms"
mv "$scratch/forms/rules.xml" "$scratch/rules.xml"
exits 3 'no rules' "$formulyar" check --forms "$scratch/forms" "$case"
has "$err" 'rules.xml' 'they are named'
echo '<rules' >"$scratch/forms/rules.xml"
exits 3 'broken rules' "$formulyar" check --forms "$scratch/forms" "$case"
cp "$scratch/rules.xml" "$scratch/forms/rules.xml"
exits 0 'whole again' "$formulyar" check -q --forms "$scratch/forms" "$case"
exits 3 'no such organisation file' "$formulyar" check --organization "$scratch/none.xml" "$case"
mkdir -p "$scratch/far/from/home"
cp "$formulyar" "$scratch/far/from/home/formulyar"
exits 3 'the program without its data' "$scratch/far/from/home/formulyar" new
has "$err" '[E021]' 'E021'
exits 3 'the program without its fonts' "$scratch/far/from/home/formulyar" render -q --forms forms -o "$scratch/out" "$case"
[ ! -e "$scratch/out" ]
ok $? 'nothing was written'

# ---- interrupted ---------------------------------------------------------------
"$formulyar" render -q --force -o "$scratch/cut" "$samples"/*.xml 2>/dev/null &
sleep 0.05
kill -INT $! 2>/dev/null
wait $! 2>/dev/null
is "$(find "$scratch/cut" -type f ! -name '*.pdf' ! -name '*.docx' 2>/dev/null | wc -l)" 0 'Ctrl-C leaves no temporary file'
done_testing
