import { and, eq } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Day } from '#app/domain/days.ts';
import { lastDayOf } from '#app/domain/rest-days.ts';
import { contracts, contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { withEnteredDays } from '../platform/work-calendar.server.ts';

/** The terms by which a signed contract is performed; null of one that nobody signed. */
export async function findTermsInForce({ db }: Pick<Context, 'db'>, contractId: string): Promise<PayLaterTerms | null> {
  const isSigned = and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.signedVersionN));
  const [version] = await db
    .select({ data: contractVersions.data })
    .from(contracts)
    .innerJoin(contractVersions, isSigned)
    .where(eq(contracts.id, contractId));
  return version === undefined ? null : termsFromJson(version.data.terms);
}

/** The last day of a term by what a contract agrees about rest days. */
export async function lastDayFor(ctx: Pick<Context, 'db'>, contractId: string, day: Day): Promise<Day> {
  return lastDayOf(await withEnteredDays(ctx, (await findTermsInForce(ctx, contractId)) ?? {}), day);
}
