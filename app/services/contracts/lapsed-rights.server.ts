import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { givesTechnology, kindOf } from '#app/domain/contract-kind.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { type LapsedRight, lapsedRights, undeclaredOf } from '#app/domain/lapsed-rights.ts';
import { expiryOf, isLapsed, patentStatusesDead, patentStatusLabels } from '#app/domain/patent.ts';
import { contractDeclarations, contracts, contractVersions } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';
import { patentFactsOf } from '../patents/own-patents.server.ts';
import { oneOfStates } from '../payments/claim-sums.server.ts';
import { standingStates } from './declare.server.ts';
import type { Contract } from './own-contract.server.ts';

/** The patents of these terms that have ended, by what the platform knows today. */
export async function lapsedRightsOf(
  ctx: Pick<Context, 'db' | 'now'>,
  licensorOrgId: string,
  terms: PayLaterTerms,
): Promise<LapsedRight[]> {
  const rights = terms.rights ?? [];
  // Only of what gives technology the contract's words stop payments (`lostPatentsOf`).
  if (rights.length === 0 || !givesTechnology(kindOf(terms))) return [];
  const facts = await patentFactsOf(
    ctx,
    licensorOrgId,
    rights.flatMap(({ number }) => number ?? []),
  );
  const today = dayOf(ctx.now());
  const register = [...facts.values()].map((row) => ({
    number: row.number,
    status: patentStatusLabels[row.status],
    expiresOn: expiryOf(row),
    asOf: row.asOf,
    isLapsed: isLapsed(row, today),
  }));
  return lapsedRights(rights, register, today);
}

/** A standing contract that rests on a patent which has ended. */
interface OnLapsedRights {
  readonly contract: Contract;
  readonly lapsed: readonly LapsedRight[];
}

/**
 * Standing contracts that name a patent which has ended, of one party or of all: those about whose end a declaration is open or counts have
 * their own rows. The database finds who may be one; what counts for the licensor's unit, the rule decides. A contract that cannot be
 * judged is logged and left out, so that it hides none of the others.
 */
export async function onLapsedRights(
  ctx: Pick<Context, 'db' | 'now' | 'log'>,
  orgId: string | null,
): Promise<OnLapsedRights[]> {
  const today = dayOf(ctx.now());
  const rows = await ctx.db
    .select({ contract: contracts, data: contractVersions.data })
    .from(contracts)
    .innerJoin(
      contractVersions,
      and(eq(contractVersions.contractId, contracts.id), eq(contractVersions.n, contracts.signedVersionN)),
    )
    .where(
      and(
        inArray(contracts.state, [...standingStates]),
        orgId === null ? undefined : or(eq(contracts.licensorOrgId, orgId), eq(contracts.licenseeOrgId, orgId)),
        sql`exists (
          select 1 from jsonb_array_elements(${contractVersions.data} -> 'terms' -> 'rights') as named
          where named ->> 'expiresOn' < ${today}
            or exists (select 1 from patents p where p.number = named ->> 'number'
              and (p.org_id is null or p.org_id = ${contracts.licensorOrgId})
              and (p.status in ${oneOfStates(patentStatusesDead)} or p.expires_on < ${today}::date
                or p.filed_on < ${today}::date - interval '10 years')))`,
      ),
    )
    .orderBy(contracts.no)
    // A desk shows some; who is told once is looked for among all.
    .limit(orgId === null ? 10_000 : 50);
  const found = await Promise.all(
    rows.map(async ({ contract, data }) => {
      try {
        const lapsed = await lapsedRightsOf(ctx, contract.licensorOrgId, termsFromJson(data.terms));
        const said = await ctx.db
          .select()
          .from(contractDeclarations)
          .where(eq(contractDeclarations.contractId, contract.id));
        return { contract, lapsed: undeclaredOf(lapsed, said) };
      } catch (error) {
        ctx.log.error({ err: error, contractId: contract.id }, 'lapsed rights of a contract');
        return { contract, lapsed: [] };
      }
    }),
  );
  return found.filter(({ lapsed }) => lapsed.length > 0);
}
