// Files that are sent in parts while one goes on with the form: see materials/uploads.py. Until
// the server has a file it is kept in the browser (IndexedDB), so that a broken line, a reload or
// a new sign-in cost nothing. Without this the form sends its files by itself.
const FIRST_PART = 256 * 1024;
const AT_ONCE = 2;
const KEPT_MS = 7 * 24 * 3600 * 1000;
let base;

function openBase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("uploads", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = reject;
  });
}

async function keep(act, ...values) {
  try {
    base ??= openBase();
    const deal = (await base).transaction("files", "readwrite");
    const request = deal.objectStore("files")[act](...values);
    return await new Promise((resolve, reject) => {
      deal.oncomplete = () => resolve(request.result);
      deal.onerror = deal.onabort = reject;
    });
  } catch {
    return undefined; // No room, or a browser that keeps nothing: the page itself remembers.
  }
}

// What is a part of a work by now, and what was forgotten here, is kept no longer.
async function restore(draft, taken) {
  const fresh = [];
  for (const entry of (await keep("getAll")) || []) {
    if (entry.at < Date.now() - KEPT_MS || taken.includes(String(entry.done?.id))) keep("delete", entry.key);
    else if (entry.draft === draft) fresh.push(entry);
  }
  return fresh.sort((one, other) => one.at - other.at);
}

function enhance(part) {
  const { root, owner, words: text, allowed, limit, most, held } = part.dataset;
  const words = JSON.parse(text);
  const draft = `${owner}/${part.dataset.uploads}`;
  const form = part.closest("form");
  const [find, say] = [(name) => part.querySelector(`[data-${name}]`), (line) => (find("voice").textContent = line)];
  const [list, tools, note] = [find("list"), find("tools"), find("note")];
  const input = part.querySelector("input[type=file][name]");
  const kinds = allowed.split(" ");
  const items = new Set();
  const sleepers = new Set();
  let sending = 0;
  let waiting = null;

  const fill = (line, values) => line.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  const megabytes = (size) => (size / 1048576).toLocaleString("ru", { maximumFractionDigits: 1 });
  const wake = () => sleepers.forEach((go) => go());
  const sleep = (time) => new Promise((resolve) => {
    const go = () => (clearTimeout(timer), sleepers.delete(go), resolve());
    const timer = setTimeout(go, time);
    sleepers.add(go);
  });

  async function ask(method, address, body, headers) {
    const token = form.elements.csrfmiddlewaretoken.value;
    const answer = await fetch(address, { method, body, redirect: "manual", signal: AbortSignal.timeout?.(120000), headers: { "X-CSRFToken": token, ...headers } });
    if (answer.status === 204) return {};
    const data = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : null;
    if (answer.status === 401 || answer.type === "opaqueredirect") throw { signIn: data?.sign_in || location.href };
    if (data && (answer.ok || answer.status === 409)) return data;
    throw { status: answer.status, words: data?.error };
  }

  // Who is signed in; the form gets a token that is good after a new sign-in.
  async function renew() {
    const { person, csrf } = await ask("GET", root);
    if (String(person) !== owner) throw { signIn: part.dataset.signIn };
    for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = csrf;
    find("signed-out").hidden = true;
  }

  function tell(item, state, line = "") {
    item.state = state;
    item.row.dataset.state = state;
    item.row.querySelector("[data-line]").textContent = line;
    item.row.querySelector("progress").hidden = state === "done" || state === "refused";
    item.row.querySelector("[data-retry]").hidden = state !== "paused";
  }

  // The form names it to the server, which says once more on the next page what is not there.
  const refuse = (item, line) => {
    tell(item, "refused", line);
    item.row.append(Object.assign(document.createElement("input"), { type: "hidden", name: "refused", value: `${item.name}\n${line}` }));
    say(`${item.name}: ${line}`);
    keep("delete", item.key);
  };

  function finish(item, done) {
    Object.assign(item, { done, blob: null });
    keep("put", entryOf(item));
    accept(item);
    say(fill(words.done, { name: done.name }));
  }

  function accept(item) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name: "uploaded", value: item.done.stored });
    item.row.append(field);
    item.row.querySelector("[data-name]").textContent = item.done.name;
    tell(item, "done", words.ready);
  }

  const entryOf = ({ key, name, size, blob, url, done, at }) => ({ key, draft, name, size, blob, url, done, at });

  async function send(item) {
    let size = FIRST_PART;
    let failures = 0;
    for (let offset = null; items.has(item); ) {
      try {
        if (!item.url) {
          const begun = await ask("POST", root, JSON.stringify({ name: item.name, size: item.size }), { "Content-Type": "application/json" });
          Object.assign(item, { url: begun.url, most: begun.chunk, least: begun.min_chunk });
          offset = 0;
          keep("put", entryOf(item));
        }
        const since = Date.now();
        const bytes = offset === null ? null : await item.blob.slice(offset, offset + size).arrayBuffer();
        const state = bytes ? await ask("PATCH", item.url, bytes, { "Upload-Offset": offset }) : await ask("GET", item.url);
        if (!items.has(item)) return;
        if (state.stored) return finish(item, state);
        offset = state.offset;
        failures = 0;
        if (Date.now() - since < 1500) size = Math.min(size * 2, item.most || 4 * FIRST_PART);
        item.row.querySelector("progress").value = offset / item.size;
        tell(item, "sending", fill(words.sending, { done: megabytes(offset), size: megabytes(item.size) }));
      } catch (failure) {
        let error = failure;
        if (error.name === "NotReadableError" || error.name === "NotFoundError") return refuse(item, words.unreadable);
        if (error.status === 404) item.url = null;
        else if (error.status === 403 && !error.words) await renew().catch((reason) => (error = reason));
        else if ([400, 403, 422].includes(error.status) && error.words) return refuse(item, error.words);
        if (error.signIn) signOut(error.signIn);
        size = Math.max(size / 2, item.least || FIRST_PART / 4);
        tell(item, "paused", error.signIn ? words.signedOut : error.words || words.offline);
        await sleep(Math.min(1000 * 2 ** failures++, 60000) * (0.7 + Math.random() * 0.6));
        if (error.signIn) await renew().catch(() => {});
      }
    }
  }

  function signOut(address) {
    const box = find("signed-out");
    const next = encodeURIComponent(location.pathname + location.search);
    box.querySelector("a").href = `${address.split("?")[0]}?next=${next}`;
    if (box.hidden) say(words.signedOut);
    box.hidden = false;
  }

  async function work() {
    for (const item of items) {
      if (sending >= AT_ONCE) return;
      if (item.state !== "waiting") continue;
      sending += 1;
      tell(item, "sending", words.waiting);
      send(item).finally(() => { sending -= 1; work(); goOn(); });
    }
  }

  function show(item) {
    const row = find("row").content.firstElementChild.cloneNode(true);
    item.row = row;
    row.querySelector("[data-name]").textContent = item.name;
    row.querySelector("[data-size]").textContent = item.size < 100000 ? fill(words.small, { size: Math.ceil(item.size / 1024) }) : fill(words.size, { size: megabytes(item.size) });
    row.querySelector("progress").setAttribute("aria-label", item.name);
    row.querySelector("[data-badge]").textContent = item.name.split(".").pop().slice(0, 4);
    for (const spoken of row.querySelectorAll("[data-spoken]")) spoken.textContent = item.name;
    row.querySelector("[data-retry]").addEventListener("click", wake);
    row.querySelector("[data-remove]").addEventListener("click", () => remove(item));
    list.append(row);
    items.add(item);
    tell(item, "waiting", words.waiting);
  }

  function remove(item) {
    items.delete(item);
    item.row.remove();
    keep("delete", item.key);
    if (item.url && !item.done) ask("DELETE", item.url).catch(() => {});
    say(fill(words.removed, { name: item.name }));
    find("choose").focus();
    wake();
    goOn();
  }

  // The server says the same in the same words, but one would learn it later.
  function reasonAgainst(file) {
    const kind = /\.([^.]+)$/.exec(file.name)?.[1].toLowerCase() ?? "";
    if (!kinds.includes(kind)) return fill(words.refused[kind] ?? (kind ? words.kind : words.nameless), { kind });
    if (!file.size) return words.empty;
    return file.size > Number(limit) ? fill(words.large, { size: megabytes(file.size) }) : "";
  }

  function add(files) {
    for (const file of files) {
      const item = { key: crypto.randomUUID?.() ?? `${Date.now()}${Math.random()}`, name: file.name, size: file.size, blob: file, at: Date.now() + items.size / 1000 };
      const right = [...items].filter((one) => one.state !== "refused").length;
      const against = Number(held) + right >= Number(most) ? words.many : reasonAgainst(file);
      show(item);
      if (against) refuse(item, against);
      else keep("put", entryOf(item));
    }
    work();
  }

  // Pressed before all had come: the form goes by itself, unless a file was refused meanwhile.
  function goOn() {
    const states = [...items].map((item) => item.state);
    if (!waiting || states.some((state) => !["done", "refused"].includes(state))) return;
    const button = waiting;
    waiting = null;
    note.textContent = states.includes("refused") ? words.look : "";
    if (note.textContent) note.scrollIntoView({ block: "center" });
    else form.requestSubmit(button.isConnected ? button : undefined);
  }

  form.addEventListener("submit", (event) => {
    const busy = [...items].some((item) => !["done", "refused"].includes(item.state));
    if (!busy || event.submitter?.hasAttribute("data-uploads-pass")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.submitter || true;
    note.textContent = words.wait;
    note.scrollIntoView({ block: "center" });
    wake();
  }, { capture: true });

  for (const chooser of part.querySelectorAll("input[type=file]")) {
    chooser.addEventListener("change", () => {
      add([...chooser.files]);
      chooser.value = "";
    });
  }
  find("choose").addEventListener("click", () => input.click());
  find("shoot").addEventListener("click", () => find("camera").click());
  for (const name of ["dragover", "dragleave", "drop"]) {
    tools.addEventListener(name, (event) => {
      event.preventDefault();
      tools.classList.toggle("is-over", name === "dragover");
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }
  addEventListener("online", wake);
  addEventListener("offline", () => items.forEach((item) => item.state === "sending" && tell(item, "paused", words.offline)));
  addEventListener("focus", wake);
  document.addEventListener("visibilitychange", wake);

  find("plain").hidden = true;
  tools.hidden = false;
  restore(draft, part.dataset.taken.split(" ")).then((entries) => {
    for (const entry of entries) {
      show(entry);
      if (entry.done) accept(entry);
    }
    work();
  });
}

document.querySelectorAll("[data-uploads]").forEach(enhance);
