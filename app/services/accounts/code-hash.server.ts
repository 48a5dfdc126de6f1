import { createHash } from 'node:crypto';

/** A confirmation code as it is kept: tied to its session, unreadable in a backup. */
export const codeHash = (sessionId: string, code: string): string =>
  createHash('sha256').update(`proof:${sessionId}:${code}`).digest('hex');
