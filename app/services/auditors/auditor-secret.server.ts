import { hash, randomBytes } from 'node:crypto';

/** A secret for a link or a session, and how it is kept: unreadable in a backup. */
export const newSecret = (): string => randomBytes(24).toString('base64url');
export const secretHash = (secret: string): string => hash('sha256', `auditor:${secret}`);
