// Keeps the scanner's page and its scripts on the phone, so that it opens without the network. Nothing else of the site is kept,
// and no names: those lie in the page's own store.
const kept = 'scanner-1';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => {
  if (event.data.type === 'erase') event.waitUntil(caches.delete(kept));
  if (event.data.type === 'keep') event.waitUntil(keep(event.data.page, event.data.parts));
});

async function keep(page, parts) {
  const cache = await caches.open(kept);
  const store = async (url) => {
    const answer = await fetch(url, { credentials: 'same-origin' });
    if (answer.ok && !answer.redirected) await cache.put(url, answer);
  };
  await Promise.allSettled([store(page), ...parts.map((part) => cache.match(part).then((hit) => hit ?? store(part)))]);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(openPage(request));
  else if (request.method === 'GET' && url.pathname.startsWith('/assets/')) event.respondWith(openPart(request));
  else event.respondWith(fetch(request).catch(() => new Response(null, { status: 503 })));
});

async function openPage(request) {
  try {
    return await fetch(request);
  } catch {
    const page = await caches.match(request, { ignoreSearch: true, cacheName: kept });
    return (
      page ??
      new Response('没有网络，这一页还没有存到手机上。', {
        status: 503,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      })
    );
  }
}

async function openPart(request) {
  const part = await caches.match(request, { cacheName: kept });
  return part ?? fetch(request).catch(() => new Response(null, { status: 503 }));
}
