// Nothing leaves the page: every way out that a script could try is tried, and hits are counted.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import test, { after, before } from "node:test";

import { serve } from "../serve.js";
import { SITE, launch, onlyInChromium, paste, site, visit } from "./browser.js";

const TEXT = "قال المتحدث إن الاجتماع انتهى.";

/** @type {any} */
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A server of another origin that would gladly take the text. */
async function stranger(t) {
  /** @type {string[]} */
  const hits = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.writeHead(200, { "Access-Control-Allow-Origin": "*" }).end("x");
  });
  server.on("upgrade", (request, socket) => {
    hits.push(request.url ?? "");
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  t.after(() => server.close());
  return { hits, origin: `127.0.0.1:${/** @type {any} */ (server.address()).port}` };
}

/** Ways out of a page; each gets the address of the stranger. */
const CHANNELS = {
  fetch: (to) => fetch(to),
  "fetch, no cors": (to) => fetch(to, { mode: "no-cors", keepalive: true }),
  xhr: (to) => {
    const request = new XMLHttpRequest();
    request.open("GET", to);
    request.send();
  },
  beacon: (to) => navigator.sendBeacon(to, "x"),
  websocket: (to) => new WebSocket(to.replace("http", "ws")),
  eventsource: (to) => new EventSource(to),
  image: (to) => (new Image().src = to),
  stylesheet: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: to })),
  prefetch: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: to })),
  modulepreload: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: to })),
  icon: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "icon", href: to })),
  manifest: (to) => document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: to })),
  frame: (to) => document.body.append(Object.assign(document.createElement("iframe"), { src: to })),
  object: (to) => document.body.append(Object.assign(document.createElement("object"), { data: to })),
  video: (to) => document.body.append(Object.assign(document.createElement("video"), { src: to, autoplay: true })),
  audio: (to) => document.body.append(Object.assign(document.createElement("audio"), { src: to, autoplay: true })),
  "background image": (to) => document.body.style.setProperty("background-image", `url(${to})`),
  "adopted style sheet": (to) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`body { border-image: url(${to}) }`);
    document.adoptedStyleSheets.push(sheet);
  },
  font: (to) => new FontFace("x", `url(${to})`).load(),
  "svg image": (to) => {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    image.setAttribute("href", to);
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.append(image);
    document.body.append(svg);
  },
  form: (to) => {
    const form = Object.assign(document.createElement("form"), { action: to, method: "post", target: "_self" });
    document.body.append(form);
    form.submit();
  },
  script: (to) => document.head.append(Object.assign(document.createElement("script"), { src: to })),
  worker: (to) => new Worker(to),
  import: (to) => import(to),
  "inner html": (to) => (document.body.innerHTML = `<img src="${to}">`),
};

test("no way out of the page", async (t) => {
  const { hits, origin } = await stranger(t);
  const { page, context } = await visit(browser, await site(t));
  await paste(page, TEXT);
  for (const [name, attempt] of Object.entries(CHANNELS)) {
    await page.evaluate(`(async () => { try { await (${attempt})("http://${origin}/${encodeURIComponent(name)}"); } catch {} })()`).catch(() => {});
  }
  await page.waitForTimeout(500);
  assert.deepEqual(hits, []);
  assert.ok(Object.keys(CHANNELS).length >= 25);
  // The count is not idle: the same server is hit by a reader who goes there.
  const other = await context.newPage();
  await other.goto(`http://${origin}/control`);
  assert.ok(hits.includes("/control"));
  await context.close();
});

test("no way out of the worker", onlyInChromium("the driver cannot reach into a worker"), async (t) => {
  const { hits, origin } = await stranger(t);
  const { page, context } = await visit(browser, await site(t));
  await paste(page, TEXT);
  const [worker] = page.workers().filter((worker) => worker.url().startsWith("blob:"));
  assert.ok(worker, "the analyser runs in a worker that inherits the policy");
  for (const attempt of [
    (to) => fetch(to, { mode: "no-cors" }).then(() => "", String),
    (to) => import(to).then(() => "", String),
    (to) => new Promise((resolve) => Object.assign(new WebSocket(to.replace("http", "ws")), { onerror: resolve, onopen: resolve })).then(String, String),
    (to) => {
      const request = new XMLHttpRequest();
      request.open("GET", to, false);
      try {
        request.send();
      } catch {}
    },
  ]) {
    await worker.evaluate(attempt, `http://${origin}/worker`).catch(() => {});
  }
  await page.waitForTimeout(300);
  assert.deepEqual(hits, []);
  await context.close();
});

test("the page counts what leaves it, in words", async (t) => {
  const { page, leave } = await visit(browser, await site(t));
  await page.locator("#requests:not(:empty)").waitFor();
  assert.match(await page.locator("#requests").textContent(), /لم يخرج أي طلب/);
  await leave();
});

test("without a network everything works, from the second visit on", async (t) => {
  const { url, close } = await serve(SITE);
  const { page, leave } = await visit(browser, url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
  });
  await close();
  await page.reload();
  await paste(page, TEXT);
  assert.equal(await page.locator("#article .text").textContent(), TEXT);
  await page.locator("#brand").click();
  await page.locator("#samples button").first().click();
  await page.locator("#article .text").nth(3).waitFor();
  await leave();
});

test("nothing is kept: no cookie, no storage, no text in a cache", async (t) => {
  const { page, context, leave } = await visit(browser, await site(t));
  await paste(page, TEXT);
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).length), 0);
  await leave();
});

test("articles are kept when asked for, and forgotten when asked for", async (t) => {
  const { page, leave } = await visit(browser, await site(t));
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).length);
  await page.locator("#keep").check();
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 1);
  await paste(page, TEXT);
  await page.reload();
  await page.locator("#tabs .open").click();
  await page.locator("#article .text", { hasText: "المتحدث" }).waitFor();
  await page.locator("#brand").click();
  assert.ok(await page.locator("#keep").isChecked());
  await page.locator("#keep").uncheck();
  await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
  await page.reload();
  await page.locator("#specimen .text").first().waitFor();
  assert.equal(await databases(), 0);
  assert.equal(await page.locator("#tabs .tab").count(), 0);
  await leave();
});
