#!/bin/bash
# Pictures (-t svg) in Debian's Chromium and Firefox against the PDF in poppler: the same page, with the fonts inside,
# opened by itself and as <img> of another page.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

need_product svg && need svg 'apt-get install chromium firefox-esr poppler-utils' chromium firefox-esr pdftoppm || {
    done_testing
    exit
}

in_chromium() {
    local sandbox=()
    [ "$(id -u)" -eq 0 ] && sandbox=(--no-sandbox)
    chromium --headless "${sandbox[@]}" --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
        --user-data-dir="$scratch/chromium" --window-size="$3" --screenshot="$2" "file://$1" >/dev/null 2>&1
}

in_firefox() {
    mkdir -p "$scratch/firefox"
    firefox-esr --headless --no-remote --profile "$scratch/firefox" --window-size="$3" --screenshot "$2" "file://$1" >/dev/null 2>&1
}

# differs FILE PDF PAGE BROWSER: how the browser's view differs from the PDF's page.
differs() {
    local size
    rm -f "$scratch/seen.png"
    pdftoppm -r 96 -f "$3" -l "$3" -singlefile "$2" "$scratch/page"
    size=$(head -c 20 "$scratch/page.ppm" | sed -n '2{s/ /,/p;q}')
    "in_$4" "$1" "$scratch/seen.png" "$size"
    python3 tests/judges/svg/compare.py "$scratch/seen.png" "$scratch/page.ppm" 2>&1 || echo 100 100
}

# alike NAME PAGE BROWSER...: page PAGE of NAME.svg is that of NAME.pdf, in each browser.
alike() {
    local name=$1 page=$2 browser share most
    shift 2
    python3 tests/judges/svg/page.py "$scratch/$name.svg" "$page" >"$scratch/one.svg"
    for browser; do
        read -r share most < <(differs "$scratch/one.svg" "$scratch/$name.pdf" "$page" "$browser")
        awk "BEGIN { exit !($share < 0.1 && $most < 30) }"
        ok $? "$name, page $page, is in $browser what it is as a PDF"
        echo "# $share % of squares differ, by $most % at most"
    done
}

forms() {
    "$FORMULYAR" "$1" -q --force -t svg,pdf -o "$scratch" "${@:2}" 2>/dev/null
}

forms render samples/completed.xml samples/forty-rows.xml tests/svg/typed.xml
forms render --draft samples/draft.xml
forms blank
forms summary --school-year 2025/2026 samples/completed.xml
forms minutes samples/council/one-appendix.xml

alike 2025-014_5.1 1 chromium firefox
alike 2025-014_5.3 1 chromium firefox
alike 2025-014_5.4 1 chromium firefox
alike 2027-001_5.1 1 chromium firefox
alike 2024-002_5.3 3 chromium firefox
alike blank_5.3 1 chromium
for name in summary_2025-2026 "$(basename "$(find "$scratch" -name 'minutes*.svg')" .svg)"; do
    for page in $(seq "$(grep -c data-page= "$scratch/$name.svg")"); do
        alike "$name" "$page" chromium
    done
done

# The judge itself notices letters of another face.
python3 tests/judges/svg/page.py "$scratch/2025-014_5.4.svg" 1 bare >"$scratch/bare.svg"
for browser in chromium firefox; do
    read -r share most < <(differs "$scratch/bare.svg" "$scratch/2025-014_5.4.pdf" 1 "$browser")
    awk "BEGIN { exit !($share > 1) }"
    ok $? "without its fonts it is noticed in $browser"
    echo "# $share % of squares differ, by $most % at most"
done

# As on a page of the web: nothing is loaded there but the picture itself.
python3 tests/judges/svg/page.py "$scratch/2025-014_5.4.svg" 1 >"$scratch/one.svg"
echo '<!doctype html><style>body{margin:0}img{display:block}</style><img src="one.svg" alt="">' >"$scratch/image.html"
for browser in chromium firefox; do
    read -r share most < <(differs "$scratch/image.html" "$scratch/2025-014_5.4.pdf" 1 "$browser")
    awk "BEGIN { exit !($share < 0.1 && $most < 30) }"
    ok $? "as <img> it is the same in $browser"
    echo "# $share % of squares differ, by $most % at most"
done
done_testing
