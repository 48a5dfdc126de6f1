import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { anchorsOf, isNewsFor, type PercolatedRecord } from '#app/domain/saved-search.ts';
import { achievements, demands, memberships, savedSearches, savedSearchHits } from '#db/schema/index.ts';
import { termsOf } from '#search/documents.ts';
import type { SearchDocument, SearchKind } from '#search/engine.ts';
import { loadDocuments } from '#search/load.server.ts';
import { searchedFields } from '#search/settings.ts';
import type { Synonyms } from '#search/synonym-table.ts';
import { synonymStore } from '#search/synonyms.server.ts';
import { cutText, cutTexts } from '#search/text.ts';
import { type Context, inTransaction } from '../context.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { tellFollowers } from './tell-followers.server.ts';

/** So many records ask together for the searches that may want them. */
const atATime = 50;

type Saved = typeof savedSearches.$inferSelect;

/**
 * Holds changed records against saved searches and followers. A record is news for a search once, whatever its later
 * versions say, and never for people of the organisation that published it.
 */
export async function percolate(ctx: Context, kind: SearchKind, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  // Of an import there may be a hundred thousand: nothing is read or cut that nobody waits for.
  if ((await ctx.db.$count(savedSearches, isLive(kind))) > 0) {
    const synonyms = await synonymStore(ctx.db).current();
    for (let from = 0; from < ids.length; from += atATime) {
      const documents = await loadDocuments(ctx.db, kind, ids.slice(from, from + atATime));
      if (documents.length > 0) await percolateSome(ctx, kind, documents, synonyms);
    }
  }
  await tellFollowers(ctx, kind, ids);
}

const isLive = (kind: SearchKind) => and(eq(savedSearches.kind, kind), isNull(savedSearches.pausedAt));

async function percolateSome(
  ctx: Context,
  kind: SearchKind,
  documents: readonly SearchDocument[],
  synonyms: Synonyms,
): Promise<void> {
  const texts = await cutTexts(documents.flatMap((document) => searchedFields.map(({ of }) => of(document))));
  const cut = (text: string) => (texts.get(text) ?? cutText(text)).indexed;
  const records = documents.map((document) => ({ document, record: recordOf(document, synonyms, cut) }));
  const anchors = [...new Set(records.flatMap(({ record }) => anchorsOf(record)))];
  const searches = await ctx.db
    .select()
    .from(savedSearches)
    .where(
      and(
        isLive(kind),
        sql`${savedSearches.anchor} = any(array(select jsonb_array_elements_text(${JSON.stringify(anchors)}::jsonb)))`,
      ),
    );
  if (searches.length === 0) return;
  const insiders = await insidersOf(
    ctx,
    kind,
    documents.map(({ id }) => id),
  );
  const news = searches.flatMap((search) => {
    const found = records.filter(
      ({ document, record }) => isNewsFor(search.query, record) && !insiders.has(`${document.id} ${search.userId}`),
    );
    return found.length === 0 ? [] : [{ search, found: found.map(({ document }) => document) }];
  });
  for (const { search, found } of news) await tell(ctx, search, found);
}

/**
 * A search for 洋芋 hears of a record that says 马铃薯: the record holds the other words of its words too. A word of a
 * group that the cutter cuts apart is held where all its parts are, as a search finds it.
 */
const recordOf = (
  document: SearchDocument,
  synonyms: Synonyms,
  cut: (text: string) => readonly string[],
): PercolatedRecord => {
  const held = new Set(termsOf(document, cut).counts.keys());
  const words = [...held, ...synonyms.apartOf(held)];
  return { ...document, terms: new Set([...words, ...words.flatMap((word) => synonyms.namesOf(word))]) };
};

/** `record person` for everybody who belongs to the organisation of a record. */
async function insidersOf(ctx: Context, kind: SearchKind, ids: string[]): Promise<Set<string>> {
  const table = kind === 'achievement' ? achievements : demands;
  const rows = await ctx.db
    .select({ id: table.id, userId: memberships.userId })
    .from(table)
    .innerJoin(memberships, and(eq(memberships.orgId, table.orgId), isNull(memberships.endedAt)))
    .where(inArray(table.id, ids));
  return new Set(rows.map(({ id, userId }) => `${id} ${userId}`));
}

async function tell(ctx: Context, search: Saved, found: readonly SearchDocument[]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const fresh = await tx.db
      .insert(savedSearchHits)
      .values(found.map(({ id }) => ({ searchId: search.id, rowId: id })))
      .onConflictDoNothing()
      .returning({ rowId: savedSearchHits.rowId });
    if (fresh.length === 0) return;
    await tx.db
      .update(savedSearches)
      .set({ foundCount: sql`${savedSearches.foundCount} + ${fresh.length}`, lastFoundAt: tx.now() })
      .where(eq(savedSearches.id, search.id));
    const [only] = fresh.length === 1 ? found.filter(({ id }) => id === fresh[0]?.rowId) : [];
    const notice =
      only === undefined
        ? { params: { title: `${search.name}：${fresh.length} 项` }, href: search.path }
        : { params: { title: only.title }, href: `/${search.kind}s/${only.no}` };
    await notifyPeople({ ...tx, actor: null }, [search.userId], { kind: 'alert.search', ...notice });
  });
}
