// Keeps the observer's page for when there is no network. The network goes first, so that a new page is seen at once.
const KEPT = "tessera-observer";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.add("./")));
  self.skipWaiting();
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  const fresh = fetch(event.request).then(async (answer) => {
    if (answer.ok) await (await caches.open(KEPT)).put("./", answer.clone());
    return answer;
  });
  event.respondWith(fresh.catch(async () => (await caches.match("./")) ?? Response.error()));
});
