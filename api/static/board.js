// Tells whoever looks at a board that something has changed, and where. The page does not change
// under the reader's hands: a link loads it again. Without this script the link is there all the same.
"use strict";

(() => {
  const live = document.querySelector("[data-live]");
  if (!live || !("EventSource" in window)) {
    return;
  }
  const show = (state) => {
    for (const part of live.querySelectorAll("[data-when]")) {
      part.hidden = part.dataset.when !== state;
    }
  };
  const source = new EventSource(live.dataset.live);
  let state = "still";
  source.addEventListener("open", () => {
    if (state === "still") {
      show("live");
    }
  });
  source.addEventListener("changed", (event) => {
    const changed = new Set(event.data.split(" "));
    for (const row of document.querySelectorAll("[data-procedure]")) {
      if (changed.has(row.dataset.procedure)) {
        row.querySelector(".news").hidden = false;
      }
    }
    state = "changed";
    show(state);
  });
  source.addEventListener("ended", () => {
    source.close();
    if (state !== "changed") {
      show("ended");
    }
  });
  source.addEventListener("error", () => {
    if (state !== "changed" && source.readyState === EventSource.CLOSED) {
      show("ended");
    }
  });
})();
