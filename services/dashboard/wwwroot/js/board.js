// Says how fresh the board is, and tells a screen reader which cards are new.
// The update itself is htmx (BoardPage.razor).
(() => {
  "use strict";

  const QUIET_MS = 40_000; // The server sends a heartbeat every 15 s; two missed and a bit.
  const RETRY_MS = 3_000;

  const live = document.getElementById("live");
  const text = document.getElementById("live-text");
  const announce = document.getElementById("announce");
  const cards = document.getElementById("cards");
  let heardAt = 0;
  let lastEventAt = null;
  let upstream = false;
  let open = false;
  let wasDown = false;
  let readFailed = false;
  let known = alertIds();

  function alertIds() {
    return new Set([...cards.querySelectorAll("[data-alert]")].map(item => item.dataset.alert));
  }

  function clock(date) {
    return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  }

  function show() {
    const quiet = Date.now() - heardAt > QUIET_MS;
    const fresh = open && upstream && !quiet && !readFailed;
    const last = lastEventAt ? `Last change at ${clock(lastEventAt)}.` : "No change since this page was opened.";
    live.dataset.state = fresh ? "live" : "broken";
    const words = fresh ? `Live. ${last}`
      : readFailed ? "Not up to date: the alerts could not be read. Trying again."
      : open && !quiet ? "Not live: the alerting service cannot be reached. Trying again."
      : "Not live: the connection is interrupted. Trying again.";
    if (text.textContent !== words) text.textContent = words;
  }

  function catchUp() {
    htmx.trigger(cards, "catch-up");
  }

  document.body.addEventListener("htmx:sseOpen", event => {
    open = true;
    heardAt = Date.now();
    const source = event.detail.source;
    if (source.lymphHeard) return show(); // The browser opened the same source again.
    source.lymphHeard = true;
    for (const name of ["heartbeat", "alert", "reset", "upstream-up", "upstream-down"]) {
      source.addEventListener(name, () => {
        heardAt = Date.now();
        if (name === "alert") lastEventAt = new Date();
        upstream = name !== "upstream-down";
        if (name === "upstream-down") wasDown = true;
        if (name === "upstream-up" && wasDown) { wasDown = false; catchUp(); }
        show();
      });
    }
    show();
  });
  for (const name of ["htmx:sseError", "htmx:sseClose"]) {
    document.body.addEventListener(name, () => { open = false; upstream = false; show(); });
  }

  cards.addEventListener("htmx:afterRequest", event => {
    if (event.detail.elt !== cards) return;
    readFailed = !event.detail.successful;
    if (readFailed) setTimeout(catchUp, RETRY_MS);
    show();
  });

  cards.addEventListener("htmx:afterSwap", () => {
    const now = alertIds();
    const fresh = [...now].filter(id => !known.has(id));
    known = now;
    if (fresh.length === 0) return;
    lastEventAt = new Date();
    show();
    const names = new Set();
    for (const id of fresh) {
      const card = cards.querySelector(`[data-alert="${CSS.escape(id)}"]`).closest(".card");
      card.classList.add("is-new");
      names.add(card.getAttribute("aria-label"));
    }
    const first = [...names].slice(0, 3).join("; ");
    announce.textContent = names.size > 3 ? `New alerts: ${first}; and ${names.size - 3} more.` : `New alert. ${first}.`;
  });

  setInterval(show, 5_000);
})();
