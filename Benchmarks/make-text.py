"""Writes a text of at least 32 MiB for each language: the articles and corpora beside the project, over and over."""

import json
import pathlib
import sys

shared = pathlib.Path(__file__).resolve().parents[2] / "shared"
folder = pathlib.Path(sys.argv[1])
size = int(sys.argv[2]) if len(sys.argv) > 2 else 32 << 20

articles = [path.read_text("utf-8") for path in sorted(shared.glob("articles/*.txt"))]
for language in ("ru", "kk"):
    texts = [json.loads(line)["text"] for line in (shared / f"corpus/dev-{language}.jsonl").open(encoding="utf-8")]
    # The articles are in Russian.
    once = ("\n".join(texts + (articles if language == "ru" else [])) + "\n").encode()
    (folder / f"{language}.txt").write_bytes(once * (size // len(once) + 1))
