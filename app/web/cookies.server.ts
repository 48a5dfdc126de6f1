/** Value of one cookie of a Cookie header, or null. */
export function readCookie(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) {
      try {
        return decodeURIComponent(pair.slice(at + 1).trim());
      } catch {
        return null;
      }
    }
  }
  return null;
}

/** A path of this site to go on to, or the fallback: never another host, never a scheme. */
export const safePath = (path: unknown, fallback: string): string =>
  typeof path === 'string' && /^\/(?![/\\])[!-[\]-~]*$/.test(path) ? path : fallback;
