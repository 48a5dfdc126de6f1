import { asc, desc, eq, inArray } from 'drizzle-orm';
import { isRoomOpen } from '#app/domain/deal-access.ts';
import { statesWith } from '#app/domain/machine.ts';
import { mayAcceptNda, mayRunRoom, opensDocument } from '#app/domain/nda-access.ts';
import { ndaMachine, openingMark } from '#app/domain/nda.ts';
import {
  achievements,
  files,
  ndaAcceptances,
  ndas,
  organisations,
  roomDocuments,
  roomOpenings,
  users,
} from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { reachRoom } from './reach-room.server.ts';

const mostOpenings = 200;

/** The NDA room as one side sees it: the other side's documents only while it is bound, the log of its own always. */
export async function getNdaRoom(ctx: ActorContext, dealId: string) {
  const { deal, orgId } = await reachRoom(ctx, dealId);
  const [[achievement], orgs, texts, documents] = await Promise.all([
    ctx.db.select({ name: achievements.name }).from(achievements).where(eq(achievements.id, deal.achievementId)),
    ctx.db
      .select({ id: organisations.id, name: organisations.name, isSample: organisations.isSample })
      .from(organisations)
      .where(inArray(organisations.id, [deal.licensorOrgId, deal.licenseeOrgId])),
    ctx.db.select().from(ndas).where(eq(ndas.dealId, deal.id)).orderBy(desc(ndas.n)),
    ctx.db
      .select({ row: roomDocuments, type: files.sniffedType, bytes: files.bytes })
      .from(roomDocuments)
      .innerJoin(files, eq(files.id, roomDocuments.fileId))
      .where(eq(roomDocuments.dealId, deal.id))
      .orderBy(asc(roomDocuments.createdAt)),
  ]);
  const standing = texts.find(({ state }) => statesWith(ndaMachine, 'standing').includes(state)) ?? null;
  const [acceptances, openings] = await Promise.all([
    acceptancesOf(
      ctx,
      texts.map(({ id }) => id),
    ),
    openingsOf(
      ctx,
      documents.filter(({ row }) => row.orgId === orgId).map(({ row }) => row.id),
    ),
  ]);
  const nameOf = (id: string) => orgs.find((org) => org.id === id)?.name ?? '';
  const isBound = standing?.state === 'active';
  const isOpen = isRoomOpen(deal.state);
  const runs = mayRunRoom(ctx.actor);
  const hasAccepted = acceptances.some((one) => one.ndaId === standing?.id && one.orgId === orgId);
  const shown = documents.filter(({ row }) => row.orgId === orgId || (isBound && row.state === 'shared'));
  return {
    deal: { id: deal.id, no: deal.no, state: deal.state },
    achievementName: achievement?.name ?? '',
    licensor: orgs.find((org) => org.id === deal.licensorOrgId) ?? null,
    licensee: orgs.find((org) => org.id === deal.licenseeOrgId) ?? null,
    isOpen,
    nda: standing && {
      ...pick(standing),
      acceptances: acceptances
        .filter((one) => one.ndaId === standing.id)
        .map(({ name, acceptedAt, orgId: side }) => ({ name, acceptedAt, orgName: nameOf(side) })),
    },
    former: texts
      .filter((one) => one.id !== standing?.id)
      .map(({ id, n, state, sha256, activeAt, endedAt }) => ({ id, n, state, sha256, activeAt, endedAt })),
    /** The other side's documents that an agreement would open. */
    hidden: documents.filter(({ row }) => row.orgId !== orgId && row.state === 'shared').length,
    documents: shown.map(({ row, type, bytes }) => ({
      id: row.id,
      title: row.title,
      note: row.note,
      state: row.state,
      createdAt: row.createdAt,
      withdrawnAt: row.withdrawnAt,
      type,
      bytes,
      isOwn: row.orgId === orgId,
      ownerName: nameOf(row.orgId),
      mayOpen: opensDocument({
        deal: deal.state,
        nda: standing?.state ?? null,
        document: row.state,
        isOwn: row.orgId === orgId,
      }),
      mayWithdraw: runs && row.orgId === orgId && row.state === 'shared',
      openings: openings
        .filter((one) => one.documentId === row.id)
        .map((one) => ({ ...one, orgName: nameOf(one.orgId), mark: openingMark(one.id) })),
    })),
    may: {
      propose: runs && isOpen && standing === null,
      accept: mayAcceptNda(ctx.actor) && isOpen && standing?.state === 'proposed' && !hasAccepted,
      withdraw: runs && standing?.state === 'proposed' && standing.orgId === orgId,
      end: runs && isBound,
      share: runs && isOpen,
    },
    hasAccepted,
  };
}

const pick = ({ id, n, edition, text, sha256, state, activeAt, createdAt }: typeof ndas.$inferSelect) => ({
  id,
  n,
  edition,
  text,
  sha256,
  state,
  activeAt,
  createdAt,
});

async function acceptancesOf(ctx: ActorContext, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.db
    .select({
      ndaId: ndaAcceptances.ndaId,
      orgId: ndaAcceptances.orgId,
      name: users.name,
      acceptedAt: ndaAcceptances.acceptedAt,
    })
    .from(ndaAcceptances)
    .innerJoin(users, eq(users.id, ndaAcceptances.userId))
    .where(inArray(ndaAcceptances.ndaId, [...ids]))
    .orderBy(asc(ndaAcceptances.acceptedAt));
}

async function openingsOf(ctx: ActorContext, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.db
    .select({
      id: roomOpenings.id,
      documentId: roomOpenings.documentId,
      orgId: roomOpenings.orgId,
      name: users.name,
      at: roomOpenings.at,
    })
    .from(roomOpenings)
    .innerJoin(users, eq(users.id, roomOpenings.userId))
    .where(inArray(roomOpenings.documentId, [...ids]))
    .orderBy(desc(roomOpenings.at))
    .limit(mostOpenings);
}
