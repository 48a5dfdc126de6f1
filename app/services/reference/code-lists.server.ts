import { asc } from 'drizzle-orm';
import type { CodeList, CodeLists } from '#app/domain/code-list.ts';
import { codeTerms } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

// One process reads one database; lists change with a release, so they are read once.
let kept: Promise<CodeLists> | null = null;

/** Every code list in its newest version, read once a process. */
export async function codeLists(ctx: Pick<Context, 'db'>): Promise<CodeLists> {
  const reading = (kept ??= readCodeLists(ctx));
  try {
    const lists = await reading;
    if (Object.keys(lists).length === 0) forgetCodeLists();
    return lists;
  } catch (error) {
    forgetCodeLists();
    throw error;
  }
}

/** The next reader asks the database again. */
export function forgetCodeLists(): void {
  kept = null;
}

async function readCodeLists({ db }: Pick<Context, 'db'>): Promise<CodeLists> {
  const rows = await db
    .select()
    .from(codeTerms)
    .orderBy(asc(codeTerms.list), asc(codeTerms.version), asc(codeTerms.position));
  const newest = new Map(rows.map((row) => [row.list, row.version]));
  const lists: Record<string, CodeList & { terms: CodeList['terms'][number][] }> = {};
  for (const { list, version, code, label, parent, note, isHidden } of rows) {
    if (version !== newest.get(list)) continue;
    (lists[list] ??= { list, version, terms: [] }).terms.push({ code, label, parent, note, isHidden });
  }
  return lists;
}
