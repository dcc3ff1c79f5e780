"""Prints medians of the results as a Markdown table, with the ratio to ICU by paragraphs (commands: to uconv)."""

import statistics
import sys

figures = {}
for line in open(sys.argv[1], encoding="utf-8"):
    language, name, speed = line.rstrip("\n").split("\t")
    figures.setdefault((language, name), []).append(float(speed))
medians = {key: statistics.median(values) for key, values in figures.items()}
print("| text | engine | MB/s: min / median / max | ratio |")
print("|---|---|---|---|")
for (language, name), values in figures.items():
    against = "command: uconv" if name.startswith("command") else "ICU, "
    base = next(m for (l, n), m in medians.items() if l == language and n.startswith(against) and "our rules" not in n)
    print(
        f"| {language} | {name} | {min(values):.1f} / {medians[language, name]:.1f} / {max(values):.1f} "
        f"| {medians[language, name] / base:.1f} |"
    )
