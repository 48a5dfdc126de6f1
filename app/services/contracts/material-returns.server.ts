import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { givesTechnology, kindOf } from '#app/domain/contract-kind.ts';
import type { ReturnFacts } from '#app/domain/contract-step.ts';
import { dayOf, endOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayState, returnDueOn, returnStanding } from '#app/domain/material-return.ts';
import { deadlines, files, materialReturns, users } from '#db/schema/index.ts';
import type { ActorContext, Context, In } from '../context.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { partiesOf } from './queries.server.ts';
import { seeContract } from './see-contract.server.ts';

type MaterialReturn = typeof materialReturns.$inferSelect;

/**
 * Whether the licensee gives back or destroys what he received: of a contract that ended early and gave technology. Of work (development,
 * advice, services) both sides hold papers of the other, and nobody confirms one side's.
 */
export async function owesReturn(ctx: Pick<Context, 'db'>, contract: Contract): Promise<boolean> {
  if (contract.state !== 'terminated' || contract.signedVersionN === null) return false;
  const { data } = await getVersion(ctx, contract.id, contract.signedVersionN);
  return givesTechnology(kindOf(data.terms));
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

const answerer = alias(users, 'answerer');

/** Everything that was said of the return, the latest first, for the two parties; `facts` is null while none is owed. */
export async function returnPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  if (side === null) throw new AppError('forbidden');
  const facts = await returnFacts(ctx, contract);
  const rows = await ctx.db
    .select({
      row: materialReturns,
      by: users.name,
      answeredBy: answerer.name,
      file: { id: files.id, name: files.name },
    })
    .from(materialReturns)
    .innerJoin(users, eq(users.id, materialReturns.statedBy))
    .leftJoin(answerer, eq(answerer.id, materialReturns.answeredBy))
    .leftJoin(files, eq(files.id, materialReturns.fileId))
    .where(eq(materialReturns.contractId, id))
    .orderBy(desc(materialReturns.n));
  return {
    contract: { id, no: contract.no, title: contract.title },
    side,
    ...(await partiesOf(ctx, contract)),
    facts,
    said: rows.map(({ row, ...rest }) => ({ ...row, ...rest })),
    mayState: side === 'licensee' && facts !== null && mayState(facts.standing) && mayDo(ctx.actor, 'stateReturn'),
    mayAnswer: side === 'licensor' && facts?.standing === 'stated' && mayDo(ctx.actor, 'answerReturn'),
    today: dayOf(ctx.now()),
  };
}
