import { count, eq } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { usualInspectionDays } from '#app/domain/contract.ts';
import { addDays, dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { deliveries } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { clearDeadline, setDeadline } from '../platform/deadline.server.ts';
import { getVersion } from './own-contract.server.ts';
import { moveTrial, requireTrialDeed } from './own-trial.server.ts';
import { tellTrial } from './tell-trial.server.ts';

export interface DeliveryInput {
  readonly contractId: string;
  /** Positions in the contract's list of deliverables, from 0. */
  readonly items: readonly number[];
  readonly note: string;
  readonly paper?: Received;
}

/** The licensor delivers what the contract lists; the licensee looks it over. */
export async function handInDelivery(ctx: ActorContext, input: DeliveryInput): Promise<void> {
  const { contract: seen } = await requireTrialDeed(ctx, input.contractId, 'handIn');
  const { data } = await getVersion(ctx, seen.id, seen.signedVersionN ?? 0);
  const listed = termsFromJson(data.terms).deliverables;
  const items = listed.filter((_, i) => input.items.includes(i));
  if (items.length === 0) throw new AppError('invalid', { says: '请勾选这次交付了哪几项。' }, 'items');
  await inTransaction(ctx, async (tx) => {
    const at = tx.now();
    const { contract } = await moveTrial(tx, input.contractId, 'handIn');
    const file = input.paper ? await keepFile(tx, input.paper, 'evidence', contract.licensorOrgId) : null;
    const [earlier] = await tx.db.select({ n: count() }).from(deliveries).where(eq(deliveries.contractId, contract.id));
    await tx.db.insert(deliveries).values({
      contractId: contract.id,
      n: (earlier?.n ?? 0) + 1,
      items,
      note: input.note,
      fileId: file?.id ?? null,
      submittedBy: tx.actor.userId,
      submittedAt: at,
    });
    await clearDeadline(tx, 'trial.deliver', contract.id);
    const dueAt = endOfDay(addDays(dayOf(at), usualInspectionDays));
    await setDeadline(tx, { kind: 'trial.inspect', subjectId: contract.id, orgId: contract.licenseeOrgId, dueAt });
    await tellTrial(tx, contract, 'hand_in');
  });
}
