#!/bin/bash
# changed.t - definitions whose trees the build kept (src/xml/baked.h): whatever somebody changes counts at once, and
# nothing that was kept is used in its place.
# shellcheck source=tests/cmd/lib.sh
. "$(dirname "$0")/../cmd/lib.sh"
edition=lesosibirsk2-2024-09-27

# change FILE EXPRESSION: a copy of the forms with one change, by sed; what is made with it is in $scratch/out then.
change() {
    rm -rf "$scratch/forms" "$scratch/out"
    cp -R forms "$scratch/forms"
    sed -i "$2" "$scratch/forms/$1"
    ! cmp -s "forms/$1" "$scratch/forms/$1"
    ok $? "$1 is another one"
    run "$formulyar" render --lang en -t text -f 5.1 --forms "$scratch/forms" -o "$scratch/out" samples/completed.xml
}

made() { cat "$scratch/out"/*.txt; }

change bundle.xml 's,</bundle>,&\n,'
is "$status$err" "$(run "$formulyar" render --lang en -t text -f 5.1 -o "$scratch/plain" samples/completed.xml && echo "$status$err" | sed "s,$scratch/plain,$scratch/out,")" \
    'a file that is not read changes nothing'
is "$(made)" "$(cat "$scratch/plain"/*.txt)" 'nor what is made'

change $edition/5.1.xml 's/<label>ФИО учителя/<label>Кого сопровождают/'
has "$(made)" 'Кого сопровождают' 'the words of a form'
change $edition/5.1.xml '/style="lead-in"/s/lead-in/lead-on/'
has "$err" "$edition/5.1.xml:10:16:" 'a fault in a form is told at its line'
is "$status" 1 'and the form is not made'
change $edition/vocabulary.xml '0,/<term /s//<trem /'
has "$err" "$edition/vocabulary.xml:" 'a fault in a vocabulary'
change $edition/edition.xml '0,/<page /s//<paper /'
has "$err" "$edition/edition.xml:" 'a fault in an edition'

change form.xsd '/<xs:enumeration value="lead-in">/s/lead-in/lead-on/'
has "$err" "$edition/5.1.xml:10:16:" 'another schema of forms refuses a form that came with the program'
change form.xsd 's/<xs:element name="short-name"/<xs:element name="shorter-name"/'
has "$err" 'organization.xml:' 'and the file of the school'
change form.xsd '/<xs:attribute name="filter" type="filter"/s/default="text"/default="date"/'
[ "$(made)" != "$(cat "$scratch/plain"/*.txt)" ]
ok $? 'values by default are those of this schema'
change form.xsd 's,</xs:schema>,</xs:scheme>,'
has "$err" 'form.xsd' 'a schema that is none is told'

change rules.xml 's/code="C3"/code="C3x"/; s,test="c:problems/c:problem\[normalize-space()\]",test="false()",'
has "$err" '[C3x]' 'a rule'
change case.xsd 's/<xs:attribute name="edition"/<xs:attribute name="editions"/'
has "$err" 'samples/completed.xml:' 'the schema of cases'
change organization.xml 's/<short-name>/<short-names>/; s,</short-name>,</short-names>,'
has "$err" 'organization.xml:' 'the file of the school'
done_testing
