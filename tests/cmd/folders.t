#!/bin/bash
# folders.t - every command that takes cases takes folders of them.
. "$(dirname "$0")/lib.sh"

school=$scratch/school
mkdir -p "$school/b/deep" "$school/.hidden"
cp "$samples/completed.xml" "$school/b/2.xml"
cp "$samples/not-held.xml" "$school/b/deep/1.XML"
cp "$samples/active.xml" "$school/a.xml"
cp "$samples/active.xml" "$school/.hidden/x.xml"
cp "$samples/active.xml" "$school/.y.xml"
cp forms/organization.xml forms/rules.xml "$school"
cp forms/case.xsd "$school"
echo 'notes' >"$school/readme.txt"

echo 'owner' >"$school/~\$a.xml"

exits 0 'check takes a folder' "$formulyar" check --lang en "$school"
has "$err" 'Checked: 3 cases' 'and looks at every case in it'
has "$err" 'organization.xml:3:1: warning: this is a school' 'the requisites are no case, and that is said'
has "$err" 'rules.xml' 'nor are rules'
exits 0 'render takes a folder' "$formulyar" render -q -t docx -o "$scratch/out" "$school"
is "$(find "$scratch/out" -name '*.docx' | wc -l)" 6 'all forms are made'
exits 0 'a file that is named and lies in the folder too' "$formulyar" render -q -t docx -o "$scratch/out" "$school" "$school/a.xml"
exits 0 'two names of one folder' "$formulyar" check --lang en "$school" "$school/."
has "$err" 'Checked: 3 cases' 'are one'

cd "$scratch" || exit 1
exits 0 'bundle takes a folder' "$formulyar" bundle --lang en --number 5 --date 2027-05-28 -f 5.1 -o folder.pdf school
has "$err" 'Done: 3 appendices' 'its cases are the appendices'
exits 0 'the same files by name' "$formulyar" bundle -q --number 5 --date 2027-05-28 -f 5.1 -o files.pdf school/a.xml school/b/2.xml school/b/deep/1.XML
cmp -s folder.pdf files.pdf
ok $? 'in the order of names'
exits 0 'what is named comes in its own place' "$formulyar" bundle -q --number 5 --date 2027-05-28 -f 5.1 -o last.pdf school school/a.xml
cmp -s folder.pdf last.pdf
is $? 1 'and not where the folder has it'
exits 2 'a folder is no council file' "$formulyar" bundle -o x.pdf school
has "$err" '[E030]' 'number and date are asked for'
exits 0 'summary takes a folder' "$formulyar" summary --lang en -q --school-year 2025/2026 -t csv -o sum school
is "$(wc -l <sum/summary_2025-2026.csv)" 3 'a row for each case'

cp "$samples/completed.xml" "$samples/active.xml" .
mkdir council && cp "$school/a.xml" "$school/b/2.xml" council
exits 0 'new --minutes takes a folder' "$formulyar" new --minutes -o minutes.xml council
is "$(grep -c '<file>council/' minutes.xml)" 2 'each file is cited from there'
mv minutes.xml council/ && sed -i 's,<file>council/,<file>,' council/minutes.xml
run "$formulyar" check --draft --lang en council
has "$err" 'Checked: 2 cases, 1 council file' 'check takes a council file in a folder for one'
exits 0 'render leaves it out' "$formulyar" render -q -t docx -o out2 council
has "$err" '[W139]' 'aloud'

mkdir empty
for command in check 'render -o out3'; do
    exits 1 "$command: a folder without a case" "$formulyar" $command empty
    has "$err" '[E036]' 'E036'
done
exits 1 'nothing but requisites' "$formulyar" render -o out3 "$school/organization.xml"
has "$err" '[E036]' 'is told'
exits 1 'bundle of an empty folder' "$formulyar" bundle --number 5 --date 2027-05-28 -o e.pdf empty
has "$err" '[E707]' 'E707'
exits 1 'new --minutes of an empty folder' "$formulyar" new --minutes -o m.xml empty
has "$err" '[E036]' 'E036'
[ ! -e m.xml ]
ok $? 'nothing is written'
if [ "$(id -u)" != 0 ]; then
    mkdir shut && chmod 000 shut
    for command in check 'render -o out3' 'new --minutes'; do
        exits 3 "$command: a folder that cannot be read" "$formulyar" $command shut
        has "$err" '[E001]' 'is told'
    done
fi
# A link to a case that is gone is no case less without a word.
mkdir linked && cp "$samples/completed.xml" linked && ln -s gone.xml linked/case.xml
exits 3 'a link to nothing in a folder' "$formulyar" check --lang en linked
has "$err" 'linked/case.xml: error' 'is told of'
done_testing
