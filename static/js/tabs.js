// A row of tabs longer than the screen starts where the open tab can be seen.
for (const tabs of document.querySelectorAll("[data-tabs]")) {
  const open = tabs.querySelector("[aria-current]");
  if (open) tabs.scrollLeft = open.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
}
