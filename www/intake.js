/**
 * How texts come in: pasted, typed, chosen as files or dropped anywhere on the page.
 * @module
 */

import { byId } from "./dom.js";
import { isPage, textOf } from "./files.js";
import { t } from "./i18n.js";
import { say } from "./status.js";

/**
 * @param {import("./desk.js").Desk} desk
 * @param {{value: string | null}} date the field of the publication date
 */
export function listenToIntake(desk, date) {
  const source = byId("source");

  const open = async (/** @type {string} */ text, isHtml = false) => {
    const opened = await desk.open(text, date.value, isHtml);
    if (opened) date.value = null;
    else source.focus();
    return opened;
  };

  byId("paste").addEventListener("submit", async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await open(source.value)) source.value = "";
  });

  // What is pasted into the empty box is what the reader came with: no button is needed, and a long
  // text need not be laid out in the box first.
  source.addEventListener("paste", async (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (source.value !== "" || text.trim() === "") return;
    event.preventDefault();
    // Markup knows what is a menu and what a paragraph; it is read, never shown as a page.
    const html = event.clipboardData?.getData("text/html") ?? "";
    const isHtml = /<(?:p|div|br|h[1-6]|li|td|article|section)\b/i.test(html);
    if (!(await open(isHtml ? html : text, isHtml))) source.value = text;
  });

  const openFiles = async (/** @type {File[]} */ files) => {
    for (const file of files) {
      try {
        await open(await textOf(file, desk.client), isPage(file));
      } catch (error) {
        say(t("failed", { message: String(error) }));
      }
    }
  };
  byId("file").addEventListener("change", (/** @type {any} */ event) => {
    openFiles([...event.target.files]);
    event.target.value = "";
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer) openFiles([...event.dataTransfer.files]);
  });
}
