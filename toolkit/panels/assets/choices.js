/* A list of boxes to tick, each with its count. Names come from articles, so they are only ever written as text. */
function render({ model, el }) {
  const frame = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const list = document.createElement("div");
  frame.className = "cp-choices";
  list.className = "cp-choices-list";
  frame.append(legend, list);

  const take = () => {
    const ticked = [...list.querySelectorAll("input:checked")].map((box) => box.dataset.value);
    model.set("value", ticked);
    model.save_changes();
  };

  const line = ({ value, label, count }) => {
    const row = document.createElement("label");
    const box = document.createElement("input");
    const words = document.createElement("span");
    const number = document.createElement("span");
    box.type = "checkbox";
    box.dataset.value = value;
    box.checked = model.get("value").includes(value);
    box.addEventListener("change", take);
    words.textContent = label;
    number.textContent = count;
    number.className = "cp-count";
    row.append(box, words, number);
    return row;
  };

  const draw = () => {
    legend.textContent = model.get("label");
    list.replaceChildren(...model.get("options").map(line));
  };

  const tick = () => {
    const value = model.get("value");
    for (const box of list.querySelectorAll("input")) box.checked = value.includes(box.dataset.value);
  };

  draw();
  model.on("change:options change:label", draw);
  model.on("change:value", tick);
  el.append(frame);
}

export default { render };
