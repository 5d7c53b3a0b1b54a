// What both browser tests share: the browser, a static server for a built site, and how a failure is told.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, extname, normalize } from "node:path";
import { chromium } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export async function openBrowser() {
  if (!CHROMIUM) throw new Error("no Chromium found: run `cargo xtask install`");
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".json": "application/json", ".png": "image/png",
};

// Serves a built site as a plain web host does.
export async function serveFolder(folder) {
  const server = createServer(async (request, reply) => {
    let path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    if (path.endsWith("/")) path += "index.html";
    try {
      const bytes = await readFile(join(folder, path));
      reply.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      reply.writeHead(404).end("missing");
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export class Checks {
  failures = [];
  count = 0;
  check(holds, what) {
    this.count += 1;
    if (!holds) {
      this.failures.push(what);
      console.error(`FAILED ${what}`);
    }
  }
  // Prints the closing line and sets the exit code.
  finish() {
    console.log(`${this.count - this.failures.length} passed, ${this.failures.length} failed`);
    process.exitCode = this.failures.length > 0 ? 1 : 0;
  }
}
