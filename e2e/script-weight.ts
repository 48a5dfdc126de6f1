import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

interface Built {
  readonly entry: { readonly module: string; readonly imports: readonly string[] };
  readonly routes: Readonly<
    Record<
      string,
      { readonly id: string; readonly parentId?: string; readonly module: string; readonly imports: readonly string[] }
    >
  >;
}

/** What opening a public list may bring to a browser, in bytes after brotli. */
export const mostScriptBytes = 110 * 1024;

const listed = /^routes\/_public\.(?:\w+\.)?_index$|^routes\/_public\.search$/;

/** The scripts of every public list page as a browser loads them: the entry, and each route from the root down to the page. */
export function scriptWeights(client: string): Record<string, number> {
  const assets = readdirSync(join(client, 'assets'));
  const name = assets.find((one) => /^manifest-\w+\.js$/.test(one));
  if (name === undefined) throw new Error('no manifest was built');
  const text = readFileSync(join(client, 'assets', name), 'utf8');
  const built = JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)) as Built;
  const sizes = new Map<string, number>();
  const bytesOf = (path: string): number => {
    const known = sizes.get(path);
    if (known !== undefined) return known;
    // The compressed twin that the build wrote is what the server sends; what has none goes as it is.
    const twin = join(client, `${path}.br`);
    const bytes = statSync(existsSync(twin) ? twin : join(client, path)).size;
    sizes.set(path, bytes);
    return bytes;
  };
  const pages = Object.values(built.routes).filter(({ id }) => listed.test(id));
  return Object.fromEntries(
    pages.map((page) => {
      // The manifest of all routes is not among them: the page says its own, the others are asked for by link.
      const paths = new Set([built.entry.module, ...built.entry.imports]);
      for (let route: Built['routes'][string] | undefined = page; route; route = built.routes[route.parentId ?? '']) {
        for (const path of [route.module, ...route.imports]) paths.add(path);
      }
      return [page.id.replace('routes/', ''), [...paths].reduce((sum, path) => sum + bytesOf(path), 0)];
    }),
  );
}
