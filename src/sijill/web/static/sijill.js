// The keyboard, the words that a claim stands on, and selections. Everything else is links and forms, which work without this.

const all = (query, within = document) => [...within.querySelectorAll(query)];
const one = (query, within = document) => within.querySelector(query);

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

function choose(claim, { focus = true, words = true } = {}) {
  if (!claim) return;
  for (const other of all(".claim.now")) if (other !== claim) other.classList.remove("now");
  claim.classList.add("now");
  claim.setAttribute("aria-current", "true");
  for (const other of all(".claim[aria-current]")) if (other !== claim) other.removeAttribute("aria-current");
  const first = light(claim);
  if (focus) claim.focus({ preventScroll: true });
  claim.scrollIntoView({ block: "nearest" });
  if (words && first) reveal(first);
  history.replaceState(null, "", `#${claim.id}`);
}

function reveal(piece) {
  const box = piece.getBoundingClientRect();
  if (box.top < 90 || box.bottom > innerHeight - 90) piece.scrollIntoView({ block: "center" });
}

function step(by) {
  const list = claims();
  const at = list.indexOf(now());
  choose(list[Math.min(Math.max(at + by, 0), list.length - 1)]);
}

function nextOpen(from) {
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
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = event.target.closest("form");
    if (form) {
      event.preventDefault();
      form.requestSubmit();
    }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  // the physical key, so that an Arabic keyboard serves as it is
  const key = event.key === "?" || event.key === "؟" ? "?" : keyOf(event);
  if (key === "j" || key === "ArrowDown") return claims().length && (event.preventDefault(), step(1));
  if (key === "k" || key === "ArrowUp") return claims().length && (event.preventDefault(), step(-1));
  if (key === "?") return (event.preventDefault(), one("#keys")?.showModal());
  if (key === "g" && now()) return (event.preventDefault(), jump());
  const within = now();
  const button = (within && one(`[data-key="${key}"]`, within)) || all(`[data-key="${key}"]`).find((b) => !b.closest(".claim"));
  if (button && button.offsetParent !== null && !button.disabled) {
    event.preventDefault();
    button.matches("input, select, textarea") ? button.focus() : button.click();
  }
});

function keyOf(event) {
  if (/^Key[A-Z]$/.test(event.code)) return event.code.slice(3).toLowerCase();
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
  if (event.target.closest("[data-closes]")) return event.target.closest("dialog")?.close();
  const piece = event.target.closest(".piece[data-claims]");
  if (piece && getSelection().isCollapsed) return choose(one(`[data-claim="${CSS.escape(piece.dataset.claims.split(" ")[0])}"]`), { words: false });
  const claim = event.target.closest(".claim");
  if (claim && claim !== now() && !event.target.closest("a, button, input, select, textarea, form")) choose(claim, { focus: false });
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
  const card = event.detail.elt?.closest?.(".claim") ?? one(".claim.now");
  const judged = event.detail.xhr?.getResponseHeader("HX-Trigger-After-Swap") === "judged";
  if (judged && card) nextOpen(card.id);
  else if (card && document.contains(card)) {
    choose(card, { focus: !one("form[data-cancel]", card) });
    one("[autofocus]", card)?.focus();
  }
});
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText || event.detail.xhr.statusText));
document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline));
// a conflict comes back as a card that tells it
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

function say(words) {
  const place = one("#said");
  if (!place) return;
  place.textContent = words.trim();
  place.hidden = false;
}

// --- selections: words become a span, told by pieces -------------------------------------------------------------------------

let chosen = null;

document.addEventListener("selectionchange", () => {
  const found = selected();
  const bar = one("#selected");
  if (found) chosen = found;
  if (bar) bar.hidden = !found;
  const shown = bar && found && one("[data-quote]", bar);
  if (shown) shown.textContent = found.quote;
});

function edge(node, offset, before) {
  let piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.(".piece");
  if (piece && node.nodeType === Node.TEXT_NODE) return { piece: Number(piece.dataset.at), units: offset };
  const pieces = all(".text .piece");
  const range = document.createRange();
  range.setStart(node, offset);
  const after = pieces.find((one) => range.comparePoint(one, 0) >= 0);
  if (!before && after) return { piece: Number(after.dataset.at), units: 0 };
  const last = before && pieces[(after ? pieces.indexOf(after) : pieces.length) - 1];
  return last ? { piece: Number(last.dataset.at), units: last.textContent.length } : null;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = one(".text");
  if (!text || !text.contains(range.commonAncestorContainer)) return null;
  const start = edge(range.startContainer, range.startOffset, false);
  const end = edge(range.endContainer, range.endOffset, true);
  if (!start || !end) return null;
  const parts = all(".piece", text)
    .filter((piece) => range.intersectsNode(piece) && !piece.classList.contains("covered"))
    .map((piece) => {
      const at = Number(piece.dataset.at);
      const words = piece.textContent;
      return words.slice(at === start.piece ? start.units : 0, at === end.piece ? end.units : words.length);
    });
  const quote = parts.join("");
  return quote.trim() ? { start, end, quote } : null;
}

// a form with data-span takes the words that were selected last
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button || !chosen) return;
  const form = button.dataset.take === "form" ? button.closest("form") : (one(".claim.now form[data-cancel]") ?? button.closest("form"));
  if (!form) return;
  const name = button.dataset.field ?? "span";
  const field = one(`[name="${name}"]`, form);
  if (field) field.value = JSON.stringify(chosen);
  const shown = one(`[data-shows="${name}"]`, form);
  if (shown) shown.textContent = chosen.quote;
  const value = one(`[name="${button.dataset.value}"]`, form);
  if (value) value.value = chosen.quote;
});
document.addEventListener("submit", (event) => {
  const field = one('[name="selection"]', event.target);
  if (field && chosen) field.value = JSON.stringify(chosen);
}, true);

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

const named = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
const first = named?.closest(".claim") ?? claims().find((claim) => claim.dataset.verdict === "") ?? claims()[0];
if (first) choose(first, { words: Boolean(named) });
