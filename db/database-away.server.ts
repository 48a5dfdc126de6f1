// Connection failures of Node and of postgres.js, then SQLSTATE: shutdown, crash, starting up, too many connections.
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);

/**
 * Whether a query failed because the database cannot be reached just now: the visitor gets a 503 and may try again.
 * Only Drizzle's wrapper is looked through, so that a payment or search server that is away is not taken for it.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && (away.has(code) || /^08...$/.test(code))) return true;
  return 'query' in error && isDatabaseAway(error.cause);
}
