/* Statements about which two coders differ, each in its paragraph, with what each of them has; text only, never HTML. */
const make = (tag, name, words) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
};

const MARKS = { both: "cp-both", first: "cp-first", second: "cp-second" };
const passage = (pieces) => {
  const words = make("blockquote");
  words.append(...pieces.map(([role, text]) => (MARKS[role] ? make("mark", MARKS[role], text) : make("span", role && `cp-${role}`, text))));
  return words;
};

function render({ model, el }) {
  const frame = make("div", "cp-adjudicating");
  const drafts = new Map(); // the reason and the boxes of each statement, until it is decided
  const draft = (key) => drafts.get(key) ?? drafts.set(key, { why: "", off: new Set() }).get(key);
  let asked = -1; // the place of the statement that was decided last, to go on from there

  const grid = (item) => {
    const table = make("table", "cp-table");
    const head = table.createTHead().insertRow();
    const some = item.rows.some((row) => row.open);
    const titles = [["", ""], [model.get("names")[0], "cp-first"], [model.get("names")[1], "cp-second"]];
    for (const [words, kind] of [...titles, ...(some ? [["decide", ""]] : [])]) {
      const cell = make("th");
      cell.scope = "col";
      cell.append(kind ? make("mark", kind, words) : words);
      head.append(cell);
    }
    const body = table.createTBody();
    for (const row of item.rows) {
      const line = body.insertRow();
      line.className = row.first !== row.second ? "cp-differs" : "";
      const name = make("th", "", row.name);
      name.scope = "row";
      line.append(name, make("td", "", row.first), make("td", "", row.second));
      if (!some) continue;
      const cell = line.insertCell();
      if (!row.open) continue;
      const box = make("input");
      box.type = "checkbox";
      box.checked = !draft(item.key).off.has(row.name);
      box.dataset.part = row.name;
      box.setAttribute("aria-label", `Decide the ${row.name} now`);
      box.addEventListener("change", () => {
        draft(item.key).off[box.checked ? "delete" : "add"](row.name);
        ready(box.closest("li"));
      });
      cell.append(box);
    }
    return table;
  };

  const parts = (card) => [...card.querySelectorAll("input[type=checkbox]")];
  const ready = (card) => {
    const boxes = parts(card);
    const none = boxes.length > 0 && !boxes.some((box) => box.checked);
    for (const button of card.querySelectorAll("button")) button.disabled = none;
  };

  const decide = (item, card, take) => {
    asked = [...card.parentElement.children].indexOf(card);
    const chosen = parts(card).filter((box) => box.checked).map((box) => box.dataset.part);
    model.set("decision", { key: item.key, parts: chosen, take, why: draft(item.key).why, count: (model.get("decision").count || 0) + 1 });
    model.save_changes();
  };

  const card = (item, place, all) => {
    const one = make("li", "cp-pair");
    const name = `Disagreement ${place + 1} of ${all.length}`;
    one.setAttribute("aria-label", name);
    const why = make("input", "cp-why");
    why.type = "text";
    why.placeholder = "Reason, such as an entry of the codebook";
    why.value = draft(item.key).why;
    why.setAttribute("aria-label", `Reason, ${name}`);
    why.addEventListener("input", () => { draft(item.key).why = why.value; });
    const line = make("div", "cp-decide");
    const [first, second] = model.get("names");
    for (const [words, take] of [[`Keep the first: ${first}`, false], [`Take the second: ${second}`, true]]) {
      const button = make("button", "cp-button", words);
      button.type = "button";
      button.setAttribute("aria-label", `${words}, ${name}`);
      button.addEventListener("click", () => decide(item, one, take));
      line.append(button);
    }
    line.append(why);
    one.append(make("p", "cp-where", item.where), passage(item.pieces), grid(item), line);
    return one;
  };

  const draw = () => {
    const items = model.get("items");
    const inside = frame.contains(document.activeElement);
    const list = make("ol");
    list.append(...items.map(card));
    for (const one of list.children) ready(one);
    const at = frame.scrollTop;
    frame.replaceChildren(list);
    frame.hidden = !items.length;
    frame.scrollTop = at;
    // Who decides by keyboard goes on with the next one, and whoever is done stays in the panel.
    if (inside && asked >= 0) (list.children[Math.min(asked, items.length - 1)]?.querySelector(".cp-button") ?? frame).focus();
    asked = -1;
  };
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "Disagreements to decide");
  draw();
  model.on("change:items change:names", draw);
  el.append(frame);
}

export default { render };
