import { parseWithZod } from '@conform-to/zod/v4';
import { data, type AppLoadContext } from '@remix-run/node';
import type { z } from 'zod';
import type { RoleGate } from '#app/domain/access.ts';
import { AppError, type FieldFault } from '#app/domain/errors.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { actorContextFor, contextFor } from './context-for-request.server.ts';
import { refuseOddFields, readForm } from './read-form.server.ts';
import { asResponse, type FormReply, refuse } from './respond.server.ts';

export interface RouteArgs {
  readonly request: Request;
  readonly context: AppLoadContext;
}

interface Intent<C extends Context, Schema extends z.ZodType> {
  /** How the form is read; where facts of a row judge it, they are asked first. */
  readonly schema: Schema | ((ctx: C, form: FormData) => Promise<Schema>);
  /** Refuses before the form is read, so that no form tells a stranger what it wants. */
  readonly gate?: RoleGate;
  /** What else is missing that no text says: told in one answer with what is wrong with the text. */
  readonly besides?: () => readonly FieldFault[];
  /** `values`: what was typed, as a refusal sends it back. */
  readonly run: (ctx: C, input: z.infer<Schema>, values: FormReply['values']) => Promise<Response>;
}
type AnyIntent<C extends Context> = Intent<C, z.ZodType>;
export type Intents<C extends Context> = Readonly<Record<string, AnyIntent<C>>>;
type Run<C extends Context, Schema extends z.ZodType> = Intent<C, Schema>['run'];

/**
 * One deed of a form: its input, and the verb that does it and says where to go on. Where the form can be wrong, the gate of
 * its verb stands between: who may not do the deed at all is refused whatever he sends.
 */
export function deed<Schema extends z.ZodType>(schema: Schema, run: Run<ActorContext, Schema>): AnyIntent<ActorContext>;
export function deed<Schema extends z.ZodType>(
  schema: Schema,
  gate: RoleGate,
  run: Run<ActorContext, Schema>,
): AnyIntent<ActorContext>;
export function deed<Schema extends z.ZodType>(
  schema: Schema,
  ...[first, second]: [Run<ActorContext, Schema>] | [RoleGate, Run<ActorContext, Schema>]
): AnyIntent<ActorContext> {
  if (second === undefined) return { schema, run: first as AnyIntent<ActorContext>['run'] };
  return { schema, gate: first as RoleGate, run: second as AnyIntent<ActorContext>['run'] };
}

/**
 * As `deed`, for a form that facts judge, so that one answer names all that is wrong with it. What `schemaFor` throws is
 * answered as what the verb throws: a row that is not this person's is not found.
 */
export const judgedDeed = <Schema extends z.ZodType>(
  gate: RoleGate,
  schemaFor: (ctx: ActorContext, form: FormData) => Promise<Schema>,
  run: Run<ActorContext, Schema>,
): AnyIntent<ActorContext> => ({ schema: schemaFor, gate, run: run as AnyIntent<ActorContext>['run'] });

/**
 * A form tried out (先算一算), without JavaScript: read and judged as its deed reads it, `see` refuses whose affair it is not, and
 * what was typed comes back to be computed on the page. Nothing is kept, and no figure stands in an address.
 */
export const tryOut = <Schema extends z.ZodType>(
  schema: Intent<ActorContext, Schema>['schema'],
  gate: RoleGate,
  see: (ctx: ActorContext) => Promise<unknown>,
): AnyIntent<ActorContext> => ({
  schema: schema as AnyIntent<ActorContext>['schema'],
  gate,
  run: async (ctx, _input, values) => {
    await see(ctx);
    const reply: FormReply = { intent: 'preview', values, errors: {} };
    return Response.json(reply, { headers: { 'cache-control': 'no-store' } });
  },
});

/** As `deed`, for forms that people use before they sign in. */
export const openDeed = <Schema extends z.ZodType>(schema: Schema, run: Run<Context, Schema>): AnyIntent<Context> => ({
  schema,
  run: run as AnyIntent<Context>['run'],
});

/** Answers a form of signed-in people: guard, parse by intent, one verb, redirect. */
export async function handleForm(args: RouteArgs, intents: Intents<ActorContext>) {
  return answer(args, intents, await guarded(() => actorContextFor(args)));
}

/** Answers a form that needs no sign-in. */
export async function handleOpenForm(args: RouteArgs, intents: Intents<Context>) {
  return answer(args, intents, await guarded(() => contextFor(args)));
}

const guarded = async <C>(make: () => Promise<C>): Promise<C> => {
  try {
    return await make();
  } catch (error) {
    throw asResponse(error);
  }
};

async function answer<C extends Context>({ request, context }: RouteArgs, intents: Intents<C>, ctx: C) {
  const form = await readForm(request);
  return runIntent(form, intents, ctx, request, context);
}

/** Runs the deed that a parsed form names. Shared by plain forms and uploads. */
export async function runIntent<C extends Context>(
  form: FormData,
  intents: Intents<C>,
  ctx: C,
  request: Request,
  { platform }: Pick<AppLoadContext, 'platform'>,
) {
  refuseOddFields(form);
  const name = String(form.get('intent') ?? '');
  const intent = Object.hasOwn(intents, name) ? intents[name] : undefined;
  if (intent === undefined) throw new Response('页面已更新，请刷新后再提交。', { status: 400 });
  if (intent.gate && (ctx.actor === null || !intent.gate(ctx.actor))) throw asResponse(new AppError('forbidden'));
  const { schema: given } = intent;
  const schema = typeof given === 'function' ? await guarded(() => given(ctx, form)) : given;
  const submission = parseWithZod(form, { schema });
  const values = withoutSecrets(submission.payload);
  if (submission.status !== 'success') {
    const errors = errorsOf(submission.error);
    for (const { field, says } of intent.besides?.() ?? []) (errors[field] ??= []).push(says);
    const reply: FormReply = { intent: name, values, errors };
    return data(reply, { status: 422 });
  }
  try {
    const response = await intent.run(ctx, submission.value, values);
    await platform.drainSearch();
    return response;
  } catch (error) {
    if (error instanceof Response) throw error;
    return refuse(error, name, values, request);
  }
}

/** What is typed comes back to the form; what is secret does not. */
const secretFields = new Set(['password', 'code', 'token', 'recovery']);

const withoutSecrets = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !secretFields.has(name)));

const errorsOf = (error: Record<string, string[] | null> | null | undefined): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(error ?? {}).flatMap(([field, messages]) =>
      messages?.length ? [[field, messages.map(worded)]] : [],
    ),
  );

/** Nobody reads the schema library's own English: a field without words of its own still says what to do. */
const worded = (message: string): string => (/\p{Script=Han}/u.test(message) ? message : '请核对这一项');
