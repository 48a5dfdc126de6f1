import type { SearchKind } from '../engine.ts';
import { spokenForm } from '../pinyin.ts';
import { type WordCounts, wordRoles } from '../words.ts';
import type { Sql } from './index-states.server.ts';

/** Brings the proposed words of a kind up to changed documents; the caller holds the index's lock. */
export async function moveWords(sql: Sql, kind: SearchKind, counts: WordCounts): Promise<void> {
  const changed = counts.changed();
  if (changed.length === 0) return;
  const words = changed.map(({ word }) => word);
  const known = new Set(
    (await sql<{ word: string }[]>`select word from search_words where kind = ${kind} and word = any(${words})`).map(
      ({ word }) => word,
    ),
  );
  const rows = changed.map((row) => {
    const spoken = known.has(row.word) ? null : spokenForm(row.word);
    return { ...row, pinyin: spoken?.syllables.join(' ') ?? '', initials: spoken?.initials ?? '' };
  });
  await sql`
    insert into search_words (kind, word, label, keywords, orgs, titles, texts, pinyin, initials)
    select ${kind}, word, label, keywords, orgs, titles, texts, pinyin, initials
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as x(word text, label text, keywords int, orgs int, titles int, texts int, pinyin text, initials text)
    on conflict (kind, word) do update set keywords = search_words.keywords + excluded.keywords,
      orgs = search_words.orgs + excluded.orgs, titles = search_words.titles + excluded.titles,
      texts = search_words.texts + excluded.texts`;
  const fallen = changed.filter((row) => wordRoles.some((role) => row[role] < 0)).map(({ word }) => word);
  if (fallen.length > 0) {
    await sql`
      delete from search_words
      where kind = ${kind} and word = any(${fallen}) and keywords <= 0 and orgs <= 0 and titles <= 0
        and texts <= 0`;
  }
}
