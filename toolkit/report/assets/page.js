/* What the page does beyond being read: live charts, a filter over the statements, and bars that lead to their words.
   Without this script the charts stand still, every statement is shown, and every link works. */
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const place = (id) => document.getElementById(id);
  const plain = (text) =>
    text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

  /* The filter. */
  const controls = ["party", "kind", "text"].map((name) => place(`filter-${name}`));
  const voices = all("section.voice");
  const statements = all("li.statement").map((item) => ({
    item,
    voice: item.closest("section.voice").dataset.voice,
    kind: item.dataset.kind,
    words: plain(all("strong, mark.content, .speaker", item).map((one) => one.textContent).join(" ")),
  }));

  const filter = () => {
    const [party, kind, text] = controls.map((control) => control.value);
    const wanted = plain(text);
    const kept = new Set();
    for (const one of statements) {
      const shown =
        (!party || one.voice === party) && (!kind || one.kind === kind) && (!wanted || one.words.includes(wanted));
      one.item.hidden = !shown;
      if (shown) kept.add(one.item.dataset.id);
    }
    for (const voice of voices) {
      voice.hidden = !all("li.statement", voice).some((item) => !item.hidden);
    }
    const total = new Set(statements.map((one) => one.item.dataset.id)).size;
    place("filter-count").textContent = `${kept.size} of ${total} statements shown`;
  };

  const choose = (party = "", kind = "") => {
    controls[0].value = party;
    controls[1].value = kind;
    controls[2].value = "";
    filter();
  };

  if (statements.length) {
    place("filter").hidden = false;
    for (const control of controls) control.addEventListener("input", filter);
    place("filter-reset").addEventListener("click", () => choose());
    filter();
  }

  /* A board or ledger has a field of its own: what does not hold the words, or names another party, is hidden. */
  const sift = (board, number) => {
    const items = all(".cp-item", board).map((item) => ({
      item,
      words: plain(item.textContent),
      parties: all(".cp-chip", item).map((chip) => chip.textContent),
    }));
    const bar = document.createElement("div");
    bar.className = "sift";
    const field = (tag, words) => {
      const label = document.createElement("label");
      const control = document.createElement(tag);
      control.id = `sift-${number}-${tag}`;
      label.htmlFor = control.id;
      label.textContent = words;
      label.append(control);
      bar.append(label);
      return control;
    };
    const text = field("input", "Contains");
    text.type = "search";
    const party = field("select", "Party");
    for (const name of ["", ...new Set(items.flatMap((one) => one.parties))]) party.add(new Option(name || "all", name));
    const count = document.createElement("p");
    count.setAttribute("role", "status");
    bar.append(count);
    const draw = () => {
      let shown = 0;
      for (const one of items) {
        const kept = (!text.value || one.words.includes(plain(text.value))) && (!party.value || one.parties.includes(party.value));
        one.item.hidden = !kept;
        shown += kept;
      }
      /* A heading without anything below it says nothing; who is not heard is said only of whole issues. */
      const sifted = text.value || party.value;
      for (const heading of all("h4", board)) {
        let any = false;
        for (let next = heading.nextElementSibling; next && next.tagName !== "H4"; next = next.nextElementSibling) {
          if (next.matches(".cp-item")) any = any || !next.hidden;
          else next.hidden = Boolean(sifted);
        }
        heading.hidden = !any && Boolean(sifted);
      }
      count.textContent = `${shown} of ${items.length} shown`;
    };
    for (const control of [text, party]) control.addEventListener("input", draw);
    board.before(bar);
    draw();
  };
  all(".cp-filter").forEach(sift);

  /* A link to something that the filter hides shows it again; a link into a fold opens it. */
  const reveal = () => {
    const target = place(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) choose();
    const fold = target.closest("details");
    if (fold) fold.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  /* A bar leads to its statements; that of a party nobody hears leads to where it is named. */
  const lead = (datum) => {
    if (!datum || typeof datum.party !== "string") return;
    const of = (selector) => all(selector).find((one) => one.dataset.party === datum.party);
    const voice = of("section.voice");
    if (voice) {
      const kind = all("option", controls[1]).some((option) => option.value === datum.kind) ? datum.kind : "";
      choose(voice.dataset.voice, kind);
    }
    const target = voice ? (voice.hidden ? place("statements") : voice.querySelector("h3")) : of("section.named details");
    if (!target) return;
    if (target.matches("details")) target.open = true;
    target.scrollIntoView();
    target.focus({ preventScroll: true });
  };

  const draw = async (figure) => {
    const live = figure.querySelector(".live");
    const still = figure.querySelector(".still");
    /* The version that a chart names is the one JupyterLab knows; the page brings its own. */
    const { $schema: _, ...spec } = JSON.parse(figure.querySelector("script").textContent);
    live.hidden = false;
    const { view } = await window.vegaEmbed(live, spec, {
      actions: false,
      ast: true,
      defaultStyle: false,
      mode: "vega-lite",
      renderer: "svg",
    });
    live.querySelector("svg").setAttribute("aria-label", still.getAttribute("aria-label"));
    /* Vega calls a group that holds no marks yet a symbol, and a symbol has to have a name. */
    for (const empty of all("g[role='graphics-symbol']:not([aria-label])", live)) empty.setAttribute("role", "graphics-object");
    view.addEventListener("click", (event, item) => lead(item && item.datum));
    still.hidden = true;
    figure.classList.add("drawn");
  };

  /* One chart after the other, once the page can be read, with a pause for whoever reads already. */
  const enliven = async () => {
    for (const figure of all("figure.chart:has(> script)")) {
      await new Promise((next) => setTimeout(next));
      await draw(figure).catch((error) => {
        figure.querySelector(".live").hidden = true;
        console.error(`A chart could not be drawn, its still picture stays: ${error}`);
      });
    }
  };
  window.addEventListener("load", enliven);
})();
