/**
 * WebKitGTK behind as much of Playwright's interface as the tests use, so that one text tests every
 * engine. Playwright drives only a WebKit of its own making; this one is the system's, by WebDriver.
 * @module
 */

import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** How long anything may take that is waited for. */
const PATIENCE = 30_000;

const KEYS = /** @type {Record<string, string>} */ ({
  ControlOrMeta: "\uE009", Control: "\uE009", Alt: "\uE00A", Shift: "\uE008", Enter: "\uE007", Escape: "\uE00C", Tab: "\uE004",
  ArrowLeft: "\uE012", ArrowRight: "\uE014", Backspace: "\uE003", Home: "\uE011", End: "\uE010",
});

/** @typedef {{css?: string, nth?: number, label?: string, text?: string, exact?: boolean}} Step */

/**
 * Starts a display, if there is none; drivers and browsers come with the contexts.
 * @param {{driver: string, browser: string}} paths
 */
export async function launchWebKit({ driver, browser }) {
  /** @type {Set<import("node:child_process").ChildProcess>} */
  const children = new Set();
  const environment = { ...process.env };
  const start = (/** @type {string} */ command, /** @type {string[]} */ args) => {
    const child = spawn(command, args, { stdio: "ignore", env: environment });
    children.add(child);
    return child;
  };
  if (!environment.DISPLAY && !environment.WAYLAND_DISPLAY) {
    const display = `:${200 + (process.pid % 700)}`;
    start("Xvfb", [display, "-screen", "0", "1600x1200x24"]);
    environment.DISPLAY = display;
  }
  const close = async () => children.forEach((child) => child.kill());
  process.once("exit", close);

  /** A driver with a session of its own: a driver has one at a time, and not every one comes about. */
  const session = async () => {
    const port = await freePort();
    const child = start(driver, [`--port=${port}`]);
    const call = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ body) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, signal: AbortSignal.timeout(2 * PATIENCE), ...(body && { body: JSON.stringify(body) }) });
      const { value } = /** @type {any} */ (await response.json());
      if (value?.error) throw new Error(`${value.error}: ${value.message}`);
      return value;
    };
    try {
      await until(() => fetch(`http://127.0.0.1:${port}/status`).then(() => true, () => false), "the driver");
      const options = { binary: browser, args: ["--automation"] };
      const { sessionId } = await call("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
      return { child, call: (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ body) => call(method, `/session/${sessionId}${path}`, body) };
    } catch (error) {
      child.kill();
      throw error;
    }
  };

  const newContext = async ({ viewport = { width: 1440, height: 900 } } = {}) => {
    const { child, call } = await session().catch(session).catch(session);
    const page = new Page(call, viewport);
    return {
      newPage: async () => page,
      on: () => {},
      cookies: () => call("GET", "/cookie", undefined),
      close: () => page.close().finally(() => child.kill()),
    };
  };
  return { newContext, newPage: async () => (await newContext()).newPage(), close };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {any} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * @template T
 * @param {() => Promise<T>} look
 * @param {string} what
 * @returns {Promise<T>} the first answer that is not false
 */
async function until(look, what) {
  for (const start = Date.now(); Date.now() - start < PATIENCE; ) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** Finds the elements of a path; runs in the page. Written as text, for there is no closure there. */
const FIND = `const find = (steps) => steps.reduce((found, { css, nth, label, text, exact }) => {
  if (css !== undefined) return [...new Set(found.flatMap((root) => [...root.querySelectorAll(css)]))];
  if (nth !== undefined) return found.slice(nth, nth === -1 ? undefined : nth + 1);
  const fits = (words, wanted) => { const flat = (words ?? "").replace(/\\s+/g, " ").trim(); return exact ? flat === wanted : flat.toLowerCase().includes(wanted.toLowerCase()); };
  if (label !== undefined) return found.flatMap((root) => [...root.querySelectorAll("[aria-label], input, select, button")].filter((element) => fits(element.ariaLabel ?? element.labels?.[0]?.querySelector("span")?.textContent, label)));
  const within = found.filter((element) => fits(element.textContent, text));
  return exact === undefined ? within : within.flatMap((root) => [...root.querySelectorAll("*")].filter((element) => fits(element.textContent, text) && ![...element.children].some((child) => fits(child.textContent, text))));
}, [document]);`;

class Page {
  /**
   * @param {(method: string, path: string, body?: any) => Promise<any>} call
   * @param {{width: number, height: number}} viewport
   */
  constructor(call, viewport) {
    this.call = call;
    this.viewport = viewport;
    /** @type {Record<string, (message: any) => void>} */
    this.listeners = {};
    this.keyboard = { press: (/** @type {string} */ keys) => this.#press(keys), insertText: (/** @type {string} */ text) => this.evaluate((words) => void document.execCommand("insertText", false, words), text) };
    this.mouse = { move: async () => {} };
  }

  /**
   * @param {string} event
   * @param {(message: any) => void} listener
   */
  on(event, listener) {
    this.listeners[event] = listener;
  }

  /** @param {string} url */
  async goto(url) {
    await this.call("POST", "/window/rect", { x: 0, y: 0, ...this.viewport });
    await this.call("POST", "/url", { url });
    await this.#watch();
    const [width, height] = await this.evaluate(() => [innerWidth, innerHeight]);
    await this.call("POST", "/window/rect", { width: 2 * this.viewport.width - width, height: 2 * this.viewport.height - height });
  }

  async reload() {
    await this.call("POST", "/refresh", {});
    await this.#watch();
  }

  /** The driver has no console: what is said there is collected in the page, and told at the end. */
  #watch() {
    return this.evaluate(() => {
      const said = (/** @type {any} */ (globalThis).said = []);
      addEventListener("error", ({ message }) => said.push(message));
      addEventListener("unhandledrejection", ({ reason }) => said.push(String(reason)));
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => said.push(violatedDirective));
      // Nor does it tell of what is saved: the name and the text are kept here instead.
      const saved = (/** @type {any} */ (globalThis).saved = []);
      const blobs = new Map();
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => {
        const url = createObjectURL.call(URL, blob);
        blobs.set(url, blob);
        return url;
      };
      const { click } = HTMLAnchorElement.prototype;
      HTMLAnchorElement.prototype.click = function () {
        if (this.download) blobs.get(this.href).text().then((text) => saved.push({ name: this.download, text }));
        else click.call(this);
      };
      for (const name of /** @type {const} */ (["log", "info", "warn", "error"])) console[name] = (...words) => said.push(words.join(" "));
    });
  }

  async close() {
    const said = await this.evaluate(() => /** @type {any} */ (globalThis).said ?? []).catch(() => []);
    await this.call("DELETE", "");
    for (const message of said) this.listeners.pageerror?.({ message });
  }

  /**
   * Runs a script that gets `find` and these arguments.
   * @param {string} script
   * @param {...any} args
   */
  run(script, ...args) {
    const body = `const done = arguments[arguments.length - 1]; const args = arguments[0]; ${FIND} (async () => { ${script} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    return this.call("POST", "/execute/async", { script: body, args: [args] }).then(({ value, error }) => {
      if (error) throw new Error(error);
      return value;
    });
  }

  /**
   * @param {Function | string} act a function, or a script of which nothing is wanted back
   * @param {any} [value]
   */
  evaluate(act, value) {
    return this.run(typeof act === "string" ? act : `return (${act})(args[0]);`, value);
  }

  /**
   * @param {Function} look
   * @param {any} [value]
   */
  async waitForFunction(look, value) {
    const found = await until(() => this.evaluate(look, value), String(look));
    return { jsonValue: async () => found };
  }

  /** @param {"download"} event */
  async waitForEvent(event) {
    const { name, text } = await until(() => this.evaluate(() => /** @type {any} */ (globalThis).saved.shift() ?? null), event);
    const path = join(mkdtempSync(join(tmpdir(), "saved-")), "file");
    writeFileSync(path, text);
    return { suggestedFilename: () => name, path: async () => path };
  }

  /** @param {string} html */
  setContent(html) {
    return this.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  }

  /** @param {number} time */
  waitForTimeout(time) {
    return new Promise((resolve) => setTimeout(resolve, time));
  }

  title() {
    return this.evaluate(() => document.title);
  }

  /** @param {string} css
   * @param {{hasText?: string}} [options] */
  locator(css, options) {
    return new Locator(this, []).locator(css, options);
  }

  /** @param {string} combination */
  async #press(combination) {
    const keys = combination.split("+").map((key) => KEYS[key] ?? key);
    const actions = [...keys.map((value) => ({ type: "keyDown", value })), ...keys.toReversed().map((value) => ({ type: "keyUp", value }))];
    await this.call("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }
}

class Locator {
  /**
   * @param {Page} page
   * @param {Step[]} steps
   */
  constructor(page, steps) {
    this.page = page;
    this.steps = steps;
  }

  /** @param {Step} step */
  #then(step) {
    return new Locator(this.page, [...this.steps, step]);
  }

  /** @param {string} css
   * @param {{hasText?: string}} [options] */
  locator(css, { hasText } = {}) {
    const [path, nth] = css.split(" >> nth=");
    let found = this.#then({ css: path });
    if (hasText !== undefined) found = found.#then({ text: hasText });
    return nth === undefined ? found : found.nth(Number(nth));
  }

  /** @param {string} label
   * @param {{exact?: boolean}} [options] */
  getByLabel(label, { exact = false } = {}) {
    return this.#then({ label, exact });
  }

  /** @param {string} text */
  getByText(text) {
    return this.#then({ text, exact: false });
  }

  first() {
    return this.nth(0);
  }

  last() {
    return this.nth(-1);
  }

  /** @param {number} nth */
  nth(nth) {
    return this.#then({ nth });
  }

  /** Runs a script with the first element, once it is there.
   * @param {string} script
   * @param {...any} args */
  async #on(script, ...args) {
    const { value } = await until(
      () => this.page.run(`const element = find(args[0])[0]; if (!element) return null; const value = await (async () => { ${script} })(); return { value };`, this.steps, ...args),
      JSON.stringify(this.steps),
    );
    return value;
  }

  count() {
    return this.page.run("return find(args[0]).length;", this.steps);
  }

  allTextContents() {
    return this.page.run("return find(args[0]).map((element) => element.textContent);", this.steps);
  }

  textContent() {
    return this.#on("return element.textContent;");
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.#on("return element.getAttribute(args[1]);", name);
  }

  inputValue() {
    return this.#on("return element.value;");
  }

  isChecked() {
    return this.#on("return element.checked;");
  }

  isVisible() {
    return this.page.run("const element = find(args[0])[0]; return Boolean(element?.checkVisibility({ visibilityProperty: true }));", this.steps);
  }

  /** @param {Function} act
   * @param {any} [value] */
  evaluate(act, value) {
    return this.#on(`return (${act})(element, args[1]);`, value);
  }

  /** @param {Function} act */
  evaluateAll(act) {
    return this.page.run(`return (${act})(find(args[0]));`, this.steps);
  }

  /** @param {{state?: "visible" | "attached" | "detached"}} [options] */
  async waitFor({ state = "visible" } = {}) {
    const look = { visible: () => this.isVisible(), attached: () => this.count(), detached: async () => !(await this.count()) };
    await until(/** @type {() => Promise<any>} */ (look[state]), `${JSON.stringify(this.steps)} to be ${state}`);
  }

  /** A press and release of the button at the element, as the driver's own click refuses what is not rectangular.
   * @param {{position?: {x: number, y: number}, clickCount?: number}} [options] */
  async click({ position, clickCount = 1 } = {}) {
    await this.waitFor();
    // Scrolling starts what was out of sight; the second look finds it where it stays.
    const place = () => this.#on(`element.scrollIntoView({ block: "center", behavior: "instant" });
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      const rect = element.getClientRects()[0]; const at = args[1] ?? { x: rect.width / 2, y: rect.height / 2 };
      return [Math.round(rect.left + at.x), Math.round(rect.top + at.y)];`, position);
    await place();
    const [x, y] = await place();
    const press = [{ type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
    const actions = [{ type: "pointerMove", x, y, origin: "viewport" }, ...Array.from({ length: clickCount }, () => press).flat()];
    await this.page.call("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }] });
  }

  focus() {
    return this.#on("element.focus();");
  }

  blur() {
    return this.#on("element.blur();");
  }

  /** @param {string} keys */
  async press(keys) {
    await this.focus();
    await this.page.keyboard.press(keys);
  }

  /** @param {string} text */
  fill(text) {
    return this.#on(`element.focus(); element.value = args[1];
      for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));`, text);
  }

  /** @param {string | {label: string}} choice */
  selectOption(choice) {
    return this.#on(`element.focus();
      const option = [...element.options].find(({ value, label }) => (args[1].label === undefined ? value === args[1] : label === args[1].label));
      if (!option) throw new Error("no such option"); element.value = option.value;
      for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));`, choice);
  }

  /** @param {{name: string, mimeType: string, buffer: Buffer}} file */
  setInputFiles({ name, mimeType, buffer }) {
    return this.#on(`const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(args[3])], args[1], { type: args[2] }));
      element.files = data.files; element.dispatchEvent(new Event("change", { bubbles: true }));`, name, mimeType, [...buffer]);
  }

  async check() {
    if (!(await this.isChecked())) await this.click();
  }

  async uncheck() {
    if (await this.isChecked()) await this.click();
  }
}
