import { and, eq, inArray } from 'drizzle-orm';
import { mayRunDemand } from '#app/domain/access.ts';
import { addMonths, dayOf } from '#app/domain/days.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { demandDayFault, demandMonths } from '#app/domain/demand-dates.ts';
import { demandHeads, readDemandRow, type SheetFault } from '#app/domain/demand-sheet.ts';
import { AppError } from '#app/domain/errors.ts';
import { demands } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import type { Received } from '../files/keep-file.server.ts';
import type { SheetRow } from '../sheets/read-sheet.server.ts';
import { readTable } from '../sheets/read-table.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { enterDemand, servedUnits } from './enter-demand.server.ts';
import { saveDemand } from './save-demand.server.ts';

/** Most demands of one sheet. */
const mostRows = 200;

export interface DemandImport {
  readonly file: Received;
  /** Whose demands they are; left out: the actor's own enterprise. */
  readonly orgId?: string;
  /** Takes the right rows and leaves the wrong ones. */
  readonly skipsWrong: boolean;
}

export interface DemandImportResult {
  readonly taken: number;
  /** Rows whose title the enterprise has already. */
  readonly known: readonly number[];
  readonly wrong: readonly { readonly rowNo: number; readonly faults: readonly SheetFault[] }[];
}

/**
 * Reads a sheet of demands (需求征集表) in the reading child and keeps each right row: an enterprise's own as drafts, a client's to be
 * reviewed by the client. With one wrong row nothing is kept, unless the person says so.
 */
export async function importDemands(ctx: ActorContext, input: DemandImport): Promise<DemandImportResult> {
  const own = input.orgId === undefined || input.orgId === ctx.actor.org?.orgId;
  if (own && !mayRunDemand(ctx.actor)) throw new AppError('forbidden');
  const orgId = input.orgId ?? ctx.actor.org?.orgId ?? '';
  if (!own && !(await servedUnits(ctx)).some(({ id }) => id === orgId)) throw new AppError('not_found');
  const rows = await rowsOf(ctx, input.file);
  const [head, ...body] = rows;
  const heads = demandHeads(head?.cells ?? []);
  if (!heads.includes('title'))
    throw new AppError('invalid', { says: '第一行没有「需求名称」这一列，请用模板。' }, 'file');
  if (body.length === 0) throw new AppError('invalid', { says: '表里没有需求。' }, 'file');
  if (body.length > mostRows) throw new AppError('invalid', { says: `一次最多 ${mostRows} 项需求。` }, 'file');
  const today = dayOf(ctx.now());
  const given = { lists: await codeLists(ctx), validUntilOn: addMonths(today, demandMonths.usual) };
  const read = body.map(({ rowNo, cells }) => ({ rowNo, ...readDemandRow(heads, cells, given) }));
  const wrong = read.flatMap(({ rowNo, data, faults }) => {
    const day = data === null ? null : demandDayFault(data, today);
    const all =
      day === null ? faults : [{ column: day.field === 'solveByOn' ? '希望何时解决' : '需求有效至', says: day.says }];
    return all.length > 0 ? [{ rowNo, faults: all }] : [];
  });
  const right = read.filter(({ rowNo }) => !wrong.some((row) => row.rowNo === rowNo));
  const known = await knownRows(ctx, orgId, right);
  if (wrong.length > 0 && !input.skipsWrong) return { taken: 0, known, wrong };
  let taken = 0;
  for (const { rowNo, data } of right) {
    if (data === null || known.includes(rowNo)) continue;
    if (own) await saveDemand(ctx, { data });
    else await enterDemand(ctx, { orgId, data });
    taken += 1;
  }
  return { taken, known, wrong };
}

async function rowsOf(ctx: ActorContext, file: Received): Promise<SheetRow[]> {
  const rows = await readTable(ctx.files, file.sha256, {
    // Blank rows among them count for nothing.
    most: 10 * mostRows,
    tooMany: `一次最多 ${mostRows} 项需求。`,
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
}

/** Rows whose title stands already, in the enterprise's live demands or further up in the sheet. */
async function knownRows(
  ctx: ActorContext,
  orgId: string,
  rows: readonly { readonly rowNo: number; readonly data: DemandData | null }[],
): Promise<number[]> {
  const titles = rows.flatMap(({ data }) => (data === null ? [] : [data.title]));
  if (titles.length === 0) return [];
  const there = await ctx.db
    .select({ title: demands.title })
    .from(demands)
    .where(
      and(
        eq(demands.orgId, orgId),
        inArray(demands.title, titles),
        inArray(demands.state, ['draft', 'review', 'published', 'in_talks']),
      ),
    );
  const seen = new Set(there.map(({ title }) => title));
  return rows.flatMap(({ rowNo, data }) => {
    if (data === null) return [];
    if (seen.has(data.title)) return [rowNo];
    seen.add(data.title);
    return [];
  });
}
