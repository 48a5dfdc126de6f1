import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { Plugin } from 'vite';

const compress = promisify(brotliCompress);

/** Below this a header costs as much as is saved. */
const leastBytes = 400;

/**
 * Writes each script and style of the browser's build a second time, compressed as well as brotli can: once a build in place of
 * hastily for every visitor.
 */
export const packAssets = (): Plugin => ({
  name: 'pack-assets',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    if (dir === undefined || !dir.endsWith('client')) return;
    const names = Object.keys(bundle).filter((name) => /\.(?:js|css|svg)$/.test(name));
    for (const name of names) {
      const bytes = await readFile(join(dir, name));
      if (bytes.length >= leastBytes) await writeFile(join(dir, `${name}.br`), await compress(bytes));
    }
  },
});
