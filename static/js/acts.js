// Small acts of a page: copy its address, print it, ask before something is done.
document.addEventListener("click", async (event) => {
  const act = event.target.closest("[data-copy], [data-print], [data-dialog]");
  if (!act) return;
  if ("print" in act.dataset) window.print();
  if ("dialog" in act.dataset) {
    event.preventDefault();
    document.getElementById(act.dataset.dialog).showModal();
  }
  if ("copy" in act.dataset) {
    const address = act.dataset.copy || document.querySelector("link[rel=canonical]")?.href || location.href;
    await navigator.clipboard.writeText(address);
    const label = act.querySelector("[data-copy-label]");
    label.setAttribute("role", "status");
    label.textContent = act.dataset.done;
  }
});
