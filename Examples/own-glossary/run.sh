#!/bin/sh
# A glossary of one's own beside the built-in one, as YAML and as a table.
set -eu
cd "$(dirname "$0")/../.."
.ci/prerequisites
swift run -q tusinik annotate Examples/own-glossary/article.txt --explain-in ru \
    --glossary Examples/own-glossary/terms.yaml --glossary Examples/own-glossary/terms.csv
