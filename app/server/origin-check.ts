import type { RequestHandler } from 'express';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses writes that another site caused (CSRF): Sec-Fetch-Site where the browser sends it, else the Origin. Webhooks
 * carry a signature instead.
 */
export function refuseForeignOrigin(ownOrigin: string): RequestHandler {
  return (req, res, next) => {
    if (safe.has(req.method) || isSignedPath(req.path)) return next();
    const site = req.get('sec-fetch-site');
    const origin = req.get('origin');
    const isOwn =
      site !== undefined
        ? site === 'same-origin' || site === 'none'
        : origin !== undefined && (origin === ownOrigin || hostOf(origin) === req.get('host'));
    if (isOwn) return next();
    res.status(403).type('text').send('请求来自其他网站，已拒绝。');
  };
}

/** Webhooks carry a signature; a mail program that unsubscribes with one click (RFC 8058) posts to a signed link. */
const isSignedPath = (path: string): boolean => path.startsWith('/webhooks/') || path.startsWith('/unsubscribe/');

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);
