/**
 * Every refusal the business knows, by code. The HTTP status and the Chinese words of each code stand in one
 * table (app/web/respond.ts and app/ui/words.ts), so that a code cannot be forgotten.
 */
export const errorCodes = [
  'not_found',
  'forbidden',
  'conflict',
  'invalid',
  'sign_in_required',
  'proof_required',
  'consent_required',
  'organisation_unverified',
  'rate_limited',
  'state_changed',
  'duplicate',
  'publicity_running',
  'objection_open',
  'approval_required',
  'terms_invalid',
  'already_signed',
  'cap_exceeded',
  'amount_mismatch',
  'over_allocated',
  'payee_without_account',
  'card_limit_exceeded',
  'floor_violated',
  'file_refused',
  'file_too_large',
  'sheet_unreadable',
  'secrecy_refused',
  'unavailable',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** Values a message may name: plain text, numbers, fen. Never personal data. */
export type ErrorParams = Readonly<Record<string, string | number | bigint | undefined>>;

/** What is wrong with one field of a form, in words for the person who typed it. */
export interface FieldFault {
  /** Path of the form field as the browser names it, for example `costs[0].amount`. */
  readonly field: string;
  readonly says: string;
}

// The server and the bundle of the pages each load this module: what a gateway throws in one is a refusal in the other, too.
const brand = Symbol.for('chengguo.AppError');

/** The one error of the business: a code, parameters for its words, and the form field it belongs to, if any. */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value;
  }

  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly params: ErrorParams;
  /** Path of the form field as the browser names it, for example `milestones[0].amount`. */
  readonly field: string | undefined;
  /** Where several fields are wrong at once: all of them, in the order of the form. */
  readonly faults: readonly FieldFault[];

  constructor(code: ErrorCode, params: ErrorParams = {}, field?: string, faults: readonly FieldFault[] = []) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.params = params;
    this.field = field;
    this.faults = faults;
  }
}

/** Refuses a form with every field that is wrong; does nothing when none is. */
export function refuseFaults(faults: readonly FieldFault[], code: 'invalid' | 'duplicate' = 'invalid'): void {
  const [first] = faults;
  if (first !== undefined) throw new AppError(code, { says: first.says }, first.field, faults);
}

/** True for a refusal of the business; anything else thrown is a fault of the program. */
export const isAppError = (error: unknown): error is AppError => error instanceof AppError;
