/* Answers the theme's search in place of the theme's own worker, in whose form it tells what it found.
   Nothing is loaded before somebody searches. The entries of a small book come in one file; those of a
   large one are an index in parts, of which a search loads those that it needs. The rest is the same
   for both. macros/claimbook/site/search_index.py writes what is loaded. */
"use strict";

importScripts(new URL("folding.js", location.href).href);

const SETUP = 0;
const READY = 1;
const RESULT = 3;
const SHOWN = 100;
const SHOWN_OF_PARTS = 20; // each result is a request
const PAUSE = 150; // milliseconds; who goes on typing asks for nothing of an index in parts yet
const IN_TITLE = 5; // what a word counts in a title, beside one in a text
const FEW = 3; // of fewer results it is asked whether something else was meant
const MANY = 5; // times as many as were found have what was meant
const SHORTEST = 4; // letters of a word that may be mistyped
const WITHIN = 3; // letters of a part of a word by which the whole is found
const MOST_WITHIN = 5; // words of the book that have such a part are looked for
const LONG = 8; // letters of a word in which two slips are likely
const LONGEST = 320; // characters of a text that are shown
const BEFORE = 40; // characters that are shown before the first word that was found
const LABEL = /^[^:：]*[:：] ?/; // says in a title what kind of thing it is
const SPELLED = /^\p{L}+$/u;
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

let loading;
let newest = 0;

const escaped = (text) => text.replace(/[&<>"']/g, (one) => ESCAPES[one]);
const filled = (words, given, language) =>
  words.replace(/\{(\w+)\}/g, (_, name) => given[name].toLocaleString(language));
const single = (word) => word.replace(/(.)\1+/gu, "$1");

async function fetched(name) {
  const answer = await fetch(new URL(`../../search/${name}`, location.href));
  return answer.json();
}

async function load() {
  const about = await fetched("records.json");
  const folding = foldingBy(about.folding);
  const found = about.entries ? inOne(about.entries, folding) : await inParts(folding);
  return { ...about, ...folding, ...found };
}

/* A word without the "s" of a plural, by which it is found with it and without. */
const root = (term) =>
  term.length > SHORTEST && /[^s]s$/.test(term) ? term.slice(0, -1) : term;

/* How well a word of the book fits one that is asked for: 1 when it is the same, less when it only
   begins like it, 0 when it does not. */
function fit(word, term) {
  if (!word.startsWith(root(term))) return 0;
  return Math.min(word.length, term.length) / Math.max(word.length, term.length);
}

/* Either kind of index has `all`, what has all of some words as pairs of a key and a score, the best
   first; `entry`, what a key stands for; and `spellings`, the words of the book, the usual ones first. */

function inOne(entries, { words }) {
  const index = new Map();
  const add = (text, number, weight) => {
    for (const word of words(text)) {
      if (!index.has(word)) index.set(word, new Map());
      index.get(word).set(number, weight);
    }
  };
  for (const [number, { title, text }] of entries.entries()) {
    add(text, number, 1);
    add(title, number, IN_TITLE);
  }

  const having = (term) => {
    const best = new Map();
    for (const [word, places] of index) {
      const fits = fit(word, term);
      if (fits)
        for (const [number, weight] of places)
          best.set(number, Math.max(best.get(number) ?? 0, weight * fits));
    }
    const rarity = Math.log(1 + entries.length / best.size);
    return new Map([...best].map(([number, score]) => [number, score * rarity]));
  };

  const all = (terms) => {
    const [first, ...others] = terms.map(having);
    const both = [...first].filter(([number]) => others.every((one) => one.has(number)));
    const sum = (number, score) => others.reduce((total, one) => total + one.get(number), score);
    return ranked(both.map(([number, score]) => [number, sum(number, score)]));
  };

  const often = (word) => index.get(word).size;
  const spelled = [...index.keys()].filter((word) => word.length >= SHORTEST && SPELLED.test(word));
  spelled.sort((a, b) => often(b) - often(a));
  return { all, entry: (number) => entries[number], spellings: () => spelled, shown: SHOWN, pause: 0 };
}

async function inParts({ words }) {
  const folder = new URL("../../search/pagefind/", location.href).href;
  const pagefind = await import(`${folder}pagefind.js`);
  await pagefind.options({ basePath: folder });

  /* Of a word that is not there Pagefind gives what has its first letters. */
  const all = async (terms) => {
    const { results } = await pagefind.search(terms.map(root).join(" "));
    const inTitle = (one) => (one.matchedMetaFields?.length ? IN_TITLE : 1);
    const found = ranked(results.map((one) => [one, one.score * inTitle(one)]));
    if (!found.length) return found;
    const { meta, content } = await found[0][0].data();
    const best = words(`${meta.title} ${content}`);
    return terms.every((term) => best.some((word) => fit(word, term))) ? found : [];
  };

  const entry = async (one) => {
    const { raw_url: place, meta, content } = await one.data();
    const [text] = content.split("\ue009"); // what stands after it is found and not shown
    return { location: place, title: meta.title, text: text.trim() };
  };

  let usual;
  const spellings = () => (usual ??= fetched("words.json"));
  return { all, entry, spellings, shown: SHOWN_OF_PARTS, pause: PAUSE };
}

const ranked = (scored) => scored.sort(([, a], [, b]) => b - a);

/* What has most of the words, where nothing has all of them: a long word says more than a short one. */
async function having(terms, { all }) {
  const letters = new Map();
  for (const term of terms)
    for (const [key] of await all([term])) letters.set(key, (letters.get(key) ?? 0) + term.length);
  const most = Math.max(...letters.values());
  return ranked([...letters].filter(([, count]) => 2 * count > most));
}

/* What has one of the words within a longer one, as Nachtbus has bus, best last: where few results have
   them as they are. Returns these, and the longer words. */
async function within(terms, { all, spellings }) {
  const found = new Map();
  const longer = [];
  for (const [at, term] of terms.entries()) {
    if (term.length < WITHIN || !SPELLED.test(term)) continue;
    const words = (await spellings()).filter((word) => word.includes(term) && !fit(word, term));
    for (const word of words.slice(0, MOST_WITHIN)) {
      longer.push(word);
      for (const [key, score] of await all(terms.with(at, word))) found.set(key, score);
    }
  }
  return [ranked([...found]), longer];
}

/* What each word was meant to be, where it is found seldom or never. */
async function meantBy(terms, { all, spellings }) {
  const meant = [];
  for (const term of terms) {
    const { length } = await all([term]);
    meant.push(length < FEW ? nearest(term, await spellings()) : term);
  }
  return meant;
}

/* The word that a mistyped one comes nearest to; how often a letter is doubled counts last. */
function nearest(term, spellings) {
  if (term.length < SHORTEST || !SPELLED.test(term)) return term;
  const most = term.length < LONG ? 1 : 2;
  let [best, least] = [term, Infinity];
  for (const word of spellings) {
    if (fit(word, term) || Math.abs(word.length - term.length) > 2 * most) continue;
    const slips = distance(single(term), single(word));
    const rank = slips + distance(term, word) / 100;
    if (slips <= most && rank < least) [best, least] = [word, rank];
  }
  return best;
}

/* How many letters one word has more, less, other or in another order than another one. */
function distance(one, other) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isOther = one[i - 1] === other[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + isOther);
      const isTurned = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isTurned) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

/* The groups of results that the theme shows; nothing when a newer query has come meanwhile. */
async function answer(written, isNewest) {
  const search = await loading;
  await new Promise((resolve) => setTimeout(resolve, search.pause));
  const query = written.normalize("NFC");
  let terms = search.asked(query);
  if (!terms.length || !isNewest()) return [];
  let found = await search.all(terms);
  let [note, longer] = [undefined, []];
  if (found.length < FEW) {
    const known = new Set(found.map(([key]) => key));
    const [more, words] = await within(terms, search);
    found = [...found, ...more.filter(([key]) => !known.has(key))];
    longer = words;
  }
  if (found.length < FEW) {
    const meant = await meantBy(terms, search);
    const others = await search.all(meant);
    if (others.length > MANY * found.length) {
      const best = await search.entry(others[0][0]);
      const asked = reworded(query, terms, meant, best, search);
      note = noteOf(found.length ? "meant" : "instead", { asked: query, meant: asked }, asked, search);
      if (!found.length) [found, terms] = [others, meant];
    }
  }
  if (!found.length) found = await having(terms, search);
  const entries = await Promise.all(found.slice(0, search.shown).map(([key]) => search.entry(key)));
  const groups = grouped(entries, terms, longer, search);
  if (note) groups[0] = [note, ...groups[0].filter(({ score }) => score)];
  const given = { count: found.length, shown: entries.length };
  if (found.length > entries.length) groups.push([noteOf("more", given, query, search)]);
  return groups;
}

/* Something that the search says, as a result which leads to the query that it speaks of. */
const noteOf = (name, given, query, { says, language }) => ({
  location: `?q=${encodeURIComponent(query)}`,
  title: escaped(filled(says[name], given, language)),
  text: "",
  score: 0,
  terms: {},
});

/* A query with other words in place of some, each as an entry has it. */
function reworded(query, terms, meant, { title, text }, { placed }) {
  const inEntry = `${title} ${text}`.normalize("NFC");
  const spelled = (term) => {
    const place = placed(inEntry).find(([word]) => fit(word, term));
    return place ? inEntry.slice(place[1], place[2]) : term;
  };
  let [said, end] = ["", 0];
  for (const [word, from, to] of placed(query, true)) {
    const other = meant[terms.indexOf(word)];
    if (other === word) continue;
    said += query.slice(end, from) + spelled(other);
    end = to;
  }
  return said + query.slice(end);
}

/* Results by page, in the order of each page's best; a title that begins with the terms is first. */
function grouped(found, terms, longer, { pages, ...search }) {
  const beginning = terms.join(" ");
  const begins = ({ title }) => search.folded(title.replace(LABEL, "")).startsWith(beginning);
  found.sort((a, b) => begins(b) - begins(a));
  const groups = new Map();
  for (const [place, { location: where, title, text }] of found.entries()) {
    const words = search.words(`${title} ${text}`);
    const formsOf = (term) => [term, ...longer.filter((one) => one.includes(term))];
    const has = (term) =>
      search.isUnspaced(term) || formsOf(term).some((one) => words.some((word) => fit(word, one)));
    const item = {
      location: where,
      title: marked(title, [...terms, ...longer], search),
      text: marked(text, [...terms, ...longer], search),
      score: found.length - place,
      terms: Object.fromEntries(terms.map((term) => [term, has(term)])),
    };
    const [page] = where.split("#");
    if (!groups.has(page)) groups.set(page, []);
    groups.get(page).push(item);
  }
  for (const [page, items] of groups)
    if (pages[page] !== undefined && !items.some((one) => one.location === page))
      items.push({ location: page, title: escaped(pages[page]), text: "", score: 0, terms: {} });
  return [...groups.values()];
}

/* A text as HTML, with the words that were found marked; of a long one the part that has the first. */
function marked(written, terms, search) {
  const text = written.normalize("NFC");
  const places = placesOf(text, terms, search);
  const first = places[0]?.[0] ?? 0;
  const begin = text.length > LONGEST && first > BEFORE ? cut(text, first - BEFORE) : 0;
  const end = text.length > begin + LONGEST ? cut(text, begin + LONGEST) : text.length;
  let [shown, at] = [begin ? "… " : "", begin];
  for (const [from, to] of places.filter((one) => one[1] <= end)) {
    shown += `${escaped(text.slice(at, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
    at = to;
  }
  return shown + escaped(text.slice(at, end)) + (end < text.length ? " …" : "");
}

/* Where in a text the words stand that were found, in order and each place once. */
function placesOf(text, terms, { placed, isUnspaced }) {
  const places = [];
  for (const [word, from, to] of placed(text)) {
    const term = terms.find((one) => fit(word, one));
    if (term === undefined) continue;
    const end = isUnspaced(word) ? from + term.length : to;
    const last = places.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], end);
    else places.push([from, end]);
  }
  return places;
}

/* The beginning of the word at a place of a text, or the place itself where no space is near. */
function cut(text, place) {
  const space = text.lastIndexOf(" ", place) + 1;
  const at = place - space < BEFORE ? space : place;
  return /[\udc00-\udfff]/.test(text[at]) ? at - 1 : at;
}

self.addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    self.postMessage({ type: READY });
    return;
  }
  const number = (newest += 1);
  if (data)
    loading ??= load().catch((error) => {
      loading = undefined; // the next query tries again
      throw error;
    });
  const items = data ? await answer(data, () => number === newest) : [];
  if (number === newest) self.postMessage({ type: RESULT, data: { items } });
});
