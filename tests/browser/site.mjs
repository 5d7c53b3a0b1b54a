// Built sites in Chromium, in both directions: isolation and order of data, joined letters, requests, console, accessibility
// in light and dark, keyboard, print, the page without scripts, links, weights.
// Usage: node site.mjs PATH-OF-ISNAD
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Checks, openBrowser, serveFolder } from "./common.mjs";
import * as inside from "./inside.mjs";

const root = new URL("../..", import.meta.url).pathname;
const artifacts = join(root, "tests/artifacts");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "isnad-site-"));
const checks = new Checks();
const WIDE = { width: 1240, height: 900 };
const CONTRAST = { resultTypes: ["violations"], runOnly: { type: "rule", values: ["color-contrast"] } };

// Builds a project; one with a broken article ends with 1 and still has a site.
function build(project, name) {
  const out = join(folder, name);
  const { status } = spawnSync(program, ["build", "-C", project, "-o", out, "--no-cache", "-q"], { stdio: "ignore" });
  if (status !== 0 && status !== 1) throw new Error(`the build of ${project} ended with ${status}`);
  return out;
}

const example = build(root, "example");
const graph = JSON.parse(
  execFileSync(program, ["export", "-f", "json", "-C", root, "--no-cache", "-q"], { maxBuffer: 1 << 28 }),
);
// Whole messages of the English catalogue, without slots: none of them may stand on a page of another language.
const english = [...readFileSync(join(root, "templates/i18n/en.toml"), "utf8").matchAll(/^\w+ = "([^"{}]*[A-Za-z]{3}[^"{}]*)"$/gm)].map(
  (found) => found[1],
);

// The pages that are looked at: each kind of page, with the richest item of its kind.
function chosenPages() {
  const most = (items, count) => [...items].sort((a, b) => count(b) - count(a) || (a.id < b.id ? -1 : 1))[0].id;
  const meeting = most(graph.meetings, (it) => it.reports.length);
  // A claim has a page where two articles tell it; one told twice in one article has none.
  const claim = most(graph.claims, (it) => new Set(it.reports.map((report) => report.article)).size);
  const article = most(graph.articles, (it) => it.claims.length);
  const person = most(
    graph.entities.filter((it) => it.kind === "person"),
    (it) => graph.meetings.filter((m) => m.participants.some((p) => (p.id ?? p.entity) === it.id)).length,
  );
  const place = graph.entities.find((it) => it.kind === "place").id;
  const topic = readdirSync(join(example, "ar/topics"), { withFileTypes: true }).find((it) => it.isDirectory()).name;
  return [
    "", "timeline/", "actors/", "places/", "meetings/", "claims/", "articles/", "topics/", "graph/", "about/",
    "how-to-read/", "changes/", "silence/", "404.html", `actors/${person}/`, `places/${place}/`, `meetings/${meeting}/`, `claims/${claim}/`,
    `articles/${article}/`, `topics/${topic}/`,
  ];
}

function checkWeights() {
  const visit = (path) => {
    if (statSync(path).isDirectory()) return readdirSync(path).forEach((name) => visit(join(path, name)));
    const limit = path.endsWith(".html") ? 60 : path.endsWith(".css") ? 20 : path.endsWith(".js") ? 40 : 0;
    if (limit) checks.check(gzipSync(readFileSync(path)).length <= limit * 1024, `${path} is over ${limit} KB compressed`);
  };
  visit(example);
}

// Says of a list of findings that it is empty.
function none(found, what) {
  checks.check(found.length === 0, `${what}: ${found.slice(0, 4).join(" | ")}`);
}

// Direction, isolation and order of what a page says.
async function checkWords(tab, name, lang) {
  const html = await tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  checks.check(html[0] === lang && html[1] === (lang === "ar" ? "rtl" : "ltr"), `${name}: lang and dir are ${html}`);
  none(await tab.evaluate(inside.strayTexts), `${name}: text outside an isolate`);
  none(await tab.evaluate(inside.disorders), `${name}: a value out of order`);
  none(await tab.evaluate(inside.splitWords), `${name}: a mark takes words apart`);
  if (lang !== "en") none(await tab.evaluate(inside.strayWords, [english, "en"]), `${name}: English words of the interface`);
}

async function checkAccess(judge, address, name) {
  await judge.emulateMedia({ colorScheme: "light" });
  await judge.goto(address + name);
  await judge.addScriptTag({ content: axe });
  const light = await judge.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  await judge.emulateMedia({ colorScheme: "dark" });
  const dark = await judge.evaluate((options) => axe.run(document, options), CONTRAST);
  const told = (it) => `${it.id}: ${it.help}: ${it.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" ")}`;
  none(light.violations.map(told), `${name}: axe`);
  none(dark.violations.map(told), `${name}: axe in the dark`);
}

async function checkPage({ tab, judge, plain }, address, lang, page) {
  const name = `/${lang}/${page}`;
  const told = [];
  const elsewhere = [];
  const onConsole = (message) => ["error", "warning"].includes(message.type()) && told.push(message.text());
  const onError = (error) => told.push(String(error));
  const onRequest = (request) => request.url().startsWith(address) || elsewhere.push(request.url());
  tab.on("console", onConsole).on("pageerror", onError).on("request", onRequest);
  await tab.emulateMedia({ media: "screen" });
  await tab.setViewportSize(WIDE);
  const reply = await tab.goto(address + name);
  checks.check(reply.status() === 200, `${name} answers ${reply.status()}`);
  await checkWords(tab, name, lang);
  const names = graph.entities.flatMap((it) => it.names.map((n) => n.text ?? n));
  none(await tab.evaluate(inside.strayNames, names), `${name}: names outside an isolate`);
  const shot = page.replaceAll("/", "_") || "home";
  await tab.screenshot({ path: join(artifacts, `${lang}-${shot}.png`), fullPage: true });
  for (const width of [1240, 820, 390, 320]) {
    await tab.setViewportSize({ width, height: 844 });
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    checks.check(wide <= 0, `${name}: ${wide} pixels wider than a window of ${width}`);
    if (width === 390) await tab.screenshot({ path: join(artifacts, `${lang}-${shot}-phone.png`) });
  }
  await plain.goto(address + name);
  const [scripted, unscripted] = [await tab.evaluate(inside.mainPart), await plain.evaluate(inside.mainPart)];
  checks.check(scripted === unscripted, `${name}: says something else without scripts`);
  await tab.emulateMedia({ media: "print" });
  none(await tab.evaluate(inside.unprintable), `${name}: in print`);
  none(told, `${name}: console`);
  none(elsewhere, `${name}: requests elsewhere`);
  tab.off("console", onConsole).off("pageerror", onError).off("request", onRequest);
  await checkAccess(judge, address, name);
  return tab.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.href));
}

async function checkLinks(server, links) {
  const pages = new Map();
  for (const link of [...new Set(links)].filter((it) => it.startsWith(server.address))) {
    const [page, fragment] = link.split("#");
    if (!pages.has(page)) {
      const reply = await fetch(page);
      checks.check(reply.ok, `link to a missing page: ${page}`);
      pages.set(page, reply.ok ? await reply.text() : "");
    }
    if (fragment) {
      const id = decodeURIComponent(fragment);
      checks.check(pages.get(page).includes(`id="${id}"`), `link to a missing place: ${link}`);
    }
  }
}

// The first stop of the keyboard leads past the navigation, and whatever has the focus is seen to have it.
async function checkKeyboard(tab, address, name) {
  await tab.emulateMedia({ media: "screen" });
  await tab.setViewportSize(WIDE);
  await tab.goto(address + name);
  await tab.keyboard.press("Tab");
  const first = await tab.evaluate(inside.focused);
  checks.check(first.skip && first.seen && first.ring, `${name}: the first stop is ${first.what}`);
  const hidden = [];
  for (let stop = 0; stop < 60; stop += 1) {
    await tab.keyboard.press("Tab");
    const it = await tab.evaluate(inside.focused);
    if (it.body) break;
    if (!it.seen || !it.ring) hidden.push(it.what);
  }
  none(hidden, `${name}: focus that is not seen`);
  await tab.goto(address + name);
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  const past = await tab.evaluate(() => Boolean(document.activeElement.closest("main")));
  checks.check(past, `${name}: the skip link does not lead into the main part`);
}

// A project whose names try to break out of their place, and one without any article.
async function checkOthers(tab) {
  for (const suite of ["hostile-names", "empty-site"]) {
    const built = build(join(root, "tests/suite", suite), suite);
    const server = await serveFolder(built);
    for (const lang of readdirSync(built).filter((it) => it.length === 2)) {
      const items = (section) => readdirSync(join(built, lang, section), { withFileTypes: true })
        .filter((it) => it.isDirectory() && !["kind", "page"].includes(it.name)).slice(0, 4).map((it) => `${section}/${it.name}/`);
      for (const page of ["", "actors/", "meetings/", "claims/", "articles/", "timeline/", ...items("actors"), ...items("articles")]) {
        await tab.goto(`${server.address}/${lang}/${encodeURI(page)}`);
        await checkWords(tab, `${suite}: /${lang}/${page}`, lang);
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        checks.check(wide <= 0, `${suite}: /${lang}/${page}: ${wide} pixels too wide`);
      }
    }
    server.close();
  }
}

mkdirSync(artifacts, { recursive: true });
const server = await serveFolder(example);
const browser = await openBrowser();
try {
  const open = async (options) => (await browser.newContext({ viewport: WIDE, ...options })).newPage();
  const checkLanguage = async (lang) => {
    // The page's policy forbids foreign script, so axe runs in a context that is let past it.
    const judge = await open({ bypassCSP: true, reducedMotion: "reduce" });
    const tabs = { tab: await open({}), judge, plain: await open({ javaScriptEnabled: false }) };
    const links = [];
    for (const page of chosenPages()) links.push(...(await checkPage(tabs, server.address, lang, page)));
    await checkKeyboard(tabs.tab, server.address, `/${lang}/`);
    return links;
  };
  const links = (await Promise.all(["ar", "en"].map(checkLanguage))).flat();
  await checkOthers(await open({}));
  await checkLinks(server, links);
  checkWeights();
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
checks.finish();
