import type { AppLoadContext } from '@remix-run/node';
import { AppError } from '#app/domain/errors.ts';
import { waitWords } from '#app/domain/wait-words.ts';
import { clientAddressHeader } from '#app/services/accounts/auth-guards.server.ts';

interface Args {
  readonly request: Request;
  readonly context: AppLoadContext;
}

export interface AuthAnswer {
  readonly ok: boolean;
  /** The library's own code of a refusal, for example INVALID_OTP. */
  readonly code: string | null;
  readonly body: Record<string, unknown>;
  readonly cookies: readonly string[];
}

/**
 * Asks the auth library through its handler, where its rate limit lives; a direct call would pass it by.
 *
 * @throws AppError rate_limited
 */
export async function callAuth({ request, context }: Args, path: string, body: object): Promise<AuthAnswer> {
  const { platform, clientAddress } = context;
  const response = await platform.auth.handler(
    new Request(`${platform.baseUrl}/api/auth${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: platform.baseUrl,
        cookie: request.headers.get('cookie') ?? '',
        'user-agent': request.headers.get('user-agent') ?? '',
        [clientAddressHeader]: clientAddress,
      },
      body: JSON.stringify(body),
    }),
  );
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after'));
    const isOurs = answer.code === 'SPENT' && typeof answer.message === 'string' && answer.message !== '';
    throw new AppError(
      'rate_limited',
      isOurs ? { says: String(answer.message) } : seconds > 0 ? { says: waitWords(seconds) } : {},
    );
  }
  return {
    ok: response.ok,
    code: typeof answer.code === 'string' ? answer.code : null,
    body: answer,
    cookies: response.headers.getSetCookie(),
  };
}

/** Headers that hand the library's cookies on to the browser. */
export function withCookies(cookies: readonly string[], init: HeadersInit = {}): Headers {
  const headers = new Headers(init);
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return headers;
}
