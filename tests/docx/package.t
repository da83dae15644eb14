#!/bin/bash
# The samples as whole files: our own package check, the schemas, python-docx, LibreOffice.
. tests/tap.sh
here=tests/docx
judges=${FORMULYAR_JUDGES:-$(git rev-parse --show-toplevel 2>/dev/null || pwd)/../shared/judges}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$BUILD/tests/docx/test_docx" "$work"
ok $? "the samples are written"

is "$(python3 $here/check_package.py "$work"/*.docx)" "" "packages are whole"

for file in "$work"/*.docx; do
    is "$(python3 $here/compare_text.py "$file" "${file%.docx}.txt" 2>&1)" "" \
        "$(basename "$file"): the words of the tree"
done

# One element a line, so that a difference can be read.
# Without a title of ours the lead-in is the heading; with one it is none.
heading_of() { # OPTION...
    "$BUILD/formulyar" render -q -t docx -f 5.4 --force -o "$work/heading" "$@" samples/completed.xml
    python3 - "$work"/heading/*.docx <<'END'
import re, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
styles = archive.read("word/styles.xml").decode()
used = re.search('pStyle w:val="(LeadIn[^"]*)"', archive.read("word/document.xml").decode())[1]
style = re.search(f'w:styleId="{used}">.*?</w:style>', styles)[0]
print(used, *re.findall('outlineLvl w:val="([0-9])"', style))
END
}
is "$(heading_of --body-only)" 'LeadInTitle 0' 'the lead-in of a body alone is a heading'
is "$(heading_of)" 'LeadIn' 'below a title it is none'

body() {
    python3 - "$1" <<'END'
import sys, zipfile
print(zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode().replace("><", ">\n<"))
END
}
body "$work/every-block.docx" >"$work/every-block.xml"
if [ "${ACCEPT:-}" = 1 ]; then cp "$work/every-block.xml" $here/every-block.xml; fi
is "$(cat "$work/every-block.xml")" "$(cat $here/every-block.xml)" "document.xml is as accepted"

again() {
    mkdir -p "$work/again"
    env "$@" "$BUILD/tests/docx/test_docx" "$work/again"
    cat "$work"/again/*.docx | cksum
}
wanted=$(cat "$work"/*.docx | cksum)
is "$(again TZ=Asia/Krasnoyarsk LC_ALL=C)" "$wanted" "the same bytes in another time zone"
echo 40000000 >"$work/ahead"
is "$(with_clock "$work/ahead" bash -c "$(declare -f again); work=$work BUILD=$BUILD; again TZ=America/New_York LC_ALL=C.UTF-8")" \
    "$wanted" "the same bytes a year later"

check=$judges/ooxml/check-docx.sh
if [ -e "$check" ] && command -v xsltproc >/dev/null && command -v xmllint >/dev/null; then
    for file in "$work"/*.docx; do
        is "$(bash "$check" "$file" | grep -v '^ok ')" "" "$(basename "$file") fits the schemas"
    done
else
    skip "schemas" "set FORMULYAR_JUDGES to the folder of the ECMA-376 judge; apt-get install xsltproc libxml2-utils"
fi

if /usr/bin/python3 -c 'import docx' 2>/dev/null; then
    is "$(/usr/bin/python3 - "$work/every-block.docx" <<'END'
import sys, docx
document = docx.Document(sys.argv[1])
print(document.core_properties.title, document.core_properties.language, len(document.tables))
END
)" "Общее заключение 2026-014 ru-RU 3" "python-docx opens it"
else
    skip "python-docx" "apt-get install python3-docx"
fi

if command -v soffice >/dev/null && command -v pdftotext >/dev/null; then
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
        --outdir "$work" "$work"/*.docx >/dev/null 2>&1
    # A chart prints its labels first and then its values.
    sorted() { tr -s ' \n\f' '\n\n' | sort; }
    is "$(pdftotext -raw "$work/charts.pdf" - | sorted)" "$(sorted <"$work/charts.txt")" \
        "charts.docx: LibreOffice draws the charts with their labels and values"
    rm "$work/charts.docx"
    for file in "$work"/*.docx; do
        is "$(python3 $here/compare_text.py "${file%.docx}.pdf" "${file%.docx}.txt" 2>&1)" "" \
            "$(basename "$file"): LibreOffice shows the text of the tree"
    done
else
    skip "LibreOffice" "apt-get install libreoffice-writer-nogui poppler-utils"
fi

done_testing
