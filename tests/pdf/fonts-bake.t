#!/bin/bash
# tools/bakefont: the same bytes again, and a word to whoever lacks a font or names the wrong one.
cd "$(dirname "$0")/../.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh
BUILD=${BUILD:-build}
tool=$BUILD/tools/bakefont
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$tool" fonts/fonts.xml "$scratch/again"
ok $? "bakes what fonts.xml says"
for file in regular.face bold.face symbol.face srgb.icc unicode.cmap usual.cmap; do
    cmp "$scratch/again/$file" "$BUILD/share/fonts/$file"
    ok $? "$file: the same bytes again"
done

# refuses SED NAME WORDS: fonts.xml changed by SED is refused in these words.
refuses() {
    sed -E "$1" fonts/fonts.xml >"$scratch/fonts.xml"
    "$tool" "$scratch/fonts.xml" "$scratch/out" 2>"$scratch/errors"
    [ $? -eq 1 ] && grep -qF "$3" "$scratch/errors"
    ok $? "$2"
}
refuses 's|<file>/usr|<file>/nowhere|' "no file: names the package" "install the package fonts-liberation2 (Debian 12)"
refuses 's|version="Version 2\."|version="Version 9."|' "another version is another font" "Version 9."
refuses 's|name="LiberationSerif"|name="Times"|' "another name is another font" "Times"
refuses 's|201C-201E 2026|201C-201E xyz|' "a bad character is shown" "xyz"
refuses 's|repertoire="labels"|repertoire="none"|' "an unknown repertoire is named" '"none"'
refuses 's|</fonts>||' "fonts.xml must be XML" "not well-formed"
done_testing
