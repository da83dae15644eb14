#!/bin/bash
# A wrong case is mended by following what the page says.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
judge_page "the page: messages" correct.mjs
