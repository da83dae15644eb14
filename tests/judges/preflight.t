#!/bin/bash
# PDFBox preflight over everything made with --pdfa 1.  It knows the rules of
# PDF/A-1b alone: a second opinion on fonts, colours, metadata and fields.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

jars=/usr/share/java
class_path=$jars/preflight.jar:$jars/pdfbox2.jar:$jars/fontbox2.jar:$jars/xmpbox.jar:$jars/commons-logging.jar
class_path+=:$jars/commons-io.jar:$jars/bcprov.jar:$jars/jaxb-api.jar:$jars/javax.activation.jar

# preflight FILE: its verdict; true when the file is valid.
preflight() {
    java -cp "$class_path" -Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog \
        org.apache.pdfbox.preflight.Validator_A1b "$1" 2>&1
}

if need_product "preflight" && need "preflight" "run tests/judges/install.sh" java "$jars/preflight.jar" \
    "$jars/xmpbox.jar" "$jars/javax.activation.jar"; then
    render_all "$scratch" --pdfa 1
    "$FORMULYAR" blank -q -t pdf --pdfa 1 -o "$scratch"
    for file in "$scratch"/*.pdf; do
        preflight "$file" >"$scratch/verdict"
        ok_or_log $? "preflight ${file##*/}" "$scratch/verdict"
    done
    sed 's|<pdfaid:part>1|<pdfaid:part>7|; s|pdfaid:part="1"|pdfaid:part="7"|' "${file:?}" >"$scratch/wrong.pdf"
    ! preflight "$scratch/wrong.pdf" >/dev/null
    ok $? "preflight refuses a file that declares another part"
fi
done_testing
