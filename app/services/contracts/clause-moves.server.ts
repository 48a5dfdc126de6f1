import { asc, eq } from 'drizzle-orm';
import type { ClauseKey, ClauseMove } from '#app/domain/contract-clauses.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import { contractClauseMoves, users } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';

export interface MoveInput {
  readonly clause: ClauseKey;
  readonly move: ClauseMove;
  readonly note?: string;
}

/** What a new version proposes, clause by clause, with the reason given for each. */
export const proposedMoves = (
  clauses: readonly ClauseKey[],
  reasons: Partial<Record<ClauseKey, string>> = {},
): MoveInput[] => clauses.map((clause) => ({ clause, move: 'proposed', note: reasons[clause] ?? '' }));

/** Writes down what happened to each clause with a version. Called inside the deed that made or accepted it. */
export async function recordMoves(
  tx: In<ActorContext>,
  at: { readonly contractId: string; readonly versionN: number; readonly side: ContractSide },
  moves: readonly MoveInput[],
): Promise<void> {
  if (moves.length === 0) return;
  const by = { movedBy: tx.actor.userId, movedAt: tx.now() };
  await tx.db.insert(contractClauseMoves).values(moves.map((move) => ({ ...at, ...by, ...move })));
}

/** The whole bargain of a contract, the first move first. */
export const listMoves = (ctx: Pick<ActorContext, 'db'>, contractId: string) =>
  ctx.db
    .select({
      versionN: contractClauseMoves.versionN,
      clause: contractClauseMoves.clause,
      move: contractClauseMoves.move,
      side: contractClauseMoves.side,
      note: contractClauseMoves.note,
      by: users.name,
      at: contractClauseMoves.movedAt,
    })
    .from(contractClauseMoves)
    .innerJoin(users, eq(users.id, contractClauseMoves.movedBy))
    .where(eq(contractClauseMoves.contractId, contractId))
    .orderBy(asc(contractClauseMoves.movedAt), asc(contractClauseMoves.id));
