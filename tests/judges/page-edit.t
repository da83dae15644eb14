#!/bin/bash
# Changing a case in the page: undo, rows, unsaved work, the saved bytes.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: changing a case" edit.mjs
