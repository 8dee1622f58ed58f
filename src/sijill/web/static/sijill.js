// The keyboard, the words that a claim stands on, and selections. Everything else is links and forms, which work without this.

const all = (query, within = document) => [...within.querySelectorAll(query)];
const one = (query, within = document) => within.querySelector(query);

// what is swapped in stands as it was sent: which claim is at hand is told by a class that htmx would carry over, then take back
if (window.htmx) htmx.config.attributesToSettle = [];

// --- which claim is at hand -------------------------------------------------------------------------------------------

const claims = () => all(".claim[data-claim]");
const now = () => one(".claim.now");

function light(claim) {
  for (const piece of all(".piece.now")) piece.classList.remove("now");
  if (!claim) return;
  const id = claim.dataset.claim;
  const lit = all(".piece[data-claims]").filter((piece) => piece.dataset.claims.split(" ").includes(id));
  for (const piece of lit) piece.classList.add("now");
  return lit[0];
}

function choose(claim, { focus = true, words = true, scroll = true } = {}) {
  if (!claim) return;
  for (const other of all(".claim.now")) if (other !== claim) other.classList.remove("now");
  claim.classList.add("now");
  claim.setAttribute("aria-current", "true");
  for (const other of all(".claim[aria-current]")) if (other !== claim) other.removeAttribute("aria-current");
  const first = light(claim);
  if (focus) claim.focus({ preventScroll: true });
  if (words && first) reveal(first);
  if (!scroll) return;
  claim.scrollIntoView({ block: "nearest" });
  // not at the start: a browser would go to the claim, away from the text
  history.replaceState(null, "", `#${claim.id}`);
}

function reveal(piece) {
  const box = piece.getBoundingClientRect();
  if (box.top < 90 || box.bottom > innerHeight - 90) piece.scrollIntoView({ block: "center" });
}

// what is gone through with j and k: claims, else the lines of a list (the one in focus is followed by Enter, as links are)
const rows = () => all("a[data-row]");
const steps = () => [...claims(), ...rows()];

function step(by) {
  const list = claims();
  if (!list.length) {
    const lines = rows();
    return lines[Math.min(Math.max(lines.indexOf(document.activeElement) + by, 0), lines.length - 1)].focus();
  }
  const at = list.indexOf(now());
  choose(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
}

let lastJudged = null; // what `u` undoes where the claim at hand has nothing to undo

function nextOpen(from) {
  lastJudged = from;
  const list = claims();
  const at = list.findIndex((claim) => claim.id === from);
  const open = [...list.slice(at + 1), ...list.slice(0, at + 1)].find((claim) => claim.dataset.verdict === "");
  if (open) choose(open);
  else {
    choose(list[at]);
    const done = one("[data-done]");
    if (done) {
      done.hidden = false;
      one("a, button", done)?.focus();
    }
  }
}

// --- the keyboard: a key presses the button that names it ---------------------------------------------------------------

const typing = (target) => target.closest("input, textarea, select, [contenteditable], dialog[open]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return escape(event);
  if (event.key === "F2" && one("#text")) return (event.preventDefault(), toAndFro(event.target));
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  // the line of a reason: Enter goes back to the claim, so that the next key judges it
  if (event.key === "Enter" && event.target.matches("[data-why]")) return (event.preventDefault(), now()?.focus({ preventScroll: true }));
  if (event.target.closest?.("#text") && byWords(event)) return;
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  // the physical key, so that an Arabic keyboard serves as it is
  const key = event.key === "?" || event.key === "؟" ? "?" : keyOf(event);
  if (key === "j" || key === "ArrowDown") return steps().length && (event.preventDefault(), step(1));
  if (key === "k" || key === "ArrowUp") return steps().length && (event.preventDefault(), step(-1));
  if (key === "?") return (event.preventDefault(), one("#keys")?.showModal());
  if (key === "g" && now()) return (event.preventDefault(), jump());
  if (key === "t" && one("#text")) return (event.preventDefault(), intoText());
  if (key === "u" && lastJudged && now() && !one("[data-key=u]", now())) choose(document.getElementById(lastJudged));
  const within = now();
  const button = (within && one(`[data-key="${key}"]`, within)) || all(`[data-key="${key}"]`).find((b) => !b.closest(".claim"));
  if (button && button.offsetParent !== null && !button.disabled) {
    event.preventDefault();
    button.matches("input, select, textarea") ? button.focus() : button.click();
  }
});

function keyOf(event) {
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
  if (/^Digit[0-9]$/.test(event.code) && !event.shiftKey) return event.code.slice(5);
  if (event.code === "Slash" && !event.shiftKey) return "/";
  return event.key;
}

function escape(event) {
  const form = event.target.closest?.("[data-cancel]");
  if (form) {
    event.preventDefault();
    one("[data-key=Escape]", form)?.click();
  }
  getSelection().removeAllRanges();
}

function jump() {
  const first = one(".piece.now");
  if (!first) return;
  first.setAttribute("tabindex", "-1");
  first.focus();
  first.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) return one(opener.dataset.opens)?.showModal();
  const emptied = event.target.closest("[data-clears]");
  if (emptied) {
    one(emptied.dataset.clears)?.replaceChildren();
    return now()?.focus();
  }
  const asked = event.target.closest("[data-says-why]");
  if (asked) {
    const line = one(".why", asked.closest("form"));
    line.classList.add("open");
    return one("input", line).focus();
  }
  if (event.target.closest("[data-closes]")) return event.target.closest("dialog")?.close();
  const piece = event.target.closest(".piece[data-claims]");
  if (piece && getSelection().isCollapsed) return choose(one(`[data-claim="${CSS.escape(piece.dataset.claims.split(" ")[0])}"]`), { words: false });
  const claim = event.target.closest(".claim");
  if (claim && claim !== now() && !event.target.closest("a, button, input, select, textarea, form")) choose(claim, { focus: false });
});

// a belief chosen with the mouse is taken at once; with the keys, where each letter changes it, by Enter or on leaving it
let keyed = false;

for (const kind of ["keydown", "pointerdown"]) {
  document.addEventListener(kind, (event) => (keyed = kind === "keydown"), true);
}
const believed = (target) => target.closest?.("select[data-believed]");
const settle = (select) => {
  if (select.value !== select.dataset.believed) select.dispatchEvent(new Event("settled", { bubbles: true }));
};
document.addEventListener("change", (event) => !keyed && believed(event.target) && settle(event.target));
document.addEventListener("focusout", (event) => believed(event.target) && settle(event.target));
document.addEventListener("keydown", (event) => {
  if (!believed(event.target)) return;
  if (event.key === "Escape") event.target.value = event.target.dataset.believed;
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  now()?.focus({ preventScroll: true });
});

// grounds: words light up under the pointer or the focus
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const row = event.target.closest?.("[data-at]:not(.piece)");
    if (!row) return;
    const [start, end] = row.dataset.at.split("-").map(Number);
    for (const piece of all(".piece")) {
      const at = Number(piece.dataset.at);
      piece.classList.toggle("now", at >= start && at < end);
    }
  });
  document.addEventListener(kind === "focusin" ? "focusout" : "pointerout", (event) => {
    if (event.target.closest?.("[data-at]:not(.piece)")) light(now());
  });
}

// --- after a change: the card that came back is at hand, the next open one comes up --------------------------------------

document.addEventListener("htmx:afterSwap", (event) => {
  const told = (name) => event.detail.xhr?.getResponseHeader(name);
  const at = told("x-sijill-at");
  if (one("#said")) one("#said").hidden = true;
  if (at !== null && at !== undefined) return arrive(at);
  const card = event.detail.elt?.closest?.(".claim") ?? one(".claim.now");
  if (event.detail.target?.id === "adding") return opened(event.detail.target);
  if (event.detail.target?.matches?.(".places")) return;
  if (told("HX-Trigger-After-Swap") === "judged" && card) nextOpen(card.id);
  else if (card && document.contains(card)) {
    choose(card, { focus: !one("form[data-cancel]", card) });
    one("[autofocus]", card)?.focus();
  }
});

// after something was done by hand, the claims are shown anew
function arrive(id) {
  const there = id ? document.getElementById(id) : null;
  chosen = null;
  if (there?.matches(".statement")) return there.focus();
  choose(there || claims()[0]);
}

function opened(place) {
  if (!place.firstElementChild) return;
  getSelection().removeAllRanges();
  place.scrollIntoView({ block: "start" });
  one("[autofocus]", place)?.focus({ preventScroll: true });
}

document.addEventListener("htmx:responseError", (event) => say(reason(event.detail.xhr)));
document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
// a conflict comes back as what stands now, and tells it
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

function reason(xhr) {
  try {
    const detail = JSON.parse(xhr.responseText).detail;
    return typeof detail === "string" ? detail : xhr.responseText;
  } catch {
    return xhr.responseText || xhr.statusText;
  }
}

function say(words) {
  const place = one("#said");
  if (!place) return;
  place.textContent = words.trim();
  place.hidden = false;
}

// --- selections: words become a span, told by pieces -------------------------------------------------------------------------

let chosen = null;

document.addEventListener("selectionchange", noted);

function noted() {
  const found = selected();
  const bar = one("#selected");
  const within = one("#text")?.contains(getSelection().anchorNode);
  if (within) chosen = found && !found.covered ? found : null;
  if (!bar) return;
  bar.hidden = !found;
  if (!found) return;
  one("[data-quote]", bar).textContent = found.covered ? bar.dataset.refused : found.quote;
  one("[name=words]", bar).value = found.covered ? "" : JSON.stringify(found);
  one("button", bar).hidden = Boolean(found.covered);
}

// a click on what takes the selection must not undo it
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("#selected, [data-take]")) event.preventDefault();
});

// one end of a selection: the piece, by the code point at which it starts, and UTF-16 units from there
function edge(node, offset, isEnd) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".piece");
  if (piece && node.nodeType === Node.TEXT_NODE) return { piece: Number(piece.dataset.at), units: offset };
  const pieces = all("#text .piece");
  const range = document.createRange();
  range.setStart(node, offset);
  const after = pieces.find((one) => range.comparePoint(one, 0) >= 0);
  if (!isEnd) return after ? { piece: Number(after.dataset.at), units: 0 } : null;
  const last = pieces[(after ? pieces.indexOf(after) : pieces.length) - 1];
  return last ? { piece: Number(last.dataset.at), units: last.textContent.length } : null;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = one("#text");
  if (!text || !range.intersectsNode(text)) return null;
  const within = document.createRange();
  within.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, within) > 0) within.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, within) < 0) within.setEnd(range.endContainer, range.endOffset);
  const start = edge(within.startContainer, within.startOffset, false);
  const end = edge(within.endContainer, within.endOffset, true);
  if (!start || !end) return null;
  const touched = all(".piece", text).filter((piece) => within.intersectsNode(piece));
  const quote = touched
    .map((piece) => {
      const at = Number(piece.dataset.at);
      const words = piece.textContent;
      return words.slice(at === start.piece ? start.units : 0, at === end.piece ? end.units : words.length);
    })
    .join("");
  if (touched.some((piece) => piece.classList.contains("covered"))) return { covered: true };
  return quote.trim() ? { start, end, quote } : null;
}

// a button with data-take takes the words that were selected last, for the field that it names
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  const form = button.closest("form");
  const shown = one(`[data-shows="${button.dataset.take}"]`, form);
  if (!chosen) return void (shown.textContent = selected()?.covered ? one("#selected").dataset.refused : shown.dataset.none);
  one(`[name="${button.dataset.take}"]`, form).value = JSON.stringify(chosen);
  shown.textContent = chosen.quote;
  const filled = button.dataset.fills && one(`[name="${button.dataset.fills}"]`, form);
  if (filled) {
    filled.value = chosen.quote.trim();
    filled.dispatchEvent(new Event("taken", { bubbles: true }));
  }
  const numbers = button.dataset.take === "figure_span" ? (chosen.quote.match(/\p{Nd}[\p{Nd}.,٫٬]*/gu) ?? []) : [];
  if (numbers.length === 1) for (const name of ["low", "high"]) one(`[name="${name}"]`, form).value = numbers[0];
});

// --- words selected with the keys: t goes into the text, arrows go from word to word, with Shift they select more -------------

let left = null;
const reach = { from: 0, to: 0 };

// every word of the text: where it begins and ends, as (piece, UTF-16 units)
function wordsOf(text) {
  const places = [];
  let whole = "";
  for (const line of all("p", text)) {
    for (const piece of all(".piece", line)) {
      places.push({ node: piece.firstChild, from: whole.length });
      whole += piece.textContent || "\ufffc";
    }
    whole += "\n";
  }
  const at = (unit, isEnd) => {
    const place = places.findLast((one) => (isEnd ? one.from < unit : one.from <= unit));
    return { node: place.node, units: unit - place.from, line: place.node?.parentElement.closest("p") };
  };
  return [...new Intl.Segmenter(text.lang || "ar", { granularity: "word" }).segment(whole)]
    .filter((one) => one.isWordLike)
    .map((one) => ({ start: at(one.index, false), end: at(one.index + one.segment.length, true) }))
    .filter((one) => one.start.node && one.end.node);
}

function intoText() {
  const text = one("#text");
  const words = wordsOf(text);
  if (!words.length) return;
  const lit = (one(".piece.now.k-figure", text) ?? one(".piece.now", text))?.firstChild;
  reach.from = reach.to = Math.max(words.findIndex((word) => word.start.node === lit), 0);
  text.focus({ preventScroll: true });
  reveal(mark(words));
  noted();
}

function mark(words) {
  const [first, last] = [words[Math.min(reach.from, reach.to)], words[Math.max(reach.from, reach.to)]];
  getSelection().setBaseAndExtent(first.start.node, first.start.units, last.end.node, last.end.units);
  return words[reach.to].end.node.parentElement;
}

function byWords(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: 0, ArrowDown: 0 }[event.key];
  if (by === undefined || event.altKey || event.metaKey) return false;
  event.preventDefault();
  const rtl = getComputedStyle(one("#text p") ?? one("#text")).direction === "rtl";
  if (by && event.ctrlKey) {
    getSelection().modify("extend", (by === 1) === rtl ? "backward" : "forward", "character");
    noted();
    return true;
  }
  const words = wordsOf(one("#text"));
  if (!words.length) return true;
  const last = words.length - 1;
  reach.to = Math.min(Math.max(by ? reach.to + (rtl ? -by : by) : otherLine(words, event.key === "ArrowDown"), 0), last);
  if (!event.shiftKey) reach.from = reach.to;
  reach.from = Math.min(reach.from, last);
  reveal(mark(words));
  noted(); // a browser tells of it later than the next key
  return true;
}

function otherLine(words, down) {
  const line = words[Math.min(reach.to, words.length - 1)].start.line;
  if (down) {
    const next = words.findIndex((word, at) => at > reach.to && word.start.line !== line);
    return next < 0 ? words.length - 1 : next;
  }
  const before = words.findLastIndex((word, at) => at < reach.to && word.start.line !== line);
  return before < 0 ? 0 : words.findIndex((word) => word.start.line === words[before].start.line);
}

// from a form to the text and back
function toAndFro(target) {
  if (target.closest("#text")) {
    const back = left && document.contains(left) ? left : now();
    return back?.focus();
  }
  left = target.closest("form[data-cancel]") ? target : null;
  intoText();
}

// --- light and dark ------------------------------------------------------------------------------------------------------------

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-to]");
  if (!button) return;
  const dark = document.documentElement.dataset.theme === "dark" ||
    (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const theme = dark ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  document.cookie = `sijill_theme=${theme}; path=/; max-age=31536000; samesite=strict`;
});

// --- at the start -----------------------------------------------------------------------------------------------------------------

document.documentElement.classList.add("js");
const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
const first = named?.closest(".claim") ?? claims().find((claim) => claim.dataset.verdict === "") ?? claims()[0];
if (first) choose(first, { words: Boolean(named), scroll: Boolean(named) });
