/* Adds to pages that are complete without it: counts, an order and an address for lists that are
   narrowed, and cards at links. What drawings do is in drawings.js. */
"use strict";

const later = (action, wait) => {
  let timer;
  const start = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait, ...given);
  };
  start.stop = () => clearTimeout(timer);
  return start;
};

/* The theme's menu opens by a label, which the keyboard does not reach; a button takes its place. */

for (const label of document.querySelectorAll(".md-header label[for=__drawer]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", "__drawer"); // what the theme's style knows it by
  button.ariaLabel = "Menu";
  button.append(...label.childNodes);
  button.addEventListener("click", () => document.getElementById("__drawer").click());
  label.replaceWith(button);
}

/* The theme's shortcuts of a single letter would act when somebody dictates (WCAG 2.2, 2.1.4). */

document.addEventListener(
  "keydown",
  (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1;
    if (plain && !event.target.closest("input, textarea, select, [contenteditable]")) {
      event.stopPropagation();
    }
  },
  true,
);

/* Lists. What is shown is decided by the page's own style, which is turned on with the first choice;
   here it is counted, sorted, and kept in the address. */

for (const list of document.querySelectorAll("[data-filterable]")) {
  const form = list.querySelector(".cb-filters");
  if (!form || !CSS.supports("selector(:has(*))")) continue;
  const holders = [...list.querySelectorAll("[data-items]")];
  const count = form.querySelector("[role=status]");
  const none = list.querySelector("[data-none]");
  const rules = list.querySelector("style");
  const sort = form.elements.sort;
  const fields = [...form.elements].filter((element) => element.name);
  const written = holders.map((holder) => [...holder.children]);
  const items = written.flat();
  const places = (name) =>
    Object.fromEntries([...form.elements[name].options].map((option, place) => [option.value, place]));
  const rank = {
    date: (item) => item.querySelector("[data-edtf]")?.dataset.edtf ?? "~",
    speaker: (item, of = places("speaker")) => of[item.dataset.speaker],
    status: (item, of = places("status")) => of[item.dataset.status],
  };

  let arranged = "";
  const arrange = () => {
    if (sort.value === arranged) return;
    arranged = sort.value;
    for (const [index, holder] of holders.entries()) {
      const by = rank[sort.value];
      const keyed = written[index].map((item) => [by?.(item), item]);
      if (by) keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      holder.append(...keyed.map(([, item]) => item));
    }
  };

  const show = () => {
    if (sort) arrange();
    const narrowed = fields.some((field) => field !== sort && field.value);
    if (narrowed) rules.media = "all";
    const shown = narrowed
      ? items.filter((item) => getComputedStyle(item).display !== "none")
      : items;
    const ids = new Set(shown.map((item) => item.id));
    count.textContent = `${shown.length} of ${items.length} ${count.dataset.items}`;
    none.hidden = shown.length > 0;
    for (const part of list.querySelectorAll("[data-part]")) {
      part.hidden = !shown.some((item) => part.contains(item));
    }
    for (const mark of list.querySelectorAll(".cb-mark")) {
      mark.classList.toggle("cb-mark--out", !ids.has(mark.getAttribute("href").slice(1)));
    }
  };

  const address = new URLSearchParams(location.search);
  for (const field of fields) {
    const asked = address.get(field.name);
    if ([...field.options].some((option) => option.value === asked)) field.value = asked;
  }
  form.addEventListener("change", () => {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value) query.set(field.name, field.value);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    for (const part of list.querySelectorAll("[data-part]")) part.hidden = false;
    show();
  });
  show();
}

/* A word is found by its names, whatever accents, capitals and signs are typed. */

for (const form of document.querySelectorAll("[data-find]")) {
  const list = form.parentElement;
  const folded = (text) =>
    text.normalize("NFKD").replace(/[\p{M}\p{P}\s]+/gu, "").toLowerCase();
  const names = (entry) => [...entry.querySelectorAll("[data-names]")].map((one) => one.textContent);
  const entries = [...list.querySelectorAll(".cb-entry")].map((one) => [one, folded(names(one).join(" "))]);
  const count = form.querySelector("[role=status]");
  const find = () => {
    const asked = folded(form.querySelector("input").value);
    for (const [entry, text] of entries) entry.hidden = !text.includes(asked);
    const shown = entries.filter(([entry]) => !entry.hidden).length;
    for (const part of list.querySelectorAll("[data-part]")) {
      part.hidden = !part.querySelector(".cb-entry:not([hidden])");
    }
    form.querySelector("[data-none]").hidden = shown > 0;
    count.textContent = asked ? `${shown} ${count.dataset.of} ${entries.length} ${count.dataset.items}` : "";
  };
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
}

/* Cards: one at a time, in the top layer, beside what it explains and never over it. They open by
   hover, focus and tap, stay while pointed at, and go away on Escape (WCAG 2.2, 1.4.13). */

const cards = (() => {
  const MARGIN = 8;
  let open = null;

  const close = () => {
    appear.stop();
    leave.stop();
    if (!open) return;
    open.anchor.removeAttribute("aria-describedby");
    open.card.remove();
    open = null;
  };

  /* Below all lines of a link or, where there is more room, above them; where the pointer is. */
  const place = (card, anchor, point) => {
    const page = document.documentElement;
    const { width, height } = card.getBoundingClientRect();
    const { top, bottom } = anchor.getBoundingClientRect();
    const lines = [...anchor.getClientRects()];
    const on = lines.find((line) => point && point.y >= line.top && point.y <= line.bottom);
    const below = page.clientHeight - bottom;
    const above = below < height + MARGIN && top > below;
    const left = Math.min((on ?? lines.at(above ? 0 : -1)).left, page.clientWidth - width - MARGIN);
    card.style.top = `${(above ? top - height - 6 : bottom + 6) + scrollY}px`;
    card.style.left = `${Math.max(MARGIN, left) + scrollX}px`;
  };

  const show = (anchor, card, point) => {
    if (open?.anchor === anchor) return leave.stop();
    close();
    card.popover = "manual";
    card.id = "cb-card";
    anchor.after(card);
    anchor.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place(card, anchor, point);
    open = { anchor, card };
  };

  const leave = later(close, 250);
  const appear = later((anchor, card, point) => show(anchor, card(), point), 120);
  const within = (node) =>
    open && node instanceof Node && (open.anchor.contains(node) || open.card.contains(node));

  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("pointerdown", (event) => within(event.target) || close());
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    if (within(event.target)) leave.stop();
    else if (open) leave();
  });
  document.addEventListener("focusin", (event) => {
    if (open && !within(event.target)) close();
  });

  return { show, appear };
})();

if (HTMLElement.prototype.showPopover) {
  const heldFor = (link) => document.getElementById(`card-${link.dataset.card}`);
  const cardOf = (link) => () => heldFor(link).content.firstElementChild.cloneNode(true);
  const linkAt = (event) => {
    const link = event.target.closest?.("a[data-card]");
    return link && heldFor(link) ? link : null;
  };
  const on = (event) => ({ y: event.clientY });
  let touched = false;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const link = linkAt(event);
    if (link) cards.appear(link, cardOf(link), on(event));
    else cards.appear.stop();
  });
  document.addEventListener("pointerdown", (event) => (touched = event.pointerType !== "mouse"));
  document.addEventListener("focusin", (event) => {
    const link = linkAt(event);
    if (link?.matches(":focus-visible") && !touched) cards.show(link, cardOf(link)());
  });
  // the first tap opens the card, the second one follows the link
  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    if (!link || !touched || link.hasAttribute("aria-describedby")) return;
    event.preventDefault();
    cards.show(link, cardOf(link)(), on(event));
  });
}

/* What drawings need is loaded where there is one. */

if (document.querySelector(".cb-svg__row, [data-explore]")) {
  const script = document.createElement("script");
  script.src = new URL("drawings.js", document.currentScript.src);
  document.head.append(script);
}

/* A wrong address often holds the right words. */

for (const line of document.querySelectorAll("[data-wrong-address]")) {
  const words = decodeURIComponent(location.pathname).match(/[\p{L}\p{N}]+/gu) ?? [];
  const query = words.filter((word) => !["html", "index", "404"].includes(word)).slice(-6).join(" ");
  if (!query) continue;
  const home = new URL(`${line.dataset.wrongAddress}/`, location.href);
  line.querySelector("a").href = `${home.pathname}?q=${encodeURIComponent(query)}`;
  line.querySelector("span").textContent = query;
  line.hidden = false;
}

/* Addresses that the build did not know. */

for (const link of document.querySelectorAll("[data-permalink]")) link.textContent = link.href;
for (const code of document.querySelectorAll("[data-embed]")) {
  code.value = code.value.replace(/src="[^"]*"/, `src="${new URL(code.dataset.embed, location.href)}"`);
  code.closest("[hidden]")?.removeAttribute("hidden");
}
