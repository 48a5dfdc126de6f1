import { and, eq, inArray } from 'drizzle-orm';
import { liveMandateStates } from '#app/domain/deal.ts';
import { splitFee, splitFixedFee } from '#app/domain/engagement.ts';
import { AppError } from '#app/domain/errors.ts';
import { type Fen, wholePpm } from '#app/domain/money.ts';
import { mandates } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { Context, In } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import type { Mandate } from './reach-deal.server.ts';

/** Mandates of a client in a deal that stand or are being agreed on. */
export const liveMandates = (tx: In<Context>, dealId: string, clientOrgId: string): Promise<Mandate[]> =>
  tx.db
    .select()
    .from(mandates)
    .where(
      and(
        eq(mandates.dealId, dealId),
        eq(mandates.clientOrgId, clientOrgId),
        inArray(mandates.state, liveMandateStates),
      ),
    );

interface Part {
  readonly feePpm: number;
  readonly feeFen: Fen | null;
}

/** A commission in two parts that sum to it: what stays with its broker, and what goes to the other. */
function partsOf({ feePpm, feeFen }: Part, splitPpm: number): { kept: Part; given: Part } {
  const splits = [wholePpm - splitPpm, splitPpm];
  const [keptPpm = 0, givenPpm = 0] = splitFee(feePpm, splits);
  const [keptFen = null, givenFen = null] = feeFen === null ? [] : splitFixedFee(feeFen, splits);
  return { kept: { feePpm: keptPpm, feeFen: keptFen }, given: { feePpm: givenPpm, feeFen: givenFen } };
}

/** The part of an active mandate's commission that a second broker is to have; one such part is agreed on at a time. */
export function partOf(
  others: readonly Mandate[],
  { withId, splitPpm }: { readonly withId: string; readonly splitPpm: number },
): Part & { readonly with: Mandate } {
  const first = others.find(({ id, state }) => id === withId && state === 'active');
  if (first === undefined) throw new AppError('invalid', { says: '请选一份还有效的委托。' }, 'feeFrom');
  if (others.some(({ sharesWithId, state }) => sharesWithId === first.id && state !== 'active'))
    throw new AppError('invalid', { says: '这份佣金正在和另一位商量分法，有了结果再请下一位。' }, 'feeFrom');
  const { kept, given } = partsOf(first, splitPpm);
  if ([kept, given].some(({ feePpm, feeFen }) => feePpm === 0 && (feeFen ?? 0n) === 0n))
    throw new AppError('invalid', { says: '这样分，其中一位就没有佣金了。' }, 'split');
  return { ...given, with: first };
}

/**
 * The second broker has said yes too: from now on the first has what is left of his commission, and the two sum to what the client
 * promised. Refused where that commission is no longer the one of which all three spoke.
 */
export async function takePart(tx: In<Context>, mandate: Mandate): Promise<void> {
  if (mandate.sharesWithId === null || mandate.splitPpm === null) return;
  const [first] = await tx.db.select().from(mandates).where(eq(mandates.id, mandate.sharesWithId)).for('update');
  if (first === undefined || first.state !== 'active') throw new AppError('state_changed');
  const { kept, given } = partsOf(first, mandate.splitPpm);
  if (given.feePpm !== mandate.feePpm || given.feeFen !== mandate.feeFen) throw new AppError('state_changed');
  await tx.db.update(mandates).set(kept).where(eq(mandates.id, first.id));
  await audit(tx, { deed: 'mandate.part', subjectType: 'mandate', subjectId: first.id, orgId: first.clientOrgId });
  await notifyPeople(tx, [first.brokerUserId], { kind: 'mandate.part', href: `/desk/deals/${first.dealId}` });
}
