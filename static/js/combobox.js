// A text field with a list of matches from the server (data-url), after the ARIA pattern
// "combobox with a list". Without it one types, sends the form and chooses from a list.
for (const box of document.querySelectorAll("[data-combobox]")) {
  const input = box.querySelector("input[type=text]");
  const list = document.createElement("ul");
  let key = box.querySelector("[data-combobox-key]");
  let request = new AbortController();
  let timer;

  list.id = `${input.id}-list`;
  list.className = "combobox-list";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.found);
  input.closest(".field").after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function setKey(value) {
    if (!key) {
      // The list that the server gave is replaced by this one.
      box.querySelector(".combobox-matches")?.remove();
      key = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.name ?? "organisation" });
      box.append(key);
    }
    key.value = value;
  }

  function choose(option) {
    if (option.dataset.key !== "other") input.value = option.textContent;
    setKey(option.dataset.key);
    close();
  }

  function addOption(value, text) {
    const option = document.createElement("li");
    option.id = `${list.id}-${value}`;
    option.dataset.key = value;
    option.textContent = text;
    option.setAttribute("role", "option");
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(option);
    });
    list.append(option);
  }

  function mark(option) {
    for (const other of list.children) other.setAttribute("aria-selected", String(other === option));
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  async function find() {
    request.abort();
    const query = input.value.trim();
    if (!query) return close();
    request = new AbortController();
    try {
      const response = await fetch(`${box.dataset.url}?q=${encodeURIComponent(query)}`, { signal: request.signal });
      if (!response.ok) return close();
      const { items } = await response.json();
      list.replaceChildren();
      for (const item of items) addOption(item.id, item.name);
      if (box.dataset.notListed) addOption("other", box.dataset.notListed);
      if (!list.children.length) return close();
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  input.addEventListener("input", () => {
    setKey("");
    clearTimeout(timer);
    timer = setTimeout(find, 200);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const marked = list.querySelector("[aria-selected=true]");
    if (event.key === "Escape") close();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") mark(marked?.nextElementSibling ?? list.firstElementChild);
    else if (event.key === "ArrowUp") mark(marked?.previousElementSibling ?? list.lastElementChild);
    else if (event.key === "Enter" && marked) choose(marked);
    else return;
    event.preventDefault();
  });
}
