#!/bin/bash
# The page beside the fields (src/page/ui/preview.js) in Chromium, by itself: what it takes over of a picture, what it keeps, where it
# scrolls, and how long it takes.  The judges of the whole page are page-*.t.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"

need_product preview && need preview "run tests/judges/install.sh page" node "$JUDGES/page/.complete" chromium || {
    done_testing
    exit
}
# Five pages, and the same with a letter more on the first of them.
python3 - samples/forty-rows.xml "$scratch" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8").read()
rows = re.findall(r"<result\b.*?</result>", text, re.S)
end = text.rindex("</result>") + len("</result>")
five = text[:end] + "".join(rows[:18]) + text[end:]
open(sys.argv[2] + "/five.xml", "w", encoding="utf-8").write(five)
open(sys.argv[2] + "/typed.xml", "w", encoding="utf-8").write(five.replace("</before>", "и</before>", 1))
END
for name in five typed; do
    "$FORMULYAR" render -q --draft -f 5.3 -t svg -o "$scratch/$name" "$scratch/$name.xml" 2>/dev/null
    mv "$scratch/$name"/*.svg "$scratch/$name.svg"
done
export BUILD JUDGES scratch
node tests/judges/svg/preview.mjs
exit
