#!/bin/bash
# Every screen of the page: axe-core, light and dark, narrow windows; pictures of all into build/judges/page-shots.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: for everybody" access.mjs
