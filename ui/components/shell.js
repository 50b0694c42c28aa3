// Streamlit has no translations: its own few English words are replaced wherever they appear (exact matches only).
const WORDS = {
  "Upload": "选择文件", "Browse files": "选择文件", "Browse directories": "选择文件夹", "Upload files": "选择文件",
  "Upload directories": "选择文件夹", "Upload directory": "选择文件夹", "Drag and drop file here": "把文件拖到这里",
  "Drag and drop files here": "把文件拖到这里", "Drag and drop directories here": "把文件夹拖到这里",
  "Drag and drop directory here": "把文件夹拖到这里", "or drag and drop": "或拖到这里",
  "Choose an option": "请选择", "Choose options": "请选择", "No results": "没有匹配项", "No options to select": "没有可选项",
  "No options to select.": "没有可选项", "Press Enter to apply": "按回车生效", "Press Ctrl+Enter to apply": "按 Ctrl+回车 生效",
  "Press Enter to submit form": "按回车提交", "Press Ctrl+Enter to submit form": "按 Ctrl+回车 提交",
  "empty": "没有数据", "Connecting": "正在连接", "Running...": "正在处理…", "Stop": "停止", "Connection error": "连接已断开",
  "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
    "明鉴可能已停止，请重新启动。",
  "Page not found": "没有这个页面",
  "The page that you have requested does not seem to exist. Running the app's main page.": "地址不对，已打开待审队列。",
};
const PATTERNS = [
  [/^(?:Limit )?(\d+)\s*(MB|GB) per file(.*)$/, "单个文件不超过 $1$2$3"],
  [/^Showing page (\d+) of (\d+)$/, "第 $1 页，共 $2 页"],
];

function translate(text) {
  const bare = text.trim();
  if (!bare || bare.length > 120) return null;
  if (Object.hasOwn(WORDS, bare)) return text.replace(bare, WORDS[bare]);
  for (const [pattern, words] of PATTERNS) if (pattern.test(bare)) return bare.replace(pattern, words);
  return null;
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const chinese = translate(node.data);
    if (chinese !== null && chinese !== node.data) node.data = chinese;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  for (const name of ["placeholder", "aria-label"]) {
    const value = node.getAttribute(name);
    const chinese = value && name === "placeholder" ? translate(value) : null;
    if (chinese) node.setAttribute(name, chinese);
  }
  for (const child of node.childNodes) visit(child);
}

export default function () {
  visit(document.body);
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "characterData") visit(change.target);
      else for (const node of change.addedNodes) visit(node);
    }
  });
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}
