#!/bin/bash
# What doc/manual/regulation.md tells to do, done; what it shows, compared.
# shellcheck source=tests/manual/lib.sh
. "$(dirname "$0")/lib.sh"
follow regulation.md
