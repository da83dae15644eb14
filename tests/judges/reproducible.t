#!/bin/bash
# The same bytes: run after run, in another time zone, locale, folder and with
# another umask; and from a program that was built anew.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
again=$JUDGES/again

# render_into DIR PROGRAM: every sample and blank form, PDF and DOCX.
render_into() {
    FORMULYAR=$2 render_all "$1" -t pdf,docx
    FORMULYAR=$2 render_all "$1/pdfa1" --pdfa 1
    FORMULYAR=$2 render_all "$1/pdfa3" --pdfa 3
    "$2" blank -q -t pdf,docx -o "$1/blank"
    FORMULYAR=$2 bundle_into "$1/bundle" >/dev/null
    FORMULYAR=$2 bundle_into "$1/bundle1" --pdfa 1 >/dev/null
}

# same DIR NAME: against the first run.
same() {
    diff -rq "$scratch/first" "$1" >"$scratch/diff"
    ok_or_log $? "$2" "$scratch/diff"
}

if need_product "reproducible"; then
    render_into "$scratch/first" "$FORMULYAR"
    files=$(find "$scratch/first" -name '*.pdf' -o -name '*.docx' | wc -l)
    [ "$files" -gt 50 ]
    ok $? "there are files to compare: $files"

    (
        export TZ=Pacific/Kiritimati HOME=/nonexistent
        umask 002
        render_into "$scratch/else where" "$FORMULYAR"
    )
    same "$scratch/else where" "another time zone, folder and umask"

    if need "another locale" "apt-get install locales" localedef /usr/share/i18n/locales/ru_RU; then
        localedef -i ru_RU -f UTF-8 "$scratch/ru_RU.UTF-8" 2>/dev/null
        is "$(LOCPATH=$scratch LC_ALL=ru_RU.UTF-8 locale decimal_point)" , "there is such a locale"
        (
            { export LOCPATH=$scratch LC_ALL=ru_RU.UTF-8; } 2>/dev/null # bash itself cannot use it
            render_into "$scratch/locale" "$FORMULYAR"
        )
        same "$scratch/locale" "another locale: ru_RU with its decimal comma"
    fi

    rm -rf "$again"
    make BUILD="$again" >"$scratch/make.log" 2>&1
    ok_or_log $? "the program builds anew" "$scratch/make.log"
    # It lies too deep to find the forms of the checkout by itself.
    printf '#!/bin/sh\nexec "%s" "$@" --forms forms\n' "$again/formulyar" >"$scratch/formulyar"
    chmod +x "$scratch/formulyar"
    render_into "$scratch/again" "$scratch/formulyar"
    same "$scratch/again" "a program built anew"
    rm -rf "$again"
fi
done_testing
