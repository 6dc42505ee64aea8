/* One line of words that is read out when it changes. */
function render({ model, el }) {
  const line = document.createElement("p");
  line.setAttribute("role", "status");
  const draw = () => {
    line.textContent = model.get("value");
    line.className = `cp-words ${model.get("tone")}`;
    line.hidden = !model.get("value");
  };
  draw();
  model.on("change:value change:tone", draw);
  el.append(line);
}

export default { render };
