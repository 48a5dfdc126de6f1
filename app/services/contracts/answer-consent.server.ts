import { and, eq } from 'drizzle-orm';
import { AppError } from '#app/domain/errors.ts';
import { grantClearances } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, type In, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { addEvidence } from './add-evidence.server.ts';
import { isClaimed, type Statement, statements } from './clearances.server.ts';
import { type Contract, getOwnContract, getVersion, lockContract, requireVerified } from './own-contract.server.ts';

export interface Claimed {
  /** The earlier contract, whose party is said to have agreed. */
  readonly contractId: string;
  readonly clearanceId: string;
}

interface Answer {
  readonly deed: 'contract.confirm_consent' | 'contract.deny_consent';
  readonly kind: (to: Statement) => keyof typeof toldOf;
  /** What the evidence of the later contract says of it. */
  readonly note: (to: Statement) => string;
  /** What its author typed: screened before it is shown. */
  readonly typed: readonly string[];
  /** Whether a statement is answered like this at all. */
  readonly isAnswer: (to: Statement) => boolean;
  /** Keeps the answer; false: it is too late for it. */
  readonly keep: (tx: In<ActorContext>, later: Contract, versionN: number) => Promise<boolean>;
}

const toldOf = {
  consent_confirmed: { kind: 'contract.consent_confirmed' },
  consent_denied: { kind: 'contract.consent_denied' },
  clearance_objected: { kind: 'contract.clearance_objected' },
} as const;

/**
 * The party of an earlier contract answers what was stated in its name, once: it goes into the evidence of the later contract, whose two
 * sides are told. What is claimed of others is not found; after one answer there is no other (state_changed).
 */
export async function answerConsent(ctx: ActorContext, claim: Claimed, answer: Answer): Promise<void> {
  const { contractId, clearanceId } = claim;
  const { contract: earlier, side } = await getOwnContract(ctx, contractId);
  if (side !== 'licensee') throw new AppError('not_found');
  requireVerified(ctx);
  await screenTexts(ctx, answer.typed);
  await inTransaction(ctx, async (tx) => {
    const isIts = and(
      eq(grantClearances.id, clearanceId),
      eq(grantClearances.earlierContractId, contractId),
      isClaimed,
    );
    const [found] = await statements(tx, isIts);
    if (found === undefined || !answer.isAnswer(found)) throw new AppError('not_found');
    const { versionN, ground } = found;
    // Its signing waits for this, or this for its signing; of two answers one is first.
    const later = await lockContract(tx, found.contractId);
    const [now] = await statements(tx, isIts);
    const isOpen = now?.denial === null && now.confirmedAt === null;
    if (!isOpen || !(await answer.keep(tx, later, versionN))) throw new AppError('state_changed');
    const { sha256: textSha256 } = await getVersion(tx, later.id, versionN);
    // Who the party is stands in the audit: the later contract's other side knows the number of the earlier one only.
    const kind = answer.kind(found);
    const body = { versionN, textSha256, earlierContract: earlier.no, ground, note: answer.note(found) };
    await addEvidence(tx, later, kind, body);
    await audit(tx, { deed: answer.deed, subjectType: 'contract', subjectId: contractId });
    const notice = { ...toldOf[kind], params: { title: later.title }, href: `/desk/contracts/${later.id}` };
    for (const orgId of [later.licensorOrgId, later.licenseeOrgId])
      await notifyOrganisation(tx, orgId, ['officer', 'approver', 'legal'], notice);
  });
}
