// Live reload as a writer meets it: an edit shows in the open page, a broken file shows as an overlay and goes when mended.
// Usage: node live.mjs PATH-OF-ISNAD
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Checks, openBrowser } from "./common.mjs";

const program = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "isnad-live-"));
const checks = new Checks();
const PATIENCE = { timeout: 30_000 };

function firstArticle(path) {
  for (const name of readdirSync(path).sort()) {
    const full = join(path, name);
    if (statSync(full).isDirectory()) {
      const found = firstArticle(full);
      if (found) return found;
    } else if (name.endsWith(".md") && readFileSync(full, "utf8").includes("\ntitle = ")) return full;
  }
}

// Starts the server and waits for the address that it prints.
function startServer() {
  const server = spawn(program, ["serve", "-C", folder, "-p", "0", "--no-cache"], { stdio: ["ignore", "ignore", "pipe"] });
  const address = new Promise((found, failed) => {
    let told = "";
    server.stderr.on("data", (bytes) => {
      told += bytes;
      const match = told.match(/http:\/\/[\d.]+:\d+/);
      if (match) found(match[0]);
    });
    server.on("exit", () => failed(new Error(`the server ended: ${told}`)));
  });
  return { server, address };
}

execFileSync(program, ["init", "--sample", folder, "-q"], { stdio: "inherit" });
const article = firstArticle(join(folder, "content/articles"));
const source = readFileSync(article, "utf8");
const { server, address } = startServer();
const browser = await openBrowser();
try {
  const base = await address;
  const tab = await browser.newPage();
  const home = await tab.goto(`${base}/en/articles/`, { waitUntil: "load" });
  checks.check(home.status() === 200, "the index of articles is served");

  writeFileSync(article, source.replace(/\ntitle = ".*"/, '\ntitle = "A headline that was not there before"'));
  await tab.getByText("A headline that was not there before").first().waitFor(PATIENCE);
  checks.check(true, "an edit shows in the open page");

  writeFileSync(article, source.replace("\ntitle = ", "\ntitle = = "));
  const overlay = tab.getByRole("alert").or(tab.getByRole("dialog")).or(tab.getByRole("alertdialog")).first();
  await overlay.waitFor(PATIENCE);
  const text = await overlay.innerText();
  checks.check(/articles\/.*\.md/.test(text) && /:\d+/.test(text), `the overlay names file and line: ${text.slice(0, 200)}`);
  checks.check((await tab.locator("main").innerText()).length > 100, "the last good page stays beneath");

  writeFileSync(article, source);
  await overlay.waitFor({ state: "hidden", ...PATIENCE });
  checks.check(true, "the overlay goes by itself when the file is mended");
} finally {
  await browser.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
}
checks.finish();
