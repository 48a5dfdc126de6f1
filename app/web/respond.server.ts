import { data, redirect } from '@remix-run/node';
import { AppError, type ErrorCode } from '#app/domain/errors.ts';
import { errorWords } from '#app/ui/error-words.ts';
import { isDatabaseAway } from '#db/database-away.server.ts';

/** What a form gets back: what was typed, and what is wrong by field name; '' is the form as a whole. */
export interface FormReply {
  readonly intent: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

/** The HTTP status of every refusal: one table, so that no code is forgotten. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  invalid: 422,
  sign_in_required: 401,
  proof_required: 403,
  consent_required: 403,
  organisation_unverified: 403,
  rate_limited: 429,
  state_changed: 409,
  duplicate: 409,
  publicity_running: 409,
  approval_required: 409,
  objection_open: 409,
  terms_invalid: 422,
  already_signed: 409,
  cap_exceeded: 422,
  amount_mismatch: 422,
  over_allocated: 422,
  payee_without_account: 422,
  card_limit_exceeded: 422,
  floor_violated: 422,
  file_refused: 422,
  file_too_large: 413,
  sheet_unreadable: 422,
  secrecy_refused: 422,
  unavailable: 503,
};

export const statusOf = (code: ErrorCode): number => statuses[code];

/** Codes that end at the shared error page: the person may not see or do this at all. */
const thrown = new Set<ErrorCode>(['not_found', 'forbidden', 'organisation_unverified']);

/**
 * Turns a refusal of a verb into the answer to a form: what was typed comes back beside what is wrong. Not found and
 * forbidden go to the error page, a missing second factor to the page that asks for it.
 */
export function refuse(error: unknown, intent: string, values: FormReply['values'], request: Request) {
  if (!(error instanceof AppError)) throw asResponse(error);
  if (error.code === 'proof_required') {
    const { pathname, searchParams } = new URL(request.url);
    // The page of a change is that of its version: he comes back to the one that he was about to sign.
    const version = searchParams.get('version');
    const next = pathname.replace(/\.data$/, '') + (version === null ? '' : `?${new URLSearchParams({ version })}`);
    throw redirect(`/confirm-identity?next=${encodeURIComponent(next)}`);
  }
  if (thrown.has(error.code)) throw asResponse(error);
  const faults =
    error.faults.length > 0 ? error.faults : [{ field: error.field ?? '', says: errorWords(error.code, error.params) }];
  const errors: Record<string, string[]> = {};
  for (const { field, says } of faults) (errors[field] ??= []).push(says);
  const reply: FormReply = { intent, values, errors };
  return data(reply, { status: statusOf(error.code) });
}

/** Errors that pages know how to show become responses; anything else stays what it is and is logged. */
export function asResponse(error: unknown): unknown {
  if (error instanceof AppError) {
    return new Response(errorWords(error.code, error.params), {
      status: statusOf(error.code),
      headers: { 'content-type': 'text/plain; charset=utf-8', 'x-error-code': error.code },
    });
  }
  if (isDatabaseAway(error))
    return new Response('数据库暂时连接不上，请稍后再试。', { status: 503, headers: { 'retry-after': '5' } });
  return error;
}

/** Runs a loader's work and turns the business's refusals into responses for the error page. */
export async function page<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === 'sign_in_required') throw redirect('/sign-in');
    throw asResponse(error);
  }
}
