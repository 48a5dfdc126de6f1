import { and, asc, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { letterFault } from '#app/domain/authority-letter.ts';
import { mostOf } from '#app/domain/contract.ts';
import { isBeforeBoth } from '#app/domain/amendment-machine.ts';
import { maySeeApprovals } from '#app/domain/approval-access.ts';
import { mayDo, orgOnSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { authorityLetters, contracts, files, memberships, signatures, users } from '#db/schema/index.ts';
import { isApproved } from '../approvals/require-approved.server.ts';
import type { ActorContext } from '../context.server.ts';
import { dayOfChange } from '../contracts/day-of-change.server.ts';
import { frozenOn } from '../contracts/freeze-version.server.ts';
import { type Contract, type ContractVersion, getOwnContract } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { getSeenVersion } from '../contracts/seen-versions.server.ts';
import { findLiveFlow } from '../esign/own-esign.server.ts';
import { mayGiveLetters, mayKeepLetters } from './letter-access.ts';
import { mayHandInScan } from './own-signing.server.ts';
import { wayBegun } from './refuse-other-ways.server.ts';
import { isSignable, type Signable, signableOf } from './signable.server.ts';
import { standingScan } from './standing-scan.server.ts';

/**
 * Signing on paper: the frozen version, of the contract or of the change that `asked` names, its scan as it stands, who confirmed
 * it, and what the actor may do.
 */
export async function signingPage(ctx: ActorContext, contractId: string, asked: number | null = null) {
  const { contract, side } = await getOwnContract(ctx, contractId);
  const signable = await signableToShow(ctx, contract, asked);
  const { versionN: n, amendment } = signable;
  const [version, scan, parties, signed] = await Promise.all([
    getSeenVersion(ctx, contractId, side, n),
    standingScan(ctx, contractId, n),
    partiesOf(ctx, contract),
    ctx.db
      .select({ side: signatures.side, way: signatures.way })
      .from(signatures)
      .where(and(eq(signatures.contractId, contractId), eq(signatures.versionN, n))),
  ]);
  const letters = await lettersFor(ctx, contractId, version);
  const isAtProvider = (await findLiveFlow(ctx, contractId))?.versionN === n;
  const isOpen = isSignable(signable) && (amendment === null || isBeforeBoth(amendment.state));
  const isOnPage = signed.some(({ way }) => way === 'page');
  const awaitsApproval = isOpen && !(await isApproved(ctx, { id: contractId, versionN: n }, orgOnSide(contract, side)));
  const names = await namesOf(
    ctx,
    scan.answers.map(({ answeredBy }) => answeredBy),
  );
  const today = dayOf(ctx.now());
  return {
    contract,
    side,
    ...parties,
    version: { n, sha256: version.sha256 },
    change: amendment && {
      baseVersionN: amendment.baseVersionN,
      effectiveOn: await dayOfChange(ctx, amendment),
      state: amendment.state,
    },
    isSigned: amendment === null ? contract.signedVersionN !== null : amendment.state === 'signed',
    scan: {
      ...scan,
      answers: scan.answers.map((row) => ({ ...row, by: names.get(row.answeredBy) ?? '' })),
    },
    letters,
    isOpen,
    /** The reader's own unit has a chain that this version has not passed: it confirms nothing yet. */
    awaitsApproval,
    maySeeApproval: maySeeApprovals(ctx.actor),
    isOnPage,
    // No other way is offered where the verbs of the others refuse.
    mayChoose: isOpen && (await wayBegun(ctx, contractId, n)) === null,
    mayUpload: isOpen && !isOnPage && !isAtProvider && mayHandInScan(ctx.actor),
    mayConfirm:
      isOpen &&
      !awaitsApproval &&
      !isOnPage &&
      !isAtProvider &&
      scan.files.length > 0 &&
      mayDo(ctx.actor, 'sign') &&
      !scan.confirmedBy.some((confirmed) => confirmed === side),
    mayRefuse: isOpen && scan.files.length > 0 && mayHandInScan(ctx.actor),
    today,
    /** No paper of this version was sealed before. */
    frozenOn: isOpen ? await frozenOn(ctx, contractId, n) : null,
    provider: ctx.esign.isEnabled ? ctx.esign.name : null,
    isAtProvider,
    isByProvider: signed.some(({ way }) => way === 'provider'),
  };
}

/** The change that is asked for; else the contract itself, in the version that is signed or to be signed. */
async function signableToShow(ctx: ActorContext, contract: Contract, asked: number | null): Promise<Signable> {
  const n = contract.signedVersionN ?? contract.versionN;
  const found = await signableOf(ctx, contract, asked ?? n);
  return found.amendment === null ? { ...found, versionN: n } : found;
}

/** The organisation's letters that a signer of this version may go by, and why one does not do. */
export async function lettersFor(ctx: ActorContext, contractId: string, { data }: Pick<ContractVersion, 'data'>) {
  const need = { contractId, sumFen: mostOf(termsFromJson(data.terms)), on: dayOf(ctx.now()) };
  const rows = await usableLetters(ctx, contractId);
  return rows.map((row) => ({
    id: row.id,
    holderName: row.holderName,
    endsOn: row.endsOn,
    fault: letterFault(row, need),
  }));
}

const usableLetters = (ctx: ActorContext, contractId: string) =>
  ctx.db
    .select()
    .from(authorityLetters)
    .where(
      and(
        eq(authorityLetters.orgId, ctx.actor.org?.orgId ?? ''),
        isNull(authorityLetters.revokedAt),
        or(isNull(authorityLetters.contractId), eq(authorityLetters.contractId, contractId)),
      ),
    )
    .orderBy(desc(authorityLetters.createdAt));

async function namesOf(ctx: ActorContext, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The organisation's letters of attorney, the newest first, with what a form needs to add one. */
export async function lettersPage(ctx: ActorContext) {
  const { org } = ctx.actor;
  if (org === null || !mayKeepLetters(ctx.actor)) throw new AppError('forbidden');
  const [letters, members, open] = await Promise.all([
    ctx.db
      .select({ letter: authorityLetters, fileName: files.name, sha256: files.sha256, contractNo: contracts.no })
      .from(authorityLetters)
      .innerJoin(files, eq(files.id, authorityLetters.fileId))
      .leftJoin(contracts, eq(contracts.id, authorityLetters.contractId))
      .where(eq(authorityLetters.orgId, org.orgId))
      .orderBy(desc(authorityLetters.createdAt), desc(authorityLetters.id))
      .limit(200),
    ctx.db
      .select({ id: users.id, name: users.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.orgId, org.orgId), isNull(memberships.endedAt)))
      .orderBy(asc(memberships.createdAt)),
    ctx.db
      .select({ id: contracts.id, no: contracts.no, title: contracts.title })
      .from(contracts)
      .where(
        and(
          or(eq(contracts.licensorOrgId, org.orgId), eq(contracts.licenseeOrgId, org.orgId)),
          inArray(contracts.state, ['offered', 'agreed', 'publicity', 'signing']),
        ),
      )
      .orderBy(desc(contracts.createdAt))
      .limit(100),
  ]);
  return {
    letters: letters.map(({ letter, ...row }) => ({ ...letter, ...row })),
    members,
    contracts: open,
    mayGive: mayGiveLetters(ctx.actor),
    today: dayOf(ctx.now()),
  };
}
