import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Actor, holds, type MemberRole } from '#app/domain/access.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { deed, runIntent } from './form.server.ts';
import type { FormReply } from './respond.server.ts';

const as = (...roles: MemberRole[]) => ({ actor: { org: { roles } } as unknown as Actor }) as ActorContext;
const platform = { drainSearch: async () => {} } as never;
const request = new Request('http://localhost/desk/somewhere');

const Input = z.object({ amount: z.string().regex(/^\d+$/, '请填数字'), password: z.string().optional() });
const intents = {
  pay: deed(Input, holds('finance'), async () => new Response('paid')),
  refuse: deed(Input, async () => Promise.reject(new AppError('conflict'))),
};

const send = (ctx: ActorContext, fields: Record<string, string>): Promise<{ status: number; body: unknown }> => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return runIntent(form, intents, ctx, request, { platform }).then(
    async (answer) =>
      answer instanceof Response
        ? { status: answer.status, body: await answer.text() }
        : { status: answer.init?.status ?? 200, body: answer.data },
    (error: unknown) => ({ status: error instanceof Response ? error.status : 500, body: null }),
  );
};

test('who may not do a deed is refused whatever he sends; who may is told what is wrong with it', async () => {
  expect((await send(as('officer'), { intent: 'pay' })).status).toBe(403);
  expect((await send(as('officer'), { intent: 'pay', amount: '5' })).status).toBe(403);
  expect((await send(as('finance'), { intent: 'pay' })).status).toBe(422);
  expect(await send(as('finance'), { intent: 'pay', amount: '5' })).toEqual({ status: 200, body: 'paid' });
});

test('a field that its schema has no words for is answered in Chinese all the same', async () => {
  const { body } = await send(as('finance'), { intent: 'pay' });
  expect((body as FormReply).errors).toEqual({ amount: ['请核对这一项'] });
});

test('what was typed comes back, passwords, codes and tokens do not, neither of a wrong form nor of a refused deed', async () => {
  const secrets = { password: 'geheim-123456', code: '123456', token: 'reset-token', recovery: 'abcde-12345' };
  for (const fields of [
    { intent: 'pay', amount: 'viel', ...secrets },
    { intent: 'refuse', amount: '5', ...secrets },
  ]) {
    const { status, body } = await send(as('finance'), fields);
    expect([409, 422]).toContain(status);
    const { values } = body as FormReply;
    expect(values).toEqual({ intent: fields.intent, amount: fields.amount });
  }
});

test('a deed that the page does not have is told as an outdated page, even by a name of every object', async () => {
  for (const intent of ['', 'nothing', 'constructor', '__proto__']) {
    expect((await send(as('finance'), { intent })).status).toBe(400);
  }
});
