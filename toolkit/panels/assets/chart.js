/* A chart that is drawn here and tells what was clicked. The drawing program comes before this text in the same module
   (see charting.py) and leaves `vegaEmbed` behind; nothing is fetched. */
const SHOWN = { actions: false, renderer: "svg", ast: false };

function render({ model, el }) {
  const frame = document.createElement("div");
  frame.className = "cp-chart";
  frame.setAttribute("role", "group");
  el.append(frame);
  let drawn = null;
  let turn = 0; // a chart that comes while an earlier one is being drawn takes its place

  const listen = (view) => {
    const field = model.get("field");
    view.addEventListener("click", (_, item) => {
      const row = item && item.datum && (item.datum.datum || item.datum);
      const value = row && row[field];
      if (typeof value !== "string") return;
      // The same thing can be clicked again: a number that grows tells the clicks apart.
      model.set("clicked", { value, turn: (model.get("clicked").turn || 0) + 1 });
      model.save_changes();
    });
  };

  const draw = async () => {
    const spec = model.get("spec");
    const own = ++turn;
    frame.setAttribute("aria-label", spec.description || "A chart");
    if (drawn) drawn.finalize();
    drawn = null;
    if (!spec.$schema) return frame.replaceChildren();
    const place = document.createElement("div");
    const result = await window.vegaEmbed(place, spec, SHOWN);
    if (own !== turn) return result.finalize();
    drawn = result;
    listen(result.view);
    frame.replaceChildren(place);
  };

  model.on("change:spec", draw);
  draw();
  return () => drawn && drawn.finalize();
}

export default { render };
