#!/bin/bash
# The program against damaged folders of forms: see damaged.py.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
case $BUILD in
*san*) export MUTATIONS=${MUTATIONS:-1} ;; # ten times as slow
esac
exec python3 tests/form/damaged.py "$BUILD/formulyar"
