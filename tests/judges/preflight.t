#!/bin/bash
# PDFBox preflight over everything made with --pdfa 1.  It knows the rules of
# PDF/A-1b alone: a second opinion on fonts, colours, metadata and fields.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

class_path=
for jar in preflight pdfbox2 fontbox2 xmpbox commons-logging commons-io bcprov jaxb-api javax.activation; do
    class_path+=/usr/share/java/$jar.jar:
done

# preflight FILE...: prints the lines of preflight/Preflight.java.
preflight() {
    java -cp "$class_path" -Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog \
        tests/judges/preflight/Preflight.java "$@" 2>&1
}

if need_product "preflight" &&
    need "preflight" "run tests/judges/install.sh" java javac /usr/share/java/{preflight,xmpbox,javax.activation}.jar; then
    render_all "$scratch" --pdfa 1
    "$FORMULYAR" blank -q -t pdf --pdfa 1 -o "$scratch"
    bundle_into "$scratch" --pdfa 1
    forms=("$scratch"/*.pdf)
    sed 's|<pdfaid:part>1|<pdfaid:part>7|' "${forms[0]}" >"$scratch/wrong.pdf"
    preflight "${forms[@]}" "$scratch/wrong.pdf" >"$scratch/verdicts"
    for form in "${forms[@]}"; do
        grep -a -F "$form" "$scratch/verdicts" | cut -f 1,3 >"$scratch/verdict"
        [ "$(cat "$scratch/verdict")" = valid ]
        ok_or_log $? "preflight ${form##*/}" "$scratch/verdict"
    done
    grep -a -q "^failed.$scratch/wrong.pdf" "$scratch/verdicts"
    ok $? "preflight refuses a file that declares another part"
fi
done_testing
