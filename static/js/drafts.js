// What is typed into a long form (data-draft) is kept on this device until the server has it: a lost
// line, an expired session or a closed window loses nothing. Each person's drafts are her own.
const DRAFTS = "draft:";
const TWO_WEEKS = 14 * 24 * 60 * 60 * 1000;
const OWN_FIELDS = ["csrfmiddlewaretoken", "base", "form_key", "key", "act"];

const drafts = {
  all() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(DRAFTS));
    } catch {
      return [];
    }
  },
  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(key, draft) {
    try {
      localStorage.setItem(key, JSON.stringify(draft));
    } catch {
      // No room, or the browser keeps nothing: the form works as it would without this.
    }
  },
  forget(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // As above.
    }
  },
};

for (const key of drafts.all()) {
  const draft = drafts.read(key);
  const isAway = location.pathname !== draft?.path;
  if (!draft || Date.now() - draft.at > TWO_WEEKS) drafts.forget(key);
  else if (draft.sent && location.pathname.startsWith("/accounts/")) {
    // The server asked to sign in first, so it did not take the form.
    drafts.write(key, { ...draft, sent: false });
  } else if (draft.sent && isAway) drafts.forget(key);
}

// On a shared computer nothing stays after somebody has signed out.
for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", () => drafts.all().forEach(drafts.forget));
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `${DRAFTS}${form.dataset.draftPerson}:${form.dataset.draft}`;
  // What says whether the server has taken it: the version that was changed, or the form's own key.
  const base = form.elements.base ?? form.elements.form_key;
  const fields = () =>
    [...form.elements].filter(
      (field) =>
        field.name && !OWN_FIELDS.includes(field.name) && !("draftPass" in field.dataset) && !["hidden", "file", "submit", "button"].includes(field.type),
    );

  const getValues = () => {
    const values = {};
    for (const field of fields()) {
      if (["checkbox", "radio"].includes(field.type)) {
        values[field.name] ??= [];
        if (field.checked) values[field.name].push(field.value);
      } else values[field.name] = [field.value];
    }
    return values;
  };
  const save = (sent = false) =>
    drafts.write(key, { at: Date.now(), path: location.pathname, base: base?.value, sent, values: getValues() });

  const say = (words, undo) => {
    form.querySelector("[data-draft-note]")?.remove();
    const note = document.createElement("div");
    note.className = "message message-info";
    note.setAttribute("role", "status");
    note.dataset.draftNote = "";
    const text = document.createElement("p");
    text.textContent = words;
    note.append(text);
    if (undo) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-quiet";
      button.textContent = form.dataset.draftUndo;
      button.addEventListener("click", undo);
      note.append(button);
    }
    form.prepend(note);
    note.scrollIntoView({ block: "center" });
  };

  const restore = (values) => {
    for (const field of fields()) {
      if (!(field.name in values)) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = values[field.name].includes(field.value);
      else field.value = values[field.name][0] ?? "";
      if (field.value && field.type !== "checkbox" && field.type !== "radio") {
        field.closest("details")?.setAttribute("open", "");
      }
    }
  };

  const original = getValues();
  const isOther = (values) =>
    fields().some(
      ({ name }) => name in values && JSON.stringify(values[name]) !== JSON.stringify(original[name]),
    );
  const draft = drafts.read(key);
  if (form.dataset.draftFresh) save();
  else if (draft && !(draft.sent && draft.base !== base?.value) && isOther(draft.values)) {
    restore(draft.values);
    // Something else was kept on the server meanwhile: it shows both.
    if (base && draft.base) base.value = draft.base;
    save();
    say(form.dataset.draftWords, () => {
      drafts.forget(key);
      location.reload();
    });
  } else drafts.forget(key);

  form.addEventListener("input", () => save());
  form.addEventListener("change", () => save());
  form.addEventListener("submit", (event) => {
    save(navigator.onLine);
    if (!navigator.onLine) {
      event.preventDefault();
      event.stopImmediatePropagation();
      say(form.dataset.draftOffline);
      return;
    }
    // Somebody who has signed in anew in another window has another token now.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (token) form.elements.csrfmiddlewaretoken.value = token[1];
  });
}

// A page that waits for something on the server looks again by itself.
for (const part of document.querySelectorAll("[data-refresh]")) {
  if (!Number(part.dataset.refresh)) continue;
  setTimeout(() => {
    if (!document.hidden && navigator.onLine) location.reload();
  }, part.dataset.refresh * 1000);
}
