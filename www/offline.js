/**
 * Use without a network: registers the service worker and offers a new version when there is one.
 * @module
 */

import { ownScript } from "./client.js";

/**
 * A new version takes over in every window that is open; only the one where the reader asked for it is
 * loaded anew, for the others have all they need.
 * @param {(takeOver: () => void) => void} offer called when a new version waits
 */
export async function keepForOffline(offer) {
  const { serviceWorker } = navigator;
  if (!serviceWorker || location.protocol === "file:") return;
  const registration = await serviceWorker.register(/** @type {any} */ (ownScript("service-worker.js")), { updateViaCache: "none" });
  const tell = () => {
    const { waiting } = registration;
    if (!waiting || !serviceWorker.controller) return;
    offer(() => {
      // Another window may have been first.
      if (waiting.state !== "installed") location.reload();
      serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      waiting.postMessage("take over");
    });
  };
  tell();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", tell));
}
