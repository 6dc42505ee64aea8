/* A table and a list of statements, written as text only: nothing that an article says can become part of the page. */
const make = (tag, name, words) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
};

const grid = ({ caption, columns, rows, numbers }) => {
  const table = make("table", "cp-table");
  const head = table.createTHead().insertRow();
  table.createCaption().textContent = caption;
  const kind = (place) => (numbers.includes(place) ? "cp-number" : "");
  columns.forEach((column, place) => {
    const cell = make("th", kind(place), column);
    cell.scope = "col";
    head.append(cell);
  });
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((words, place) => {
      const cell = make(place ? "td" : "th", kind(place), words);
      if (!place) cell.scope = "row";
      line.append(cell);
    });
  }
  return table;
};

const statement = ({ id, who, tags, pieces, where }) => {
  const item = make("li", "cp-statement");
  const head = make("p", "cp-who");
  const button = make("button", "cp-pick", who);
  button.type = "button";
  button.title = "Choose this statement";
  item.dataset.id = id;
  head.append(button, ...tags.map((tag) => make("span", "cp-tag", tag)));
  const words = make("blockquote");
  words.append(...pieces.map(([role, text]) => (role === "content" ? make("mark", "", text) : make("span", role && `cp-${role}`, text))));
  item.append(head, words, make("p", "cp-where", where));
  return item;
};

function render({ model, el }) {
  const frame = make("div", "cp-reading");
  const mark = () => {
    for (const item of frame.querySelectorAll(".cp-statement")) {
      const picked = item.dataset.id === model.get("picked");
      item.classList.toggle("cp-picked", picked);
      item.querySelector(".cp-pick").setAttribute("aria-pressed", picked);
    }
  };
  const pick = (event) => {
    const item = event.target.closest(".cp-statement");
    const words = document.getSelection();
    if (!item || (!words.isCollapsed && item.contains(words.anchorNode))) return; // words were selected, to be copied
    for (const id of item.dataset.id === model.get("picked") ? ["", item.dataset.id] : [item.dataset.id]) {
      model.set("picked", id);
      model.save_changes();
    }
  };
  /* A wide table stands in a frame of its own, which the keyboard can scroll. */
  const framed = (table) => {
    if (!model.get("framed")) return table;
    const scroll = make("div", "cp-framed");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", table.caption.textContent);
    scroll.append(table);
    return scroll;
  };
  const draw = () => {
    const table = model.get("table");
    const list = make("ol");
    list.append(...model.get("items").map(statement));
    const parts = table.rows && table.rows.length ? [framed(grid(table))] : [];
    if (table.note) parts.push(make("p", "cp-note", table.note));
    const note = model.get("note");
    const scroll = make("div", "cp-list");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "The statements chosen");
    scroll.append(list);
    frame.replaceChildren(...parts, ...(note ? [make("p", "cp-note", note)] : []), ...(list.childElementCount ? [scroll] : []));
    mark();
  };
  draw();
  frame.addEventListener("click", pick);
  model.on("change:picked", mark);
  model.on("change:table change:items change:note", draw);
  el.append(frame);
}

export default { render };
