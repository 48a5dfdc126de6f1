import { and, eq, inArray, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { listingMachine } from '#app/domain/listing.ts';
import { statesWith } from '#app/domain/machine.ts';
import { among } from '#db/among.ts';
import type { Database, Tx } from '#db/client.server.ts';
import { confirmedTrl, confirmedTrlColumns } from '#db/confirmed-trl.server.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import {
  achievements,
  achievementVersions,
  codeTerms,
  demands,
  demandVersions,
  listings,
  organisations,
  trlAssessments,
} from '#db/schema/index.ts';
import { achievementDocument, demandDocument } from './documents.ts';
import type { SearchDocument, SearchKind } from './engine.ts';

/** The documents of the rows among `ids` that are public now. An id without one is to be removed. */
export function loadDocuments(db: Database | Tx, kind: SearchKind, ids: readonly string[]): Promise<SearchDocument[]> {
  return ids.length === 0 ? Promise.resolve([]) : loaders[kind](db, ids);
}

type TopicsOf = (data: { readonly fields: readonly string[]; readonly chains: readonly string[] }) => string[];

/** Reads the names of fields and chains with those of what they lie in: 17.2 is 17 too. */
async function topicNames(db: Database | Tx): Promise<TopicsOf> {
  const rows = await db
    .select({ list: codeTerms.list, code: codeTerms.code, label: codeTerms.label, parent: codeTerms.parent })
    .from(codeTerms)
    .where(inArray(codeTerms.list, ['field', 'chain']))
    .orderBy(codeTerms.list, codeTerms.version);
  // The newest version comes last.
  const known = new Map(rows.map((row) => [`${row.list} ${row.code}`, row]));
  const namesOf = (list: string, code: string | null): string[] => {
    const row = code === null ? undefined : known.get(`${list} ${code}`);
    return row === undefined ? [] : [row.label, ...namesOf(list, row.parent)];
  };
  return ({ fields, chains }) => [
    ...new Set([
      ...fields.flatMap((code) => namesOf('field', code)),
      ...chains.flatMap((code) => namesOf('chain', code)),
    ]),
  ];
}

const loaders: Record<SearchKind, (db: Database | Tx, ids: readonly string[]) => Promise<SearchDocument[]>> = {
  achievement: async (db, ids) => {
    const rows = await db
      .select({
        head: achievements,
        data: achievementVersions.data,
        orgName: organisations.name,
        listing: listings,
        confirmedTrl: confirmedTrlColumns,
        isOfProject: sql<boolean>`exists (select 1 from project_achievements p where p.achievement_id = ${achievements.id} and p.removed_at is null)`,
        patents: sql<
          string[]
        >`array(select p.number from achievement_patents p where p.achievement_id = ${achievements.id})`,
      })
      .from(achievements)
      .innerJoin(
        achievementVersions,
        and(eq(achievementVersions.achievementId, achievements.id), eq(achievementVersions.n, achievements.versionN)),
      )
      .innerJoin(organisations, eq(organisations.id, achievements.orgId))
      .leftJoin(
        listings,
        and(eq(listings.achievementId, achievements.id), inArray(listings.state, statesWith(listingMachine, 'live'))),
      )
      .leftJoin(trlAssessments, confirmedTrl)
      .where(and(among(achievements.id, ids), eq(achievements.state, 'published'), listingShown));
    const topicsOf = await topicNames(db);
    return rows.map(({ head, ...more }) =>
      achievementDocument({
        ...head,
        ...more,
        topics: topicsOf(more.data),
        publishedOn: dayOf(head.publishedAt ?? head.createdAt),
      }),
    );
  },

  // A demand that is in talks, solved or expired is not on offer; a targeted one never was public.
  demand: async (db, ids) => {
    const rows = await db
      .select({ head: demands, data: demandVersions.data, orgName: organisations.name })
      .from(demands)
      .innerJoin(demandVersions, and(eq(demandVersions.demandId, demands.id), eq(demandVersions.n, demands.versionN)))
      .innerJoin(organisations, eq(organisations.id, demands.orgId))
      .where(and(among(demands.id, ids), eq(demands.state, 'published'), listingShown));
    const topicsOf = await topicNames(db);
    return rows
      .filter(({ data }) => data.confidentiality !== 'targeted')
      .map(({ head, data, orgName }) =>
        demandDocument({
          ...head,
          data,
          orgName,
          topics: topicsOf(data),
          publishedOn: dayOf(head.publishedAt ?? head.createdAt),
        }),
      );
  },
};
