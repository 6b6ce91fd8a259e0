/* Holds a text that a reader gives against a document's fingerprint and a book's quotations, in the
   browser alone. What is compared is what core/proofs/fingerprint.py compares, by its own rules, which
   come with the hashes (exports/checking.py); tests/core/proofs/vectors.json holds both to the same words and hashes.
   All text is put into the page as text. The words that readers see are in the page. */
"use strict";

/* SHA-256 (FIPS 180-4). crypto.subtle would be asked for each run of words, and is not there on a
   page that came without encryption. */

const sha256 = (() => {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  const bits = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  const CONSTANTS = Int32Array.from(primes, (prime) => bits(Math.cbrt(prime)));
  const START = Int32Array.from(primes.slice(0, 8), (prime) => bits(Math.sqrt(prime)));
  const W = new Int32Array(64);
  const encoder = new TextEncoder();

  const block = (state, view, offset) => {
    for (let i = 0; i < 16; i++) W[i] = view.getInt32(offset + 4 * i);
    for (let i = 16; i < 64; i++) {
      const x = W[i - 15];
      const y = W[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
    }
    let a = state[0];
    let b = state[1];
    let c = state[2];
    let d = state[3];
    let e = state[4];
    let f = state[5];
    let g = state[6];
    let h = state[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + CONSTANTS[i] + W[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; // each by itself: this is most of the work
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  };

  return (text) => {
    const bytes = encoder.encode(text);
    const padded = new Uint8Array(((bytes.length + 8) >> 6) * 64 + 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, bytes.length / 2 ** 29);
    view.setUint32(padded.length - 4, bytes.length << 3);
    const state = START.slice();
    for (let offset = 0; offset < padded.length; offset += 64) block(state, view, offset);
    return Array.from(state, (one) => (one >>> 0).toString(16).padStart(8, "0")).join("");
  };
})();

/* The words and hashes of texts, by the rules of a fingerprint. */

const reader = (rules) => {
  const SPACE = /[\s\x1c-\x1f\x85]+/u;
  const LINE = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
  const each = new RegExp(rules.unspaced, "gu");
  const chunks = new RegExp(`${rules.unspaced}|(?:(?!${rules.unspaced})[^\\s\\x1c-\\x1f\\x85])+`, "gu");
  const sign = new RegExp(`^${rules.sign}`, "u");
  const outer = (one) => /^\p{P}$/u.test(one) && !rules.kept.includes(one);
  const fold = (text) => text.replace(/[^\0-\x7e]|[`]/gu, (one) => rules.fold[one] ?? one);
  const parts = (text) => text.split(SPACE).filter(Boolean);

  const normalized = (text) => {
    const folded = fold(fold(text.replace(/\p{Cf}/gu, "")).normalize("NFKC"));
    return parts(folded.normalize("NFKC")).join(" ");
  };
  const bare = (chunk) => {
    const signs = Array.from(chunk);
    let start = 0;
    let end = signs.length;
    while (start < end && outer(signs[start]) && !sign.test(signs[start] + (signs[start + 1] ?? ""))) start++;
    while (end > start && outer(signs[end - 1])) end--;
    return signs.slice(start, end).join("");
  };
  const words = (text) =>
    parts(normalized(text).replaceAll("...", " ").replace(each, " $& ")).map(bare).filter(Boolean);
  const paragraphs = (text) => text.split(LINE).map((line) => line.normalize("NFC")).filter(normalized);
  const hash = (run, at, document, paragraph) =>
    sha256(`${document}\n${paragraph}\n${run.slice(at, at + rules.shingle).join(" ")}`).slice(0, rules.hash);

  /* Each word with where it stands in a text; nothing where its words are not those of its chunks. */
  const places = (text, run) => {
    const found = [];
    for (const { 0: chunk, index } of text.matchAll(chunks)) {
      for (const word of words(chunk)) found.push({ word, from: index, to: index + chunk.length });
    }
    const fits = found.length === run.length && found.every(({ word }, at) => word === run[at]);
    return fits ? found : [];
  };
  return { normalized, words, paragraphs, hash, places };
};

const MOST_HASHES = 300_000; // a few seconds
const LEAST_ALIKE = 0.2; // of a paragraph's runs of words, for it to be called the same one, changed
const TURN = 30; // milliseconds after which the page may act

/* Lets the page act now and then, and ends what nobody waits for any more. */

const turns = (isOld) => {
  let due = performance.now() + TURN;
  return async () => {
    if (performance.now() < due) return;
    await new Promise((resolve) => setTimeout(resolve));
    if (isOld()) throw new DOMException("", "AbortError");
    due = performance.now() + TURN;
  };
};

/* Which paragraph of a text is which of the document, and whether it was changed. */

const compared = async (text, known, { words, paragraphs, normalized, hash }, turn) => {
  const size = known.rules.hash;
  const hashesOf = ([, joined]) => joined.match(new RegExp(`.{${size}}`, "g")) ?? [];
  const theirs = known.paragraphs.map((one) => ({ size: one[0], hashes: hashesOf(one) }));
  let left = MOST_HASHES;
  let isCut = false;
  const has = (run, at, n) => hash(run, at, known.document, n + 1) === theirs[n].hashes[at];

  const read = async (whole) => {
    const mine = [];
    for (const one of paragraphs(whole)) {
      mine.push({ text: one, words: words(one), n: null, same: false, kept: null });
      await turn();
    }
    return mine;
  };
  const takeSame = async (mine) => {
    const bySize = new Map(mine.map((one) => [one.words.length, []]));
    for (const one of mine) bySize.get(one.words.length).push(one);
    for (const [n, { size, hashes }] of theirs.entries()) {
      const isSame = (one) => one.n === null && hashes.every((_, at) => has(one.words, at, n));
      const found = hashes.length ? bySize.get(size)?.find(isSame) : null;
      if (found) Object.assign(found, { n, same: true });
      await turn();
    }
    for (const [at, one] of mine.entries()) { // too few words for a hash: told by those around them
      const after = at ? (mine[at - 1].n ?? NaN) + 1 : 0;
      const before = (mine[at + 1]?.n ?? NaN) - 1;
      const fits = (n) => theirs[n] && !theirs[n].hashes.length && theirs[n].size === one.words.length;
      const n = one.n === null ? [after, before].find(fits) : undefined;
      if (n !== undefined) Object.assign(one, { n, same: true });
    }
    return mine.filter((one) => one.same).length;
  };
  const takeChanged = async (mine) => {
    const taken = new Set(mine.map((one) => one.n));
    for (const [n, { hashes }] of theirs.entries()) {
      if (taken.has(n) || !hashes.length) continue;
      const there = new Set(hashes);
      let best = { share: LEAST_ALIKE };
      for (const one of mine) {
        if (one.n !== null) continue;
        left -= one.words.length;
        if (left < 0) {
          isCut = true;
          break;
        }
        const runs = Math.max(0, one.words.length - known.rules.shingle + 1);
        const kept = Array.from({ length: runs }, (_, at) => there.has(hash(one.words, at, known.document, n + 1)));
        const share = kept.filter(Boolean).length / Math.max(hashes.length, 1);
        if (share > best.share) best = { share, one, kept };
        await turn();
      }
      if (best.one) Object.assign(best.one, { n, kept: best.kept });
    }
  };

  let mine = await read(text);
  let same = await takeSame(mine);
  if (same < theirs.length && /\n[^\S\n]*\n/.test(text)) { // its lines may have been cut to a width
    const joined = text.replace(/\r\n?/g, "\n").split(/\n[^\S\n]*\n/).map((one) => one.replace(/\n/g, " "));
    const other = await read(joined.join("\n"));
    const count = await takeSame(other);
    if (count > same) [mine, same] = [other, count];
  }
  await takeChanged(mine);
  const sum = sha256(mine.map((one) => normalized(one.text)).join("\n"));
  const found = new Set(mine.map((one) => one.n));
  const missing = theirs.map((_, n) => n).filter((n) => !found.has(n));
  return { mine, same, missing, isWhole: sum === known.sha256, isCut };
};

/* Where the words of a quotation stand in a paragraph: from and to which word, piece by piece. */

const placed = (places, run, one) => {
  const joined = (one.joined ??= ` ${one.words.join(" ")} `);
  const spans = [];
  let at = 0;
  let free = 0;
  for (const [from, to] of places) {
    const piece = run.slice(at, (at += to - from));
    const wanted = ` ${piece.join(" ")} `;
    const starts = [];
    for (let index = joined.indexOf(wanted); index >= 0; index = joined.indexOf(wanted, index + 1)) {
      starts.push(joined.slice(0, index).split(" ").length - 1);
    }
    const start = starts.includes(from) ? from : starts.find((start) => start >= free);
    if (start === undefined) return null;
    spans.push([start, (free = start + piece.length)]);
  }
  return spans;
};

const located = async (known, { words }, { mine }, turn) => {
  const byNumber = new Map(mine.map((one) => [one.n, one]));
  const found = [];
  for (const quotation of known.quotations) {
    const run = words(quotation.text);
    const own = byNumber.get(quotation.paragraph - 1);
    let spans = own && placed(quotation.places, run, own);
    let one = own;
    if (!spans) {
      one = mine.find((other) => (spans = placed(quotation.places, run, other)));
    }
    const state = !spans ? "lost" : one === own ? "found" : "elsewhere";
    found.push({ ...quotation, one, spans: spans ?? [], state });
    await turn();
  }
  return found;
};

/* The page. */

for (const page of document.querySelectorAll("[data-check]")) {
  const part = (name) => page.querySelector(`[${name}]`);
  const box = page.querySelector("textarea");
  const file = page.querySelector("[type=file]");
  const status = page.querySelector("[role=status]");
  const result = page.querySelector(".cb-check__result");
  const told = Object.fromEntries(
    [...part("data-words").content.querySelectorAll("[data-is]")].map((one) => [one.dataset.is, one.textContent]),
  );
  const say = (name, given) => filled(told[name], given);
  const MOST_ADDED = 40; // paragraphs of a stretch that are shown
  const LONGEST = 2_000; // characters of each of them
  const LARGE = 100_000; // characters
  let newest = 0;

  let loading;
  const load = () =>
    (loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = page.dataset.check;
      script.addEventListener("load", () => resolve(self.claimbookKnown));
      script.addEventListener("error", () => {
        loading = undefined;
        reject(new Error("not loaded"));
      });
      document.head.append(script);
    }));

  const made = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const anchor = (id) => Object.assign(made("span"), { id: `quotation-${id}` });

  const shownQuotation = (quotation, at) => {
    const item = part("data-quotation").content.firstElementChild.cloneNode(true);
    const claim = item.querySelector(".cb-small");
    for (const one of item.querySelectorAll("[data-state]")) {
      if (one.dataset.state !== quotation.state) one.remove();
    }
    const sign = item.querySelector("[data-state]");
    sign.querySelector("span").textContent = say(quotation.state, { n: quotation.paragraph });
    sign.href = quotation.spans.length ? `#quotation-${at}` : `#paragraph-${quotation.paragraph}`;
    item.querySelector("q").textContent = quotation.text;
    claim.textContent = quotation.claim;
    claim.href = quotation.url + (location.protocol === "file:" ? "index.html" : "");
    return item;
  };

  /* A paragraph in pieces: marked where it is quoted, underlined where it was changed. */
  const shownWords = (one, quotations, { places }, shingle) => {
    const line = made("p");
    line.dir = "auto";
    const spots = places(one.text, one.words);
    const quoted = one.words.map(() => false);
    const begins = new Map();
    for (const [at, { one: there, spans }] of quotations.entries()) {
      if (there !== one || !spans.length) continue;
      for (const [from, to] of spans) quoted.fill(true, from, to);
      begins.set(spans[0][0], [...(begins.get(spans[0][0]) ?? []), at]);
    }
    const covers = (from, to) => one.kept.slice(Math.max(0, to - shingle), from + 1).some(Boolean);
    const isOther = (at) => one.kept && !covers(at, at + 1);
    const gapAfter = (at) => one.kept && at + 1 < spots.length && !isOther(at) && !isOther(at + 1) && !covers(at, at + 2);
    let holder = line;
    let state = "";
    let copied = 0;
    for (const [at, { from, to }] of spots.entries()) {
      const now = quoted[at] ? "quoted" : isOther(at) ? "other" : "";
      if (now !== state || begins.has(at)) {
        line.append(one.text.slice(copied, from));
        copied = Math.max(copied, from);
        holder = now ? line.appendChild(now === "quoted" ? made("mark") : made("span", "cb-check__other")) : line;
        for (const id of begins.get(at) ?? []) holder.append(anchor(id));
        state = now;
      }
      holder.append(one.text.slice(copied, to));
      copied = Math.max(copied, to);
      if (gapAfter(at)) holder.append(made("span", "cb-check__gap", "‸"));
    }
    line.append(one.text.slice(copied));
    return line;
  };

  const labelled = (name, n, ...content) => {
    const element = made("div", `cb-check__paragraph cb-check__paragraph--${name}`);
    if (n) element.id = `paragraph-${n}`;
    element.append(made("p", "cb-check__label", say(name, { n })), ...content);
    return element;
  };

  const folded = (added) => {
    const element = made("details", "cb-check__paragraph");
    const shown = added.slice(0, MOST_ADDED).map((one) => made("p", "", one.text.slice(0, LONGEST)));
    element.append(made("summary", "", say("many-added", { n: added.length })), ...shown);
    return element;
  };

  /* The text, with what is missing where it would stand; many paragraphs that were added are folded. */
  const shownText = ({ mine, missing }, quotations, tools, shingle) => {
    const out = [];
    const lost = [...missing];
    const tellLost = (before) => {
      while (lost.length && lost[0] < before) out.push(labelled("missing", lost.shift() + 1));
    };
    const quoted = new Set(quotations.filter(({ spans }) => spans.length).map(({ one }) => one));
    const isPlain = (one) => one?.n === null && !quoted.has(one);
    for (let at = 0, end = 0; at < mine.length; at = Math.max(at + 1, end)) {
      for (end = at; isPlain(mine[end]); ) end++;
      if (end - at > 2) {
        out.push(folded(mine.slice(at, end)));
        continue;
      }
      end = at;
      const { n, same } = mine[at];
      if (n !== null) tellLost(n);
      const name = n === null ? "added" : same ? "as-quoted" : "changed";
      out.push(labelled(name, n === null ? 0 : n + 1, shownWords(mine[at], quotations, tools, shingle)));
    }
    tellLost(Infinity);
    return out;
  };

  const show = (known, tools, found, quotations) => {
    const here = quotations.filter(({ state }) => state === "found").length;
    const all = known.paragraphs.length;
    const { mine, same, missing } = found;
    const added = mine.filter((one) => one.n === null).length;
    const changed = mine.filter((one) => one.n !== null && !one.same).length;
    const isAll = same === all;
    const verdict = found.isWhole ? "same" : isAll ? (added ? "more" : "between") : same || changed || here ? "differs" : "other";
    status.textContent = [verdict, "tally", ...(found.isCut ? ["long"] : [])]
      .map((name) => say(name, { found: here, all: quotations.length }))
      .join(" ");
    status.dataset.verdict = verdict;
    const counts = [
      say("of", { part: here, all: quotations.length }),
      say("of", { part: same, all }),
      ...[changed, missing.length, added].map((n) => filled("{n}", { n })),
    ];
    for (const [at, one] of part("data-counts").querySelectorAll("dd").entries()) one.textContent = counts[at];
    const items = quotations.map(shownQuotation);
    const are = (isFound) => items.filter((_, at) => (quotations[at].state === "found") === isFound);
    part("data-lost").replaceChildren(...are(false));
    part("data-found").replaceChildren(...are(true));
    part("data-found").parentElement.hidden = !here;
    part("data-text").replaceChildren(...shownText(found, quotations, tools, known.rules.shingle));
    result.hidden = false;
  };

  const compare = async () => {
    const number = ++newest;
    const text = box.value;
    result.hidden = true;
    delete status.dataset.verdict;
    status.textContent = text.trim() ? say("working") : "";
    if (!text.trim()) return;
    try {
      const known = await load();
      const tools = reader(known.rules);
      const turn = turns(() => number !== newest);
      const found = await compared(text, known, tools, turn);
      const quotations = await located(known, tools, found, turn);
      if (number === newest) show(known, tools, found, quotations);
    } catch (error) {
      if (error.name === "AbortError") return;
      status.textContent = say("not-loaded");
      throw error;
    }
  };

  box.addEventListener("focus", () => load().catch(() => {}), { once: true });
  box.addEventListener("input", later(compare, 300));
  // a browser puts in a long text line by line, for many seconds
  box.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.length < LARGE) return;
    event.preventDefault();
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    compare();
  });
  file.addEventListener("change", async () => {
    try {
      box.value = new TextDecoder("utf-8", { fatal: true }).decode(await file.files[0].arrayBuffer());
      compare();
    } catch {
      status.textContent = say("no-text");
    }
  });
  page.querySelector("button").addEventListener("click", () => {
    box.value = file.value = "";
    compare();
    box.focus();
  });
}
