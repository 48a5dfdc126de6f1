import { eq, inArray } from 'drizzle-orm';
import { changeWords } from '#app/domain/change-paper.ts';
import type { ContractSide } from '#app/domain/contract-deeds.ts';
import type { ContractData, ContractParty } from '#app/domain/contract-data.ts';
import { termsToJson } from '#app/domain/contract-json.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { kindOf, sidesOf } from '#app/domain/contract-kind.ts';
import { coOwnersOf, entitlementClause } from '#app/domain/entitlement.ts';
import { eachText } from '#app/domain/each-text.ts';
import { AppError } from '#app/domain/errors.ts';
import { newErrors } from '#app/domain/new-errors.ts';
import { plainLine } from '#app/domain/plain-text.ts';
import { type TextChange, type VersionText, versionText } from '#app/domain/version-text.ts';
import { achievements, contractTexts, contractVersions, organisations } from '#db/schema/index.ts';
import { findEntitlement } from '../achievements/entitlement-queries.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { withRights } from './contract-rights.server.ts';
import { keptText } from './kept-text.server.ts';
import { getVersion } from './own-contract.server.ts';
import { textDifference } from './text-difference.server.ts';

interface Subject {
  readonly id: string;
  readonly achievementId: string;
  readonly achievementVersionN: number;
  readonly licensorOrgId: string;
  readonly licenseeOrgId: string;
}

/**
 * Refuses terms that do not hold together; the first finding names its field. Warnings pass, and so does what stands in `base` alike.
 * `isChange`: of a contract that is signed.
 */
export function requireSoundTerms(terms: PayLaterTerms, base: PayLaterTerms | null = null, isChange = false): void {
  const [first] = newErrors(terms, base, isChange);
  if (first !== undefined) throw new AppError('terms_invalid', { says: first.says }, first.path);
}

/** Writes an immutable version with its words and its hash, which covers both; names and codes of the parties are those of today. */
export async function writeVersion(
  tx: In<ActorContext>,
  subject: Subject,
  n: number,
  agreed: PayLaterTerms,
  side: ContractSide,
  change?: TextChange,
): Promise<typeof contractVersions.$inferSelect> {
  const given = await agreedData(tx, subject, await withRights(tx, subject, n, agreed));
  // Names come from records that were typed elsewhere: nothing in them breaks, turns or hides a line of what is signed.
  const data = eachText(given, plainLine);
  const text = await wordsOf(tx, subject.id, n, data, change && eachText(change, plainLine));
  const textSha256 = fingerprint(text);
  const whole: ContractData = { schemaVersion: 2, ...data, textSha256 };
  const version = await insertRow(tx, contractVersions, {
    contractId: subject.id,
    n,
    data: whole,
    sha256: fingerprint(whole),
    authorId: tx.actor.userId,
    side,
    createdAt: tx.now(),
  });
  await insertRow(tx, contractTexts, { contractId: subject.id, n, text, sha256: textSha256, createdAt: tx.now() });
  return version;
}

/** The words of the version; of a change with what it says otherwise than the signed one, and the rest as it was signed. */
async function wordsOf(
  tx: In<ActorContext>,
  contractId: string,
  n: number,
  data: Agreed,
  change?: TextChange,
): Promise<VersionText> {
  if (change === undefined) return versionText(data);
  const { baseVersionN } = change;
  const articles = eachText((await keptText(tx, contractId, baseVersionN)).articles, plainLine);
  const text = versionText(data, change, { data: (await getVersion(tx, contractId, baseVersionN)).data, articles });
  return { ...text, changeWords: changeWords(n, change, textDifference(articles, text.articles)) };
}

type Agreed = Omit<ContractData, 'schemaVersion' | 'textSha256'>;

async function agreedData(tx: In<ActorContext>, subject: Subject, terms: PayLaterTerms): Promise<Agreed> {
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
  const owners = entitlement === null ? [] : coOwnersOf(entitlement);
  return {
    title: achievement.name,
    achievement: {
      ...achievement,
      versionN: subject.achievementVersionN,
      ...(entitlement && { entitlement: entitlementClause(entitlement, sidesOf(kindOf(terms)).licensor) }),
      ...(owners.length > 0 && { owners, unitActsAlone: entitlement?.unitActsAlone === true }),
    },
    licensor: party(subject.licensorOrgId),
    licensee: party(subject.licenseeOrgId),
    terms: termsToJson(terms),
  };
}
