import { sql } from 'drizzle-orm';
import { codeTerms } from '#db/schema/index.ts';
import { inTransaction, type Context } from '../context.server.ts';
import { forgetCodeLists } from './code-lists.server.ts';

export interface WrittenTerm {
  readonly code: string;
  readonly label: string;
  readonly parent?: string;
  readonly note?: string;
  readonly source: string;
  readonly hiddenForAchievements?: boolean;
}

export interface WrittenList {
  readonly list: string;
  readonly version: string;
  readonly terms: readonly WrittenTerm[];
}

/** Writes the code lists of this release. Earlier versions stay: rows still refer to them. Any number of times. */
export async function writeCodeLists(ctx: Context, lists: readonly WrittenList[]): Promise<void> {
  const rows = lists.flatMap(({ list, version, terms }) =>
    terms.map(
      ({ code, label, parent = null, note = null, source, hiddenForAchievements: isHidden = false }, position) => ({
        list,
        version,
        code,
        label,
        parent,
        note,
        source,
        isHidden,
        position,
      }),
    ),
  );
  await inTransaction(ctx, async (tx) => {
    for (let from = 0; from < rows.length; from += 500) {
      await tx.db
        .insert(codeTerms)
        .values(rows.slice(from, from + 500))
        .onConflictDoUpdate({
          target: [codeTerms.list, codeTerms.version, codeTerms.code],
          set: {
            label: sql`excluded.label`,
            parent: sql`excluded.parent`,
            note: sql`excluded.note`,
            source: sql`excluded.source`,
            position: sql`excluded.position`,
            isHidden: sql`excluded.is_hidden`,
          },
        });
    }
  });
  forgetCodeLists();
}
