import { isbot } from 'isbot';

/** By which browsers and proxies say that nobody has opened the page yet. */
const ahead = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz'];

/**
 * Whether a person opens a page by this request: not a browser that loads or draws it ahead of a click, nor a program that names itself,
 * nor a question about its headers alone.
 */
export function isReading({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  if (method !== 'GET') return false;
  if (ahead.some((name) => /prefetch|prerender|preview/i.test(headers.get(name) ?? ''))) return false;
  return !isbot(headers.get('user-agent') ?? '');
}
