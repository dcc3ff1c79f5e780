"""Runs one transliterator of the Python registry on one file, line by line; prints megabytes a second."""

import sys
import time


def engine(name, language):
    if name == "iuliia":
        import iuliia

        return lambda line: iuliia.translate(line, iuliia.WIKIPEDIA)
    if name == "cyrtranslit":
        import cyrtranslit

        return lambda line: cyrtranslit.to_latin(line, "ru")
    if name == "Unidecode":
        from unidecode import unidecode

        return unidecode
    if name == "anyascii":
        from anyascii import anyascii

        return anyascii
    raise SystemExit(f"no engine {name}")


name, path, language = sys.argv[1:4]
data = open(path, "rb").read()
transliterate = engine(name, language)
transliterate("разогрев")
start = time.perf_counter()
output = "\n".join(transliterate(line) for line in data.decode().split("\n")).encode()
seconds = time.perf_counter() - start
assert output
print(f"{len(data) / seconds / 1e6:.1f}")
