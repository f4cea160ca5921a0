// Panels of the header: one open at a time; Escape and a press outside close them.
const drops = [...document.querySelectorAll("[data-drop]")];
for (const drop of drops) {
  drop.addEventListener("toggle", () => {
    if (drop.open) drops.filter((other) => other !== drop).forEach((other) => (other.open = false));
  });
  drop.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drop.open) return;
    drop.open = false;
    drop.querySelector("summary").focus();
  });
}
document.addEventListener("click", (event) => {
  for (const drop of drops) if (drop.open && !drop.contains(event.target)) drop.open = false;
});
