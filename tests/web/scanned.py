"""What of a served page could run, load or lead somewhere; and what people hostile to the readers would write into a report."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import quote

# every element that the site's own templates make
ELEMENTS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "body",
        "main",
        "header",
        "footer",
        "nav",
        "section",
        "article",
        "aside",
        "div",
        "p",
        "span",
        "h1",
        "h2",
        "h3",
        "h4",
        "a",
        "b",
        "i",
        "em",
        "strong",
        "small",
        "sup",
        "sub",
        "bdi",
        "bdo",
        "kbd",
        "code",
        "cite",
        "q",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "form",
        "fieldset",
        "legend",
        "label",
        "input",
        "select",
        "option",
        "optgroup",
        "textarea",
        "button",
        "details",
        "summary",
        "dialog",
        "mark",
        "ins",
        "del",
        "time",
        "br",
        "hr",
        "progress",
        "figure",
        "figcaption",
        "svg",
        "g",
        "line",
        "circle",
        "rect",
        "path",
        "text",
        "iframe",
        "output",
        "abbr",
        "template",
        "pre",
        "noscript",
        "datalist",
    ]
)
LEADING = ("href", "src", "action", "formaction", "xlink:href", "data", "poster", "srcdoc", "background", "ping", "hx-get", "hx-post")
SCRIPTS = re.compile(r"/static/(vendor/)?[a-z]+\.js")


class Page(HTMLParser):
    """Collects what is dangerous in a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.dangers: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag not in ELEMENTS:
            self.dangers.append(f"<{tag}>")
        if tag == "script" and not SCRIPTS.fullmatch(told.get("src", "")):
            self.dangers.append(f"<script {told}>")
        if tag == "meta" and "http-equiv" in told:
            self.dangers.append(f"<meta {told}>")
        for name, value in told.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.dangers.append(f"{name}={value}")
            if name in LEADING and value and (value.startswith("//") or value[0] not in "/?#"):
                self.dangers.append(f"{name}={value}")
        self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside in ("script", "style") and data.strip():
            self.dangers.append(f"{self.inside}: {data[:80]}")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def dangers(page: str) -> list[str]:
    """What of a page could run, load from elsewhere, or lead elsewhere; empty where nothing can."""
    read = Page()
    read.feed(page)
    read.close()
    return read.dangers


RUNS = "window.__x=1"
HANDLERS = (
    "onerror",
    "onload",
    "onclick",
    "onmouseover",
    "onfocus",
    "ontoggle",
    "onanimationstart",
    "onpointerenter",
    "onbegin",
    "onwheel",
)
ELEMENTS_TRIED = (
    "img src=x",
    "svg",
    "body",
    "video src=x",
    "audio src=x",
    "input autofocus",
    "details open",
    "iframe src=about:blank",
    "marquee",
    "object data=x",
    "select autofocus",
    "textarea autofocus",
    "a href=#",
    "math",
    "div",
)


def payloads() -> list[str]:
    """Hundreds of words that would run `window.__x=1` or alert, were they not escaped."""
    made = [f"<{element} {handler}={RUNS}>" for element in ELEMENTS_TRIED for handler in HANDLERS]
    bodies = [
        "<script>{}</script>",
        "<ScRiPt>{}</sCrIpT>",
        "<script\t>{}</script\n>",
        "<script/x>{}</script>",
        "<<script>{}//<</script>",
        "<script src=data:,{}></script>",
        "</script><script>{}</script>",
        "<!--><script>{}</script>-->",
        "<![CDATA[<script>{}</script>]]>",
        "<svg><script>{}</script></svg>",
        "<svg/onload={}>",
        "<math><mtext><script>{}</script>",
        "<noscript><p title='</noscript><script>{}</script>'>",
        "<title></title><script>{}</script>",
        "<textarea></textarea><script>{}</script>",
        "<style></style><script>{}</script>",
        "<xmp></xmp><script>{}</script>",
        "<template><script>{}</script></template>",
        "<plaintext><script>{}</script>",
    ]
    made += [body.format(RUNS) for body in bodies]
    leading = [
        "javascript:",
        "JaVaScRiPt:",
        "java\tscript:",
        "java\nscript:",
        "&#106;avascript:",
        "javascript&colon;",
        "\x01javascript:",
        "vbscript:",
        "data:text/html,<script>",
        "jav&#x09;ascript:",
        "javascript://%0a",
        "//evil.example/",
        "\\\\evil.example\\",
    ]
    made += [f"{address}{RUNS}" for address in leading]
    made += [f'<a href="{address}{RUNS}">x</a>' for address in leading]
    made += [f'<form action="{address}{RUNS}"><button>x</button></form>' for address in leading[:5]]
    made += [
        f"{mark}{event}={RUNS} {mark}"
        for mark in ("' ", '" ', "` ", "'> ", '"> ', "&quot; ", "&#34; ", "</textarea>", "</option>")
        for event in ("onmouseover", "autofocus onfocus")
    ]
    made += [
        "{{7*7}}",
        "{{ self._TemplateReference__context }}",
        "{% for x in [] %}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{{constructor.constructor('x')()}}",
        "%(num)s",
        "%s%n",
        "{0.__class__}",
        "[[7*7]]",
        "{# x #}",
    ]
    made += [
        f"&lt;script&gt;{RUNS}&lt;/script&gt;",
        f"&#60;script&#62;{RUNS}",
        f"%3Cscript%3E{RUNS}%3C/script%3E",
        f"\\u003cscript\\u003e{RUNS}",
        f"\\x3cscript\\x3e{RUNS}",
        f"＜script＞{RUNS}＜/script＞",
        f"+ADw-script+AD4-{RUNS}",
        f"&lt<script>{RUNS}</script>",
        "&",
        "&#",
        "&#x",
        "&#xD800;",
        "&#0;",
        "&unknown",
        "&amp;lt;img&amp;gt;",
        "<",
        ">",
        "</",
        "<!",
        "<!--",
        "-->",
        "<?",
        "<%",
        "\"'`",
        "]]>",
    ]
    made += [
        f"\u202e<script>{RUNS}</script>\u202c",
        f"\u2066<img onerror={RUNS} src=x>\u2069",
        "\u202eexe.txt",
        f"\u200f<b onclick={RUNS}>",
        f"<scr\u200bipt>{RUNS}</script>",
        f"<scr\x00ipt>{RUNS}</script>",
        f"\ufeff<script>{RUNS}</script>",
        "\u2028<script>x</script>\u2029",
    ]
    made += [
        "<style>*{display:none}</style>",
        "<link rel=stylesheet href=//evil.example/x>",
        "<p style=position:fixed;inset:0>x</p>",
        "<div style='background:url(javascript:x)'>",
        "<base href=//evil.example/>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>",
        "</style><style>body{background:url(//evil.example)}",
        "<img src=//evil.example/pixel>",
        "<input name=csrf value=x>",
        "<div hx-get=/ar/queue hx-trigger=load></div>",
        "<div data-key=a></div>",
        "<button data-opens='#keys'>x</button>",
        "<iframe srcdoc='<script>parent.__x=1</script>'></iframe>",
        "<embed src=//evil.example>",
        "<portal src=//evil.example>",
    ]
    made += [f"<img alt={'x' * 3000} onerror={RUNS} src=x>", "<b>" * 800, "<" * 2000, f"{'&' * 1500}<script>{RUNS}</script>"]
    made += [quote(one) for one in made[:10]]
    return list(dict.fromkeys(made))
