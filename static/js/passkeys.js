// Passkeys are offered where the browser has them; when one is not accepted, the page says so.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-scripted]")) part.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const message of document.querySelectorAll("[data-passkey-error]")) message.hidden = false;
});
