#!/bin/bash
# Cases of several regulations in one page: each with its own fields, forms, states and papers.
# shellcheck source=tests/judges/lib.sh
. "$(dirname "$0")/lib.sh"
forms=$scratch/forms
cp -R forms "$forms"
cp -R tests/engine/visits "$forms/"
export FORMS=$forms
judge_page "the page: several regulations" regulations.mjs
