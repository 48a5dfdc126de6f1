import { dayOf } from '#app/domain/days.ts';
import { readAchievementForm } from '#app/domain/achievement-form.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import type { FormReply } from './respond.server.ts';

type Fields = Parameters<typeof readAchievementForm>[0];

/** A record as its form sent it, read for the unit of who wrote it; the verb that takes it refuses who has none. */
export async function readDraft(
  ctx: ActorContext,
  { isOpen, ...fields }: Fields & { readonly isOpen: 'on' | undefined },
): Promise<ReturnType<typeof readAchievementForm>> {
  const { org } = ctx.actor;
  const scope = {
    orgName: org?.orgName ?? '',
    regionCode: org?.regionCode ?? '',
    lists: await codeLists(ctx),
    today: dayOf(ctx.now()),
  };
  return readAchievementForm(fields, scope, isOpen === 'on');
}

/** Another row was asked for before JavaScript: what was typed comes back with it, and nothing is kept. */
export function moreRows(
  intent: 'create' | 'save',
  next: string | undefined,
  values: FormReply['values'],
): Response | null {
  if (next === undefined || next === 'submit') return null;
  const reply: FormReply = { intent, values, errors: {} };
  return Response.json(reply, { headers: { 'cache-control': 'no-store' } });
}
