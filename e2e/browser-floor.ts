import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { mostScriptBytes, scriptWeights } from './script-weight.ts';

/**
 * Checks that the built CSS keeps to Chromium 99 and Safari 15.4, that no script carries what only servers need, and that
 * opening a public list brings no more script than was promised.
 */
const assets = 'build/client/assets';
const faults: string[] = [];
const tooNew: readonly [RegExp, string][] = [
  [/oklch\(|oklab\(|color-mix\(/, 'a colour function of Chrome 111'],
  [/@container\b/, 'container queries (Chrome 105)'],
  [/@media[^{]*[<>]=?/, 'range syntax of media queries (Chrome 104)'],
  [/:has\(/, ':has() (Chrome 105)'],
  [/&\s*[:.[]/, 'nested rules (Chrome 112)'],
];

// Tailwind's reset colours placeholders so; an older browser drops the line, and our own rule stands.
const guardedPlaceholder = /@supports \(color:color-mix\([^{]*\{::placeholder\{color:color-mix\([^{}]*\}\}/g;

let entryBytes = 0;
for (const name of readdirSync(assets)) {
  const text = readFileSync(join(assets, name), 'utf8');
  if (name.endsWith('.css')) {
    const css = text.replace(guardedPlaceholder, '');
    for (const [pattern, what] of tooNew) if (pattern.test(css)) faults.push(`${name}: ${what}`);
  }
  if (name.endsWith('.js')) {
    if (/ZodError|zod\/v4|drizzle-orm|postgres\.js|better-auth|STRIPE_SECRET/.test(text)) {
      faults.push(`${name}: code that belongs to the server`);
    }
    if (/^(entry\.client|root|components|jsx-runtime|manifest)/.test(name)) {
      entryBytes += brotliCompressSync(text).length;
    }
  }
}
const weights = scriptWeights('build/client');
for (const [name, bytes] of Object.entries(weights)) {
  if (bytes > mostScriptBytes) faults.push(`${name}: ${bytes} bytes of script, ${mostScriptBytes} are allowed`);
}
console.log(JSON.stringify({ sharedScriptBrotliBytes: entryBytes, listPageScriptBytes: weights }));
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
