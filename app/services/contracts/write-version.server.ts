import { eq, inArray } from 'drizzle-orm';
import { checkTerms } from '#app/domain/contract-check.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { ContractData, ContractParty } from '#app/domain/contract-data.ts';
import { termsToJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { entitlementClause } from '#app/domain/entitlement.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievements, contractVersions, organisations } from '#db/schema/index.ts';
import { findEntitlement } from '../achievements/entitlement-queries.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { withRights } from './contract-rights.server.ts';

interface Subject {
  readonly id: string;
  readonly achievementId: string;
  readonly achievementVersionN: number;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
}

/** Refuses terms that do not hold together; the first finding names its field. Warnings pass. */
export function requireSoundTerms(terms: PayLaterTerms): void {
  const [first] = checkTerms(terms).errors;
  if (first !== undefined) throw new AppError('terms_invalid', { says: first.says }, first.path);
}

/** Writes an immutable version with its hash; names and codes of the parties are those of today. */
export async function writeVersion(
  tx: In<ActorContext>,
  subject: Subject,
  n: number,
  agreed: PayLaterTerms,
  side: ContractSide,
): Promise<typeof contractVersions.$inferSelect> {
  const terms = await withRights(tx, subject, n, agreed);
  const data = await contractData(tx, subject, terms);
  const version = await insertRow(tx, contractVersions, {
    contractId: subject.id,
    n,
    data,
    sha256: fingerprint(data),
    authorId: tx.actor.userId,
    side,
    createdAt: tx.now(),
  });
  return version;
}

async function contractData(tx: In<ActorContext>, subject: Subject, terms: PayLaterTerms): Promise<ContractData> {
  const [achievement] = await tx.db
    .select({ id: achievements.id, no: achievements.no, name: achievements.name })
    .from(achievements)
    .where(eq(achievements.id, subject.achievementId));
  const orgs = await tx.db
    .select({ orgId: organisations.id, name: organisations.name, uscc: organisations.uscc })
    .from(organisations)
    .where(inArray(organisations.id, [subject.licensorOrgId, subject.licenseeOrgId]));
  const party = (orgId: string): ContractParty => {
    const org = orgs.find((row) => row.orgId === orgId);
    if (org === undefined) throw new AppError('not_found');
    return org;
  };
  if (achievement === undefined) throw new AppError('not_found');
  const entitlement = await findEntitlement(tx, achievement.id);
  return {
    schemaVersion: 1,
    title: achievement.name,
    achievement: {
      ...achievement,
      versionN: subject.achievementVersionN,
      ...(entitlement && { entitlement: entitlementClause(entitlement) }),
    },
    licensor: party(subject.licensorOrgId),
    licensee: party(subject.licenseeOrgId),
    terms: termsToJson(terms),
  };
}
