#!/bin/bash
# The program against damaged folders of forms: see damaged.py.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
exec python3 tests/form/damaged.py "$BUILD/formulyar"
