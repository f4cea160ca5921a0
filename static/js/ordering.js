// Lists in an order of one's own: taken by a handle with the pointer, or moved by arrow keys.
for (const list of document.querySelectorAll("[data-order]")) {
  const status = document.querySelector("[data-order-status]");
  const items = () => [...list.querySelectorAll(":scope > [data-item]")];

  const renewArrows = () => {
    const all = items();
    all.forEach((item, place) => {
      item.querySelectorAll("[name=step]").forEach((button) => {
        button.disabled = place === (button.value === "up" ? 0 : all.length - 1);
      });
    });
  };

  const save = async (item) => {
    const body = new FormData();
    body.set("kind", list.dataset.kind);
    body.set("csrfmiddlewaretoken", list.querySelector("[name=csrfmiddlewaretoken]").value);
    items().forEach((one) => body.append("item", one.dataset.item));
    renewArrows();
    const answer = await fetch(list.dataset.order, { method: "POST", body }).catch(() => null);
    const place = items().indexOf(item) + 1;
    const words = answer?.ok ? list.dataset.moved : list.dataset.failed;
    status.textContent = words.replace("{place}", place).replace("{count}", items().length);
    status.classList.toggle("visually-hidden", Boolean(answer?.ok));
  };

  list.addEventListener("keydown", (event) => {
    const handle = event.target.closest("[data-order-handle]");
    if (!handle || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const item = handle.closest("[data-item]");
    const other = event.key === "ArrowUp" ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return;
    if (event.key === "ArrowUp") other.before(item);
    else other.after(item);
    handle.focus();
    save(item);
  });

  list.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-order-handle]");
    if (!handle || event.button !== 0) return;
    const item = handle.closest("[data-item]");
    const before = items().indexOf(item);
    handle.setPointerCapture(event.pointerId);
    item.classList.add("is-dragged");
    const move = ({ clientY }) => {
      const middle = (one) => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; };
      const above = item.previousElementSibling;
      const below = item.nextElementSibling;
      if (above && clientY < middle(above)) above.before(item);
      else if (below && clientY > middle(below)) below.after(item);
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("lostpointercapture", end);
      item.classList.remove("is-dragged");
      if (items().indexOf(item) !== before) save(item);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", end);
  });
}
