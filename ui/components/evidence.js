// The evidence viewer: a page picture with boxes, a table with its cell marked, or paragraphs. Texts by textContent only.
function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

// The text with the quoted pieces inside <mark>; pieces that cannot be found are left out.
function quoted(element, text, quotes) {
  const spans = [];
  for (const quote of quotes) {
    const at = quote ? text.indexOf(quote) : -1;
    if (at >= 0 && quote.length < text.length) spans.push([at, at + quote.length]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  let done = 0;
  for (const [from, to] of spans) {
    if (from < done) continue;
    element.append(text.slice(done, from), make("mark", "quote", text.slice(from, to)));
    done = to;
  }
  element.append(text.slice(done));
}

const tone = (marks, selected) => (marks.includes(selected) ? " lit" : marks.length ? " dim" : "");

function drawPage(view, data, pick, zoom) {
  const sheet = make("div", "sheet");
  sheet.style.width = `${zoom}%`;
  const picture = make("img", "page");
  picture.src = view.image;
  picture.alt = `第 ${view.page} 页`;
  picture.style.aspectRatio = `1 / ${view.ratio}`;
  sheet.append(picture);
  for (const spot of view.doubts || []) {
    const mark = make("div", "doubt");
    mark.title = spot.why;
    for (const side of ["left", "top", "width", "height"]) mark.style[side] = `${spot[side]}%`;
    sheet.append(mark);
  }
  for (const box of view.boxes) {
    const frame = make("button", `box${box.i === data.selected ? " lit" : " dim"}${box.top < 2.5 ? " top" : ""}`);
    frame.type = "button";
    for (const side of ["left", "top", "width", "height"]) frame.style[side] = `${box[side]}%`;
    frame.append(make("span", "tag", box.label));
    frame.addEventListener("click", () => pick(box.i));
    sheet.append(frame);
  }
  return sheet;
}

function drawGrid(view, data, pick) {
  const wrap = make("div", "paper");
  if (view.title) wrap.append(make("div", "name", view.title));
  if (view.above) wrap.append(make("div", "more", `上面还有 ${view.above} 行`));
  const table = make("table", view.letters.length ? "grid excel" : "grid");
  if (view.letters.length) {
    const head = make("tr");
    head.append(make("th", "corner"));
    for (const letter of view.letters) head.append(make("th", "", letter));
    table.append(head);
  }
  view.rows.forEach((row, n) => {
    const line = make("tr");
    if (view.letters.length) line.append(make("th", "number", String(view.first + n)));
    for (const cell of row) {
      const spot = make("td", `cell${tone(cell.marks, data.selected)}`);
      spot.rowSpan = cell.rowspan;
      spot.colSpan = cell.colspan;
      quoted(spot, cell.text, cell.quotes);
      if (cell.marks.length) spot.addEventListener("click", () => pick(cell.marks[0]));
      line.append(spot);
    }
    table.append(line);
  });
  wrap.append(table);
  if (view.below) wrap.append(make("div", "more", `下面还有 ${view.below} 行`));
  return wrap;
}

function drawLines(view, data) {
  const wrap = make("div", "paper");
  for (const line of view.lines) {
    const kind = `line${line.aside ? " aside" : ""}${line.level ? " heading" : ""}`;
    const spot = make("p", `${kind}${line.here ? " lit" : tone(line.marks, data.selected)}`);
    quoted(spot, line.text, line.quotes);
    wrap.append(spot);
  }
  return wrap;
}

function drawBar(data, root, pick, turn, redraw) {
  const bar = make("div", "bar");
  const several = new Set(data.chips.map((chip) => chip.file)).size > 1;
  data.chips.forEach((chip, n) => {
    const button = make("button", `evidence${n === data.selected ? " lit" : ""}`);
    button.type = "button";
    button.append(make("b", "", chip.label));
    if (several) button.append(make("span", "from", chip.file));
    button.append(make("span", "", chip.where));
    button.title = chip.file;
    button.addEventListener("click", () => pick(n));
    bar.append(button);
  });
  const tools = make("span", "tools");
  const add = (label, title, act, off) => {
    const button = make("button", "tool", label);
    button.type = "button";
    button.title = title;
    button.setAttribute("aria-label", title);
    button.disabled = Boolean(off);
    button.addEventListener("click", act);
    tools.append(button);
  };
  if (data.view.kind === "page") {
    const { page, pages } = data.view;
    if (pages > 1) {
      add("‹", "上一页", () => turn(page - 1), page <= 1);
      tools.append(make("span", "pages", `${page} / ${pages}`));
      add("›", "下一页", () => turn(page + 1), page >= pages);
    }
    const zoom = (value) => { root.zoom = Math.min(300, Math.max(60, value)); redraw(true); };
    add("－", "缩小", () => zoom((root.zoom || 100) - 30));
    add("＋", "放大", () => zoom((root.zoom || 100) + 30));
    add("适宽", "适合宽度", () => zoom(100));
  }
  bar.append(tools);
  return bar;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement;
  let frame = root.querySelector(".frame");
  if (!frame) { frame = make("div", "frame"); root.appendChild(frame); }
  const pick = (n) => setTriggerValue("pick", n);
  const turn = (n) => setTriggerValue("turn", n);
  const redraw = (again) => {
    const old = frame.querySelector(".scroll");
    const before = old ? [old.scrollTop / Math.max(1, old.scrollHeight), old.scrollLeft] : [0, 0];
    frame.className = `frame ${data.tone}`;
    frame.replaceChildren();
    if (!data.chips.length) { frame.append(make("div", "nothing", data.note)); return; }
    frame.append(drawBar(data, root, pick, turn, redraw));
    const chip = data.chips[data.selected];
    const source = make("div", "source");
    source.append(make("span", "file", chip.file), make("span", "text", chip.text ? `“${chip.text}”` : ""));
    frame.append(source);
    if (data.note) frame.append(make("div", "note", data.note));
    const scroll = make("div", "scroll");
    const view = data.view;
    if (view.kind === "page") scroll.append(drawPage(view, data, pick, root.zoom || 100));
    else if (view.kind === "grid") scroll.append(drawGrid(view, data, pick));
    else if (view.kind === "lines") scroll.append(drawLines(view, data));
    else scroll.append(make("div", "nothing", view.note));
    frame.append(scroll);
    if (again) { scroll.scrollTop = before[0] * scroll.scrollHeight; scroll.scrollLeft = before[1]; return; }
    const spot = scroll.querySelector("mark.quote") || scroll.querySelector(".lit");
    if (!spot) return;
    const inner = spot.getBoundingClientRect(), outer = scroll.getBoundingClientRect();
    scroll.scrollTop += inner.top - outer.top - Math.max(30, (outer.height - inner.height) / 2);
    scroll.scrollLeft += Math.max(0, inner.right - outer.right + 20);
  };
  redraw(root.stamp === data.stamp);
  root.stamp = data.stamp;
}
