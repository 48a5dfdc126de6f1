import { and, eq, inArray, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { contractDeclarations, milestones } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

/** Positions of milestones that the ends of rights which stand stop; `all` where one of them leaves nothing. */
export interface StoppedPositions {
  readonly all: boolean;
  readonly positions: readonly number[];
}

/** The ends of rights by which both sides go and which no decision took back: a restoration that waits for its answer changes nothing. */
export function standingEnds({ db }: Pick<Context, 'db'>, contractId: string) {
  const back = alias(contractDeclarations, 'back');
  const isBack = and(
    eq(back.contractId, contractDeclarations.contractId),
    eq(back.revises, contractDeclarations.id),
    eq(back.event, 'restore_rights'),
    eq(back.answer, 'accepted'),
  );
  const stands = and(
    eq(contractDeclarations.contractId, contractId),
    eq(contractDeclarations.event, 'lose_rights'),
    eq(contractDeclarations.answer, 'accepted'),
    isNull(back.id),
  );
  return db
    .select({
      id: contractDeclarations.id,
      rights: contractDeclarations.rights,
      keepsPpm: contractDeclarations.keepsPpm,
      stops: contractDeclarations.stops,
    })
    .from(contractDeclarations)
    .leftJoin(back, isBack)
    .where(stands);
}

/**
 * What the ends of rights that stand (`standingEnds`) stop: as `milestoneStopsOn` says it of the facts. Without those of `except`, the
 * declaration that is just being dealt with.
 */
export async function standingStops(
  ctx: Pick<Context, 'db'>,
  contractId: string,
  except: string,
): Promise<StoppedPositions> {
  const others = (await standingEnds(ctx, contractId)).filter(({ id }) => id !== except);
  return {
    all: others.some(({ keepsPpm }) => (keepsPpm ?? 0) === 0),
    positions: [...new Set(others.flatMap(({ stops }) => stops ?? []))],
  };
}

/** Those of these positions whose milestone is cancelled. */
export async function cancelledAmong(
  { db }: Pick<Context, 'db'>,
  contractId: string,
  positions: readonly number[],
): Promise<number[]> {
  const isThese = and(
    eq(milestones.contractId, contractId),
    inArray(milestones.position, [...positions]),
    eq(milestones.state, 'cancelled'),
  );
  const rows = await db.select({ position: milestones.position }).from(milestones).where(isThese);
  return rows.map(({ position }) => position);
}
