// What is asked inside an opened page: each function is sent to the browser as it stands, so it uses nothing from outside.

// Text of one script inside a page of the other has to stand in an isolate or in a block with a direction of its own.
export function strayTexts() {
  const rtl = document.documentElement.dir === "rtl";
  const foreign = rtl ? /[A-Za-z\u0400-\u04ff]{2,}/ : /[\u0600-\u06ff]/;
  const strays = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!foreign.test(node.data) || parent.closest("script,style,svg title,svg desc")) continue;
    const svg = parent.closest("svg text, svg tspan");
    if (svg ? node.data.includes("\u2068") || svg.closest("text").textContent.includes("\u2068") : isolated(parent)) continue;
    strays.push(node.data.trim().slice(0, 80));
  }
  // Attributes that are read aloud or shown have no elements: there the isolates are characters.
  for (const attribute of ["aria-label", "title", "alt", "placeholder"]) {
    for (const element of document.querySelectorAll(`[${attribute}]:not(link)`)) {
      const own = element.getAttribute(attribute).replaceAll(/\u2068[^\u2069]*\u2069/g, "");
      if (foreign.test(own) && !isolated(element)) strays.push(`${attribute}: ${own.slice(0, 80)}`);
    }
  }
  return strays;
  function isolated(element) {
    for (let it = element; it && it !== document.body; it = it.parentElement) {
      if (it.tagName === "BDI" || (it.hasAttribute("dir") && it.hasAttribute("lang"))) return true;
    }
    return false;
  }
}

// Names that come from data have to stand in an isolate whatever their script is.
export function strayNames(names) {
  const known = new Set(names);
  const strays = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (known.has(node.data.trim()) && !parent.closest("bdi,svg,script,[dir]:not(html)")) strays.push(node.data.trim());
  }
  return strays;
}

// Words of another language's interface, wherever no element says that they are of that language.
export function strayWords([words, lang]) {
  const foreign = new Set(words);
  const strays = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.replaceAll(/[\u2068\u2069]/g, "").trim();
    if (foreign.has(text) && !node.parentElement.closest(`script,style,[lang="${lang}"]:not(html)`)) strays.push(text);
  }
  return strays;
}

// Where a value stands in its sentence: what is written before it is before it for the eye, and so is what comes after;
// and the words of a value of one script run in that script's direction.
export function disorders() {
  const found = [];
  const boxOf = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    return [...range.getClientRects()].filter((box) => box.width > 0);
  };
  const sameLine = (a, b) => a && b && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > Math.min(a.height, b.height) / 2;
  for (const value of document.querySelectorAll("main bdi")) {
    const boxes = [...value.getClientRects()].filter((box) => box.width > 0);
    if (boxes.length === 0) continue;
    const sentence = value.parentElement.closest("bdi,[dir]") ?? document.documentElement;
    const rtl = getComputedStyle(sentence).direction === "rtl";
    const ahead = (first, second) => (rtl ? first.left >= second.right - 1.5 : first.right <= second.left + 1.5);
    const before = value.previousSibling;
    const after = value.nextSibling;
    if (before?.nodeType === Node.TEXT_NODE && /\S/.test(before.data)) {
      const last = before.data.trimEnd().length;
      const box = boxOf(before, last - 1, last).at(-1);
      if (sameLine(box, boxes[0]) && !ahead(box, boxes[0])) found.push(`before ${value.textContent}`);
    }
    if (after?.nodeType === Node.TEXT_NODE && /\S/.test(after.data)) {
      const first = after.data.search(/\S/);
      const box = boxOf(after, first, first + 1)[0];
      if (sameLine(box, boxes.at(-1)) && !ahead(boxes.at(-1), box)) found.push(`after ${value.textContent}`);
    }
    const text = value.firstChild;
    if (text?.nodeType !== Node.TEXT_NODE) continue;
    const latin = /^[\p{Script=Latin}\p{Script=Cyrillic}\s]+$/u.test(text.data);
    const arabic = /^[\p{Script=Arabic}\s]+$/u.test(text.data);
    if (latin === arabic) continue;
    const words = [...text.data.matchAll(/\S+/g)].map((word) => boxOf(text, word.index, word.index + word[0].length)[0]);
    for (let at = 1; at < words.length; at += 1) {
      const [one, other] = [words[at - 1], words[at]];
      if (sameLine(one, other) && (latin ? one.right > other.left + 1.5 : one.left < other.right - 1.5)) {
        found.push(`inside ${text.data}`);
        break;
      }
    }
  }
  return found;
}

// A marked line is as wide as the same words without any mark: no mark, link or dotted line takes letters apart.
export function splitWords() {
  const found = [];
  for (const block of document.querySelectorAll(".words > *, .quote blockquote > p, .margin .claim-text")) {
    if (!block.querySelector("mark, a, .fix") || block.querySelector("b, strong, em, code, ul, ol, table, bdi, br")) continue;
    const width = (plain) => {
      const copy = block.cloneNode(true);
      if (plain) copy.textContent = copy.textContent;
      copy.removeAttribute("id");
      Object.assign(copy.style, { position: "absolute", whiteSpace: "nowrap", inlineSize: "max-content", maxInlineSize: "none" });
      block.parentElement.append(copy);
      const measured = copy.getBoundingClientRect().width;
      copy.remove();
      return measured;
    };
    const [marked, plain] = [width(false), width(true)];
    if (Math.abs(marked - plain) > 1) found.push(`${marked.toFixed(1)} for ${plain.toFixed(1)}: ${block.textContent.trim().slice(0, 60)}`);
  }
  return found;
}

// The words of the main part without the controls that only scripts add, and where its links lead.
export function mainPart() {
  const main = document.querySelector("main").cloneNode(true);
  for (const control of main.querySelectorAll(".seg")) control.remove();
  const words = main.textContent.replaceAll(/\s+/g, " ").trim();
  return JSON.stringify([words, [...main.querySelectorAll("a")].map((link) => link.getAttribute("href"))]);
}

// What has the focus, whether it can be seen, and whether a ring shows it.
export function focused() {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const seen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0;
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { what: element.outerHTML.slice(0, 120), skip: element.matches(".skip"), main: element.matches("main"), body: element === document.body, seen, ring };
}

// What a printed page must not have: controls, a second column, paper that is not white.
export function unprintable() {
  const found = [];
  for (const control of document.querySelectorAll(".top nav, .search, .seg, .skip, .pager")) {
    if (control.getClientRects().length > 0) found.push(`shows ${control.className || control.tagName}`);
  }
  const grid = document.querySelector(".grid");
  if (grid && getComputedStyle(grid).gridTemplateColumns.split(" ").length > 1) found.push("two columns");
  if (getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)") found.push("the paper is not white");
  return found;
}
