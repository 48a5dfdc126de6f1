import { z } from 'zod';
import { ApiError } from './api-error.ts';
import type { FormRecord } from './form-body.ts';
import { methodTypes } from './objects.ts';

/** Stripe's own limit, 999,999.99 in a currency of two decimals. */
export const largestAmount = 99_999_999;

const codes: Readonly<Record<string, string>> = {
  'Invalid integer': 'parameter_invalid_integer',
  'Must be a positive integer': 'parameter_invalid_integer',
  'Not a valid URL': 'url_invalid',
  'Amount is above 99999999': 'amount_too_large',
  'Must not be empty': 'parameter_invalid_empty',
};

const text = (longest: number) =>
  z.string().min(1, 'Must not be empty').max(longest, `Longer than ${longest} characters`);
const whole = z
  .string()
  .regex(/^\d{1,12}$/, 'Invalid integer')
  .transform(Number);
const positive = whole.refine((n) => n > 0, 'Must be a positive integer');
const amount = positive.refine((n) => n <= largestAmount, 'Amount is above 99999999');
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const url = text(5_000).refine((value) => /^https?:\/\//.test(value) && URL.canParse(value), 'Not a valid URL');

/** `a[0]=x&a[1]=y`: a record whose keys are the positions. */
const listOf = <Item extends z.ZodType>(item: Item, most: number) =>
  z.preprocess(
    (value) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value)
            .sort(([a], [b]) => Number(a) - Number(b))
            .map(([, entry]) => entry as unknown)
        : value,
    z.array(item).max(most),
  );

const metadata = z
  .record(text(40), z.string().max(500, 'Longer than 500 characters'))
  .refine((pairs) => Object.keys(pairs).length <= 50, 'More than 50 keys');

export const nothing = z.strictObject({});
export const sessionLookup = z.strictObject({ expand: listOf(z.enum(['payment_intent']), 20).optional() });

export const newSession = z
  .strictObject({
    mode: z.literal('payment', 'The stand-in knows mode payment only'),
    line_items: listOf(
      z.strictObject({
        quantity: positive,
        price_data: z.strictObject({
          currency: z.literal('cny', 'The stand-in knows cny only'),
          unit_amount: amount,
          product_data: z.strictObject({ name: text(1_000), description: text(1_000).optional() }),
        }),
      }),
      100,
    ),
    excluded_payment_method_types: listOf(z.enum(methodTypes, 'Invalid payment method type'), 3).optional(),
    success_url: url,
    cancel_url: url.optional(),
    client_reference_id: text(200).optional(),
    customer_email: text(512).optional(),
    expires_at: whole.optional(),
    locale: text(10).optional(),
    submit_type: z.enum(['auto', 'pay', 'book', 'donate']).optional(),
    metadata: metadata.optional(),
    payment_intent_data: z
      .strictObject({ metadata: metadata.optional(), description: text(1_000).optional() })
      .optional(),
    adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
    expand: listOf(z.enum(['payment_intent']), 20).optional(),
  })
  .refine((session) => session.line_items.length > 0, { path: ['line_items'], error: 'Must not be empty' })
  .refine((session) => sessionTotal(session.line_items) <= largestAmount, {
    path: ['line_items'],
    error: 'Amount is above 99999999',
  });
export type NewSession = z.output<typeof newSession>;

export const sessionTotal = (lines: readonly { quantity: number; price_data: { unit_amount: number } }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity * line.price_data.unit_amount, 0);

export const newRefund = z.strictObject({
  payment_intent: text(100),
  amount: amount.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
});
export type NewRefund = z.output<typeof newRefund>;

export const newAccount = z.strictObject({
  type: z.enum(['custom', 'express', 'standard']).optional(),
  business_profile: z.strictObject({ name: text(200).optional() }).optional(),
  business_type: z.enum(['company', 'government_entity', 'individual', 'non_profit']).optional(),
  capabilities: z.record(z.string(), z.strictObject({ requested: flag })).optional(),
  controller: z.unknown().optional(),
  country: text(2).optional(),
  email: text(512).optional(),
  metadata: metadata.optional(),
});
export type NewAccount = z.output<typeof newAccount>;

export const newLink = z.strictObject({
  account: text(100),
  type: z.enum(['account_onboarding', 'account_update']),
  refresh_url: url,
  return_url: url,
  collection_options: z.strictObject({ fields: z.enum(['currently_due', 'eventually_due']).optional() }).optional(),
});
export type NewLink = z.output<typeof newLink>;

export const listPage = z.strictObject({
  limit: whole.refine((n) => n >= 1 && n <= 100, 'Invalid integer').default(10),
  starting_after: text(100).optional(),
  type: text(100).optional(),
  types: listOf(text(100), 20).optional(),
});
export type ListPage = z.output<typeof listPage>;

export const refundPage = listPage.omit({ type: true, types: true }).extend({ payment_intent: text(100).optional() });

const spelled = ([head, ...rest]: readonly PropertyKey[]): string =>
  String(head ?? '') + rest.map((part) => `[${String(part)}]`).join('');

const at = (params: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, part) => (value as Record<PropertyKey, unknown> | undefined)?.[part], params);

/** Reads parameters by their schema. Throws the 400 that Stripe would answer for the first thing wrong. */
export function readParams<Schema extends z.ZodType>(schema: Schema, params: FormRecord): z.output<Schema> {
  const read = schema.safeParse(params);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    const param = spelled([...issue.path, issue.keys[0] ?? '']);
    throw new ApiError(400, { code: 'parameter_unknown', message: `Received unknown parameter: ${param}`, param });
  }
  const param = spelled(issue.path);
  if (at(params, issue.path) === undefined) {
    throw new ApiError(400, { code: 'parameter_missing', message: `Missing required param: ${param}`, param });
  }
  throw new ApiError(400, { code: codes[issue.message], message: `${param}: ${issue.message}`, param });
}
