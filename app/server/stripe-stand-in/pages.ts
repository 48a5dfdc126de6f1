import { decline, pay } from './checkout.ts';
import type { Desk } from './desk.ts';
import { parseForm } from './form-body.ts';
import { lostPage, pageHeaders, payPage, returnUrl } from './pay-page.ts';
import type { ApiAnswer, ApiRequest } from './api.ts';

export const payPath = '/c/pay/';

const redirect = (address: string): ApiAnswer => ({
  status: 303,
  headers: { location: address, 'cache-control': 'no-store' },
  body: '',
});

function press(desk: Desk, id: string, intent: unknown): ApiAnswer | null {
  const record = desk.store.sessions.get(id);
  if (!record) return null;
  const { object: session } = record;
  if (intent === 'pay') pay(desk, record);
  if (intent === 'decline') decline(desk, record);
  // A second click finds the session complete and goes the same way as the first.
  if (session.status === 'complete') return redirect(returnUrl(session.success_url, id));
  if (intent === 'abandon' && session.cancel_url !== null) return redirect(returnUrl(session.cancel_url, id));
  // Relative, so that it holds behind any base address.
  return redirect(`${id}${intent === 'decline' ? '?declined=1' : ''}`);
}

/** The hosted page of a session: GET shows it, POST presses one of its buttons. Saving is the caller's. */
export function answerPage(desk: Desk, { method, path, query, body, headers }: ApiRequest): ApiAnswer {
  const id = path.slice(payPath.length);
  const record = desk.store.sessions.get(id);
  const lost = { status: 404, headers: pageHeaders(null), body: lostPage() };
  if (!record) return lost;
  if (method === 'POST') {
    if (headers['sec-fetch-site'] === 'cross-site') return { ...lost, status: 403 };
    return press(desk, id, parseForm(body)['intent']) ?? lost;
  }
  const name = desk.store.accounts.get(record.account)?.business_profile.name;
  const isDeclined = new URLSearchParams(query).has('declined');
  return { status: 200, headers: pageHeaders(record.object), body: payPage(record, name ?? '示例收款方', isDeclined) };
}
