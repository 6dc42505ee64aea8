/* Words that are read out when they change, but for those to look things up in, which are a part of the page that the
   keyboard can scroll; the first words of each of their lines, up to a full stop, are its heading. */
const entry = (words) =>
  words.split("\n").filter(Boolean).map((line) => {
    const [, heading, rest] = line.match(/^([^.]{1,24}\.)(.*)$/) ?? [null, "", line];
    const element = document.createElement("p");
    if (heading) element.append(Object.assign(document.createElement("strong"), { textContent: heading }));
    element.append(rest);
    return element;
  });

const own = (event) => {
  const command = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
  if (!command) event.stopPropagation();
};

function render({ model, el }) {
  const line = document.createElement("div");
  const draw = () => {
    const [words, tone] = [model.get("value"), model.get("tone")];
    line.className = `cp-words ${tone}`;
    line.hidden = !words;
    line.setAttribute("role", tone === "entry" ? "region" : "status");
    if (tone === "entry") Object.assign(line, { tabIndex: 0, ariaLabel: "What the codebook says" });
    if (tone === "entry") line.replaceChildren(...entry(words));
    else line.textContent = words;
  };
  /* Every panel has such words. Plain keys that are pressed in a panel are its own: else JupyterLab takes them for the
     notebook, and a letter typed to find a party in a list inserts or deletes a cell. */
  const keep = ({ target }) => {
    const panel = target.closest(".cp-panel");
    if (panel) panel.onkeydown = own;
  };
  draw();
  model.on("change:value change:tone", draw);
  document.addEventListener("focusin", keep);
  el.append(line);
  return () => document.removeEventListener("focusin", keep);
}

export default { render };
