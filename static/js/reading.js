// The reading panel applies at once: the choice shows on <html>, and the same GET form that works
// without scripts lets the server remember it, so that the cookie's format has one author.
const form = document.querySelector("[data-reading]");
const page = document.documentElement;

function show() {
  for (const [name, value] of new FormData(form)) if (name !== "next") page.dataset[name] = value;
}
function remember(query) {
  fetch(`${form.action}?${query}`, { redirect: "manual", credentials: "same-origin" });
}
if (form) {
  form.addEventListener("change", () => {
    show();
    remember(new URLSearchParams(new FormData(form)));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "reset") {
      for (const group of form.querySelectorAll("fieldset")) group.querySelector("input").checked = true;
      for (const input of form.querySelectorAll("input[name=theme][value=auto]")) input.checked = true;
      show();
      remember("reset=1");
    }
    const drop = form.closest("details");
    drop.open = false;
    drop.querySelector("summary").focus();
  });
}

// Pictures off: their text alternatives stand in their place.
function describe() {
  const isOff = page.dataset.images === "off";
  for (const image of document.querySelectorAll("main img[alt]:not([alt=''])")) {
    const next = image.nextElementSibling;
    if (isOff && !next?.matches(".image-alt")) {
      const words = document.createElement("span");
      words.className = "image-alt";
      words.textContent = image.alt;
      image.after(words);
    } else if (!isOff && next?.matches(".image-alt")) next.remove();
  }
}
new MutationObserver(describe).observe(page, { attributeFilter: ["data-images"] });
describe();
