// Keeps an open page up to date while its author works: swaps in what changed, shows what is broken.
(() => {
  "use strict";

  const script = document.currentScript;
  // What this page shows; the server names another state when it is old.
  let generation = script.dataset.generation;
  // Whether it stands for a page that is not there; any change may bring it.
  let isMissing = "missing" in script.dataset;

  // Events.

  let events = null;

  function listen() {
    if (events && events.readyState !== EventSource.CLOSED) return;
    events = new EventSource("/_isnad/events");
    events.addEventListener("hello", (event) => {
      const state = JSON.parse(event.data);
      showProblems(state.problems);
      if (state.generation !== generation) {
        generation = state.generation;
        refresh();
      }
    });
    events.addEventListener("reload", (event) => {
      const news = JSON.parse(event.data);
      generation = news.generation;
      const isNamed = news.changed.length === 0 || news.changed.includes(pathOf(location));
      if (isNamed || isMissing) refresh();
      else if (news.changed.some(isUsed)) location.reload();
    });
    events.addEventListener("problems", (event) => showProblems(JSON.parse(event.data).problems));
    events.addEventListener("error", () => {
      // Most lost connections are taken up again by the browser itself; some it gives up for good.
      if (events && events.readyState === EventSource.CLOSED) setTimeout(listenIfSeen, 1000);
    });
  }

  // Browsers allow only six connections to one server, so hidden pages let theirs go. Nothing is lost by
  // it: the first event tells what stands now.
  function listenIfSeen() {
    if (document.visibilityState === "visible") {
      listen();
    } else if (events) {
      events.close();
      events = null;
    }
  }

  document.addEventListener("visibilitychange", listenIfSeen);
  window.addEventListener("pageshow", listenIfSeen);
  window.addEventListener("pagehide", () => {
    if (events) events.close();
    events = null;
  });
  listenIfSeen();

  // Refreshing.

  function pathOf(address) {
    try {
      return decodeURIComponent(address.pathname);
    } catch {
      return address.pathname;
    }
  }

  // Whether this page loaded the file of this path: a style, a script, a picture, a font.
  function isUsed(path) {
    return performance
      .getEntriesByType("resource")
      .filter((entry) => entry.initiatorType !== "fetch")
      .some((entry) => {
        const address = new URL(entry.name, location.href);
        return address.origin === location.origin && pathOf(address) === path;
      });
  }

  let isRefreshing = false;
  let isStale = false;
  // As it came from the server; the page's own scripts may have changed it since.
  let frame = frameOf(document);

  async function refresh() {
    isStale = true;
    // One at a time, or an older answer could come last.
    if (isRefreshing) return;
    isRefreshing = true;
    try {
      while (isStale) {
        isStale = false;
        await refreshOnce();
      }
    } catch {
      // The server went away in between; the next connection says what stands then.
      generation = "";
    } finally {
      isRefreshing = false;
    }
  }

  async function refreshOnce() {
    const reply = await fetch(location.pathname + location.search, { cache: "no-cache" });
    const text = await reply.text();
    isMissing = reply.status === 404;
    const next = new DOMParser().parseFromString(text, "text/html");
    if (!swap(next)) location.reload();
  }

  // Puts the new content in place of the old; false when only loading the page anew will do.
  function swap(next) {
    const oldMain = document.querySelector("main");
    const newMain = next.querySelector("main");
    if (!oldMain || !newMain) return false;
    if (resourcesOf(document) !== resourcesOf(next)) return false;
    // Scripts in content that came later would not run.
    if (oldMain.querySelector("script") || newMain.querySelector("script")) return false;
    // A part of the page that cannot live through a swap prevents this event.
    if (!document.dispatchEvent(new CustomEvent("isnad:before-swap", { cancelable: true }))) return false;

    const { scrollX, scrollY } = window;
    const nextFrame = frameOf(next);
    for (const name of ["lang", "dir"]) copyAttribute(name, next.documentElement, document.documentElement);
    document.title = next.title;
    if (nextFrame !== frame) replaceBody(next);
    else oldMain.replaceWith(document.adoptNode(newMain));
    frame = nextFrame;
    // The element that :target means is gone with the old content, so the fragment is gone to once more.
    if (location.hash) location.replace(location.hash);
    window.scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    document.dispatchEvent(new CustomEvent("isnad:swapped"));
    return true;
  }

  // The styles and scripts of a page, as one text to compare.
  function resourcesOf(page) {
    const elements = page.querySelectorAll("link[rel~=stylesheet], script[src]");
    return [...elements]
      .map((element) => element.getAttribute("href") || element.getAttribute("src"))
      .filter((address) => address !== "/_isnad/reload.js")
      .join("\n");
  }

  // What stands around the main content: navigation, header, footer.
  function frameOf(page) {
    const body = page.body.cloneNode(true);
    for (const element of body.querySelectorAll("main, script, isnad-problems")) element.remove();
    return body.innerHTML.trim();
  }

  function replaceBody(next) {
    for (const name of ["class", "id"]) copyAttribute(name, next.body, document.body);
    const children = [...next.body.childNodes].filter((node) => node.nodeName !== "SCRIPT");
    document.body.replaceChildren(...children.map((node) => document.adoptNode(node)));
    if (overlay) document.body.append(overlay);
  }

  function copyAttribute(name, from, to) {
    const value = from.getAttribute(name);
    if (value === null) to.removeAttribute(name);
    else to.setAttribute(name, value);
  }

  // Problems.

  let overlay = null;

  function showProblems(problems) {
    if (problems.length === 0) {
      hideProblems();
      return;
    }
    if (!overlay) {
      overlay = document.createElement("isnad-problems");
      // Apart from the page, so that neither's styles reach the other.
      overlay.attachShadow({ mode: "open" });
    }
    const style = make("link");
    style.rel = "stylesheet";
    style.href = "/_isnad/reload.css";
    const dialog = make("dialog");
    dialog.setAttribute("role", "alertdialog");
    dialog.setAttribute("aria-labelledby", "heading");
    dialog.lang = "en";
    dialog.dir = "ltr";
    const heading = make("h2", problems.length === 1 ? "1 problem" : `${problems.length} problems`);
    heading.id = "heading";
    const close = make("button", "Hide (Esc)");
    close.type = "button";
    close.addEventListener("click", hideProblems);
    const header = make("header");
    header.append(heading, close);
    const list = make("ol");
    list.append(...problems.map(describe));
    const alert = make("div");
    alert.setAttribute("role", "alert");
    alert.append(list);
    dialog.append(header, alert);
    overlay.shadowRoot.replaceChildren(style, dialog);
    document.body.append(overlay);
    // Not modal, and without taking the focus, which would scroll: the last good page stays readable.
    dialog.open = true;
  }

  function hideProblems() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && overlay) {
      event.preventDefault();
      hideProblems();
    }
  });

  function describe(problem) {
    const item = make("li");
    const place = [problem.file, problem.line, problem.column].filter((part) => part !== null);
    const address = make("bdi", place.join(":"), "place");
    address.dir = "ltr";
    item.append(make("span", problem.severity, "severity"), address);
    const message = make("p", problem.message, "message");
    message.dir = "auto";
    item.append(message);
    if (problem.remedy !== null) {
      const remedy = make("p", problem.remedy, "remedy");
      remedy.dir = "auto";
      item.append(remedy);
    }
    return item;
  }

  // Always text, never markup: messages quote what articles say.
  function make(name, text = "", className = "") {
    const element = document.createElement(name);
    element.textContent = text;
    if (className) element.className = className;
    return element;
  }
})();
