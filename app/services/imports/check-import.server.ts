import { eq, sql } from 'drizzle-orm';
import { dayOf } from '#app/domain/days.ts';
import { ruleAndPlace, stoppedAt } from '#app/domain/import-failure.ts';
import type { FoundColumns } from '#app/domain/check-rows.ts';
import type { ImportNotes } from '#app/domain/import-notes.ts';
import { AppError } from '#app/domain/errors.ts';
import { files, importRows, imports, organisations } from '#db/schema/index.ts';
import { type Context, type In, inTransaction } from '../context.server.ts';
import { lockBytes } from '../files/lock-bytes.server.ts';
import { notifyPeople } from '../platform/notify.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { activeRules, noteStops, rulesMark } from '../secrecy/active-rules.server.ts';
import { checkSheet } from './check-sheet.server.ts';
import { claimCheck, forgetRows, holdCheck } from './claim-check.server.ts';
import { rowCopier } from './copy-rows.server.ts';
import { eraseUpload } from './erase-upload.server.ts';
import { knownAchievements } from './known-achievements.server.ts';
import type { Import } from './load-import.server.ts';
import { moveImport } from './move-import.server.ts';
import { noteForeignNumbers } from './note-foreign-numbers.server.ts';
import { savedMappings } from './saved-mappings.server.ts';
import { ReadFailure } from '../sheets/read-failure.ts';

/**
 * Reads an uploaded file and writes down, row by row, what would be stored and what is wrong. Any number of times: the check that
 * was begun last writes, one before it ends without a word.
 */
export async function checkImport(ctx: Context, input: { readonly importId: string }): Promise<void> {
  const row = await claimCheck(ctx, input.importId);
  if (row === null) return;
  try {
    await check(ctx, row);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'state_changed')) throw error;
  }
}

async function check(ctx: Context, row: Import): Promise<void> {
  const [found] = await ctx.db
    .select({ file: { id: files.id, sha256: files.sha256 }, type: files.sniffedType, org: organisations })
    .from(imports)
    .innerJoin(files, eq(files.id, imports.fileId))
    .innerJoin(organisations, eq(organisations.id, imports.orgId))
    .where(eq(imports.id, row.id));
  if (found === undefined) return;
  const { org, file } = found;
  const saved = await savedMappings(ctx, org.id);
  const order = {
    scope: { orgName: org.name, regionCode: org.regionCode, lists: await codeLists(ctx), today: dayOf(ctx.now()) },
    mapping: row.mapping ?? undefined,
    saved,
    known: await knownAchievements(ctx, org.id),
    rules: await activeRules(ctx),
  };
  try {
    const copier = rowCopier(ctx, row);
    let notes: ImportNotes = {};
    let stops: readonly string[] = [];
    let columns: FoundColumns = { heads: [], samples: [], saved: null };
    for await (const event of checkSheet(ctx.files.path(file.sha256), kindOf(found.type), 'store', order)) {
      if (event.kind === 'lines') await copier.add(event.lines);
      else if (event.kind === 'columns') ({ columns } = event);
      else if (event.kind === 'share') copier.read(event.share);
      else if (event.kind === 'end') ({ notes, stops } = event);
      else if (event.kind === 'ask') return await ask(ctx, row, columns);
    }
    const total = await copier.end();
    await inTransaction(ctx, async (tx) => {
      await lockBytes(tx, file.sha256);
      await holdCheck(tx, row);
      await noteForeignNumbers(tx, row.id, org.id);
      const { secret, ...counts } = await countRows(tx, row.id);
      if (counts.totalRows !== total) throw new Error('not every row was stored');
      // What may not be stored, and what nobody has read, does not stay.
      const isErased = secret > 0 || (notes.pictures ?? 0) > 0;
      const taken = saved.find((each) => each.headsKey === columns.saved);
      await finish(tx, row, 'check', {
        ...counts,
        ...columnsKept(columns, isErased),
        // Who saved it has said what the columns of this file are, too.
        ...(taken && { mapping: { ...taken.mapping }, mappingName: taken.name, mappedBy: taken.createdBy }),
        notes,
        screenedBy: rulesMark(order.rules),
      });
      await noteStops(tx, stops, { orgId: org.id, userId: row.createdBy });
      if (isErased) await eraseUpload(tx, file);
    });
  } catch (error) {
    if (!(error instanceof ReadFailure)) throw error;
    const { failure, detail } = error;
    await inTransaction(ctx, async (tx) => {
      // What was stopped, and what nobody could read, does not stay.
      const isStopped = failure === 'secret' || failure === 'secret_aside' || failure === 'embedded';
      if (isStopped) await lockBytes(tx, file.sha256);
      await holdCheck(tx, row);
      if (isStopped) {
        const stops = order.rules.flatMap(({ id, name }) =>
          detail === stoppedAt(name, ruleAndPlace(detail ?? '')[1]) || name === detail ? [id] : [],
        );
        await noteStops(tx, stops.slice(0, 1), { orgId: org.id, userId: row.createdBy });
        await eraseUpload(tx, file);
      }
      await forgetRows(tx, row.id);
      await finish(tx, row, 'fail', { failure, failureDetail: detail, finishedAt: tx.now(), samples: null });
    });
  }
}

const kindOf = (type: string): 'text' | 'xlsx' => (type === 'text/plain' ? 'text' : 'xlsx');

async function countRows(tx: In<Context>, importId: string) {
  const [row] = await tx.db
    .select({
      totalRows: sql<number>`count(*)::int`,
      validRows: sql<number>`count(*) filter (where ${importRows.state} = 'valid')::int`,
      invalidRows: sql<number>`count(*) filter (where ${importRows.state} = 'invalid')::int`,
      duplicateRows: sql<number>`count(*) filter (where ${importRows.state} = 'duplicate')::int`,
      secret: sql<number>`count(*) filter (where ${importRows.errors} @> '[{"code":"not_open"}]')::int`,
    })
    .from(importRows)
    .where(eq(importRows.importId, importId));
  if (row === undefined) throw new Error('nothing was counted');
  return row;
}

/** The head is of another system: the officer is asked. */
const ask = (ctx: Context, row: Import, columns: FoundColumns): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    await holdCheck(tx, row);
    await finish(tx, row, 'ask', columnsKept(columns, false));
  });

/** Values of the file are kept as long as the file is there to be read again. */
const columnsKept = ({ heads, samples }: FoundColumns, isErased: boolean) => ({
  heads: [...heads],
  samples: isErased ? null : samples.map((values) => [...values]),
});

type Outcome = Parameters<typeof moveImport>[3];

async function finish(
  tx: In<Context>,
  before: Import,
  event: 'check' | 'fail' | 'ask',
  outcome: Outcome,
): Promise<void> {
  const row = await moveImport(tx, before, event, outcome);
  const href = `/desk/imports/${row.id}`;
  await notifyPeople(tx, [row.createdBy], { kind: `import.${row.state}`, params: {}, href });
}
