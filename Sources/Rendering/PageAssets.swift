/// What makes an annotated page more comfortable: a style sheet, and a script that shows an explanation beside its term.
/// A page without them works.
public enum PageAssets: Hashable, Sendable {
    /// The page's own style, and links that lead to the list.
    case none
    /// In the page itself. A page with a content security policy may refuse them.
    case inline
    /// As ``styleName`` and ``scriptName`` in a folder, an address that ends with a slash or is empty.
    case linked(folder: String)

    /// The file name of ``style``.
    public static let styleName = "tusinik.css"
    /// The file name of ``script``.
    public static let scriptName = "tusinik.js"

    /// What the block of explanations holds for them.
    var html: String {
        switch self {
        case .none: ""
        case .inline: "<style>\n\(Self.style)</style>\n<script>\n\(Self.script)</script>\n"
        case .linked(let folder):
            """
            <link rel="stylesheet" href="\(escapedForHTML(folder + Self.styleName))">
            <script src="\(escapedForHTML(folder + Self.scriptName))" defer></script>

            """
        }
    }

    /// Colors are those of the system, which follow the page's color scheme and forced colors.
    public static let style = """
        a.tusinik { color: inherit; text-decoration: underline dotted; text-underline-offset: 0.2em; }
        a.tusinik:hover, a.tusinik:focus-visible { text-decoration-style: solid; }
        a.tusinik:focus-visible { outline: 2px solid; outline-offset: 2px; }
        .tusinik-glossary { margin: 3rem auto 2rem; padding: 0 1rem; max-width: 42rem; font-size: 0.95em; line-height: 1.5; }
        .tusinik-glossary h2 { font-size: 1.25em; }
        .tusinik-glossary dt { margin-top: 1rem; font-weight: 600; }
        .tusinik-glossary dt:target { outline: 2px solid; outline-offset: 0.3rem; }
        .tusinik-glossary dd { margin: 0.2rem 0 0 1.5rem; }
        .tusinik-sources { font-size: 0.85em; overflow-wrap: anywhere; }
        .tusinik-languages { display: flex; flex-wrap: wrap; gap: 0.4rem; }
        .tusinik-glossary button {
          min-width: 2rem; min-height: 2rem; padding: 0.2rem 0.6rem; font: inherit; cursor: pointer;
          color: ButtonText; background: ButtonFace; border: 1px solid ButtonText; border-radius: 0.3rem;
        }
        .tusinik-glossary button[aria-pressed="true"] { font-weight: 700; border-width: 2px; }
        .tusinik-glossary button:focus-visible { outline: 2px solid; outline-offset: 2px; }
        .tusinik-box {
          position: fixed; inset: auto; margin: 0; box-sizing: border-box; padding: 0.8rem 1rem;
          width: min(26rem, calc(100vw - 1rem)); max-height: min(24rem, calc(100vh - 1rem)); overflow: auto;
          color: CanvasText; background: Canvas; border: 1px solid CanvasText; border-radius: 0.5rem;
          box-shadow: 0 0.3rem 1rem rgb(0 0 0 / 0.25); text-align: start;
        }
        .tusinik-box dl { margin: 0 0 0.6rem; }
        .tusinik-box dt { margin: 0 2.5rem 0 0; }
        .tusinik-box dd { margin: 0.4rem 0 0; }
        .tusinik-box .tusinik-close { position: absolute; top: 0.5rem; right: 0.5rem; padding: 0; }
        .tusinik-box .tusinik-all { display: inline-block; margin-top: 0.6rem; min-height: 1.5rem; }
        @media (max-width: 30rem) {
          .tusinik-box { inset: auto 0 0 0 !important; width: 100%; max-height: 60vh; border-radius: 0.5rem 0.5rem 0 0; }
        }
        @media (prefers-reduced-motion: no-preference) {
          .tusinik-box:popover-open { animation: tusinik-appear 0.12s ease-out; }
          @keyframes tusinik-appear { from { opacity: 0; } }
        }
        @media print {
          a.tusinik { text-decoration: none; }
          .tusinik-box, .tusinik-languages { display: none; }
        }

        """

    /// Opens on a click, on Enter and on hovering; Esc closes, and so does whatever the browser closes popovers for.
    public static let script = """
        (() => {
          "use strict";
          const block = document.currentScript && document.currentScript.closest("aside.tusinik-glossary");
          if (!block || !("popover" in HTMLElement.prototype)) return;
          const words = {
            ru: ["Русский", "Закрыть", "Все термины", "Язык объяснений"],
            kk: ["Қазақша", "Жабу", "Барлық терминдер", "Түсіндірме тілі"],
            en: ["English", "Close", "All terms", "Language of explanations"],
          };
          const saved = () => { try { return localStorage.getItem("tusinik-language"); } catch { return null; } };
          const save = (value) => { try { localStorage.setItem("tusinik-language", value); } catch {} };
          let language = words[saved()] ? saved() : words[block.lang] ? block.lang : "en";
          let link = null, timer = 0;

          const make = (tag, properties, ...children) => {
            const element = Object.assign(document.createElement(tag), properties);
            element.append(...children);
            return element;
          };
          const choosers = [];
          const chooser = () => {
            const group = make("div", { className: "tusinik-languages", role: "group" });
            for (const code of Object.keys(words)) {
              group.append(make("button", {
                type: "button", lang: code, textContent: words[code][0], value: code, onclick: () => choose(code),
              }));
            }
            choosers.push(group);
            return group;
          };
          // A definition that is not there in the chosen language is shown in the others.
          const showLanguage = (list) => {
            for (const term of list.querySelectorAll("dt")) {
              const texts = [];
              for (let next = term.nextElementSibling; next && next.localName === "dd"; next = next.nextElementSibling) {
                if (next.lang) texts.push(next);
              }
              const has = texts.some((text) => text.lang === language);
              for (const text of texts) text.hidden = has && text.lang !== language;
            }
          };

          const content = make("dl", {});
          const close = make("button", { type: "button", className: "tusinik-close", textContent: "\\u00D7" });
          const all = make("a", { className: "tusinik-all" });
          const box = make("div", { className: "tusinik-box", popover: "auto", tabIndex: -1, role: "dialog" });
          box.append(close, content, chooser(), all);

          const choose = (code) => {
            language = code;
            save(code);
            update();
          };
          const update = () => {
            const [, closing, terms, label] = words[language];
            close.setAttribute("aria-label", closing);
            close.lang = all.lang = language;
            all.textContent = terms;
            for (const group of choosers) {
              group.setAttribute("aria-label", label);
              group.lang = language;
              for (const button of group.children) button.setAttribute("aria-pressed", String(button.value === language));
            }
            showLanguage(block);
            if (box.matches(":popover-open")) place();
          };

          const fill = (id) => {
            const term = block.querySelector("dt[id=\\"" + CSS.escape("tusinik-" + id) + "\\"]");
            if (!term) return false;
            content.replaceChildren();
            let next = term;
            do {
              const copy = next.cloneNode(true);
              copy.removeAttribute("id");
              content.append(copy);
              next = next.nextElementSibling;
            } while (next && next.localName === "dd");
            box.setAttribute("aria-label", content.firstElementChild.textContent);
            all.href = "#tusinik-" + id;
            showLanguage(content);
            return true;
          };
          const place = () => {
            if (!link) return;
            const at = link.getClientRects()[0] || link.getBoundingClientRect();
            const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth - 8);
            const below = at.bottom + 6;
            const above = at.top - box.offsetHeight - 6;
            const top = below + box.offsetHeight <= innerHeight || above < 8 ? below : above;
            box.style.left = Math.max(8, left) + "px";
            box.style.top = Math.max(8, Math.min(top, innerHeight - box.offsetHeight - 8)) + "px";
          };
          const open = (target, takesFocus) => {
            clearTimeout(timer);
            if (!fill(target.dataset.tusinik)) return false;
            link = target;
            if (!box.matches(":popover-open")) box.showPopover();
            place();
            if (takesFocus) box.focus({ preventScroll: true });
            return true;
          };
          const shut = () => { if (box.matches(":popover-open")) box.hidePopover(); };
          const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };
          const linkOf = (event) => event.target instanceof Element && event.target.closest("a.tusinik[data-tusinik]");

          document.addEventListener("click", (event) => {
            const target = linkOf(event);
            if (!target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
            // Enter on a link is a click without a place.
            if (open(target, event.detail === 0)) event.preventDefault();
          });
          document.addEventListener("pointerover", (event) => {
            if (event.pointerType === "touch") return;
            const target = linkOf(event);
            if (target) later(() => open(target, false), 250);
            else if (box.contains(event.target)) clearTimeout(timer);
          });
          document.addEventListener("pointerout", (event) => {
            if (event.pointerType === "touch" || box.contains(document.activeElement)) return;
            if (linkOf(event) || box.contains(event.target)) later(shut, 350);
          });
          box.addEventListener("toggle", (event) => {
            if (event.newState === "closed" && box.contains(document.activeElement) && link) link.focus();
          });
          box.addEventListener("keydown", (event) => {
            if (event.key !== "Escape") return;
            event.preventDefault();
            shut();
            if (link) link.focus({ preventScroll: true });
          });
          close.addEventListener("click", () => {
            shut();
            if (link) link.focus({ preventScroll: true });
          });
          all.addEventListener("click", shut);
          addEventListener("scroll", place, { passive: true });
          addEventListener("resize", place);

          block.querySelector("h2").after(chooser());
          block.append(box);
          update();
        })();

        """
}
