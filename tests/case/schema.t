#!/bin/bash
# schema.t - every element, attribute and code of case.xsd, minutes.xsd and the schema of ppk-example is described in Russian
# for XML editors, explained in both languages for whoever fills it in and has a label in both for messages; and
# they are schemas for others too.
. tests/tap.sh

if ! command -v xmllint >/dev/null; then
    skip "case.xsd is described" "apt-get install libxml2-utils"
    done_testing
    exit
fi

# names XPATH: the values that the attribute at the end of XPATH takes, one a line.
names() {
    xmllint --xpath "$1" "forms/$schema" 2>/dev/null | sed 's/^ *[a-z]*="\(.*\)"$/\1/'
}

declared="//*[(local-name()='element' or local-name()='attribute') and @name]"
described="*[local-name()='annotation']/*[local-name()='documentation' and string-length() > 20]"
exemplified="*[local-name()='annotation']/*[local-name()='documentation' and contains(., 'Пример: ')]"
# What is said to everybody; <p>, <cases> concern only those who write XML.
explained="*[local-name()='annotation'][*[local-name()='documentation' and not(@source) and not(@xml:lang)] and \
*[local-name()='documentation' and not(@source) and @xml:lang='en']]"
labelled="*[local-name()='annotation']/*[local-name()='appinfo']/*[@ru and @en]"

for schema in case.xsd minutes.xsd ppk-example/case.xsd; do
    ok "$([ "$(names "$declared/@name" | wc -l)" -gt 40 ]; echo $?)" "$schema: elements and attributes are found"
    is "$(names "${declared}[not($described)]/@name")" "" "$schema: each has a description"
    is "$(names "${declared}[not($exemplified)]/@name")" "" "$schema: each description has an example"
    is "$(names "${declared}[not(@name='p' or @name='cases' and .//@ref)][not($explained)]/@name")" "" \
        "$schema: each is explained in both languages"
    is "$(xmllint --xpath "//*[local-name()='documentation' and not(@source='xml')]/text()" "forms/$schema" |
        grep -iE '&lt;|элемент|атрибут|тег|ячейк|столб|organization|formulyar|element|attribute|cell')" "" \
        "$schema: in words that suit a page, a sheet and a file"
    is "$(names "${declared}[not($labelled)]/@name")" "" "$schema: each has labels"
    is "$(names "//*[local-name()='enumeration'][not($labelled)]/@value")" "" "$schema: each code has labels"
done

# libxml2 by itself knows neither UTF-32 nor UTF-16 that says nothing of itself; the program recodes them.
find tests/case/good -name '*.xml' ! -name 'utf32.xml' ! -name 'utf16le-line.xml' -print0 |
    xargs -0 xmllint --noout --schema forms/case.xsd 2>/dev/null
ok $? "xmllint takes the good files"
xmllint --noout --schema forms/minutes.xsd samples/council/*-append*.xml tests/council/rules/*.xml 2>/dev/null
ok $? "and the council files"
xmllint --noout --schema forms/ppk-example/case.xsd forms/ppk-example/samples/*.xml tests/ppk/rules/*.xml 2>/dev/null
ok $? "and those of ppk-example"

done_testing
