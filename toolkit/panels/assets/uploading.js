/* Files chosen or dropped are handed over in parts, the next when the one before has arrived, because what is larger
   than a message may be is lost without a word. Names are only ever written as text. */
const make = (tag, name, words) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (words !== undefined) element.textContent = words;
  return element;
};

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

function render({ model, el }) {
  const frame = make("div", "cp-uploading");
  const label = make("label", "cp-drop");
  const box = make("input");
  const words = make("span", "cp-limit");
  const told = make("p", "cp-told");
  told.setAttribute("role", "status");
  box.type = "file";
  box.multiple = true;
  label.append(make("span", "cp-name", "Bring files in: choose them, or drop them here"), box, words);
  frame.append(label, told);

  let arrived = null;
  const part = (content, bytes) =>
    new Promise((resolve) => {
      arrived = resolve;
      model.send(content, undefined, bytes ? [bytes] : []);
    });

  const hand = async (file, before, total) => {
    const limit = model.get("limits").find(({ ends }) => ends.some((end) => file.name.toLowerCase().endsWith(end)));
    const most = limit ? limit.most : model.get("most");
    if (file.size > most) return part({ name: file.name, size: file.size, refused: "size", most });
    const size = model.get("part");
    for (let start = 0; start < Math.max(file.size, 1); start += size) {
      told.textContent = `Bringing in ${file.name}: ${megabytes(before + start)} of ${megabytes(total)}`;
      const bytes = await file.slice(start, start + size).arrayBuffer();
      const answer = await part({ name: file.name, size: file.size, start }, bytes);
      if (answer !== "next") return answer;
    }
  };

  const take = async (files) => {
    if (!files.length) return;
    box.disabled = true;
    let before = 0;
    const total = files.reduce((sum, file) => sum + file.size, 0);
    for (const file of files) {
      try {
        await hand(file, before, total);
      } catch (error) {
        await part({ name: file.name, size: file.size, refused: "unread", most: 0 });
      }
      before += file.size;
    }
    told.textContent = "";
    box.value = "";
    box.disabled = false;
    model.send({ done: true });
  };

  const hear = (message) => {
    const resolve = arrived;
    arrived = null;
    if (resolve) resolve(message.answer);
  };
  const write = () => (words.textContent = model.get("words"));

  box.addEventListener("change", () => take([...box.files]));
  label.addEventListener("dragover", (event) => event.preventDefault());
  label.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (!box.disabled) take([...event.dataTransfer.files]);
  });
  write();
  model.on("msg:custom", hear);
  model.on("change:words", write);
  el.append(frame);
  return () => model.off("msg:custom", hear);
}

export default { render };
