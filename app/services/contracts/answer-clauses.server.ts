import { changedClauses, type ClauseKey, withClauses } from '#app/domain/contract-clauses.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { screenTexts } from '../secrecy/screen-record.server.ts';
import { agreeContract } from './agree-contract.server.ts';
import { type MoveInput, recordMoves } from './clause-moves.server.ts';
import {
  type Contract,
  getOwnContract,
  getVersion,
  lockContract,
  moveContract,
  requireDeed,
  requireEvent,
  requireVerified,
} from './own-contract.server.ts';
import { versionBefore } from './version-before.server.ts';
import { requireSoundTerms, writeVersion } from './write-version.server.ts';

export interface ClauseAnswer {
  readonly clause: ClauseKey;
  /** Taken as the other side wrote it; else it stays as the own side had it. */
  readonly isTaken: boolean;
  readonly note: string;
}

export interface AnswerClausesInput {
  readonly contractId: string;
  /** The version that the person saw. */
  readonly versionN: number;
  readonly answers: readonly ClauseAnswer[];
}

/**
 * Answers the other side's changes one by one. All taken is agreement to its version; else the clauses that were not taken go back
 * to the own words in a new version, which it is the other side's turn to answer. Both at once: the first counts.
 */
export async function answerClauses(ctx: ActorContext, input: AnswerClausesInput): Promise<Contract> {
  requireDeed(ctx, 'counter');
  const { contractId, versionN, answers } = input;
  const own = await getOwnContract(ctx, contractId);
  requireVerified(ctx);
  if (own.contract.versionN !== versionN) throw new AppError('state_changed');
  requireEvent(own, 'counter');
  const { side } = own;
  await screenTexts(
    ctx,
    answers.map(({ note }) => note),
  );
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contractId);
    const version = await getVersion(tx, contractId, versionN);
    const before = await versionBefore(tx, contractId, { n: versionN, side: otherContractSide(side) });
    if (before === null) throw new AppError('invalid', { says: '这是对方提出的第一版：同意，或者逐条修改后发回。' });
    const [mine, theirs] = [termsFromJson(before.data.terms), termsFromJson(version.data.terms)];
    const changed = changedClauses(mine, theirs);
    const open = changed.filter((clause) => !answers.some((answer) => answer.clause === clause));
    if (open.length > 0)
      throw new AppError('invalid', { says: '请对每一条修改选择接受或者保留原条款。' }, `answer.${open[0]}`);
    const given = answers.filter(({ clause }) => changed.includes(clause));
    const moves = given.map(({ clause, isTaken, note }): MoveInput => ({
      clause,
      move: isTaken ? 'accepted' : 'kept',
      note,
    }));
    const kept = given.filter(({ isTaken }) => !isTaken).map(({ clause }) => clause);
    if (kept.length === 0) {
      const agreed = await agreeContract(tx, { contractId, versionN });
      await recordMoves(tx, { contractId, versionN, side }, moves);
      return agreed;
    }
    const terms = withClauses(theirs, mine, kept);
    requireSoundTerms(terms, theirs);
    const next = versionN + 1;
    const contract = await moveContract(tx, { id: contractId, versionN }, 'counter', {
      versionN: next,
      proposedBySide: side,
    });
    await writeVersion(tx, contract, next, terms, side);
    await recordMoves(tx, { contractId, versionN: next, side }, moves);
    await audit(tx, { deed: 'contract.counter', subjectType: 'contract', subjectId: contractId, versionN: next });
    await notifyOrganisation(tx, orgOnSide(contract, otherContractSide(side)), ['officer', 'approver', 'legal'], {
      kind: 'contract.counter',
      params: { title: contract.title },
      href: `/desk/contracts/${contractId}/terms`,
    });
    return contract;
  });
}
