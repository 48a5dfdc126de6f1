import type { ActorContext } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { type Correction, moveCorrection } from './own-correction.server.ts';

/** Hands a correction to the unit's review, secrecy included. */
export const submitCorrection = (ctx: ActorContext, { id }: { readonly id: string }): Promise<Correction> =>
  moveCorrection(ctx, {
    id,
    event: 'submit',
    set: { note: null },
    also: (tx, before, record) =>
      notifyOrganisation(tx, before.orgId, ['secrecy'], {
        kind: 'correction.submit',
        params: { title: record.name },
        href: `/desk/achievements/${record.id}/correction`,
      }),
  });

/** The author takes it back from the reviewers to go on writing. */
export const recallCorrection = (ctx: ActorContext, { id }: { readonly id: string }): Promise<Correction> =>
  moveCorrection(ctx, { id, event: 'recall' });

/** Nothing is corrected: what had been written goes. */
export const dropCorrection = (ctx: ActorContext, { id }: { readonly id: string }): Promise<Correction> =>
  moveCorrection(ctx, { id, event: 'drop', set: { data: null, people: null, priceFloorFen: null } });
