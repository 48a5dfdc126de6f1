import { createHash } from 'node:crypto';
import { canonicalJson } from '#app/domain/contract-json.ts';

/** SHA-256 over the canonical JSON of a value, in hexadecimal: what is published and signed is named by it. */
export const fingerprint = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
