/* One form for all the ways to write a word, as macros/claimbook/core/text/folding.py makes it of what
   can be found. Its tables come with the index. */
"use strict";

function foldingBy({ letters, marks, unspaced }) {
  const SIGNS = "'&.,";
  const MARK = new RegExp(`[${marks}\\p{Cf}]`, "u");
  const UNSPACED = new RegExp(`[${unspaced}]`, "u");
  const SPACED = `[^ ${SIGNS}${unspaced}]+`;
  const RUN = new RegExp(`[${unspaced}]+|${SPACED}(?:[${SIGNS}]${SPACED})*`, "gu");
  const PART = /[0-9]+(?:[.,][0-9]+)*|[^0-9'&.,]+/gu;
  const WITHIN = /'|(?<![0-9])[.,]|[.,](?![0-9])|,(?=[0-9]{3}(?![0-9]))/g;
  const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;
  const NOT_PLAIN = /[^a-z0-9 '&.,]/gu;
  const known = new Map(Object.entries(letters));

  /* Digits stand in rows of ten in Unicode. */
  const digit = (character) => {
    const code = character.codePointAt();
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return `${(code - zero) % 10}`;
  };

  const fold = (character) => {
    if (!known.has(character)) known.set(character, folding(character));
    return known.get(character);
  };

  const folding = (character) => {
    if (MARK.test(character)) return "";
    if (/\p{Nd}/u.test(character)) return digit(character);
    return /[\p{L}\p{M}\p{N}]/u.test(character) ? character : " ";
  };

  const folded = (text) =>
    text.normalize("NFKD").toLowerCase().replace(NOT_PLAIN, fold).normalize("NFC");

  const whole = (run) => run.replace(WITHIN, "").replaceAll(",", ".");

  /* The words of a folded text, each with its place in it. `asked` are those of a query: its words as
     they were typed, and not their parts. */
  function* wordsOf(text, asked) {
    for (const { 0: run, index } of text.matchAll(RUN)) {
      if (UNSPACED.test(run)) yield* pairs(run, index, asked);
      else {
        yield [whole(run), index, index + run.length];
        const parts = asked ? [] : [...run.matchAll(PART)];
        if (parts.length > 1)
          for (const { 0: part, index: at } of parts)
            yield [whole(part), index + at, index + at + part.length];
      }
    }
  }

  function* pairs(run, index, asked) {
    const all = [...run];
    for (const [at, first] of all.entries()) {
      const word = first + (all[at + 1] ?? "");
      if (!asked || at < all.length - 1 || at === 0) yield [word, index, index + word.length];
      index += first.length;
    }
  }

  const list = (text, asked) => [...new Set([...wordsOf(folded(text), asked)].map(([word]) => word))];

  return {
    folded,
    words: (text) => list(text, false),
    asked: (text) => list(text, true),
    isUnspaced: (word) => UNSPACED.test(word),

    /* The words of a text, or of a query, each with where in it what it was made of begins and ends. */
    placed(text, asked = false) {
      const at = [];
      let all = "";
      for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
        const one = folded(cluster);
        all += one;
        at.push(...Array(one.length).fill(index));
      }
      at.push(text.length);
      return [...wordsOf(all, asked)].map(([word, start, end]) => [word, at[start], at[end]]);
    },
  };
}
