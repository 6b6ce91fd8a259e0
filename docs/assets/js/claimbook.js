/* Adds to pages that are complete without it: filters whose choice is kept in the address, and
   cards that go away on Escape. */
"use strict";

for (const list of document.querySelectorAll("[data-filterable]")) {
  const form = list.querySelector(".cb-filters");
  if (!form) continue;
  const items = [...list.querySelectorAll(":scope > [data-speaker]")];
  const count = form.querySelector(".cb-filters__count");
  const empty = list.querySelector(":scope > .cb-empty");
  const fields = [...form.elements].filter((element) => element.name);

  const show = () => {
    const chosen = fields.filter((field) => field.value);
    let shown = 0;
    for (const item of items) {
      item.hidden = !chosen.every((field) => item.dataset[field.name] === field.value);
      shown += item.hidden ? 0 : 1;
    }
    count.textContent = `${shown} of ${items.length} claims`;
    empty.hidden = shown > 0;
  };

  const address = new URLSearchParams(location.search);
  for (const field of fields) field.value = address.get(field.name) ?? "";
  form.hidden = false;
  form.addEventListener("change", () => {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value) query.set(field.name, field.value);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    show();
  });
  show();
}

// A figure's card is put away until the pointer or the focus moves on.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.body.classList.add("cb-without-cards");
});
for (const moved of ["pointerover", "focusin"]) {
  document.addEventListener(moved, () => document.body.classList.remove("cb-without-cards"));
}
