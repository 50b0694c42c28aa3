// The list of findings. Every text is set by textContent.
function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined && text !== null) element.textContent = text;
  return element;
}

function card(item, selected, pick, nested) {
  const box = make("button", `card ${item.severity}${nested ? " nested" : ""}${item.mark ? " decided" : ""}`);
  box.type = "button";
  box.dataset.fingerprint = item.fingerprint;
  if (item.fingerprint === selected) { box.classList.add("selected"); box.setAttribute("aria-current", "true"); }
  const head = make("span", "head");
  head.append(make("span", `chip ${item.severity}`, item.severityName), make("span", "rule", item.rule));
  head.append(make("span", "title", item.title));
  if (item.batch) head.append(make("span", "flag", "跨单位"));
  if (item.mark) head.append(make("span", `mark ${item.mark}`, item.markName));
  box.append(head, make("span", "message", item.message));
  if (item.reason) box.append(make("span", "reason", item.reason));
  box.addEventListener("click", () => pick(item.fingerprint));
  return box;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement;
  let list = root.querySelector(".list");
  const top = list ? list.scrollTop : 0;
  if (!list) { list = make("div", "list"); root.appendChild(list); }
  list.replaceChildren();
  const pick = (fingerprint) => setTriggerValue("pick", fingerprint);
  for (const item of data.items) {
    const group = make("div", "group");
    group.append(card(item, data.selected, pick, false));
    if (item.folded.length) {
      group.append(make("div", "cause", `由此引起的 ${item.folded.length} 条`));
      for (const inner of item.folded) group.append(card(inner, data.selected, pick, true));
    }
    list.append(group);
  }
  if (!data.items.length) list.append(make("div", "empty", data.empty));
  list.scrollTop = top;
  const current = list.querySelector(".selected");
  if (current) {
    const frame = list.getBoundingClientRect(), spot = current.getBoundingClientRect();
    if (spot.top < frame.top) list.scrollTop -= frame.top - spot.top + 8;
    else if (spot.bottom > frame.bottom) list.scrollTop += spot.bottom - frame.bottom + 8;
  }
}
