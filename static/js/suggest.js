// Suggestions under a search box, after the ARIA pattern "combobox with a list". They are asked
// for when one pauses, a newer question calls the older one off, and a slow line changes nothing:
// Enter always searches for what is typed.
const PAUSE = 200;

function offerSuggestions(input) {
  const list = document.createElement("ul");
  const known = new Map();
  let request = new AbortController();
  let timer;

  list.id = `${input.id}-suggestions`;
  list.className = "combobox-list suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.found);
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    input.setAttribute(name, value);
  }

  function close() {
    clearTimeout(timer);
    request.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function show([, labels, kinds, addresses]) {
    list.replaceChildren(...labels.map((label, number) => {
      const option = document.createElement("li");
      const kind = document.createElement("span");
      option.id = `${list.id}-${number}`;
      option.dataset.url = addresses[number];
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      kind.className = "suggestion-kind";
      kind.textContent = kinds[number];
      option.append(`${label} `, kind);
      return option;
    }));
    if (!labels.length) return close();
    input.removeAttribute("aria-activedescendant");
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  async function ask() {
    const query = input.value.trim();
    if (query.length < 2) return close();
    if (known.has(query)) return show(known.get(query));
    request = new AbortController();
    try {
      const response = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(query)}`, { signal: request.signal });
      if (!response.ok) return close();
      const found = await response.json();
      known.set(query, found);
      if (input.value.trim() === query && document.activeElement === input) show(found);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function mark(option) {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    request.abort();
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const isOpen = !list.hidden;
    const marked = list.querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown" && !isOpen) ask();
    else if (!isOpen) return;
    else if (event.key === "Escape") event.stopPropagation(), close();
    else if (event.key === "ArrowDown") mark(marked ? marked.nextElementSibling : list.firstElementChild);
    else if (event.key === "ArrowUp") mark(marked ? marked.previousElementSibling : list.lastElementChild);
    else if (event.key === "Enter" && marked) location.assign(marked.dataset.url);
    else return;
    event.preventDefault();
  });
}

for (const input of document.querySelectorAll("input[data-suggest]")) offerSuggestions(input);

// A box that opens with a tap is there to be typed in.
for (const drop of document.querySelectorAll("[data-focus]")) {
  drop.addEventListener("toggle", () => drop.open && drop.querySelector("input").focus());
}
