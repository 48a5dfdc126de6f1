import { hash } from 'node:crypto';
import { canonicalJson } from '#app/domain/canonical-json.ts';

/** SHA-256 of a text, in hexadecimal. */
export const fingerprintOfText = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 over the canonical JSON of a value, in hexadecimal: what is published and signed is named by it. */
export const fingerprint = (value: unknown): string => fingerprintOfText(canonicalJson(value));
