import { and, eq, gt, inArray, ne, or, sql } from 'drizzle-orm';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { kindOf } from '#app/domain/contract-kind.ts';
import { signedContractStates, standingContractStates } from '#app/domain/contract-machine.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { askedEsignStates } from '#app/domain/esign.ts';
import type { Grant, LiveGrant } from '#app/domain/grant-conflicts.ts';
import { numberKey } from '#app/domain/patent-number.ts';
import { termOf } from '#app/domain/schedule.ts';
import { contractAmendments, contracts, contractVersions, esignFlows } from '#db/schema/index.ts';
import type { Context } from '../context.server.ts';

type Contract = typeof contracts.$inferSelect;

/** Between whom and about what terms are to be signed. */
export interface GrantSubject {
  readonly achievementId: string;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
  /** The contract itself, where it exists: it does not contradict itself. */
  readonly id?: string | undefined;
  readonly signedAt?: Date | null;
}

interface StandingGrant extends LiveGrant {
  readonly contract: Contract;
  readonly versionN: number;
  readonly terms: PayLaterTerms;
}

export const grantOf = (
  { achievementId, licenseeOrgId, signedAt }: GrantSubject,
  terms: PayLaterTerms,
  today: string,
): Grant => ({
  achievementId,
  licenseeOrgId,
  terms,
  ...termOf(terms, { signedOn: signedAt ? dayOf(signedAt) : today }),
});

/** The numbers of the rights that terms name, each in one form. */
export const numbersOf = ({ rights }: PayLaterTerms): string[] =>
  (rights ?? []).flatMap(({ number }) => (number === null ? [] : [numberKey(number)]));

/**
 * What the owner gave of the same achievement, or of a right by the same number: by contracts that stand, by changes of them that wait
 * for their day, and by versions that both sides have sent to the e-sign provider. What was assigned stays so after the term.
 */
export async function standingGrants(
  ctx: Pick<Context, 'db' | 'now'>,
  subject: GrantSubject,
  terms: PayLaterTerms,
): Promise<StandingGrant[]> {
  const { n, data } = contractVersions;
  const isSigned = and(inArray(contracts.state, [...signedContractStates]), eq(n, contracts.signedVersionN));
  const isWaiting = and(
    inArray(contracts.state, [...standingContractStates]),
    gt(n, contracts.signedVersionN),
    eq(contractAmendments.state, 'signed'),
  );
  // Wider than the same number: which of them is the same right `grantConflict` says.
  const plainNumber = sql`regexp_replace(upper(normalize(r ->> 'number', NFKC)), '[\\s.。·-]', '', 'g')`;
  const rights = sql`${data} -> 'terms' -> 'rights'`;
  const numbers = JSON.stringify(numbersOf(terms));
  const hasNumber = sql`exists (select 1 from jsonb_array_elements(case jsonb_typeof(${rights}) when 'array' then ${rights} else '[]'::jsonb end) r
    join jsonb_array_elements_text(${numbers}::jsonb) n on ${plainNumber} like '%' || n || '%')`;
  const rows = await ctx.db
    .select({ contract: contracts, versionN: n, data })
    .from(contracts)
    .innerJoin(contractVersions, eq(contractVersions.contractId, contracts.id))
    .leftJoin(
      contractAmendments,
      and(eq(contractAmendments.contractId, contracts.id), eq(contractAmendments.versionN, n)),
    )
    .leftJoin(
      esignFlows,
      and(
        eq(esignFlows.contractId, contracts.id),
        eq(esignFlows.versionN, n),
        inArray(esignFlows.state, askedEsignStates),
      ),
    )
    .where(
      and(
        eq(contracts.licensorOrgId, subject.licensorOrgId),
        or(isSigned, isWaiting, sql`${esignFlows.id} is not null`),
        subject.id === undefined ? undefined : ne(contracts.id, subject.id),
        or(eq(contracts.achievementId, subject.achievementId), hasNumber),
      ),
    );
  const today = dayOf(ctx.now());
  return rows.flatMap(({ contract, versionN, data: { terms: said } }) => {
    const given = termsFromJson(said);
    if (contract.state === 'closed' && kindOf(given) !== 'transfer') return [];
    return [{ ...grantOf(contract, given, today), terms: given, contract, versionN, contractNo: contract.no }];
  });
}
