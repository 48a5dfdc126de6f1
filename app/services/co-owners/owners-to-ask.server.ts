import { and, eq } from 'drizzle-orm';
import { coOwnersOf, ownedShareOf } from '#app/domain/entitlement.ts';
import { AppError } from '#app/domain/errors.ts';
import { achievementPeople, ownerConsents } from '#db/schema/index.ts';
import { findEntitlement } from '../achievements/entitlement-queries.server.ts';
import type { Context } from '../context.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';

export type OwnerConsent = typeof ownerConsents.$inferSelect;

export interface AskedOwner {
  readonly entitlementId: string;
  readonly name: string;
  /** Of the whole. */
  readonly sharePpm: number;
  /** His account; null where his name is nobody's, or two people's. */
  readonly userId: string | null;
  readonly consent: OwnerConsent | null;
}

export interface OwnersOfVersion {
  readonly owners: readonly AskedOwner[];
  /** They agreed once for all that the unit acts alone: nobody is asked. */
  readonly unitActsAlone: boolean;
  /** The version names other owners than there are now, or says otherwise who signs for them: it has to be written anew. */
  readonly isStale: boolean;
}

const nobody: OwnersOfVersion = { owners: [], unitActsAlone: false, isStale: false };

/** Who owns the contract's object beside the unit, and what each has said to this version. */
export async function ownersOfVersion(
  ctx: Pick<Context, 'db'>,
  contract: Pick<Contract, 'id' | 'achievementId'>,
  versionN: number,
): Promise<OwnersOfVersion> {
  const live = await findEntitlement(ctx, contract.achievementId);
  const owners = live === null ? [] : coOwnersOf(live);
  const { data } = await getVersion(ctx, contract.id, versionN);
  const named = data.achievement.owners;
  // Versions from before owners were kept as data name them in a sentence only.
  const { unitActsAlone: signsAlone } = data.achievement;
  const isOtherwiseAgreed = signsAlone !== undefined && live !== null && signsAlone !== live.unitActsAlone;
  const isStale =
    named === undefined
      ? owners.length > 0 && data.achievement.entitlement === undefined
      : isOtherwiseAgreed ||
        JSON.stringify(named.map(({ name, sharePpm }) => [name, sharePpm])) !==
          JSON.stringify(owners.map(({ name, sharePpm }) => [name, sharePpm]));
  if (live === null || owners.length === 0) return { ...nobody, isStale };
  const people = await ctx.db
    .select({ userId: achievementPeople.userId, name: achievementPeople.name })
    .from(achievementPeople)
    .where(eq(achievementPeople.achievementId, contract.achievementId));
  const accounts = ownedShareOf(live, people)?.holders ?? [];
  const consents = await ctx.db
    .select()
    .from(ownerConsents)
    .where(and(eq(ownerConsents.contractId, contract.id), eq(ownerConsents.versionN, versionN)));
  return {
    isStale,
    unitActsAlone: live.unitActsAlone,
    owners: owners.map((owner, i) => ({
      ...owner,
      entitlementId: live.id,
      userId: accounts[i]?.userId ?? null,
      consent: consents.find((row) => row.entitlementId === live.id && row.name === owner.name) ?? null,
    })),
  };
}

/** Why a version may not be signed for want of its co-owners, in words; null where it may. */
export async function ownersFault(
  ctx: Pick<Context, 'db'>,
  contract: Pick<Contract, 'id' | 'achievementId'>,
  versionN: number,
): Promise<string | null> {
  const { owners, unitActsAlone, isStale } = await ownersOfVersion(ctx, contract, versionN);
  if (isStale) return '赋权登记与这一版写明的共有权人或者由谁签署不同，请改条款另出一版，按现在的登记写明。';
  if (unitActsAlone) return null;
  const missing = owners.filter(({ consent }) => consent === null).map(({ name }) => name);
  return missing.length === 0 ? null : `标的技术与完成人共有，还要共有权人${missing.join('、')}同意这一版。`;
}

/** Before any way of signing: every co-owner has agreed to this version, or to the unit's acting alone. */
export async function requireOwners(
  ctx: Pick<Context, 'db'>,
  contract: Pick<Contract, 'id' | 'achievementId'>,
  versionN: number,
): Promise<void> {
  const says = await ownersFault(ctx, contract, versionN);
  if (says !== null) throw new AppError('invalid', { says });
}
