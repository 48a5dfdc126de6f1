import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { listsDelivery } from '#app/domain/awaited-delivery.ts';
import { givesTechnology, kindOf } from '#app/domain/contract-kind.ts';
import type { ReturnFacts } from '#app/domain/contract-step.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { returnDueOn, returnStanding } from '#app/domain/material-return.ts';
import { deadlines, deliveries, materialReturns } from '#db/schema/index.ts';
import type { Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { findTrial } from './own-trial.server.ts';

type MaterialReturn = typeof materialReturns.$inferSelect;

/**
 * True of an ended contract that lists what is delivered while the record has nothing of it: no hand-in, whatever was answered to it, nobody
 * who went on without one, and nothing said of a return. Contracts from before deliveries were kept have no such record.
 */
export async function isUndelivered(ctx: Pick<Context, 'db'>, contract: Contract): Promise<boolean> {
  if (contract.state !== 'terminated' || contract.signedVersionN === null) return false;
  const { data } = await getVersion(ctx, contract.id, contract.signedVersionN);
  if (!listsDelivery(termsFromJson(data.terms))) return false;
  const trial = await findTrial(ctx, contract.id);
  if (trial === null || trial.startsOn !== null || trial.state === 'converted') return false;
  if ((await ctx.db.$count(deliveries, eq(deliveries.contractId, contract.id))) > 0) return false;
  return (await lastReturn(ctx, contract.id)) === null;
}

/**
 * Whether the licensee gives back or destroys what he received: of a contract that ended early and gave technology, unless the record has
 * nothing of it. Of work (development, advice, services) both sides hold papers of the other, and nobody confirms one side's.
 */
export async function owesReturn(ctx: Pick<Context, 'db'>, contract: Contract): Promise<boolean> {
  if (contract.state !== 'terminated' || contract.signedVersionN === null) return false;
  const { data } = await getVersion(ctx, contract.id, contract.signedVersionN);
  return givesTechnology(kindOf(data.terms)) && !(await isUndelivered(ctx, contract));
}

/** What was said last; null while nothing was. */
export async function lastReturn({ db }: Pick<Context, 'db'>, contractId: string): Promise<MaterialReturn | null> {
  const [row] = await db
    .select()
    .from(materialReturns)
    .where(eq(materialReturns.contractId, contractId))
    .orderBy(desc(materialReturns.n))
    .limit(1);
  return row ?? null;
}

/** At the end of a contract: the day by which the licensee says what became of the materials. */
export async function planReturn(tx: In<Context>, contract: Contract): Promise<void> {
  if (!(await owesReturn(tx, contract))) return;
  const dueAt = endOfDay(returnDueOn(dayOf(tx.now())));
  await setDeadline(tx, { kind: 'contract.return', subjectId: contract.id, orgId: contract.licenseeOrgId, dueAt });
}

/** How far the return is, for the contract's head; null of a contract that owes none. */
export async function returnFacts(ctx: Pick<Context, 'db'>, contract: Contract): Promise<ReturnFacts | null> {
  if (!(await owesReturn(ctx, contract))) return null;
  const last = await lastReturn(ctx, contract.id);
  const [open] = await ctx.db
    .select({ dueAt: deadlines.dueAt })
    .from(deadlines)
    .where(
      and(
        eq(deadlines.subjectType, 'contract'),
        eq(deadlines.subjectId, contract.id),
        inArray(deadlines.kind, ['return', 'confirm_return']),
        isNull(deadlines.doneAt),
      ),
    );
  return { standing: returnStanding(last), reason: last?.reason ?? '', dueOn: open ? dayOf(open.dueAt) : null };
}
