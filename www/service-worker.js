/**
 * Keeps the page for use without a network. `precache.js` is written by the build: every file with
 * its hash, so that a new build is a new cache, filled as a whole and used as a whole.
 */

importScripts("precache.js");

/** @type {[string, string][]} */
const FILES = self.FILES;
const NAME = `rasid ${FILES.map(([, hash]) => hash.slice(0, 4)).join("")}`;

self.addEventListener("install", (event) => {
  const requests = FILES.map(([path]) => new Request(path, { cache: "no-cache" }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const clean = async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(clean());
});

// A page that was told of the new version asks for it.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || new URL(event.request.url).origin !== location.origin) return;
  const answer = async () => {
    const cache = await caches.open(NAME);
    const kept = await cache.match(event.request.mode === "navigate" ? "index.html" : event.request, { ignoreSearch: true });
    return kept ?? fetch(event.request);
  };
  event.respondWith(answer());
});
