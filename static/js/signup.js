// A button that shows the password while one types it, and forms that are sent only once.
for (const box of document.querySelectorAll("[data-password-field]")) {
  const input = box.querySelector("input");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet password-show";
  button.textContent = box.dataset.show;
  button.setAttribute("aria-controls", input.id);
  button.addEventListener("click", () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    button.textContent = isShown ? box.dataset.show : box.dataset.hide;
    input.focus();
  });
  input.after(button);
}

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  // The browser's way back brings the page as it was: it may be sent anew.
  addEventListener("pageshow", () => delete form.dataset.sent);
}
