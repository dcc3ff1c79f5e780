#!/bin/sh
# Runs all tests, after installing what is missing.
set -eu
cd "$(dirname "$0")/.."
.ci/prerequisites
swift build
exec swift test "$@"
