import type { LoaderFunctionArgs } from '@remix-run/node';
import { auditSessionMinutes } from '#app/domain/auditor.ts';
import { AppError } from '#app/domain/errors.ts';
import { readCookie } from './cookies.server.ts';

const name = 'chengguo-audit';

/** The secret of the address; anything else is no address of ours. */
export function auditorToken(params: LoaderFunctionArgs['params']): string {
  const { token = '' } = params;
  if (!/^[\w-]{32}$/.test(token)) throw new AppError('not_found');
  return token;
}

export const auditorSession = (request: Request): string | null =>
  readCookie(request.headers.get('cookie') ?? '', name);

/** The cookie of an auditor who gave his code; it goes to auditors' addresses only and opens the one it was made for. */
export const auditorCookie = (session: string, isHttps: boolean, seconds = auditSessionMinutes * 60): string =>
  `${name}=${session}; Path=/audit; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isHttps ? '; Secure' : ''}`;
