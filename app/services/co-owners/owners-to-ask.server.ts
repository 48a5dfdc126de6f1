import { and, eq } from 'drizzle-orm';
import { areOwnersStale, coOwnersFault, coOwnersOf, ownedShareOf } from '#app/domain/entitlement.ts';
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
  const isStale = areOwnersStale(data.achievement, live);
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
  const missing = owners.filter(({ consent }) => consent === null).map(({ name }) => name);
  return coOwnersFault({ isStale, unitActsAlone, missing });
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
