// The built example site in Chromium, in both directions: isolation of data, requests, console, accessibility, links.
// Usage: node site.mjs PATH-OF-ISNAD
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Checks, openBrowser, serveFolder } from "./common.mjs";

const root = new URL("../..", import.meta.url).pathname;
const artifacts = join(root, "tests/artifacts");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "isnad-site-"));
const checks = new Checks();

execFileSync(program, ["build", "-C", root, "-o", folder, "--no-cache", "-q"], { stdio: "inherit" });
const graph = JSON.parse(
  execFileSync(program, ["export", "-f", "json", "-C", root, "--no-cache", "-q"], { maxBuffer: 1 << 28 }),
);

// The pages that are looked at: each kind of page, with the richest item of its kind.
function chosenPages() {
  const most = (items, count) => [...items].sort((a, b) => count(b) - count(a) || (a.id < b.id ? -1 : 1))[0].id;
  const meeting = most(graph.meetings, (it) => it.reports.length);
  const claim = most(graph.claims, (it) => it.reports.length);
  const article = most(graph.articles, (it) => it.claims.length);
  const person = most(
    graph.entities.filter((it) => it.kind === "person"),
    (it) => graph.meetings.filter((m) => m.participants.some((p) => (p.id ?? p.entity) === it.id)).length,
  );
  const place = graph.entities.find((it) => it.kind === "place").id;
  return [
    "", "timeline/", "actors/", "places/", "meetings/", "claims/", "articles/", "topics/", "graph/", "about/",
    "how-to-read/", "404.html", `actors/${person}/`, `places/${place}/`, `meetings/${meeting}/`, `claims/${claim}/`,
    `articles/${article}/`,
  ];
}

// Text of one script inside a page of the other has to stand in an isolate or in a block with a direction of its own.
function strayTexts() {
  const rtl = document.documentElement.dir === "rtl";
  const foreign = rtl ? /[A-Za-z\u0400-\u04ff]{2,}/ : /[\u0600-\u06ff]/;
  const strays = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!foreign.test(node.data) || parent.closest("script,style,svg title,svg desc")) continue;
    const svg = parent.closest("svg text, svg tspan");
    if (svg ? node.data.includes("\u2068") || svg.closest("text").textContent.includes("\u2068") : isolated(parent)) continue;
    strays.push(node.data.trim().slice(0, 80));
  }
  return strays;
  function isolated(element) {
    for (let it = element; it && it !== document.body; it = it.parentElement) {
      if (it.tagName === "BDI" || (it.hasAttribute("dir") && it.hasAttribute("lang"))) return true;
    }
    return false;
  }
}

// Names that come from data have to stand in an isolate whatever their script is.
function strayNames(names) {
  const known = new Set(names);
  const strays = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (known.has(node.data.trim()) && !parent.closest("bdi,svg,script,[dir]:not(html)")) strays.push(node.data.trim());
  }
  return strays;
}

function checkWeights() {
  const visit = (path) => {
    if (statSync(path).isDirectory()) return readdirSync(path).forEach((name) => visit(join(path, name)));
    const limit = path.endsWith(".html") ? 60 : path.endsWith(".css") ? 20 : path.endsWith(".js") ? 40 : 0;
    if (limit) checks.check(gzipSync(readFileSync(path)).length <= limit * 1024, `${path} is over ${limit} KB compressed`);
  };
  visit(folder);
}

async function checkPage(browser, server, lang, page) {
  const name = `/${lang}/${page}`;
  const context = await browser.newContext({ viewport: { width: 1240, height: 900 }, bypassCSP: false });
  const tab = await context.newPage();
  const told = [];
  tab.on("console", (message) => ["error", "warning"].includes(message.type()) && told.push(message.text()));
  tab.on("pageerror", (error) => told.push(String(error)));
  const elsewhere = [];
  tab.on("request", (request) => request.url().startsWith(server.address) || elsewhere.push(request.url()));
  const reply = await tab.goto(server.address + name, { waitUntil: "networkidle" });
  checks.check(reply.status() === 200, `${name} answers ${reply.status()}`);
  const html = await tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
  checks.check(html[0] === lang && html[1] === (lang === "ar" ? "rtl" : "ltr"), `${name}: lang and dir are ${html}`);
  const strays = await tab.evaluate(strayTexts);
  checks.check(strays.length === 0, `${name}: text outside an isolate: ${strays.slice(0, 5).join(" | ")}`);
  const names = graph.entities.flatMap((it) => it.names.map((n) => n.text ?? n));
  const stray = await tab.evaluate(strayNames, names);
  checks.check(stray.length === 0, `${name}: names outside an isolate: ${stray.slice(0, 5).join(" | ")}`);
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  checks.check(!wide, `${name}: wider than the window`);
  // The page's policy forbids foreign script, so axe runs in a context that is let past it.
  const judged = await browser.newContext({ viewport: { width: 1240, height: 900 }, bypassCSP: true });
  const judge = await judged.newPage();
  await judge.goto(server.address + name, { waitUntil: "networkidle" });
  await judge.addScriptTag({ content: axe });
  const { violations } = await judge.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  for (const it of violations) {
    checks.check(false, `${name}: axe ${it.id}: ${it.help}: ${it.nodes.slice(0, 2).map((n) => n.html.slice(0, 160)).join(" ")}`);
  }
  checks.check(violations.length === 0, `${name}: ${violations.length} axe violations`);
  await judged.close();
  checks.check(told.length === 0, `${name}: console: ${told.slice(0, 3).join(" | ")}`);
  checks.check(elsewhere.length === 0, `${name}: requests elsewhere: ${elsewhere.slice(0, 3).join(" ")}`);
  const shot = page.replaceAll("/", "_") || "home";
  await tab.screenshot({ path: join(artifacts, `${lang}-${shot}.png`), fullPage: true });
  await tab.setViewportSize({ width: 390, height: 844 });
  const narrow = await tab.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  checks.check(!narrow, `${name}: wider than a phone`);
  await tab.screenshot({ path: join(artifacts, `${lang}-${shot}-phone.png`), fullPage: true });
  const links = await tab.evaluate(() => [...document.querySelectorAll("a[href]")].map((a) => a.href));
  await context.close();
  return links;
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

mkdirSync(artifacts, { recursive: true });
const server = await serveFolder(folder);
const browser = await openBrowser();
try {
  const links = [];
  for (const lang of ["ar", "en"]) for (const page of chosenPages()) links.push(...(await checkPage(browser, server, lang, page)));
  await checkLinks(server, links);
  checkWeights();
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
checks.finish();
