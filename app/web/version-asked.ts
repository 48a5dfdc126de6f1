/** The version that an address names (`?version=2`); null where it names none. */
export function versionAsked(request: Request): number | null {
  const n = Number(new URL(request.url).searchParams.get('version'));
  return Number.isSafeInteger(n) && n > 0 && n < 1_000_000 ? n : null;
}
