"""Reads what tusinik writes with readers of other people. Run by Tests/validate."""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import conllu
import rdflib
from lxml import etree
from markdown_it import MarkdownIt
from pyld import jsonld
from rdflib.namespace import RDF, SKOS

TOOL = ".build/debug/tusinik"
ARTICLES = sorted(pathlib.Path("Examples/articles").glob("*.txt"))
failures = 0


def run(*arguments, text=None):
    return subprocess.run([TOOL, *arguments], input=text and text.encode(), capture_output=True, check=True).stdout.decode()


def check(name, condition, detail=""):
    global failures
    print(("ok      " if condition else "FAILED  ") + name, detail if not condition else "")
    failures += not condition


def validate(name, schema, path):
    """By RELAX NG, where jing and the schema are there."""
    file = os.environ.get(schema)
    if not file or not shutil.which("jing"):
        print(f"skipped {name} (set {schema} and install jing)")
        return
    result = subprocess.run(["jing", file, path], capture_output=True, text=True)
    check(name, result.returncode == 0, result.stdout[:500])


def unescaped(spaces):
    names = {"s": " ", "t": "\t", "r": "\r", "n": "\n"}
    return re.sub(r"\\(u[0-9A-F]{4}|.)", lambda m: names.get(m[1]) or chr(int(m[1][1:], 16)), spaces)


def check_conllu(path):
    text = path.read_text()
    sentences = conllu.parse(run("annotate", str(path), "--to", "conll"))
    mentions = json.loads(run("annotate", str(path), "--to", "json"))["annotations"]
    rebuilt, tags = "", []
    for sentence in sentences:
        plain = ""
        for token in sentence:
            misc = token["misc"]
            start, end = map(int, misc["TokenRange"].split(":"))
            check_range = text[start:end] == token["form"]
            if not check_range:
                check(f"{path.name}: token range", False, token)
            space = "" if misc.get("SpaceAfter") == "No" else unescaped(misc.get("SpacesAfter", "\\s"))
            rebuilt += unescaped(misc.get("SpacesBefore", "")) + token["form"] + space
            plain += token["form"] + (" " if space else "")
            if misc.get("Term", "").startswith("B-"):
                tags.append(misc["Term"][2:])
        if plain.strip() != sentence.metadata["text"]:
            check(f"{path.name}: # text", False, plain)
    check(f"{path.name}: CoNLL-U read by conllu, text rebuilt", rebuilt == text and len(sentences) > 5)
    check(f"{path.name}: BIO tags are the mentions", tags == [mention["concept"] for mention in mentions])


def check_web_annotation(path):
    text = path.read_text()
    page = json.loads(run("annotate", str(path), "--to", "web-annotation"))
    # The terms that are used, as http://www.w3.org/ns/anno.jsonld defines them; nothing is fetched.
    oa, as_ = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
    node = {"@type": "@id"}
    context = {
        "@version": 1.1, "id": "@id", "type": "@type", "oa": oa,
        "Annotation": oa + "Annotation", "AnnotationPage": as_ + "OrderedCollectionPage",
        "SpecificResource": oa + "SpecificResource", "TextualBody": oa + "TextualBody",
        "TextQuoteSelector": oa + "TextQuoteSelector", "TextPositionSelector": oa + "TextPositionSelector",
        "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"}, "purpose": {"@id": oa + "hasPurpose", "@type": "@vocab"},
        "identifying": oa + "identifying", "describing": oa + "describing",
        "body": {"@id": oa + "hasBody", **node}, "target": {"@id": oa + "hasTarget", **node},
        "source": {"@id": oa + "hasSource", **node}, "selector": {"@id": oa + "hasSelector", **node},
        "exact": oa + "exact", "prefix": oa + "prefix", "suffix": oa + "suffix", "start": oa + "start", "end": oa + "end",
        "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
        "language": "http://purl.org/dc/elements/1.1/language", "format": "http://purl.org/dc/elements/1.1/format",
        "items": {"@id": as_ + "items", "@container": "@list", **node}, "startIndex": as_ + "startIndex",
    }
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    options = {"base": "https://example.org/"}
    expanded = jsonld.expand({**page, "@context": context}, options)
    items = expanded[0][as_ + "items"][0]["@list"]
    good = len(items) == len(page["items"]) > 10
    for item in items:
        target = item[oa + "hasTarget"][0]
        selectors = {s["@type"][0][len(oa):]: s for s in target[oa + "hasSelector"]}
        quote, place = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
        value = lambda node, name: node[oa + name][0]["@value"]
        start, end = value(place, "start"), value(place, "end")
        good &= text[start:end] == value(quote, "exact")
        good &= text[:start].endswith(value(quote, "prefix")) and text[end:].startswith(value(quote, "suffix"))
        good &= target[oa + "hasSource"][0]["@id"].startswith("https://example.org/")
        purposes = [body[oa + "hasPurpose"][0]["@id"] for body in item[oa + "hasBody"]]
        good &= purposes[0] == oa + "identifying" and set(purposes[1:]) <= {oa + "describing"}
    check(f"{path.name}: Web Annotation expanded by pyld, selectors agree with the text", good)
    quads = jsonld.to_rdf({**page, "@context": context}, {**options, "format": "application/n-quads"})
    check(f"{path.name}: Web Annotation is RDF", quads.count("hasTarget") == len(items))


def check_tei(path, folder):
    document = run("annotate", str(path), "--to", "tei")
    root = etree.fromstring(document.encode())
    ns = {"t": "http://www.tei-c.org/ns/1.0"}
    ids = root.xpath("//@xml:id", namespaces=ns)
    references = {reference[1:] for reference in root.xpath("//t:term/@ref", namespaces=ns)}
    check(f"{path.name}: TEI read by lxml, terms lead to entries", references == set(ids) and len(ids) == len(set(ids)))
    lines = [line for line in path.read_text().splitlines() if line.strip()]
    paragraphs = ["".join(p.itertext()) for p in root.xpath("//t:body/t:p", namespaces=ns)]
    check(f"{path.name}: TEI holds the text", paragraphs == lines)
    file = folder / (path.stem + ".xml")
    file.write_text(document)
    validate(f"{path.name}: TEI by its schema", "TEI_RNG", str(file))


def check_csv():
    output = subprocess.run([TOOL, "annotate", *map(str, ARTICLES), "--to", "csv"], capture_output=True).stdout.decode()
    rows = list(csv.DictReader(io.StringIO(output, newline="")))
    texts = {str(path): path.read_text() for path in ARTICLES}
    check("CSV read by Python, slices agree", len(rows) > 50 and all(
        texts[row["file"]][int(row["start"]):int(row["end"])] == row["text"] for row in rows))


def check_exchange(folder):
    turtle = run("glossary", "export", "--to", "skos")
    graph = rdflib.Graph().parse(data=turtle)
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    entries = json.loads(run("glossary", "export", "--to", "json"))
    check("SKOS read by rdflib", len(concepts) == len(entries))
    disjoint = all(
        not set(graph.objects(c, SKOS.prefLabel)) & set(graph.objects(c, SKOS.altLabel)) for c in concepts)
    single = all(
        len(labels) == len({label.language for label in labels})
        for labels in (list(graph.objects(c, SKOS.prefLabel)) for c in concepts))
    check("SKOS integrity: labels disjoint (S13), one preferred in a language (S14)", disjoint and single)
    known = concepts | set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    check("SKOS relations lead to concepts", all(o in known for o in graph.objects(None, SKOS.related)))
    # The same graph in other serializations of rdflib is read back.
    (folder / "again.ttl").write_text(graph.serialize(format="turtle"))
    yaml = run("glossary", "import", str(folder / "again.ttl"))
    (folder / "again.yaml").write_text(yaml)
    changed = subprocess.run([TOOL, "glossary", "diff", "builtin", str(folder / "again.yaml")], capture_output=True)
    # A graph has no order: related concepts and words of conditions may come in another one.
    words = lambda cell: sorted(re.findall(r"[^\s,\[\]\"()]+", cell))
    changes = [line.split("\t") for line in changed.stdout.decode().splitlines()]
    changes = [c for c in changes if len(c) != 4 or words(c[2]) != words(c[3])]
    check("SKOS written by rdflib is read without a difference but for order", not changes, changes[:2])

    tbx = folder / "terms.tbx"
    tbx.write_text(run("glossary", "export", "--to", "tbx"))
    root = etree.parse(str(tbx)).getroot()
    ns = {"t": "urn:iso:std:iso:30042:ed-2"}
    check("TBX read by lxml", len(root.xpath("//t:conceptEntry", namespaces=ns)) == len(entries))
    # The rules of the TBX-Basic dialect that a grammar cannot say.
    permitted = {
        "admin": {"source"}, "descrip": {"subjectField", "definition"}, "ref": {"crossReference"},
        "termNote": {"administrativeStatus", "partOfSpeech", "termType"},
    }
    for name, types in permitted.items():
        check(f"TBX-Basic: types of {name}", set(root.xpath(f"//t:{name}/@type", namespaces=ns)) <= types)
    ids = set(root.xpath("//@id"))
    check("TBX-Basic: targets are there", set(root.xpath("//@target")) <= ids)
    validate("TBX by its schema", "TBX_RNG", str(tbx))


SAMPLES = """
# Акимы

Выборы **акимов** и *маслихат*ов, [акимы](a "b"), `аким`, <b>акимат</b>, \\*сенат\\*.

> Глава
> государства
лениво мажилис

1. депутаты
   - сенаторы

         аким

2. | акимы | сёла |
   |-------|------|

[мажилис] и [сенат][x] и ![аким](c)

[мажилис]: d
[x]: e 'f'

<div>
аким
</div>

```
аким
```
Акимат: см. https://a.kz/аким!Акимат
===
маслихаты
"""


def check_markdown(folder):
    """What markdown-it renders is the same with and without annotations, but for the links and the block."""
    md = MarkdownIt("commonmark").enable("table")
    file = folder / "a.md"
    count = 0
    texts = [SAMPLES] + [path.read_text() for path in ARTICLES] + SAMPLES.strip().split("\n\n")
    for text in texts:
        file.write_text(text)
        annotated = run("annotate", str(file), "--mentions", "all")
        body = annotated.split("\n\n<!-- tusinik ")[0]
        html = re.sub(r'<a href="#tusinik-[^"]*">(.*?)</a>', r"\1", md.render(body), flags=re.S)
        count += body.count("](#tusinik-")
        if html != md.render(text):
            check("Markdown means the same", False, repr(text))
        (folder / "b.md").write_text(annotated)
        if run("strip", str(folder / "b.md")) != text:
            check("Markdown is stripped", False, repr(text))
        links = md.render(annotated)
        anchors = set(re.findall(r'<a id="([^"]*)">', links))
        if not set(re.findall(r'href="#(tusinik[^"]*)"', links)) <= anchors:
            check("Markdown links lead somewhere", False, repr(text))
    check("Markdown means the same to markdown-it, links lead to explanations", count > 40, count)


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    check_csv()
    for path in ARTICLES:
        check_conllu(path)
        check_web_annotation(path)
        check_tei(path, folder)
    check_exchange(folder)
    check_markdown(folder)
sys.exit(1 if failures else 0)
