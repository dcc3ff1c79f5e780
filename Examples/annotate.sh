#!/bin/sh
# Annotates a sample article, after installing what is missing. Arguments go to `tusinik annotate` instead of the sample.
set -eu
cd "$(dirname "$0")/.."
.ci/prerequisites
[ $# -gt 0 ] || set -- Examples/articles/vybory-akimov.ru.txt --explain-in en
exec swift run -q tusinik annotate "$@"
