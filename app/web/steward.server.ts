import type { LoaderFunctionArgs } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { stewardOfPhone } from '#app/services/events/stewards.server.ts';
import { contextFor } from './context-for-request.server.ts';
import { readCookie } from './cookies.server.ts';

const name = 'chengguo-scan';

export const linkOf = (params: LoaderFunctionArgs['params']): string => {
  const { link = '' } = params;
  if (!/^[\w-]{24}$/.test(link)) throw new AppError('not_found');
  return link;
};

export const phoneToken = (request: Request): string | null => readCookie(request.headers.get('cookie') ?? '', name);

/** The cookie of a phone whose helper gave the PIN; it goes to this link's addresses only. */
export const phoneCookie = (link: string, token: string, isHttps: boolean, seconds: number): string =>
  `${name}=${token}; Path=/scan/${link}; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isHttps ? '; Secure' : ''}`;

/** The helper on this phone; a phone without the PIN is told to sign in, a dead link is not found. */
export async function requireSteward(args: Pick<LoaderFunctionArgs, 'request' | 'context' | 'params'>) {
  const ctx = await contextFor(args);
  const found = await stewardOfPhone(ctx, linkOf(args.params), phoneToken(args.request));
  if (found === null) throw new Response('请输入口令。', { status: 401 });
  return { ctx, ...found };
}
