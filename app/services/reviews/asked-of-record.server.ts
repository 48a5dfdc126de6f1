import { lacking } from '#app/domain/registration-needs.ts';
import { authorityLevels, type Remark, remarksOf } from '#app/domain/review.ts';
import type { ActorContext } from '../context.server.ts';
import { needsOf } from './registration-case.server.ts';
import { findOwnRegistration, listDecisions } from './trail-queries.server.ts';

interface Asked {
  readonly id: string;
  readonly versionN: number;
  /** Who writes comes from the application for registration: what it lacks is asked for, too. */
  readonly isForRegistration: boolean;
}

/** What a correction of the own record has to answer, by field: remarks of authorities that sent its registration back. */
export async function askedOfRecord(ctx: ActorContext, { id, versionN, isForRegistration }: Asked): Promise<Remark[]> {
  const [registration, decisions] = await Promise.all([findOwnRegistration(ctx, id), listDecisions(ctx, id)]);
  const said = registration?.state === 'returned' ? remarksOf(decisions, authorityLevels) : [];
  if (!isForRegistration) return [...said];
  const missing = lacking(await needsOf(ctx, { id, versionN }), 'field').flatMap((need) =>
    need.kind === 'field' && !said.some(({ field }) => field === need.key)
      ? [{ field: need.key, says: '科技成果登记要求填写。' }]
      : [],
  );
  return [...said, ...missing];
}
