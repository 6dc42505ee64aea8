/* An article to read and to point at. Its words become text nodes only, so nothing that it says can become part of the
   page. Each statement has a button without words of its own before it: a screen reader gets the text and the button. */
const LINES = { direct: "solid: direct", mixed: "dashed: mixed", indirect: "dotted: indirect" };
const STEPS = { ArrowRight: 1, ArrowDown: 1, j: 1, ArrowLeft: -1, ArrowUp: -1, k: -1, Home: -Infinity, End: Infinity };
const REACH = { ArrowRight: ["forward", "character"], ArrowLeft: ["backward", "character"], ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"] };
const SETTLED = 120; // milliseconds without a change until a selection is taken
const PICKED = "cp-selected";
const SHOWN = [["words", "cp-chosen"], ["cue", "cp-of-cue"], ["speaker", "cp-of-speaker"]]; // of the chosen statement

const make = (tag, name, words) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
};

/* Python counts code points, a string here UTF-16 units: a sign beyond the basic plane is one there and two here. */
const points = (words) => {
  let count = 0;
  for (const _ of words) count += 1;
  return count;
};
const whole = (words) => (/[\uD800-\uDBFF]$/.test(words) ? words.slice(0, -1) : words);

/* Of runs that look alike one is made and the others are copies of it: to copy is faster. */
const drawnRun = (run, looks) => {
  const names = run.colour ? ["cp-said", run.kind && `cp-${run.kind}`] : [];
  names.push(run.figure && "cp-figure", run.aside && "cp-aside");
  const known = [...names, run.colour].filter(Boolean).join(" ");
  const element = looks.get(known)?.cloneNode(false) ?? make("span", names.filter(Boolean).join(" "));
  if (!looks.has(known)) {
    if (run.colour) Object.assign(element.style, { backgroundColor: run.pale, borderBottomColor: run.colour });
    looks.set(known, element.cloneNode(false));
  }
  element.append(run.words);
  if (run.told) element.title = run.told;
  return element;
};

const drawnLegend = (parties, kinds) => {
  const chip = ([party, number, pale, colour]) => {
    const element = make("span", "cp-chip", `${party} ${number}`);
    element.style.backgroundColor = pale;
    element.style.borderColor = colour;
    return element;
  };
  const lines = Object.keys(LINES).filter((kind) => kinds.has(kind));
  const rest = [["cp-figure", "figures"], ["cp-of-speaker", "source"], ["cp-of-cue", "reporting words"]];
  return [...parties.map(chip), ...lines.map((kind) => make("span", `cp-said cp-${kind}`, LINES[kind])), ...rest.map(([name, words]) => make("span", name, words))];
};

function render({ model, el }) {
  const frame = make("div", "cp-show cp-article");
  const legend = make("p", "cp-legend");
  const text = make("div", "cp-text");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let statements = []; // in the order of the text, each with its button and the runs of its words, cue and source
  let byId = new Map();
  let over = new Map(); // run to the ids of the statements that cover it, the innermost first
  let range = null; // what the reader selected, kept drawn when the keyboard is elsewhere
  let own = null; // the choice that was made here, where the view need not go to it
  let due = false;
  let timer = 0;

  const save = (name, value) => {
    model.set(name, value);
    model.save_changes();
  };

  const draw = () => {
    due = false;
    const held = text.contains(document.activeElement);
    const top = text.scrollTop; // before anything changes, or the browser lays the text out for it
    const same = text.getAttribute("aria-label") === model.get("where");
    const runs = model.get("runs");
    const found = model.get("marks").map(({ id, label }) => ({ id, label, words: [], cue: [], speaker: [] }));
    const body = document.createDocumentFragment();
    const looks = new Map();
    over = new Map();
    for (const run of runs) {
      const parts = [["words", run.said], ["cue", run.cue], ["speaker", run.speaker]].filter(([, places]) => places);
      if (!parts.length && !run.figure && !run.aside) {
        body.append(run.words);
        continue;
      }
      const element = drawnRun(run, looks);
      for (const [role, places] of parts) {
        for (const place of places) {
          const one = found[place];
          if (role === "words" && !one.words.length) body.append(button(one));
          one[role].push(element);
        }
      }
      if (run.said) over.set(element, run.said.map((place) => found[place].id).reverse());
      if (run.said) element.dataset.said = over.get(element)[0];
      body.append(element);
    }
    statements = found.filter((one) => one.words.length);
    byId = new Map(statements.map((one) => [one.id, one]));
    drop();
    text.removeAttribute("dir"); // else the browser looks through the whole text for its direction at every piece
    text.replaceChildren(body);
    text.dir = "auto";
    text.setAttribute("aria-label", model.get("where"));
    text.tabIndex = statements.length ? -1 : 0;
    if (top) text.scrollTop = same ? top : 0;
    legend.replaceChildren(...drawnLegend(model.get("parties"), new Set(runs.map((run) => run.kind))));
    mark();
    stand(held);
    if (model.get("chosen") && !same) reveal(byId.get(model.get("chosen")), false);
  };

  const button = (one) => {
    one.button = Object.assign(make("span", "cp-stop"), { tabIndex: -1 });
    one.button.dataset.id = one.id;
    one.button.setAttribute("role", "button");
    one.button.setAttribute("aria-label", one.label);
    return one.button;
  };

  const mark = () => {
    const chosen = model.get("chosen");
    for (const [, name] of SHOWN) for (const old of text.querySelectorAll(`.${name}`)) old.classList.remove(name);
    for (const one of statements) one.button.setAttribute("aria-pressed", one.id === chosen);
    for (const [part, name] of SHOWN) for (const element of byId.get(chosen)?.[part] ?? []) element.classList.add(name);
  };

  /* One statement is the place where Tab enters the text: where the keyboard stood, else the chosen one, or the first. */
  const stand = (take) => {
    const at = byId.get(model.get("focus")) || byId.get(model.get("chosen")) || statements[0];
    for (const one of statements) one.button.tabIndex = one === at ? 0 : -1;
    if (take && at) at.button.focus({ preventScroll: true });
  };

  const reveal = (one, page) => {
    if (!one) return;
    const behavior = calm.matches ? "auto" : "smooth";
    const [line] = one.words[0].getClientRects();
    const box = text.getBoundingClientRect();
    if (!line) return;
    if (line.top < box.top + 8 || line.bottom > box.bottom - 40) text.scrollTo({ top: text.scrollTop + line.top - box.top - box.height / 3, behavior });
    if (page) frame.scrollIntoView({ block: "nearest", behavior });
  };

  const choose = (id) => {
    own = id;
    save("chosen", id);
    own = null;
  };

  const inside = (chosen) => chosen && chosen.rangeCount && text.contains(chosen.anchorNode);

  /* Shift and an arrow select: first the words of the statement that the keyboard stands at, then more or less. */
  const extend = (key, by, at) => {
    const chosen = document.getSelection();
    const [way, step] = REACH[key];
    if (inside(chosen) && !(chosen.isCollapsed && at)) return chosen.modify("extend", way, by || step);
    if (!at) return;
    const [first, last] = [at.words.at(0).firstChild, at.words.at(-1).firstChild];
    if (way === "forward") chosen.setBaseAndExtent(first, 0, last, last.length);
    else chosen.setBaseAndExtent(last, last.length, first, 0);
  };

  const press = (event) => {
    if (event.altKey || event.metaKey || (event.ctrlKey && !event.shiftKey)) return;
    const at = byId.get(document.activeElement?.dataset.id);
    if (event.key !== "Enter" || !event.shiftKey) event.stopPropagation(); // else JupyterLab moves and changes cells
    if (event.shiftKey && !REACH[event.key]) return;
    if (event.shiftKey) {
      extend(event.key, event.ctrlKey && event.key.match(/Left|Right/) ? "word" : "", at);
    } else if (event.key in STEPS && statements.length) {
      const next = statements[Math.min(Math.max(statements.indexOf(at) + STEPS[event.key], 0), statements.length - 1)];
      next.button.focus({ preventScroll: true });
      reveal(next, false);
    } else if ((event.key === "Enter" || event.key === " ") && at) {
      choose(at.id);
    } else if (event.key === "Escape") {
      forget();
      if (inside(document.getSelection())) document.getSelection().removeAllRanges();
      choose("");
    } else return;
    event.preventDefault();
  };

  /* A click chooses the innermost statement, and where that is chosen already, the one that holds it. */
  const click = (event) => {
    const chosen = document.getSelection();
    if (inside(chosen) && !chosen.isCollapsed) return;
    const target = event.target.closest("[data-id], [data-said]");
    if (!target) return;
    const ids = target.dataset.id ? [target.dataset.id] : over.get(target);
    const id = ids[(ids.indexOf(model.get("chosen")) + 1) % ids.length];
    byId.get(id).button.focus({ preventScroll: true });
    choose(id);
  };

  const offset = (node, place, end) => {
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(node, place);
    return points(end ? before.toString() : whole(before.toString()));
  };

  const take = () => {
    const chosen = document.getSelection();
    if (!inside(chosen)) return;
    if (chosen.isCollapsed) return forget();
    const now = chosen.getRangeAt(0);
    const start = text.contains(now.startContainer) ? offset(now.startContainer, now.startOffset, false) : 0;
    const end = text.contains(now.endContainer) ? offset(now.endContainer, now.endOffset, true) : points(text.textContent);
    if (start >= end) return;
    drop();
    range = now.cloneRange();
    if (window.Highlight) CSS.highlights.set(PICKED, (CSS.highlights.get(PICKED) ?? new Highlight()).add(range));
    const told = model.get("selection");
    if (told.start !== start || told.end !== end) save("selection", { start, end });
  };

  const drop = () => {
    if (range) CSS.highlights?.get(PICKED)?.delete(range);
    range = null;
  };

  const forget = () => {
    drop();
    if ("start" in model.get("selection")) save("selection", {});
  };

  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(take, SETTLED);
  };

  const soon = () => {
    if (!due) queueMicrotask(draw);
    due = true;
  };

  const wanted = () => {
    if (due) return; // the text is drawn anew in a moment, and then marked
    mark();
    if (own === null) {
      stand(false);
      reveal(byId.get(model.get("chosen")), true);
    }
  };

  const stands = () => {
    const held = document.activeElement;
    if (!due && held?.dataset.id !== model.get("focus")) stand(text.contains(held));
  };

  const cleared = () => {
    if ("start" in model.get("selection")) return;
    if (range && inside(document.getSelection())) document.getSelection().removeAllRanges();
    drop();
  };

  const ring = (id) => {
    for (const old of text.querySelectorAll(".cp-at")) old.classList.remove("cp-at");
    for (const element of byId.get(id)?.words ?? []) element.classList.add("cp-at");
  };

  const enter = ({ target: { dataset: { id } } }) => {
    if (!id) return;
    ring(id);
    for (const one of statements) one.button.tabIndex = one.id === id ? 0 : -1;
    if (model.get("focus") !== id) save("focus", id);
  };

  text.addEventListener("focusin", enter);
  text.addEventListener("focusout", () => ring(""));
  text.addEventListener("keydown", press);
  text.addEventListener("click", click);
  document.addEventListener("selectionchange", settle);

  text.setAttribute("role", "document");
  frame.append(legend, text);
  el.append(frame);
  draw();

  const first = new ResizeObserver(() => {
    if (text.clientHeight) first.disconnect();
    if (text.clientHeight) reveal(byId.get(model.get("chosen")), false);
  });
  first.observe(text);

  const following = { "change:runs": soon, "change:marks": soon, "change:parties": soon, "change:where": soon, "change:chosen": wanted, "change:focus": stands, "change:selection": cleared };
  for (const [name, then] of Object.entries(following)) model.on(name, then);
  return () => {
    for (const [name, then] of Object.entries(following)) model.off(name, then);
    document.removeEventListener("selectionchange", settle);
    clearTimeout(timer);
    first.disconnect();
    drop();
  };
}

export default { render };
