/* A table of speakers with a choice of party in each row, and the words it hangs on below it; text only, never HTML. */
const make = (tag, name, words) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
};

const passage = ({ where, pieces }) => {
  const part = make("div", "cp-passage");
  const words = make("blockquote");
  const drawn = ([role, text]) => (role === "content" || role === "evidence" ? make("mark", `cp-${role}`, text) : make("span", role && `cp-${role}`, text));
  words.append(...pieces.map(drawn));
  part.append(words, make("p", "cp-where", where));
  return part;
};

function render({ model, el }) {
  const frame = make("div", "cp-deciding");
  const open = new Set();

  const choice = (row) => {
    const select = make("select");
    select.setAttribute("aria-label", `Party of ${row.speaker}`);
    const found = make("option", "", row.overruled ? "as found by the rules" : `${row.party} (as found)`);
    found.value = "";
    select.append(found);
    for (const party of model.get("options")) {
      const option = make("option", "", party);
      option.value = party;
      select.append(option);
    }
    select.value = row.overruled ? row.party : "";
    select.addEventListener("change", () => {
      model.set("decision", { speaker: row.speaker, article: row.article, party: select.value, count: (model.get("decision").count || 0) + 1 });
      model.save_changes();
    });
    return select;
  };

  const line = (row, body) => {
    const item = body.insertRow();
    item.className = row.unassigned ? "cp-unassigned" : "";
    const head = make("th");
    head.scope = "row";
    const toggle = make("button", "cp-toggle", row.speaker);
    toggle.type = "button";
    toggle.setAttribute("aria-expanded", open.has(row.key));
    head.append(toggle);
    if (row.also) head.append(make("div", "cp-also", row.also));
    const party = make("td");
    party.append(choice(row));
    item.append(head, make("td", "cp-number", row.statements), party, make("td", "", row.why));
    const below = body.insertRow();
    below.hidden = !open.has(row.key);
    const cell = make("td");
    cell.colSpan = 4;
    cell.append(...row.context.map(passage));
    below.append(cell);
    toggle.addEventListener("click", () => {
      below.hidden = !below.hidden;
      toggle.setAttribute("aria-expanded", !below.hidden);
      below.hidden ? open.delete(row.key) : open.add(row.key);
    });
  };

  const draw = () => {
    const table = make("table", "cp-table");
    table.createCaption().textContent = model.get("caption");
    const head = table.createTHead().insertRow();
    for (const [words, kind] of [["Speaker", ""], ["Statements", "cp-number"], ["Party", ""], ["Why", ""]]) {
      const cell = make("th", kind, words);
      cell.scope = "col";
      head.append(cell);
    }
    const body = table.createTBody();
    for (const row of model.get("rows")) line(row, body);
    const at = frame.scrollTop;
    frame.replaceChildren(table);
    frame.scrollTop = at;
  };
  frame.tabIndex = 0;
  frame.setAttribute("role", "region");
  frame.setAttribute("aria-label", "Speakers and their parties");
  draw();
  model.on("change:rows change:options change:caption", draw);
  el.append(frame);
}

export default { render };
