# lib.sh - what the judges share: where things are, which judge is installed,
# the files to be judged.  Source it from a judge (*.t) that runs under bash.
# shellcheck shell=bash
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
JUDGES=${JUDGES:-build/judges}
FORMULYAR=$BUILD/formulyar
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# ok_or_log STATUS NAME LOG: ok, and what the log says when it is not.
ok_or_log() {
    ok "$1" "$2"
    [ "$1" -eq 0 ] || sed 's/^/# /' "$3"
}

# need NAME HOW FILE...: true when every program or file is there; else one
# skip line that names what is missing and says how to get it.
need() {
    local name=$1 how=$2 thing
    shift 2
    for thing; do
        if ! command -v "$thing" >/dev/null && ! [ -e "$thing" ]; then
            skip "$name" "no $thing: $how"
            return 1
        fi
    done
}

need_product() {
    need "$1" "run make" "$FORMULYAR"
}

need_verapdf() {
    need "$1" "run tests/judges/install.sh" java "$JUDGES/verapdf/classes/Judge.class"
}

# need_browsers NAME [FILE...]: what drives the page, and Debian's browsers.
need_browsers() {
    local name=$1
    shift
    need "$name" "run tests/judges/install.sh page" node "$JUDGES/page/.complete" chromium firefox-esr "$@"
}

# judge_page NAME SCRIPT: what tests/judges/page/SCRIPT says of the page, in TAP; ends the judge.
judge_page() {
    export BUILD JUDGES scratch
    export PAGE=${PAGE:-$BUILD/formulyar.html}
    if need_browsers "$1" && need "$1" "run make page" "$PAGE" && need_product "$1"; then
        node "tests/judges/page/$2"
        exit
    fi
    done_testing
    exit
}

# verapdf PROFILE[,PROFILE...] FILE...: prints the lines of verapdf/Judge.java.
verapdf() {
    java -cp "$JUDGES/verapdf/classes:$JUDGES/verapdf/lib/*" Judge "$@"
}

# tap_verapdf PROFILE[,PROFILE...] FILE...: one check for each file and profile,
# the failed rules below it.
tap_verapdf() {
    local verdict profile file rule rest seen='' judged=0 profiles
    while IFS=$'\t' read -r verdict profile file rule rest; do
        if [ "$verdict $profile $file" != "$seen" ]; then
            seen="$verdict $profile $file"
            judged=$((judged + 1))
            [ "$verdict" = valid ]
            ok $? "veraPDF $profile ${file#"$scratch/"}"
        fi
        [ "$verdict" = valid ] || echo "# $verdict: $rule $rest" | tr '\t' ' '
    done < <(verapdf "$@" 2>&1)
    profiles=$(tr ',' '\n' <<<"$1" | wc -l)
    is "$judged" $((profiles * ($# - 1))) "veraPDF $1 judged every file"
}

# bundle_into DIR OPTION...: bundles of several samples into DIR: with a list, for two-sided
# printing, as the appendix that stands alone, as a draft.
bundle_into() {
    local into=$1 bundle=("$FORMULYAR" bundle -q --number 5 --date 2027-05-28)
    shift
    mkdir -p "$into"
    "${bundle[@]}" "$@" -o "$into/bundle.pdf" samples/completed.xml samples/forty-rows.xml samples/not-held.xml
    ok $? "a bundle $*"
    "${bundle[@]}" "$@" --duplex --first 3 -o "$into/duplex.pdf" samples/long-surnames.xml samples/thirty.xml
    ok $? "a bundle for two-sided printing $*"
    "${bundle[@]}" "$@" -f 5.4 --no-list -o "$into/single.pdf" samples/completed.xml
    ok $? "an appendix that stands alone $*"
    "${bundle[@]}" "$@" --draft -o "$into/draft.pdf" samples/draft.xml 2>/dev/null
    ok $? "a draft of a bundle $*"
}

# render_all DIR OPTION...: every sample into DIR, as PDF unless -t says otherwise;
# a sample that is not complete is rendered as the draft that it is.
render_all() {
    local into=$1 sample
    shift
    mkdir -p "$into"
    for sample in samples/*.xml; do
        "$FORMULYAR" render -q -t pdf -o "$into" "$@" "$sample" 2>"$into/.log" ||
            "$FORMULYAR" render -q -t pdf -o "$into" "$@" --draft --force "$sample" 2>"$into/.log" ||
            { echo "# $sample is not rendered:" && sed 's/^/# /' "$into/.log"; }
    done
    rm "$into/.log"
}
