#!/usr/bin/env python3
"""Uses annotated pages in a headless Chromium: keyboard, pointer, touch, print, a content security policy, no script,
and axe-core. Reports "skipped" where Chromium, Playwright or axe is not there.

Usage: check.py TUSINIK [FOLDER FOR SCREENSHOTS]
"""

import functools
import http.server
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading

chromium = shutil.which("chromium") or shutil.which("chromium-browser")
try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright
except ImportError:
    chromium = None
if not chromium:
    print("skipped: needs chromium, and playwright and axe-playwright-python from PyPI")
    sys.exit(0)

PAGES = {
    "ru": """<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>Выборы</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta property="article:published_time" content="2023-03-29">POLICY
<style>STYLE</style></head>
<body><main><article><h1>Выборы акимов районов</h1>
<p>Президент рассказал о выборах <b>аки</b>мов районов. Депутаты Мажилиса спросили о <em>местных исполнительных</em> органах
и о сессии областного маслихата, а Конституционный суд принял решение.</p>
<p>Сенат и партия «Аманат» не ответили. <a href="#other">Другая ссылка</a></p></article></main></body></html>
""",
    "kk": """<!DOCTYPE html>
<html lang="kk"><head><meta charset="utf-8"><title>Сайлау</title>
<meta name="viewport" content="width=device-width, initial-scale=1">POLICY
<style>STYLE</style></head>
<body><main><article><h1>Әкімдер сайлауы</h1>
<p>Президент аудан <b>әкім</b>дерін сайлау туралы айтты. Мәжіліс депутаттары мен облыстық мәслихат сессиясы туралы сұрақ қойды,
ал Конституциялық Сот шешім қабылдады.</p>
<p>Сенат пен «Аманат» партиясы жауап бермеді. <a href="#other">Басқа сілтеме</a></p></article></main></body></html>
""",
}
# The background is said, because axe takes one that is not said for white.
STYLE = "html { color-scheme: light dark; background: Canvas; color: CanvasText } body { font: 1rem/1.6 sans-serif; max-width: 42rem; margin: 1rem auto; padding: 0 1rem }"
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'self'">"""

failures = []


def expect(condition, what):
    print(("ok      " if condition else "FAILED  ") + what)
    if not condition:
        failures.append(what)


def main(tusinik, shots):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tusinik-browser-"))
    for language, page in PAGES.items():
        for assets in ["none", "inline", "link"]:
            source = page.replace("POLICY", POLICY if assets == "link" else "")
            source = source.replace("<style>STYLE</style>", "" if assets == "link" else f"<style>{STYLE}</style>")
            path = folder / f"{language}-{assets}.html"
            path.write_bytes(
                subprocess.run(
                    [tusinik, "annotate", "--from", "html", "--assets", assets],
                    input=source.encode(), check=True, capture_output=True).stdout)
    subprocess.run([tusinik, "assets", "--output", folder], check=True)
    handler = functools.partial(QuietHandler, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in PAGES:
            for assets in ["none", "inline", "link"]:
                check_axe(browser, base, language, assets, shots)
            for assets in ["inline", "link"]:
                check_use(browser, base + f"{language}-{assets}.html", f"{language} {assets}")
        check_without_script(browser, base + "ru-none.html")
        check_touch(browser, base + "kk-inline.html", shots)
        check_transparency(browser, tusinik, folder)
        browser.close()
    server.shutdown()
    shutil.rmtree(folder)
    print(f"{len(failures)} failures")
    sys.exit(1 if failures else 0)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def violations(page):
    found = Axe().run(page).response["violations"]
    for violation in found:
        print("   ", violation["id"], violation["help"], [node["html"][:160] for node in violation["nodes"]][:3])
    return found


def check_axe(browser, base, language, assets, shots):
    for name, options in {
        "wide": {"viewport": {"width": 1100, "height": 800}},
        "narrow": {"viewport": {"width": 360, "height": 720}},
        "dark": {"viewport": {"width": 1100, "height": 800}, "color_scheme": "dark"},
        "forced": {"viewport": {"width": 1100, "height": 800}, "forced_colors": "active"},
    }.items():
        # axe is put into the page as a script, which the policy of the page would refuse.
        context = browser.new_context(bypass_csp=True, **options)
        page = context.new_page()
        page.goto(base + f"{language}-{assets}.html")
        label = f"{language} {assets} {name}"
        expect(not violations(page), f"axe, closed: {label}")
        if assets != "none":
            page.locator("a.tusinik").nth(2).click()
            page.wait_for_timeout(300)
            expect(not violations(page), f"axe, open: {label}")
        if shots:
            page.screenshot(path=f"{shots}/{language}-{assets}-{name}.png", full_page=assets == "none")
        context.close()


def is_open(page):
    return page.evaluate("!!document.querySelector('.tusinik-box:popover-open')")


def check_use(browser, url, label):
    context = browser.new_context(viewport={"width": 1100, "height": 500})
    page = context.new_page()
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    page.goto(url)
    # By keyboard alone.
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.dataset.tusinik")
    expect(bool(focused) and not is_open(page), f"Tab reaches a term: {label}")
    page.keyboard.press("Enter")
    expect(is_open(page), f"Enter opens: {label}")
    expect(page.evaluate("document.activeElement.classList.contains('tusinik-box')"), f"the focus goes in: {label}")
    expect(page.evaluate("location.hash") == "", f"the page stays where it is: {label}")
    page.keyboard.press("Escape")
    expect(not is_open(page), f"Esc closes: {label}")
    expect(page.evaluate("document.activeElement.dataset.tusinik") == focused, f"the focus comes back: {label}")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "en" and is_open(page):
            break
    page.keyboard.press("Enter")
    shown = page.evaluate(
        "[...document.querySelectorAll('.tusinik-box dd[lang]')].filter(d => !d.hidden).map(d => d.lang).join()")
    expect(shown == "en", f"the language is chosen by keyboard: {label} ({shown})")
    listed = page.evaluate(
        "new Set([...document.querySelectorAll('.tusinik-glossary > div dd[lang]')].filter(d => !d.hidden).map(d => d.lang)).size")
    expect(listed == 1, f"the list follows: {label}")
    page.keyboard.press("Escape")
    page.reload()
    expect(
        page.evaluate("document.querySelector('.tusinik-languages [aria-pressed=true]').value") == "en",
        f"the choice is kept: {label}")
    # By pointer.
    term = page.locator("a.tusinik").nth(1)
    term.click()
    expect(is_open(page), f"a click opens: {label}")
    page.mouse.click(5, 5)
    page.wait_for_timeout(500)
    expect(not is_open(page), f"a click elsewhere closes: {label}")
    term.hover()
    page.wait_for_timeout(500)
    expect(is_open(page), f"hovering opens: {label}")
    box = page.locator(".tusinik-box").bounding_box()
    size = page.viewport_size
    expect(
        box["x"] >= 0 and box["y"] >= 0 and box["x"] + box["width"] <= size["width"]
        and box["y"] + box["height"] <= size["height"], f"the box is on the screen: {label}")
    page.mouse.move(box["x"] + 40, box["y"] + 20)
    page.wait_for_timeout(600)
    expect(is_open(page), f"the pointer may enter: {label}")
    page.mouse.move(5, 5)
    page.wait_for_timeout(700)
    expect(not is_open(page), f"leaving closes: {label}")
    term.hover()
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    expect(not is_open(page), f"Esc closes what hovering opened: {label}")
    term.click()
    page.locator(".tusinik-all").click()
    expect(page.evaluate("location.hash").startswith("#tusinik-") and not is_open(page), f"all terms: {label}")
    page.emulate_media(media="print")
    expect(not page.locator(".tusinik-languages").first.is_visible(), f"no buttons in print: {label}")
    expect(page.locator(".tusinik-glossary dl").first.is_visible(), f"the list is printed: {label}")
    expect(not messages, f"no errors: {label} {messages}")
    context.close()


def check_without_script(browser, url):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect("#tusinik-" in page.url, "without script, a term leads to the list")
    context.close()


def check_touch(browser, url, shots):
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(url)
    page.locator("a.tusinik").nth(1).tap()
    page.wait_for_timeout(300)
    expect(is_open(page), "a tap opens")
    box = page.locator(".tusinik-box").bounding_box()
    expect(abs(box["y"] + box["height"] - 640) < 2 and box["width"] >= 359, "on a phone the box lies at the bottom")
    expect(page.evaluate("document.documentElement.scrollWidth") <= 360, "nothing is wider than the phone")
    if shots:
        page.screenshot(path=f"{shots}/touch.png")
    page.touchscreen.tap(180, 20)
    page.wait_for_timeout(300)
    expect(not is_open(page), "a tap elsewhere closes")
    context.close()


PIECES = """< > </ " & ; <!-- --> <![CDATA[ ]]> </> &nbsp; &amp &#1178; <p> </p> <b> </b> <i> </i> <a> <a§href=x> </a> <div> </div>
<nav> </nav> <aside> </aside> <article> <h1> </h1> <script> </script> <script><!--<script> <style> </style> <textarea> </textarea>
<title> </title> <plaintext> <svg> </svg> <desc> <foreignObject> </foreignObject> <math> </math> <mi> <mtext> <mglyph> <table>
</table> <tr> <td> </td> <caption> <col> <select> </select> <option> <template> </template> <pre> </pre> <code> </code> <br> <sup>
</sup> <span§translate=no> </span> <p§class=tusinik-skip> <body> </body> </html> <b§title="</a>"> <b§title='>'> <i§x=" <ul> <li> </ul>
<dl><dt> <dd> <form> </form> <button> </button> <font§color=red> </font> <nobr> <object> </object> <ruby> <rt> <xmp> </xmp> <iframe>
</iframe> <input> <hr> <img> <svg><style> <svg><script> <math><mi><style> <annotation-xml§encoding='text/html'> <marquee> <my-tag>
</my-tag>""".split()
TERMS = ["аким ", "сенат ", "маслихат ", "министр ", "парламент ", "<b>пар</b>ламент ", "мини<i>стр</i> "]

# The page as the browser understands it, without our links.
READ = """html => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const clean = root => {
    for (const link of root.querySelectorAll("a.tusinik")) link.replaceWith(...link.childNodes);
    for (const element of root.querySelectorAll("template")) if (element.content) clean(element.content);
    root.normalize();
  };
  clean(page);
  return page.documentElement.outerHTML;
}"""


def check_transparency(browser, tusinik, folder, count=800):
    """Links change nothing else in what a browser reads, however broken the page is."""
    generator = random.Random(5)
    pages, annotated = folder / "hostile", folder / "annotated"
    pages.mkdir()
    for number in range(count):
        parts = [
            generator.choice(PIECES).replace("§", " ") if generator.random() < 0.7 else generator.choice(TERMS)
            for _ in range(generator.randint(1, 25))
        ]
        (pages / f"{number}.html").write_bytes("".join(parts).encode())
    subprocess.run(
        [tusinik, "annotate", pages, "--mentions", "all", "--include", "headings", "nav", "aside", "--output", annotated],
        check=True, stderr=subprocess.DEVNULL)
    page = browser.new_page()
    seen = 0
    wrong = []
    for path in sorted(pages.iterdir()):
        before, after = path.read_bytes().decode(), (annotated / path.name).read_bytes().decode()
        # What follows the block may find other elements open; that is about the block, not the links.
        after = re.sub(r'<aside class="tusinik-glossary" data-tusinik-seal.*?</aside>\n', "", after, flags=re.S)
        seen += before != after
        if before != after and page.evaluate(READ, before) != page.evaluate(READ, after):
            wrong.append(before)
    expect(seen > count / 3 and not wrong, f"links are transparent in {seen} hostile pages {wrong[:3]}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
