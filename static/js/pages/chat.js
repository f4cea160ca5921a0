// The room of a chat: waits for the beginning, brings new messages, sends one's own. Nothing here
// is needed to read and write: without scripts the page is loaded anew.
const EVERY = 2000;
const BEFORE_IT = 15000;
const LONGEST = 30000;
const PATIENCE = 10000;
const KEPT = 200;
const LONGEST_TIMER = 2 ** 31 - 1;

const room = document.querySelector("[data-chat]");
const list = room.querySelector("[data-chat-messages]");
const log = room.querySelector(".chat-log");
const status = room.querySelector("[data-chat-status]");
const people = room.querySelector("[data-chat-people]");
const writing = room.querySelector("[data-chat-write]");
const isLive = "live" in room.dataset;
const loadedAt = performance.now();
const beginsAt = loadedAt + room.dataset.beginsIn * 1000;

let tag = null;
let timer;
let overTimer;
let failures = 0;
let isAsking = false;
let isOver = false;

const numberOf = (message) => Number(message.dataset.message);
const say = (words) => {
  if (status && status.textContent !== words) status.textContent = words;
};

// -- Messages on the page --------------------------------------------------------------------

// The list is drawn from its end: at its end its offset is nought, further up it is below that.
const isAtEnd = () => log.scrollTop > -60;

function put(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  const message = box.content.querySelector("[data-message]");
  const number = numberOf(message);
  const old = list.querySelector(`[data-message="${number}"]`);
  if (old) old.replaceWith(message);
  else {
    const next = [...list.children].reverse().find((other) => numberOf(other) < number);
    if (next) next.after(message);
    else list.prepend(message);
  }
  return !old;
}

function putAll(messages) {
  const wasAtEnd = isAtEnd();
  const fresh = messages.filter((message) => put(message.html)).length;
  room.querySelector("[data-chat-empty]").hidden = list.children.length > 0;
  if (!wasAtEnd) {
    if (fresh) say(status.dataset.wordsNew);
    return;
  }
  // Older ones are a link away; whoever reads up there keeps them.
  while (list.children.length > KEPT) list.firstElementChild.remove();
  log.scrollTop = 0;
}

// What reads otherwise on the server than here, or is not here; what is there no more goes.
function compare(pairs) {
  const marks = new Map(pairs);
  const oldest = Math.min(...marks.keys());
  for (const message of [...list.children]) {
    const number = numberOf(message);
    if (!marks.has(number) && (number >= oldest || pairs.length === 0)) message.remove();
  }
  return [...marks].filter(([number, mark]) => {
    const message = list.querySelector(`[data-message="${number}"]`);
    return message?.dataset.mark !== mark;
  });
}

async function bringChosen(pairs) {
  const numbers = pairs.slice(0, 100).map(([number]) => number);
  const answer = await get(`?ids=${numbers.join(",")}`);
  if (answer.ok) putAll((await answer.json()).messages);
}

// -- Asking ----------------------------------------------------------------------------------

function get(query, headers = {}) {
  return fetch(room.dataset.messagesUrl + query, {
    headers: { Accept: "application/json", ...headers },
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

function askIn(time) {
  clearTimeout(timer);
  // Not all at the same moment.
  if (!isOver && !document.hidden) timer = setTimeout(ask, time * (0.9 + Math.random() * 0.2));
}

async function ask() {
  if (isAsking || isOver) return;
  isAsking = true;
  let wait = isLive ? EVERY : BEFORE_IT;
  try {
    const last = list?.lastElementChild ? numberOf(list.lastElementChild) : 0;
    const first = list?.firstElementChild ? numberOf(list.firstElementChild) : 0;
    const answer = await get(`?after=${last}&from=${first}`, tag ? { "If-None-Match": tag } : {});
    if (answer.status === 200) {
      // The tag says that all of it was taken in: only when it was.
      const news = await answer.json();
      if (await take(news)) wait = 0;
      tag = news.has_more ? null : answer.headers.get("ETag");
    } else if ([403, 404, 410].includes(answer.status)) {
      // The room was closed to this reader.
      isOver = true;
      say(status?.dataset.wordsLost ?? "");
    } else if (answer.status !== 304) throw new Error(answer.status);
    if (failures) say("");
    failures = 0;
  } catch {
    failures += 1;
    wait = Math.min(wait * 2 ** failures, LONGEST);
    if (failures > 1 || !navigator.onLine) say(status?.dataset.wordsLost ?? "");
  }
  isAsking = false;
  askIn(wait);
}

async function take(news) {
  if (!isLive) {
    // Before the beginning: another hour, or none at all.
    const isMoved = Math.abs(performance.now() + news.begins_in * 1000 - beginsAt) > 60000;
    if (news.state !== "coming" || isMoved) location.reload();
    return false;
  }
  putAll(news.messages);
  if (!news.has_more) {
    const changed = compare(news.window);
    if (changed.length) await bringChosen(changed);
  }
  people.innerHTML = news.people;
  if (news.state === "running") endIn(news.ends_in);
  else close();
  return news.has_more;
}

function endIn(seconds) {
  clearTimeout(overTimer);
  overTimer = setTimeout(() => {
    tag = null;
    ask();
  }, Math.min(seconds * 1000 + 500, LONGEST_TIMER));
}

function close() {
  isOver = true;
  say(status.dataset.wordsOver);
  room.querySelector("[data-chat-after]").hidden = false;
  if (!writing) return;
  // What was typed and not sent can still be copied.
  const source = writing.querySelector("textarea");
  if (source.value.trim()) {
    source.readOnly = true;
    writing.querySelector("[type=submit]").hidden = true;
  } else writing.hidden = true;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) clearTimeout(timer);
  else ask();
});
window.addEventListener("online", () => {
  failures = Math.min(failures, 1);
  ask();
});
window.addEventListener("offline", () => say(status?.dataset.wordsLost ?? ""));
log?.addEventListener("scroll", () => {
  if (isAtEnd() && status.textContent === status.dataset.wordsNew) say("");
});

// -- Before the beginning ----------------------------------------------------------------------

const countdown = room.querySelector("[data-chat-countdown]");
if (countdown) {
  const inUnits = (value, unit) =>
    new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(value);
  const count = () => {
    const left = Math.max(0, (beginsAt - performance.now()) / 1000);
    const minutes = Math.ceil(left / 60);
    const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
    const parts = days
      ? [inUnits(days, "day"), hours && inUnits(hours, "hour")]
      : [hours && inUnits(hours, "hour"), minutes % 60 && inUnits(minutes % 60, "minute")];
    countdown.textContent = `${countdown.dataset.words} ${parts.filter(Boolean).join(" ")}`;
    // Everybody comes at the same moment: not quite.
    if (left <= 0) setTimeout(() => location.reload(), 500 + Math.random() * 1500);
    else setTimeout(count, Math.min(left * 1000, 20000));
  };
  count();
}

// -- Writing -----------------------------------------------------------------------------------

if (writing && isLive) {
  const form = writing.querySelector("form");
  const fields = writing.querySelector("[data-chat-fields]");
  const refusal = writing.querySelector("[data-chat-refusal]");
  let isSending = false;

  const source = () => form.elements.source;
  const refuse = (words, loginUrl) => {
    refusal.replaceChildren();
    if (!words) return;
    const note = document.createElement("div");
    note.className = "message message-error";
    note.setAttribute("role", "alert");
    const text = document.createElement("p");
    text.textContent = `${words} `;
    if (loginUrl) {
      const link = document.createElement("a");
      link.href = loginUrl;
      link.textContent = writing.dataset.wordsLogin;
      text.append(link);
    }
    note.append(text);
    refusal.append(note);
  };
  // The draft on this device follows what stands in the field (drafts.js).
  const keepDraft = () => form.dispatchEvent(new Event("input", { bubbles: true }));

  async function send() {
    if (isSending || !source().value.trim()) return;
    isSending = true;
    const button = form.querySelector("[type=submit]");
    button.setAttribute("aria-disabled", "true");
    source().readOnly = true;
    // Whoever has signed in anew in another window has another token now.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(PATIENCE * 2),
      });
      await read(answer);
    } catch {
      refuse(writing.dataset.wordsFailed);
    }
    isSending = false;
    form.querySelector("[type=submit]").removeAttribute("aria-disabled");
    if (!isOver) source().readOnly = false;
  }

  async function read(answer) {
    const isJson = answer.headers.get("Content-Type")?.includes("json");
    const said = isJson ? await answer.json() : {};
    if (answer.status === 201) {
      refuse("");
      if (fields.querySelector("[name=confirmed], [aria-invalid]")) fields.innerHTML = said.fields;
      form.elements.form_key.value = said.form_key;
      source().value = "";
      keepDraft();
      form.querySelector("[data-draft-note]")?.remove();
      log.scrollTop = 0;
      putAll(said.messages);
      source().focus();
    } else if (said.fields) {
      refuse("");
      fields.innerHTML = said.fields;
      keepDraft();
      source().focus();
    } else refuse(said.words || writing.dataset.wordsFailed, said.login_url);
  }

  // Before drafts.js, which takes a form that is sent for one that leaves the page.
  writing.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      send();
    },
    true,
  );
  writing.addEventListener("keydown", (event) => {
    if (event.target !== source() || event.key !== "Enter" || event.isComposing) return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    send();
  });
}

if (isLive) endIn(Number(room.dataset.endsIn));
askIn(isLive ? EVERY : BEFORE_IT);
