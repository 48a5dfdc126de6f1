import { codeLabel, type CodeLists, termsOf } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import type { DemandData } from '#app/domain/demand-data.ts';
import { demandDayFault } from '#app/domain/demand-dates.ts';
import { AppError } from '#app/domain/errors.ts';
import { demandVersions } from '#db/schema/index.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { codeLists } from '../reference/code-lists.server.ts';

const lists = [
  ['fields', 'field'],
  ['chains', 'chain'],
  ['cooperation', 'cooperation'],
  ['demandTypes', 'demand_type'],
  ['expectedForms', 'expected_form'],
] as const;

/** Refuses codes that no list knows and days that make no sense today. */
export async function checkDemand(ctx: ActorContext, data: DemandData): Promise<void> {
  const known = await codeLists(ctx);
  for (const [field, list] of lists) refuseUnknown(known, list, data[field] ?? [], field);
  refuseUnknown(known, 'region', [data.regionCode], 'regionCode');
  if (data.ipRequirement !== null) refuseUnknown(known, 'ip_requirement', [data.ipRequirement], 'ipRequirement');
  const fault = demandDayFault(data, dayOf(ctx.now()));
  if (fault !== null) throw new AppError('invalid', { says: fault.says }, fault.field);
}

function refuseUnknown(known: CodeLists, list: string, codes: readonly string[], field: string): void {
  const terms = termsOf(known, list);
  const stranger = codes.find((code) => terms.length > 0 && !terms.some((term) => term.code === code));
  if (stranger !== undefined)
    throw new AppError('invalid', { says: `列表里没有「${codeLabel(known, list, stranger)}」，请重新选。` }, field);
}

/** Adds the version `n` of a demand; versions are never changed afterwards. */
export async function storeVersion(tx: In<ActorContext>, demandId: string, n: number, data: DemandData): Promise<void> {
  await tx.db.insert(demandVersions).values({
    demandId,
    n,
    data,
    sha256: fingerprint(data),
    authorId: tx.actor.userId,
    createdAt: tx.now(),
  });
}
