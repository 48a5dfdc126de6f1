import { eq } from 'drizzle-orm';
import { termsOf } from '#app/domain/code-list.ts';
import { AppError } from '#app/domain/errors.ts';
import { brokers } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import type { Broker } from './register-broker.server.ts';

export interface BrokerProfile {
  readonly fields: readonly string[];
  readonly chains: readonly string[];
  readonly regions: readonly string[];
  readonly intro: string;
  readonly isFullTime: boolean;
  /** Consent to the public profile (PIPL art. 25), given and taken back here. */
  readonly isPublic: boolean;
  readonly conflictNote: string;
}

/** What a broker says of himself. Without his consent nobody finds him in the public registry; his clients still do. */
export async function editProfile(ctx: ActorContext, profile: BrokerProfile): Promise<Broker> {
  const [own] = await ctx.db.select().from(brokers).where(eq(brokers.userId, ctx.actor.userId));
  if (own === undefined) throw new AppError('forbidden');
  const lists = await codeLists(ctx);
  for (const [name, list] of [
    ['fields', 'field'],
    ['chains', 'chain'],
    ['regions', 'region'],
  ] as const) {
    const terms = termsOf(lists, list);
    if (terms.length > 0 && profile[name].some((code) => !terms.some((term) => term.code === code)))
      throw new AppError('invalid', { says: '请从列表里选。' }, name);
  }
  const { isPublic, fields, chains, regions, ...columns } = profile;
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .update(brokers)
      .set({
        ...columns,
        fields: [...fields],
        chains: [...chains],
        regions: [...regions],
        publicAt: isPublic ? (own.publicAt ?? tx.now()) : null,
      })
      .where(eq(brokers.id, own.id))
      .returning();
    if (row === undefined) throw new AppError('state_changed');
    const consent = isPublic === (own.publicAt !== null) ? 'edit' : isPublic ? 'consent' : 'hide';
    await audit(tx, { deed: `broker.${consent}`, subjectType: 'broker', subjectId: row.id });
    return row;
  });
}
