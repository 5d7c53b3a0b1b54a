// What scripts add: a switch of colours, keys for the index, the readable and the published text in one place.
"use strict";
(() => {
  const root = document.documentElement;
  const store = {
    get: (key) => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* private mode: the choice lasts for the page */ } },
  };

  // Before first paint, so that nothing flashes.
  const theme = store.get("isnad-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  const segment = (host, label, choices, current, choose) => {
    const group = document.createElement("div");
    group.className = "seg";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", label);
    for (const [value, words] of choices) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.setAttribute("aria-pressed", String(value === current));
      button.addEventListener("click", () => {
        for (const other of group.children) other.setAttribute("aria-pressed", String(other === button));
        choose(value);
      });
      group.append(button);
    }
    host.append(group);
    host.hidden = false;
  };

  const addThemeSwitch = () => {
    const host = document.getElementById("theme");
    if (!host) return;
    const { label, system, light, dark } = host.dataset;
    segment(host, label, [["system", system], ["light", light], ["dark", dark]], root.dataset.theme || "system", (value) => {
      if (value === "system") delete root.dataset.theme;
      else root.dataset.theme = value;
      store.set("isnad-theme", value);
    });
  };

  const addTextSwitch = () => {
    const host = document.getElementById("switch");
    const readable = document.getElementById("readable");
    const published = document.getElementById("published");
    if (!host || !readable || !published) return;
    const { label, readable: read, published: raw } = host.dataset;
    published.querySelector("summary").hidden = true;
    published.hidden = true;
    segment(host, label, [["readable", read], ["published", raw]], "readable", (value) => {
      readable.hidden = value !== "readable";
      published.hidden = value === "readable";
      published.open = value !== "readable";
    });
  };

  // A claim in the margin lights its words, by pointer and by focus alike.
  const lightWords = (event) => {
    const link = event.target.closest && event.target.closest(".margin li");
    for (const lit of document.querySelectorAll("mark.lit")) lit.classList.remove("lit");
    const href = link && link.querySelector("a.glyph, a.claim-text").getAttribute("href");
    const claim = href && (href.split("#c-")[1] || (href.match(/\/claims\/([^/]+)\//) || [])[1]);
    if (!claim) return;
    for (const mark of document.querySelectorAll(`mark[data-for="${CSS.escape("c-" + decodeURIComponent(claim))}"]`)) mark.classList.add("lit");
  };

  // A key without a modifier can be switched off (WCAG 2.1.4).
  const addKeySwitch = () => {
    const host = document.getElementById("keys");
    if (!host) return;
    const { label, on, off } = host.dataset;
    segment(host, label, [["on", `${label}: ${on}`], ["off", off]], store.get("isnad-keys") || "on", (value) => store.set("isnad-keys", value));
  };

  // "/" by the key's place, since an Arabic layout has another letter there.
  const openIndex = (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = store.get("isnad-keys") !== "off" && event.code === "Slash" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const k = event.code === "KeyK" && (event.ctrlKey || event.metaKey);
    const search = document.querySelector(".search");
    if (typing || !search || !(slash || k)) return;
    event.preventDefault();
    search.focus();
  };

  // The language switch keeps the place in the page.
  const keepFragment = (event) => {
    const link = event.target.closest && event.target.closest(".lang a");
    if (link && location.hash) link.hash = location.hash;
  };

  document.addEventListener("DOMContentLoaded", () => {
    addThemeSwitch();
    addTextSwitch();
    addKeySwitch();
    document.addEventListener("keydown", openIndex);
    document.addEventListener("click", keepFragment);
    document.addEventListener("pointerover", lightWords);
    document.addEventListener("focusin", lightWords);
  });
})();
