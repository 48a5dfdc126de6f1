import { people } from '#seeds/world/people.ts';
import type { Site } from '../site.ts';

/** A person of the demo world who walks a site by HTTP as a browser does. */
export interface Visitor {
  /** What the loader of a page says, as the page itself asks when it looks again. */
  look(path: string): Promise<Readonly<Record<string, unknown>>>;
  /** Sends a form; gives the path to which the answer led. */
  send(path: string, body: FormData | URLSearchParams): Promise<string>;
  /** The answer as it comes. */
  open(path: string): Promise<Response>;
}

/** Signs a person in with mobile number and code. */
export async function signIn(site: Site, key: string): Promise<Visitor> {
  const phone = people.find((one) => one.key === key)?.phone ?? '';
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(site.url + path, {
      ...init,
      redirect: 'manual',
      headers: { cookie, origin: site.url },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const send: Visitor['send'] = async (path, body) => {
    const answer = await ask(path, { method: 'POST', body });
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`POST ${path}: ${answer.status} ${saidIn(await answer.text())}`);
    await answer.arrayBuffer();
    return to;
  };
  await send('/sign-in', new URLSearchParams({ intent: 'send-code', phone }));
  const code = await site.lastCode(key);
  await send('/sign-in', new URLSearchParams({ intent: 'verify-code', phone, code }));
  return {
    send,
    open: (path) => ask(path),
    async look(path) {
      const [at = '', query = ''] = path.split('?');
      const answer = await ask(`${at}.data${query && `?${query}`}`);
      if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}`);
      const loaders = valueAt(JSON.parse((await answer.text()).split('\n')[0] ?? '[]') as unknown[], 0);
      // The page's own loader stands behind those of the frames around it.
      const own = Object.values(loaders as Record<string, { data?: unknown }>).at(-1);
      return (own?.data ?? {}) as Record<string, unknown>;
    },
  };
}

/** What a refused form says: the page without its tags. */
const saidIn = (html: string): string =>
  html
    .replace(/<script.*?<\/script>|<style.*?<\/style>|<[^>]+>/gs, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 400);

/** A value of the framework's own format: one flat list in which objects name their keys and values by places. */
function valueAt(flat: readonly unknown[], at: number): unknown {
  const value = at < 0 ? null : flat[at];
  if (value === null || typeof value !== 'object') return value;
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, place]) => [flat[Number(key.slice(1))], valueAt(flat, place as number)]),
    );
  // A list of places, or a kind by its letter and what it is made of: days and large numbers stay as they are written.
  return typeof value[0] === 'string' ? value[1] : value.map((place: number) => valueAt(flat, place));
}
