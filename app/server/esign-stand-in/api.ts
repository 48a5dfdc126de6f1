import { z } from 'zod';
import { type ApiCall, authorise } from './authorise.ts';
import { type Answer, type ApiDesk, Refusal } from './desk.ts';
import { fileCalls } from './file-calls.ts';
import { openCalls } from './open-calls.ts';
import { readCalls } from './read-calls.ts';

const calls: Readonly<Record<string, Answer>> = { ...fileCalls, ...openCalls, ...readCalls };

export interface ApiReply {
  readonly status: number;
  readonly body: object;
}

const reply = (code: string, data: unknown, status = 200): ApiReply => ({
  status,
  body: { code, msg: code === '100000' ? '请求成功' : '请求失败', data },
});

/** One call: who asks and whether it is signed as published, then what is asked. Wrong content is refused, not guessed. */
export function answerApi(desk: ApiDesk, call: ApiCall): ApiReply {
  try {
    const asked = authorise(desk, call);
    if ('token' in asked) return reply('100000', asked.token);
    const answer = Object.hasOwn(calls, call.path) ? calls[call.path] : undefined;
    if (answer === undefined) throw new Refusal('100014');
    return reply('100000', answer(desk, JSON.parse(asked.content)));
  } catch (error) {
    if (error instanceof Refusal) return reply(error.code, null, error.status);
    if (error instanceof z.ZodError) return reply('100012', null);
    throw error;
  }
}
