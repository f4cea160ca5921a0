// A video or an exercise of another site: its frame is made only when the reader asks.
for (const embed of document.querySelectorAll("[data-embed]")) {
  embed.querySelector("[data-embed-show]").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.title = embed.dataset.title;
    frame.allow = "fullscreen; encrypted-media; picture-in-picture";
    frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-presentation";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = embed.dataset.src;
    embed.querySelector(".embed-stage").replaceChildren(frame);
    frame.focus();
  });
}
