// Writing a post: signs of the form at a button, a preview while one types, members after "@",
// an answer to a post of this page. Without it the form is sent as it is, with a preview too.
const DELAY = 400;

function enhance(form) {
  const text = form.querySelector("[data-editor-text]");
  const voice = form.querySelector("[data-voice]");

  // -- Signs -----------------------------------------------------------------------------

  function replace(start, end, words, from, to) {
    text.focus();
    text.setSelectionRange(start, end);
    // So that it can be undone; browsers that do not know it are told otherwise.
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, start, end, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    text.setSelectionRange(from ?? start + words.length, to ?? from ?? start + words.length);
  }

  function wrap(sign) {
    const { selectionStart: start, selectionEnd: end, value } = text;
    const chosen = value.slice(start, end);
    const isWrapped = value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign;
    if (isWrapped) return replace(start - sign.length, end + sign.length, chosen, start - sign.length, end - sign.length);
    return replace(start, end, sign + chosen + sign, start + sign.length, end + sign.length);
  }

  function prefix(sign) {
    const { selectionStart, selectionEnd, value } = text;
    const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const after = value.indexOf("\n", selectionEnd);
    const end = after < 0 ? value.length : after;
    const lines = value.slice(start, end).split("\n");
    const isMarked = lines.every((line) => line.startsWith(sign));
    const words = lines.map((line) => (isMarked ? line.slice(sign.length) : sign + line)).join("\n");
    replace(start, end, words, selectionStart === selectionEnd ? undefined : start, start + words.length);
  }

  function link(words) {
    const { selectionStart: start, selectionEnd: end, value } = text;
    const chosen = value.slice(start, end);
    if (/^https?:\/\/\S+$/.test(chosen)) return replace(start, end, `[${words}](${chosen})`, start + 1, start + 1 + words.length);
    const shown = chosen || words;
    const address = "https://";
    const at = start + shown.length + 3;
    return replace(start, end, `[${shown}](${address})`, at, at + address.length);
  }

  function mention() {
    const { selectionStart: start, selectionEnd: end, value } = text;
    replace(start, end, start && !/\s/.test(value[start - 1]) ? " @" : "@");
  }

  const acts = {
    bold: () => wrap("**"),
    italic: () => wrap("*"),
    link: () => link(form.querySelector("[data-act=link]").dataset.words),
    list: () => prefix("- "),
    quote: () => prefix("> "),
    mention,
  };
  const tools = [...form.querySelectorAll(".editor-tool")];
  for (const tool of tools) {
    if (tool.dataset.act) tool.addEventListener("click", () => acts[tool.dataset.act]());
    tool.tabIndex = tool === tools[0] ? 0 : -1;
  }
  // One stop of the Tab key for all; arrows go from one to another.
  form.querySelector("[role=toolbar]").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tools[(tools.indexOf(document.activeElement) + step + tools.length) % tools.length];
    for (const tool of tools) tool.tabIndex = tool === next ? 0 : -1;
    next.focus();
    event.preventDefault();
  });

  // -- Preview ---------------------------------------------------------------------------

  const button = form.querySelector("[data-preview-button]");
  const panel = form.querySelector("[data-preview-panel]");
  const shown = form.querySelector("[data-preview-text]");
  let timer;
  let request = new AbortController();

  async function look() {
    request.abort();
    request = new AbortController();
    const token = form.elements.csrfmiddlewaretoken.value;
    const body = new URLSearchParams({ source: text.value });
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body, headers: { "X-CSRFToken": token }, signal: request.signal });
      const { html, error } = await answer.json();
      // The server has made it safe: what stands there is what will be stored.
      if (html !== undefined) shown.innerHTML = html;
      else shown.textContent = error;
    } catch {
      // Without a line one goes on writing; the next sign asks anew.
    }
  }

  button.type = "button";
  button.setAttribute("aria-pressed", String(!panel.hidden));
  button.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-pressed", String(!panel.hidden));
    if (!panel.hidden) look();
  });
  text.addEventListener("input", () => {
    clearTimeout(timer);
    if (!panel.hidden) timer = setTimeout(look, DELAY);
  });

  // -- Members ---------------------------------------------------------------------------

  const list = form.querySelector("[role=listbox]");
  const CALLED = /(^|[\s(«"])@([\p{L}\d._-]{1,40})$/u;
  let finding = new AbortController();
  let findTimer;
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);

  const called = () => (text.selectionStart === text.selectionEnd ? CALLED.exec(text.value.slice(0, text.selectionStart)) : null);

  function close() {
    finding.abort();
    list.hidden = true;
    text.removeAttribute("aria-activedescendant");
  }

  function mark(option) {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
    text.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function choose(option) {
    const found = called();
    close();
    if (!found) return;
    const end = text.selectionStart;
    replace(end - found[2].length, end, `${option.dataset.handle} `);
  }

  function offer(items) {
    list.replaceChildren(
      ...items.map(({ handle, name, note }, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.dataset.handle = handle;
        option.setAttribute("role", "option");
        const who = document.createElement("span");
        who.textContent = name;
        const more = document.createElement("span");
        more.className = "meta";
        more.textContent = [`@${handle}`, note].filter(Boolean).join(" · ");
        option.append(who, more);
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(option);
        });
        return option;
      }),
    );
    list.hidden = !items.length;
    if (!items.length) return close();
    mark(list.firstElementChild);
    voice.textContent = `${voice.dataset.found} ${items.length}`;
  }

  async function find() {
    const found = called();
    if (!found) return close();
    finding.abort();
    finding = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.people}?q=${encodeURIComponent(found[2])}`, { signal: finding.signal });
      if (!answer.ok) return close();
      offer((await answer.json()).items);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  text.addEventListener("input", () => {
    clearTimeout(findTimer);
    if (called()) findTimer = setTimeout(find, 200);
    else close();
  });
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const marked = list.querySelector("[aria-selected=true]");
    if (!list.hidden) {
      if (event.key === "Escape") close();
      else if (event.key === "ArrowDown") mark(marked?.nextElementSibling ?? list.firstElementChild);
      else if (event.key === "ArrowUp") mark(marked?.previousElementSibling ?? list.lastElementChild);
      else if ((event.key === "Enter" || event.key === "Tab") && marked) choose(marked);
      else return;
      event.preventDefault();
      return;
    }
    if (!event.ctrlKey && !event.metaKey) return;
    if (event.key === "Enter") form.requestSubmit(form.querySelector("[type=submit][value=send]"));
    else if (event.code === "KeyB") acts.bold();
    else if (event.code === "KeyI") acts.italic();
    else if (event.code === "KeyK") acts.link();
    else return;
    event.preventDefault();
  });

  // -- Answers ---------------------------------------------------------------------------

  const answered = form.querySelector("[data-answered]");
  const words = form.querySelector("[data-answered-words]");
  const quoter = form.querySelector("[data-quote]");
  const action = new URL(form.action);

  function answer(key, name) {
    form.elements.reply_to.value = key;
    answered.hidden = !key;
    words.textContent = name ? words.dataset.words.replace("{name}", name) : "";
    if (key) action.searchParams.set("reply", key);
    else action.searchParams.delete("reply");
    form.action = action;
  }

  function quote(key) {
    const body = document.querySelector(`#post-${CSS.escape(key)} .post-body`);
    if (!body) return false;
    const said = body.cloneNode(true);
    said.querySelectorAll("blockquote").forEach((old) => old.remove());
    const lines = said.textContent.trim().split(/\n+/).slice(0, 12).join("\n").slice(0, 600);
    const named = quoter.dataset.words.replace("{number}", key);
    const quoted = [`[${named}](/posts/${key}/)`, ...lines.split("\n")].map((line) => `> ${line}`).join("\n");
    replace(text.selectionStart, text.selectionStart, `${quoted}\n\n`);
    return true;
  }

  for (const opener of document.querySelectorAll("[data-reply]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      answer(opener.dataset.reply, opener.dataset.replyName);
      text.focus();
      answered.scrollIntoView({ block: "center" });
    });
  }
  quoter.addEventListener("click", (event) => {
    if (quote(form.elements.reply_to.value)) event.preventDefault();
  });
  form.querySelector("[data-answer-nobody]").addEventListener("click", (event) => {
    event.preventDefault();
    answer("", "");
    text.focus();
  });

  // Files that come back after a break are to be seen.
  const files = form.querySelector("[data-editor-files]");
  const rows = files.querySelector("[data-list]");
  if (rows) new MutationObserver(() => rows.children.length && (files.open = true)).observe(rows, { childList: true });
}

document.querySelectorAll("[data-editor]").forEach(enhance);
