import { inArray } from 'drizzle-orm';
import { type AgedRow, ageingOf } from '#app/domain/ageing.ts';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { type DueGroup, dueSoon, type DueStretch, dueStretches, type DueWindow } from '#app/domain/due-soon.ts';
import { organisations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';
import { listOpenObligations } from './queries.server.ts';

const ageingGroups = ['contract', 'party', 'region'] as const;
export type AgeingGroup = (typeof ageingGroups)[number];

/** What is open on one side of the actor's organisation by age, grouped by contract, by the other party or by its region. */
export const listAgeing = async (ctx: ActorContext, asked: Asked): Promise<AgedRow[]> =>
  ageingOf(await openSums(ctx, asked), dayOf(ctx.now()));

/** What falls due within the window, grouped the same way, and when. */
export async function listDueSoon(
  ctx: ActorContext,
  asked: Asked,
  days: DueWindow,
): Promise<{ rows: DueGroup[]; stretches: DueStretch[] }> {
  const today = dayOf(ctx.now());
  // Of a contested claim nobody knows the day.
  const sums = (await openSums(ctx, asked)).filter((claim) => !claim.isContested);
  return { rows: dueSoon(sums, today, days), stretches: dueStretches(sums, today, days) };
}

interface Asked {
  readonly by: AgeingGroup;
  readonly isPayer: boolean;
}

async function openSums(ctx: ActorContext, { by, isPayer }: Asked) {
  const open = (await listOpenObligations(ctx)).filter((row) => row.isPayer === isPayer);
  const others = [...new Set(open.map((row) => (isPayer ? row.payee.id : row.payer.id)))];
  const regions =
    by === 'region' && others.length > 0
      ? await ctx.db
          .select({ id: organisations.id, code: organisations.regionCode })
          .from(organisations)
          .where(inArray(organisations.id, others))
      : [];
  const lists = by === 'region' ? await codeLists(ctx) : null;
  const groupOf = (row: (typeof open)[number]): { key: string; label: string; no?: string } => {
    const other = isPayer ? row.payee : row.payer;
    if (by === 'contract') return { key: row.contractId, label: row.contractTitle, no: row.contractNo };
    if (by === 'party' || lists === null) return { key: other.id, label: other.name };
    const code = regions.find(({ id }) => id === other.id)?.code ?? '';
    return { key: code, label: codeLabel(lists, 'region', code) };
  };
  return open.map((row) => ({
    ...groupOf(row),
    dueOn: row.dueOn,
    openFen: row.outstandingFen,
    isContested: row.isContested,
  }));
}
