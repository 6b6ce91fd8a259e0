/* Adds to pages that are complete without it: counts, an order and an address for lists that are
   narrowed, and cards at links. What drawings do is in drawings.js. */
"use strict";

/* Words. They are English, and others where a script before this one holds those of the page's
   language (site/script_words.py). */

const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString(document.documentElement.lang));
const gettext = (message, values) => filled(self.claimbookWords?.[message] ?? message, values);
const ngettext = (one, many, count, values) => {
  const forms = self.claimbookWords?.[many] ?? { one, other: many };
  const language = self.claimbookWords ? document.documentElement.lang : "en";
  const form = new Intl.PluralRules(language).select(count);
  return filled(forms[form] ?? forms.other, { count, ...values });
};

const later = (action, wait) => {
  let timer;
  const start = (...given) => {
    clearTimeout(timer);
    timer = setTimeout(action, wait, ...given);
  };
  start.stop = () => clearTimeout(timer);
  return start;
};

/* Where a key leads among so many things that are gone through one by one; undefined for others. */
const stepped = (key, here, count) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  const to = { Home: 0, End: count - 1 }[key] ?? here + step;
  return Number.isNaN(to) ? undefined : Math.min(Math.max(to, 0), count - 1);
};

/* The theme's menu opens by a label, which the keyboard does not reach; a button takes its place. */

for (const label of document.querySelectorAll(".md-header label[for=__drawer]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = label.className;
  button.setAttribute("for", "__drawer"); // what the theme's style knows it by
  button.ariaLabel = gettext("Menu");
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

/* The id in the address of a link, which in a drawing knows no `hash`. */
const anchorOf = (link) => link.getAttribute("href").split("#")[1];

/* Lists. What is shown is decided by the page's own style, which is turned on with the first choice;
   here it is counted, sorted, and kept in the address. */

const COUNT = /\s*[(（]\p{Nd}[^()（）]*[)）]\P{L}*$/u; // stands behind a choice

const counted = {
  // e.g. 3 of 120 claims
  claims: (all, shown) => ngettext("{shown} of {count} claim", "{shown} of {count} claims", all, shown),
  events: (all, shown) => ngettext("{shown} of {count} event", "{shown} of {count} events", all, shown),
  sources: (all, shown) => ngettext("{shown} of {count} source", "{shown} of {count} sources", all, shown),
};

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
    date: (item) => {
      const date = item.querySelector(".cb-date");
      return date?.dataset.edtf ?? date?.dateTime ?? "~";
    },
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

  /* What is chosen, each with a way to take it back. */
  const chosen = form.querySelector(".cb-filters__chosen");
  const tell = () => {
    for (const chip of chosen.querySelectorAll(".cb-filters__chip")) chip.remove();
    for (const field of fields.filter((one) => one !== sort && one.value)) {
      const chip = document.createElement("button");
      chip.type = "button";
      chip.className = "cb-filters__chip";
      chip.textContent = field.selectedOptions[0].textContent.replace(COUNT, "");
      // e.g. Take back: Tariffs, which was chosen in a filter
      chip.ariaLabel = gettext("Take back: {choice}", { choice: chip.textContent });
      chip.addEventListener("click", () => {
        field.value = "";
        changed();
        field.focus();
      });
      chosen.lastElementChild.before(chip);
    }
  };

  const show = () => {
    tell();
    if (sort) arrange();
    const narrowed = fields.some((field) => field !== sort && field.value);
    if (narrowed) rules.media = "all";
    const shown = narrowed
      ? items.filter((item) => getComputedStyle(item).display !== "none")
      : items;
    const ids = new Set(shown.map((item) => item.id));
    count.textContent = counted[count.dataset.items](items.length, { shown: shown.length });
    none.hidden = shown.length > 0;
    for (const part of list.querySelectorAll("[data-part]")) {
      part.hidden = !shown.some((item) => part.contains(item));
    }
    for (const mark of list.querySelectorAll("a.cb-mark")) {
      mark.classList.toggle("cb-mark--out", !ids.has(anchorOf(mark)));
    }
    return shown;
  };

  const address = new URLSearchParams(location.search);
  for (const field of fields) {
    const asked = address.get(field.name);
    if ([...field.options].some((option) => option.value === asked)) field.value = asked;
  }
  const changed = () => {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value) query.set(field.name, field.value);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    for (const part of list.querySelectorAll("[data-part]")) part.hidden = false;
    return show();
  };
  form.addEventListener("change", () => changed()[0]?.scrollIntoView({ block: "nearest" }));
  form.addEventListener("reset", () => setTimeout(changed));
  // links that say what to show: the list is narrowed where it is, without loading the page anew
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-narrows]");
    const query = link?.getAttribute("href").split(/[?#]/)[1];
    const asked = [...new URLSearchParams(query)].filter(([name]) => form.elements[name]);
    if (!asked.length) return;
    event.preventDefault();
    form.reset();
    for (const [name, value] of asked) form.elements[name].value = value;
    changed();
    form.scrollIntoView();
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
    // e.g. 3 of 120 words
    const says = () => ngettext("{shown} of {count} word", "{shown} of {count} words", entries.length, { shown });
    count.textContent = asked ? says() : "";
  };
  form.addEventListener("input", find);
  form.addEventListener("submit", (event) => event.preventDefault());
}

/* What an address leads to is opened where it is folded, and shown where the list was narrowed. */

const unfold = () => {
  const item = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("[data-items] > *");
  const folded = item?.querySelector(":scope > details:not([open])");
  if (folded) folded.open = true;
  else if (!item || item.checkVisibility()) return;
  if (!item.checkVisibility()) item.closest("[data-filterable]").querySelector("form")?.reset();
  setTimeout(() => item.scrollIntoView());
};
addEventListener("hashchange", unfold);
unfold();

/* Links in a drawing are one stop of the keyboard, and the arrow keys go from one to the next. */

const TURNED = { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" };
const runsLeft = (element) => getComputedStyle(element).direction === "rtl";

for (const drawing of document.querySelectorAll("[data-walk]")) {
  const links = () => [...drawing.querySelectorAll("a")].filter((link) => link.checkVisibility());
  const stop = (at) => {
    for (const link of drawing.querySelectorAll("a")) link.setAttribute("tabindex", link === at ? 0 : -1);
  };
  const first = () => stop(links()[0]);
  drawing.addEventListener("focusin", (event) => stop(event.target));
  drawing.addEventListener("keydown", (event) => {
    const those = links();
    const to = stepped(runsLeft(drawing) ? (TURNED[event.key] ?? event.key) : event.key, those.indexOf(document.activeElement), those.length);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    those[to].focus();
  });
  new ResizeObserver(first).observe(drawing); // another drawing is shown at another width
  first();
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
    const line = on ?? lines.at(above ? 0 : -1);
    const begins = runsLeft(anchor) ? line.right - width : line.left;
    const left = Math.min(begins, page.clientWidth - width - MARGIN);
    card.style.top = `${(above ? top - height - 6 : bottom + 6) + scrollY}px`;
    card.style.left = `${Math.max(MARGIN, left) + scrollX}px`;
  };

  const show = (anchor, card, point) => {
    if (open?.anchor === anchor) return leave.stop();
    close();
    card.popover = "manual";
    card.id = "cb-card";
    (anchor.ownerSVGElement ?? anchor).after(card);
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
  /* A card is held by the page or, for a mark, made of what the list below says of the event. */
  const heldFor = (link) =>
    link.dataset.card
      ? document.getElementById(`card-${link.dataset.card}`)
      : document.getElementById(anchorOf(link))?.closest(".cb-event");
  const ofEvent = (item) => {
    const card = document.createElement("div");
    card.className = "cb-card";
    for (const part of ["date", "title", "summary"]) {
      const line = document.createElement("p");
      line.className = `cb-card__${{ date: "kicker" }[part] ?? part}`;
      line.textContent = item.querySelector(`.cb-event__${part}`).textContent;
      card.append(line);
    }
    return card;
  };
  const cardOf = (link) => () => {
    const held = heldFor(link);
    return held.content ? held.content.firstElementChild.cloneNode(true) : ofEvent(held);
  };
  const linkAt = (event) => {
    const link = event.target.closest?.("a[data-card], a.cb-mark");
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

/* What drawings need is loaded where there is one, and so is what checks a text. */

const NEEDED = { "drawings.js": ".cb-svg__row, [data-explore]", "check.js": "[data-check]" };
for (const [file, needs] of Object.entries(NEEDED)) {
  if (!document.querySelector(needs)) continue;
  const script = document.createElement("script");
  script.src = new URL(file, document.currentScript.src);
  document.head.append(script);
}

/* What the search proposes is searched for where the reader is; the theme would close the search. */

document.querySelector(".md-search")?.addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[href*='?q=']");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    const field = document.querySelector(".md-search__input");
    field.value = new URL(link.href).searchParams.get("q");
    field.focus();
    field.dispatchEvent(new Event("keyup"));
  },
  true,
);

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

/* The theme copies what an element holds in an attribute, and says so: here it is told what that is.
   A link to a place on the page is followed all the same, so that the browser shows its address. */

document.addEventListener(
  "click",
  (event) => {
    const asked = event.target.closest?.("[data-copy]");
    if (!asked || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const held = document.getElementById(asked.dataset.copy) ?? asked;
    asked.dataset.clipboardText = held.href ?? held.value ?? held.textContent.replace(/\s+/g, " ");
    if (asked.href && !asked.hash) event.preventDefault();
  },
  true,
);

/* Addresses that the build did not know. */

for (const link of document.querySelectorAll("[data-permalink]")) link.textContent = link.href;
for (const code of document.querySelectorAll("[data-embed]")) {
  code.value = code.value.replace(/src="[^"]*"/, `src="${new URL(code.dataset.embed, location.href)}"`);
  code.closest("[hidden]")?.removeAttribute("hidden");
}
