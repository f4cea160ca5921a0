// Filters of a list: a change fetches the same page that the form would open and takes its list,
// so the server renders everything once and the address can be shared.
const FILTERS = "[data-filters]";
const RESULTS = "[data-results]";
let request = new AbortController();

// Choices may say how many things they would leave, and go when they would leave none.
function updateChoices(page) {
  for (const field of document.querySelectorAll(`${FILTERS} :is(select, label[for])`)) {
    const own = field.matches("select") ? `select[name="${field.name}"]` : `label[for="${field.htmlFor}"]`;
    const fresh = page.querySelector(`${FILTERS} ${own}`);
    // Copied as text: options moved one by one would each be chosen on leaving.
    if (fresh) field.innerHTML = fresh.innerHTML;
  }
}

async function load(address, isNew = true) {
  request.abort();
  request = new AbortController();
  const parts = [...document.querySelectorAll(RESULTS)];
  for (const part of parts) part.dataset.busy = "";
  try {
    const response = await fetch(address, { signal: request.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelectorAll(RESULTS);
    parts.forEach((part, index) => part.replaceWith(fresh[index]));
    updateChoices(page);
    document.title = page.title;
    if (isNew) history.pushState({ filters: true }, "", address);
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

const filters = document.querySelector(FILTERS);
if (filters && document.querySelector(RESULTS)) {
  const submit = () => {
    const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
    load(`${location.pathname}?${query}`);
  };
  filters.addEventListener("submit", (event) => (event.preventDefault(), submit()));
  filters.addEventListener("change", submit);
  addEventListener("popstate", () => location.reload());
}

// On a phone the fields wait behind their heading, unless nothing has been chosen yet.
if (filters && matchMedia("(max-width: 40em)").matches) filters.querySelector("details").open = false;
