#!/bin/bash
# A file that nobody changed in the page is saved as the bytes that were opened: every sample.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: the same bytes" same.mjs
