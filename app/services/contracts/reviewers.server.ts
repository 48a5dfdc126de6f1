import type { ActorContext } from '../context.server.ts';
import { decidersOf } from '../objections/deciders.server.ts';
import { peopleWhoMay } from './people-who-may.server.ts';

/** Who of the reader's own unit may decide the review of each of these objections; nothing for readers of other organisations. */
export async function reviewersOf(
  ctx: ActorContext,
  orgId: string,
  objectionIds: readonly string[],
): Promise<Map<string, { readonly id: string; readonly name: string }[]>> {
  if (ctx.actor.org?.orgId !== orgId || objectionIds.length === 0) return new Map();
  const [may, people] = await Promise.all([decidersOf(ctx, orgId, objectionIds), peopleWhoMay(ctx, 'decide')]);
  return new Map([...may].map(([id, ids]) => [id, people.filter((person) => ids.includes(person.id))]));
}
