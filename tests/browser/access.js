/* What a checker of accessibility looks for in a page, as a list of findings in words; an empty list is a page without.
   Written for this project after WCAG 2.2, levels A and AA, with the names that are common for such rules. */
() => {
  const found = [];
  const say = (rule, element, words) => {
    const opening = element.cloneNode(false).outerHTML.slice(0, 120);
    found.push(`${rule}: ${words} ${opening}`);
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (one) => one.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true }) && !one.closest("[aria-hidden=true]");
  const byIds = (ids) => ids.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ").trim();
  const name = (one) =>
    (one.getAttribute("aria-labelledby") && byIds(one.getAttribute("aria-labelledby"))) ||
    one.getAttribute("aria-label")?.trim() ||
    (one.labels && [...one.labels].map((label) => label.textContent.trim()).join(" ")) ||
    (one.matches("a, button, summary, option, [role=link], [role=button]") && one.textContent.trim()) ||
    one.getAttribute("title")?.trim() ||
    "";

  /* The document. */
  if (!/^[a-z]{2,3}(-|$)/i.test(document.documentElement.lang)) say("html-has-lang", document.documentElement, "no language");
  for (const one of all("[lang]")) if (!/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(one.lang)) say("valid-lang", one, "no language");
  if (!document.title.trim()) say("document-title", document.documentElement, "no title");
  const zoom = document.querySelector("meta[name=viewport]")?.content ?? "";
  if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[01](\.|\b)/.test(zoom)) say("meta-viewport", document.body, zoom);
  if (document.querySelector("meta[http-equiv=refresh]")) say("meta-refresh", document.body, "it reloads itself");
  const ids = all("[id]").map((one) => one.id);
  for (const one of all("[id]")) if (ids.indexOf(one.id) !== ids.lastIndexOf(one.id)) say("duplicate-id", one, one.id);

  /* Landmarks and headings. */
  if (all("main, [role=main]").length !== 1) say("landmark-one-main", document.body, "not one main part");
  if (all("body > header, body > div > header, [role=banner]").filter((one) => !one.closest("main, article, section")).length > 1)
    say("landmark-no-duplicate-banner", document.body, "two heads");
  const landmarks = all("main, nav, header, footer, aside, [role=search], [role=region][aria-label], section[aria-labelledby], section[aria-label]");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("script, style, .skip, #vg-tooltip-element") || !seen(parent)) continue;
    if (!landmarks.some((one) => one.contains(parent))) say("region", parent, "words outside of every landmark");
  }
  for (const kind of ["nav", "section[aria-label]", "section[aria-labelledby]", "[role=region]", "[role=search]"]) {
    const names = all(kind).map(name);
    all(kind).forEach((one, place) => {
      if (!names[place]) say("landmark-name", one, "a landmark without a name");
      if (names.indexOf(names[place]) !== place) say("landmark-unique", one, `two are called ${names[place]}`);
    });
  }
  const headings = all("h1, h2, h3, h4, h5, h6, [role=heading]").filter(seen);
  if (headings.filter((one) => one.matches("h1")).length !== 1) say("page-has-heading-one", document.body, "not one h1");
  headings.reduce((before, one) => {
    const level = Number(one.getAttribute("aria-level") ?? one.tagName[1]);
    if (level > before + 1) say("heading-order", one, `level ${level} after ${before}`);
    if (!one.textContent.trim()) say("empty-heading", one, "an empty heading");
    return level;
  }, 0);

  /* Names of what can be used, and what pictures show. */
  for (const one of all("a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link]"))
    if (!name(one) && seen(one)) say("name", one, "a control without a name");
  for (const one of all("img, [role=img], svg:not(.still svg, .live svg)"))
    if (!one.hasAttribute("alt") && !name(one) && !one.parentElement.closest("[role=img]")) say("image-alt", one, "a picture without words");
  for (const one of all(".live:not([hidden]) svg")) if (!name(one)) say("svg-img-alt", one, "a chart without words");
  for (const one of all("[role=img], button, [role=button]"))
    if (one.querySelector("a[href], button, input, select, [tabindex]:not([tabindex='-1'])")) say("nested-interactive", one, "a control inside");
  for (const one of all("[role]")) {
    const known = "alert article banner button cell checkbox columnheader combobox complementary contentinfo dialog document " +
      "figure form graphics-document graphics-object graphics-symbol grid group heading img link list listbox listitem main " +
      "menu navigation none note option presentation radio region row rowgroup rowheader search separator slider status " +
      "switch tab table tablist tabpanel textbox toolbar tooltip tree";
    if (!known.split(" ").includes(one.getAttribute("role"))) say("aria-roles", one, `no role: ${one.getAttribute("role")}`);
  }
  for (const one of all("[aria-labelledby], [aria-describedby], [aria-controls]"))
    for (const key of ["aria-labelledby", "aria-describedby", "aria-controls"])
      for (const id of (one.getAttribute(key) ?? "").split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) say("aria-valid-attr-value", one, `nothing has the id ${id}`);
  const nameless = "div, span, p, code, em, strong, b, i, sub, sup, caption, figcaption";
  for (const one of all(nameless))
    if ((one.hasAttribute("aria-label") || one.hasAttribute("aria-labelledby")) && !one.hasAttribute("role"))
      say("aria-prohibited-attr", one, "a name on what can have none");
  for (const one of all("[aria-hidden=true]"))
    if (one.matches("a[href], button, input, select, [tabindex]") || one.querySelector("a[href], button, input, select, [tabindex='0']"))
      say("aria-hidden-focus", one, "hidden, and can be focused");

  /* Tables and lists. */
  for (const table of all("table")) {
    const heads = all("th", table);
    if (!heads.length) say("table-headers", table, "no header cells");
    for (const head of heads) if (!head.getAttribute("scope") && !head.closest("thead")) say("scope", head, "a header of nothing");
    for (const head of heads) if (!/^(col|row|colgroup|rowgroup)?$/.test(head.getAttribute("scope") ?? "")) say("scope-attr-valid", head, "");
    for (const head of all("thead th", table)) if (!head.textContent.trim()) say("empty-table-header", head, "an empty header");
  }
  for (const list of all("ul, ol")) for (const one of list.children) if (!one.matches("li, script, template")) say("list", one, "no item");
  for (const one of all("li")) if (!one.parentElement.matches("ul, ol, menu")) say("listitem", one, "an item of no list");
  for (const one of all("dt, dd")) if (!one.parentElement.matches("dl, dl > div")) say("dlitem", one, "a term of no list");

  /* The keyboard. */
  for (const one of all("[tabindex]")) if (one.tabIndex > 0) say("tabindex", one, "it jumps the order");
  for (const one of all("*")) {
    const style = getComputedStyle(one);
    const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY) && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
    if (!scrolls || !seen(one) || one.matches("html, body, select, textarea, input")) continue;
    if (one.tabIndex < 0 && !one.querySelector("a[href], button, input, select, [tabindex='0']")) say("scrollable-region-focusable", one, "no key scrolls it");
  }
  const skip = document.querySelector("a[href^='#']");
  if (!skip || !document.querySelector(skip.getAttribute("href"))) say("bypass", document.body, "nothing to skip with");

  /* Contrast of words with what lies behind them. */
  const colour = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return { red, green, blue, alpha };
  };
  const over = (top, below) => {
    const mix = (key) => top[key] * top.alpha + below[key] * (1 - top.alpha);
    return { red: mix("red"), green: mix("green"), blue: mix("blue"), alpha: 1 };
  };
  const light = ({ red, green, blue }) => {
    const [r, g, b] = [red, green, blue].map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const chain = (one) => { const up = []; for (let at = one; at; at = at.parentElement) up.unshift(at); return up; };
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const canvas = dark ? { red: 18, green: 18, blue: 18, alpha: 1 } : { red: 255, green: 255, blue: 255, alpha: 1 };
  const told = new Set();
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const one = words.currentNode.parentElement;
    if (!words.currentNode.data.trim() || one.closest("script, style, svg") || !seen(one)) continue;
    let behind = canvas;
    let opacity = 1;
    for (const at of chain(one)) {
      const style = getComputedStyle(at);
      behind = over(colour(style.backgroundColor), behind);
      opacity *= Number(style.opacity);
    }
    const style = getComputedStyle(one);
    const ink = colour(style.color);
    const front = over({ ...ink, alpha: ink.alpha * opacity }, behind);
    const [high, low] = [light(front), light(behind)].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize);
    const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
    const key = `${one.tagName}.${one.className}`;
    if (ratio < needed && !told.has(key)) {
      told.add(key);
      say("color-contrast", one, `${ratio.toFixed(2)} of ${needed}: “${words.currentNode.data.trim().slice(0, 30)}”`);
    }
  }
  return found;
}
