import { and, eq, inArray, or } from 'drizzle-orm';
import { codeLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { listingShown } from '#db/listing-shown.server.ts';
import { achievementPeople, achievements, organisations } from '#db/schema/index.ts';
import { listBrokers } from '../brokers/queries.server.ts';
import type { Context } from '../context.server.ts';

/** Somebody who knows the matter: a broker with a certificate in force, or a researcher who agreed to be named. */
export interface Expert {
  readonly key: string;
  readonly name: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly broker: { readonly level: 'junior' | 'middle' | 'senior'; readonly intro: string } | null;
  readonly title: string;
  readonly fields: readonly string[];
  /** Public achievements that stand behind the name. */
  readonly works: readonly { readonly no: string; readonly title: string }[];
  readonly found: number;
}

const mostWorks = 3;
/** More than there are with a certificate in one province. */
const mostBrokers = 5_000;

/**
 * Brokers whose public profile holds the words, and the named people of the achievements that the words find.
 * @param terms words of the question
 * @param achievementIds what the question finds, best first
 */
export async function searchExperts(
  ctx: Context,
  { words, terms, achievementIds }: { words: string; terms: readonly string[]; achievementIds: readonly string[] },
  lists: CodeLists,
): Promise<Expert[]> {
  const codes = ['field', 'chain'].flatMap((list) =>
    termsOf(lists, list).flatMap(({ code, label }) =>
      terms.some((term) => label.toLowerCase().includes(term)) ? [code] : [],
    ),
  );
  const [brokers, people] = await Promise.all([
    terms.length === 0
      ? []
      : listBrokers(ctx, { field: null, region: null, holds: { words: terms, codes } }, mostBrokers),
    peopleOf(ctx, words, achievementIds),
  ]);
  const ofBrokers = brokers.map((row): Expert => {
    const fields = row.fields.map((code) => codeLabel(lists, 'field', code));
    const chains = row.chains.map((code) => codeLabel(lists, 'chain', code));
    const said = [row.name, row.orgName, row.intro, ...fields, ...chains].join('\n').toLowerCase();
    return {
      key: row.userId,
      name: row.name,
      orgName: row.orgName,
      isSample: row.isSample,
      broker: { level: row.level, intro: row.intro },
      title: '',
      fields: [...fields, ...chains],
      works: [],
      found: row.name === words ? Number.POSITIVE_INFINITY : terms.filter((term) => said.includes(term)).length,
    };
  });
  return [...ofBrokers.filter(({ found }) => found > 0), ...people].sort((a, b) => b.found - a.found);
}

async function peopleOf(ctx: Context, words: string, ids: readonly string[]): Promise<Expert[]> {
  const isName = /^\p{Script=Han}{2,4}$/u.test(words);
  if (ids.length === 0 && !isName) return [];
  const rows = await ctx.db
    .select({
      name: achievementPeople.name,
      title: achievementPeople.title,
      achievementId: achievements.id,
      no: achievements.no,
      work: achievements.name,
      orgId: organisations.id,
      orgName: organisations.name,
      isSample: achievements.isSample,
    })
    .from(achievementPeople)
    .innerJoin(achievements, eq(achievements.id, achievementPeople.achievementId))
    .innerJoin(organisations, eq(organisations.id, achievements.orgId))
    .where(
      and(
        eq(achievementPeople.isPublic, true),
        eq(achievements.state, 'published'),
        listingShown,
        or(inArray(achievements.id, [...ids]), isName ? eq(achievementPeople.name, words) : undefined),
      ),
    )
    .orderBy(achievements.id, achievementPeople.position);
  const rank = new Map(ids.map((id, at) => [id, at]));
  const rankOf = (id: string): number => rank.get(id) ?? ids.length;
  const people = new Map<string, Expert>();
  for (const row of rows.sort((a, b) => rankOf(a.achievementId) - rankOf(b.achievementId))) {
    const key = `${row.orgId} ${row.name}`;
    const known = people.get(key);
    people.set(key, {
      key,
      name: row.name,
      orgName: row.orgName,
      isSample: row.isSample,
      broker: null,
      title: known?.title || row.title,
      fields: [],
      works: [...(known?.works ?? []), { no: row.no, title: row.work }].slice(0, mostWorks),
      found: row.name === words ? Number.POSITIVE_INFINITY : (known?.found ?? 0) + 1,
    });
  }
  return [...people.values()];
}
