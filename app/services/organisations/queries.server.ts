import { and, asc, desc, eq, exists, gt, ilike, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import { hasPlatformRole } from '#app/domain/access.ts';
import { cardAccountStatesUnderWay, liveCardAccountStates } from '#app/domain/card-account.ts';
import { addDays, addMonths, dayOf, startOfDay } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { recheckDays, recheckMonths } from '#app/domain/trust.ts';
import { containing } from '#db/like-pattern.ts';
import {
  cardAccounts,
  files,
  memberships,
  organisationPapers,
  organisations,
  payeeAccounts,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';

/** The actor's own organisation with members, papers and payee account; null when he belongs to none. */
export async function findOwnOrganisation(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) return null;
  const [[organisation], members, papers, [payee], cards] = await Promise.all([
    ctx.db.select().from(organisations).where(eq(organisations.id, orgId)),
    ctx.db
      .select({ id: memberships.id, userId: users.id, name: users.name, roles: memberships.roles })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, orgId), isNull(memberships.endedAt)))
      .orderBy(asc(memberships.createdAt), asc(memberships.id)),
    ctx.db
      .select({ id: files.id, name: files.name, bytes: files.bytes })
      .from(organisationPapers)
      .innerJoin(files, eq(files.id, organisationPapers.fileId))
      .where(eq(organisationPapers.orgId, orgId))
      .orderBy(asc(organisationPapers.createdAt)),
    ctx.db
      .select()
      .from(payeeAccounts)
      .where(and(eq(payeeAccounts.orgId, orgId), eq(payeeAccounts.state, 'active'))),
    ctx.db
      .select({ state: cardAccounts.state })
      .from(cardAccounts)
      .where(and(eq(cardAccounts.orgId, orgId), inArray(cardAccounts.state, liveCardAccountStates))),
  ]);
  if (organisation === undefined) return null;
  const card = {
    isOffered: ctx.payments.isEnabled,
    isActive: cards.some(({ state }) => !cardAccountStatesUnderWay.includes(state)),
    isUnderWay: cards.some(({ state }) => cardAccountStatesUnderWay.includes(state)),
  };
  return { organisation, members, papers, payee: payee ?? null, card };
}

/** Organisations that wait for verification, the oldest first. For reviewers only. */
export async function listWaitingOrganisations(ctx: ActorContext) {
  if (!hasPlatformRole(ctx.actor, 'reviewer')) throw new AppError('forbidden');
  const [waiting, papers] = await Promise.all([
    ctx.db
      .select()
      .from(organisations)
      .where(eq(organisations.state, 'submitted'))
      .orderBy(asc(organisations.createdAt))
      .limit(100),
    ctx.db
      .select({ orgId: organisationPapers.orgId, id: files.id, name: files.name })
      .from(organisationPapers)
      .innerJoin(files, eq(files.id, organisationPapers.fileId))
      .innerJoin(organisations, eq(organisations.id, organisationPapers.orgId))
      .where(eq(organisations.state, 'submitted'))
      .orderBy(desc(organisationPapers.createdAt)),
  ]);
  return waiting.map((organisation) => ({
    ...organisation,
    papers: papers.filter((paper) => paper.orgId === organisation.id),
  }));
}

/**
 * Verified organisations that handed in new papers since they were last checked, or whose year is over by a month; for reviewers. The
 * longest unchecked stand first.
 */
export async function listRechecks(ctx: ActorContext) {
  if (!hasPlatformRole(ctx.actor, 'reviewer')) throw new AppError('forbidden');
  const checked = sql`coalesce(${organisations.checkedAt}, ${organisations.verifiedAt})`;
  const lateSince = startOfDay(addDays(addMonths(dayOf(ctx.now()), -recheckMonths), -recheckDays));
  const isNewer = gt(organisationPapers.createdAt, checked);
  const rows = await ctx.db
    .select()
    .from(organisations)
    .where(
      and(
        eq(organisations.state, 'verified'),
        or(
          lt(checked, lateSince.toISOString()),
          exists(
            ctx.db
              .select({ id: organisationPapers.id })
              .from(organisationPapers)
              .where(and(eq(organisationPapers.orgId, organisations.id), isNewer)),
          ),
        ),
      ),
    )
    .orderBy(asc(checked))
    .limit(50);
  const papers =
    rows.length === 0
      ? []
      : await ctx.db
          .select({ orgId: organisationPapers.orgId, id: files.id, name: files.name })
          .from(organisationPapers)
          .innerJoin(files, eq(files.id, organisationPapers.fileId))
          .innerJoin(organisations, eq(organisations.id, organisationPapers.orgId))
          .where(
            and(
              inArray(
                organisationPapers.orgId,
                rows.map(({ id }) => id),
              ),
              isNewer,
            ),
          );
  return rows.map(({ id, name, kind, uscc, checkedAt, verifiedAt }) => ({
    id,
    name,
    kind,
    uscc,
    checkedOn: dayOf(checkedAt ?? verifiedAt ?? ctx.now()),
    papers: papers.filter((paper) => paper.orgId === id),
  }));
}

export const directoryPageSize = 30;

/** All organisations by name, for the operator's people; `q` is a part of the name or the credit code. */
export async function listOrganisations(ctx: ActorContext, { q, page }: { readonly q: string; readonly page: number }) {
  if (!hasPlatformRole(ctx.actor, 'reviewer', 'admin')) throw new AppError('forbidden');
  const part = containing(q);
  const found = q === '' ? undefined : or(ilike(organisations.name, part), ilike(organisations.uscc, part));
  const [rows, total] = await Promise.all([
    ctx.db
      .select({
        id: organisations.id,
        name: organisations.name,
        kind: organisations.kind,
        uscc: organisations.uscc,
        state: organisations.state,
        isSample: organisations.isSample,
        reviewNote: organisations.reviewNote,
      })
      .from(organisations)
      .where(found)
      .orderBy(asc(organisations.name), asc(organisations.id))
      .limit(directoryPageSize)
      .offset((page - 1) * directoryPageSize),
    ctx.db.$count(organisations, found),
  ]);
  return { rows, total };
}
