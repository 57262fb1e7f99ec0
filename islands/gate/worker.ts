// Keeps the gate's page and files on the device, so that it starts without a network. `FILES` and `VERSION` are put in
// front by the server; a new version takes the old one's place at once.

declare const FILES: string[];
declare const VERSION: string;
declare const self: ServiceWorkerGlobalScope;
const PAGE = "/gate/";

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll([PAGE, ...FILES].map((url) => new Request(url, { cache: "reload" })));
    await self.skipWaiting();
  };
  event.waitUntil(keep());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname === PAGE) event.respondWith(fresh(event.request));
  else if (FILES.includes(pathname)) event.respondWith(kept(event.request));
});

async function kept(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

// The page is asked for anew when there is a network, and is there when there is none.
async function fresh(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(3_000) });
    if (answer.ok) return answer;
  } catch {
    // no network: the kept page
  }
  return (await caches.match(PAGE)) ?? Response.error();
}

export {};
