/* Drawings: each mark that stands for a row tells it, to the pointer, to a tap and by the arrow keys,
   and a drawing to explore takes the place of the one for reading when it is asked for. Both are gone
   through in one way. Loaded where there is a drawing. */
"use strict";

(() => {
  const ROW = ".cb-svg__row";
  const CURRENT = "cb-svg__row--current";
  const MEET = 560; // pixels, from which on the wide drawing is shown; the stylesheet has the same
  const PAD = 4;
  const EDGE = 90; // pixels of a window in which the header or the line of words may lie

  /* Rows: one of them is current in a drawing, and a line below the drawing has its words. It lies
     over what follows, and at the end of the window where the drawing goes on below it. */

  const words = (mark) => mark.querySelector("title")?.textContent ?? mark.getAttribute("aria-label");

  const tell = (drawing, text) => {
    const line = drawing.closest(".cb-chart__drawing").querySelector(".cb-chart__row");
    line.firstElementChild.textContent = text;
    line.style.bottom = `${line.firstElementChild.offsetHeight}px`;
  };

  /* A row has one mark or more; they are known by their words, since Vega makes marks anew. */
  const rowsOf = (drawing) => {
    const rows = new Map();
    for (const mark of drawing.querySelectorAll(ROW)) {
      const text = words(mark);
      rows.set(text, [...(rows.get(text) ?? []), mark]);
    }
    return rows;
  };

  /* One frame around all marks of a row, in the units of the drawing, since that may grow. It stands
     at the end of the drawing, for Vega counts what it has drawn. */
  const frame = (drawing, marks) => {
    const units = drawing.getScreenCTM().inverse();
    const corners = marks.flatMap((mark) => {
      const { x, y, width, height } = mark.getBBox();
      const to = units.multiply(mark.getScreenCTM());
      return [new DOMPoint(x, y), new DOMPoint(x + width, y + height)].map((one) => one.matrixTransform(to));
    });
    const [xs, ys] = ["x", "y"].map((name) => corners.map((corner) => corner[name]));
    const [x, y] = [Math.min(...xs) - PAD, Math.min(...ys) - PAD];
    const size = `width="${Math.max(...xs) + PAD - x}" height="${Math.max(...ys) + PAD - y}"`;
    const rect = `<rect x="${x}" y="${y}" ${size} rx="2"/>`;
    drawing.insertAdjacentHTML("beforeend", `<g class="cb-svg__frame">${rect}${rect}</g>`);
  };

  const point = (drawing, text) => {
    clearTimeout(left);
    drawing.querySelector(".cb-svg__frame")?.remove();
    for (const mark of drawing.querySelectorAll(ROW)) {
      mark.classList.toggle(CURRENT, words(mark) === text);
    }
    const marks = [...drawing.querySelectorAll(`.${CURRENT}`)];
    if (marks.length) frame(drawing, marks);
    tell(drawing, text);
  };

  const current = (drawing) => drawing.querySelector(`.${CURRENT}`);
  const leave = () => {
    for (const mark of document.querySelectorAll(`.${CURRENT}`)) point(mark.closest(".cb-svg"), "");
  };

  const at = (event, what) => event.target.closest?.(what);
  let left, atRest;

  // a drawing that moves under a pointer at rest, since keys scroll it, says nothing of that place
  document.addEventListener("pointermove", (event) => {
    atRest = false;
    const mark = at(event, ROW);
    if (mark && !mark.classList.contains(CURRENT)) point(mark.closest(".cb-svg"), words(mark));
    else if (mark) clearTimeout(left);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && !atRest && at(event, ROW)) left = setTimeout(leave, 150);
  });
  document.addEventListener("pointerdown", (event) => {
    const mark = at(event, ROW);
    if (mark) point(mark.closest(".cb-svg"), words(mark));
    else leave();
  });
  document.addEventListener("focusin", (event) => {
    const drawing = at(event, ".cb-svg");
    if (!drawing?.matches(":focus-visible") || current(drawing)) return;
    tell(
      drawing,
      ngettext(
        "{count} row: the arrow keys go from one to the next.",
        "{count} rows: the arrow keys go from one to the next.",
        rowsOf(drawing).size,
      ),
    );
  });
  document.addEventListener("focusout", (event) => {
    const drawing = at(event, ".cb-svg");
    if (drawing) point(drawing, "");
  });

  const key = (event) => {
    const drawing = at(event, ".cb-svg");
    if (!drawing || event.ctrlKey || event.metaKey || event.altKey) return;
    atRest = true;
    const mark = current(drawing);
    const texts = [...rowsOf(drawing).keys()];
    const here = mark ? texts.indexOf(words(mark)) : -1;
    const turned = runsLeft(drawing) && !drawing.closest(".cb-explored");
    const pressed = turned ? (TURNED[event.key] ?? event.key) : event.key;
    const to = stepped(pressed, here, texts.length); // in claimbook.js, which loads this
    if (to !== undefined) {
      point(drawing, texts[to]);
      const { top, bottom } = current(drawing).getBoundingClientRect();
      if (top < EDGE || bottom > innerHeight - EDGE) current(drawing).scrollIntoView({ block: "center" });
    } else if (event.key === "Escape" && mark) point(drawing, "");
    else if ((event.key === "Enter" || event.key === " ") && mark && drawing.closest(".cb-explored")) {
      mark.dispatchEvent(new MouseEvent("click", { bubbles: true, view: window }));
    } else return;
    event.preventDefault();
  };
  // the page's script keeps keys of one letter, such as the space, from all that listens later
  document.addEventListener("keydown", key, true);

  const reach = (drawing) => {
    if (drawing.querySelector(ROW)) drawing.setAttribute("tabindex", "0");
  };
  for (const drawing of document.querySelectorAll(".cb-svg")) reach(drawing);

  /* Exploring. The library is loaded when it is asked for, and runs without eval. */

  const HATCH = `<pattern id="cb-hatch" width="6" height="6" patternUnits="userSpaceOnUse"
    patternTransform="rotate(45)"><path d="M0 0V6" stroke="var(--cb-ink-2)" stroke-width="3"/></pattern>`;

  const library = (address) =>
    new Promise((loaded, failed) => {
      if (window.vegaEmbed) return loaded();
      const script = document.createElement("script");
      script.src = address;
      script.onload = loaded;
      script.onerror = failed;
      document.head.append(script);
    });

  const made = (holder, className) => {
    const element = document.createElement("div");
    element.className = className;
    holder.append(element);
    return element;
  };

  /* Draws what fits the place. Returns what ends it. */
  const draw = async (place, specs, size, named) => {
    place.replaceChildren();
    const asked = made(place, "vega-bindings");
    const stage = made(place, "cb-explored__stage");
    const { finalize } = await vegaEmbed(stage, specs[size], {
      ast: true,
      actions: false,
      renderer: "svg",
      bind: asked,
      defaultStyle: false,
      tooltip: { disableDefaultStyle: true },
    });
    const drawing = stage.querySelector("svg");
    stage.removeAttribute("role"); // what the library says of it is said of the drawing
    stage.removeAttribute("aria-roledescription");
    stage.removeAttribute("aria-label");
    drawing.classList.add("cb-svg", `cb-svg--${size}`);
    drawing.setAttribute("role", "application");
    drawing.setAttribute("aria-label", named);
    if (JSON.stringify(specs).includes("#cb-hatch")) drawing.insertAdjacentHTML("beforeend", HATCH);
    // marks come and go with what is chosen
    const mark = () => {
      for (const one of drawing.querySelectorAll('[class*="mark-"] > :is(path, line)[role="graphics-symbol"][aria-label]')) {
        one.classList.add(ROW.slice(1));
      }
    };
    mark();
    new MutationObserver(mark).observe(drawing, { childList: true, subtree: true });
    reach(drawing);
    return finalize;
  };

  for (const button of document.querySelectorAll("[data-explore]")) {
    const figure = button.closest(".cb-chart");
    const holder = figure.querySelector(".cb-chart__drawing");
    const note = button.nextElementSibling;
    const [words, offer] = [button.textContent, note.textContent];
    const named = figure.querySelector("title, .cb-chart__answer").textContent;
    const size = () => (holder.clientWidth < MEET ? "narrow" : "wide");
    const turned = new ResizeObserver(() => drawn && drawn !== size() && show());
    let specs, place, drawn, end;

    const show = async () => {
      drawn = size();
      end?.();
      end = await draw(place, specs, drawn, named);
    };

    const open = async () => {
      note.textContent = gettext("loading");
      await library(button.dataset.library);
      specs ??= await (await fetch(button.dataset.explore)).json();
      place = made(holder, "cb-explored");
      place.after(holder.querySelector(".cb-chart__row"));
      place.tabIndex = -1;
      place.role = "group";
      place.ariaLabel = words;
      await show();
      holder.classList.add("cb-chart__drawing--explored");
      button.textContent = gettext("Close");
      note.textContent = "";
      turned.observe(holder);
      place.focus({ preventScroll: true });
      place.scrollIntoView({ block: "nearest" });
    };

    const close = () => {
      turned.disconnect();
      end?.();
      drawn = end = undefined;
      place?.remove();
      place = undefined;
      holder.classList.remove("cb-chart__drawing--explored");
      button.textContent = words;
      note.textContent = offer;
    };

    button.addEventListener("click", async () => {
      if (place) return close();
      button.disabled = true;
      try {
        await open();
      } catch {
        close();
        note.textContent = gettext("could not be loaded");
      }
      button.disabled = false;
    });
  }
})();
