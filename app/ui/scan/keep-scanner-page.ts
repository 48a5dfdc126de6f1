import { qrReader } from './read-qr.ts';

/** Has the service worker keep this page and the scripts it came with, so that it opens without the network. */
export async function keepScannerPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/scan-worker.js', { scope: '/scan/' });
  const { active } = await navigator.serviceWorker.ready;
  // The reader for phones whose browser has none is wanted offline too, before the first scan.
  await qrReader();
  const parts = performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/'))
    .map(({ href }) => href);
  // oxlint-disable-next-line require-post-message-target-origin -- a worker takes no origin
  active?.postMessage({ type: 'keep', page: location.pathname, parts: [...new Set(parts)] });
}
