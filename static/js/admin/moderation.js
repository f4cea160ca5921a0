// The keys of the queue and of a case: everything they do, buttons and links do as well.
const queue = document.querySelector("[data-queue]");
const page = document.querySelector("[data-case]");
const dialog = document.querySelector("[data-queue-dialog]");

function items() {
  return [...document.querySelectorAll("[data-queue-item]")];
}

function current() {
  return document.activeElement?.closest("[data-queue-item]") ?? null;
}

function go(step) {
  const all = items();
  if (!all.length) return;
  const next = all.indexOf(current()) + step;
  all[Math.min(Math.max(next, 0), all.length - 1)].focus();
}

function press(act) {
  const item = current();
  const tick = item?.querySelector("[name=item]");
  const button = document.querySelector(`.queue__acts [value=${act}]`);
  if (!button || (tick && tick.disabled)) return;
  // What stands under the keys, or all that is ticked when some are.
  const ticked = items().filter((one) => one.querySelector("[name=item]").checked);
  if (tick && !ticked.length) tick.click();
  button.click();
}

function decide(act) {
  const form = document.querySelector("[data-case-form]");
  const choice = form?.querySelector(`[name=act][value=${act}]`);
  if (!choice) return;
  choice.checked = true;
  show(form);
  if (act === "approve") form.requestSubmit();
  else form.querySelector("[name=rule]").focus();
}

// Only what the chosen act asks for; without scripts all of it is there.
function show(form) {
  const act = form.querySelector("[name=act]:checked")?.value;
  form.querySelector("[data-case-against]").hidden = !act || act === "approve";
  const edit = form.querySelector("[data-case-edit]");
  if (edit) edit.hidden = act !== "edit";
}

const QUEUE_KEYS = {
  j: () => go(1),
  k: () => go(-1),
  x: () => current()?.querySelector("[name=item]:enabled")?.click(),
  Enter: () => current()?.querySelector("[data-queue-link]").click(),
  a: () => press("approve"),
  h: () => press("refuse"),
  r: () => press("remove"),
};
const CASE_KEYS = {
  j: () => document.querySelector("[data-case-next]")?.click(),
  a: () => decide("approve"),
  h: () => decide("hide"),
  r: () => decide("remove"),
};
// The same keys where the keyboard writes Russian.
const RUSSIAN = { "о": "j", "л": "k", "ч": "x", "ф": "a", "р": "h", "к": "r", ",": "?" };

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || dialog?.open) return;
  if (event.key === "Enter" && event.target.closest("a, button, input")) return;
  const key = RUSSIAN[event.key] ?? event.key;
  if (key === "?") {
    event.preventDefault();
    dialog?.showModal();
    return;
  }
  const act = (queue ? QUEUE_KEYS : page ? CASE_KEYS : {})[key];
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-queue-help]")) dialog.showModal();
});

const form = document.querySelector("[data-case-form]");
if (form) {
  form.addEventListener("change", () => show(form));
  show(form);
}
if (queue) items()[0]?.focus({ preventScroll: true });
