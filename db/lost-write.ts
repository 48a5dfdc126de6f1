const lastCall = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'stack' in error && typeof error.stack === 'string'
    ? (error.stack.split('\n').find((line) => /^\s*at /.test(line)) ?? '')
    : '';

/**
 * True for the error that postgres.js 3.4 throws outside of every promise when a connection was lost between two turns of the
 * event loop (porsager/postgres#1208): what was to be written has been refused to its caller already, nothing is left to do.
 */
export const isLostWrite = (error: unknown): boolean => /\bnextWrite\b.*[\\/]postgres[\\/]/.test(lastCall(error));
