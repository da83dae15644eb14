#!/bin/bash
# The judges of the page notice what they are there for: pages that are bad on purpose, in both browsers.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
export BUILD JUDGES scratch
if need_browsers "judges of the page"; then
    node tests/judges/page/self.mjs
    exit
fi
done_testing
