import { desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { mayDo } from '#app/domain/contract-deeds.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { mayState } from '#app/domain/material-return.ts';
import { files, materialReturns, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { returnFacts } from './material-returns.server.ts';
import { partiesOf } from './queries.server.ts';
import { seeContract } from './see-contract.server.ts';

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
