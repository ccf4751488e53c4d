/**
 * Use without a network: registers the service worker and offers a new version when there is one.
 * @module
 */

import { ownScript } from "./client.js";

/**
 * @param {(takeOver: () => void) => void} offer called when a new version waits
 */
export async function keepForOffline(offer) {
  const { serviceWorker } = navigator;
  if (!serviceWorker || location.protocol === "file:") return;
  const hadOne = Boolean(serviceWorker.controller);
  const registration = await serviceWorker.register(/** @type {any} */ (ownScript("service-worker.js")), { updateViaCache: "none" });
  const tell = () => {
    const { waiting } = registration;
    if (waiting && serviceWorker.controller) offer(() => waiting.postMessage("take over"));
  };
  tell();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
  if (hadOne) serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
}
