import { changedClauses, type ClauseKey, withClauses } from '#app/domain/contract-clauses.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { recordMoves } from './clause-moves.server.ts';
import {
  type Contract,
  getOwnContract,
  getVersion,
  lockContract,
  moveContract,
  requireDeed,
  requireEvent,
} from './own-contract.server.ts';
import { versionBefore } from './version-before.server.ts';
import { requireSoundTerms, writeVersion } from './write-version.server.ts';

export interface WithdrawClausesInput {
  readonly contractId: string;
  readonly versionN: number;
  readonly clauses: readonly ClauseKey[];
}

/**
 * Who offered a version takes some of its changes back before they are answered: those clauses read as the other side had them, in
 * a new version that is still the other side's to answer.
 */
export async function withdrawClauses(ctx: ActorContext, input: WithdrawClausesInput): Promise<Contract> {
  requireDeed(ctx, 'recall');
  const { contractId, versionN, clauses } = input;
  const own = await getOwnContract(ctx, contractId);
  if (own.contract.versionN !== versionN) throw new AppError('state_changed');
  requireEvent(own, 'trim');
  const { side } = own;
  return inTransaction(ctx, async (tx) => {
    await lockContract(tx, contractId);
    const version = await getVersion(tx, contractId, versionN);
    const before = await versionBefore(tx, contractId, { n: versionN, side });
    if (before === null) throw new AppError('invalid', { says: '第一版没有可以单独收回的修改，请整份收回。' });
    const [theirs, mine] = [termsFromJson(before.data.terms), termsFromJson(version.data.terms)];
    const taken = changedClauses(theirs, mine).filter((clause) => clauses.includes(clause));
    if (taken.length === 0) throw new AppError('invalid', { says: '请勾选要收回的修改。' }, 'clauses');
    const terms = withClauses(mine, theirs, taken);
    requireSoundTerms(terms, mine);
    const next = versionN + 1;
    const contract = await moveContract(tx, { id: contractId, versionN }, 'trim', { versionN: next });
    await writeVersion(tx, contract, next, terms, side);
    const moves = taken.map((clause) => ({ clause, move: 'withdrawn' as const }));
    await recordMoves(tx, { contractId, versionN: next, side }, moves);
    await audit(tx, { deed: 'contract.trim', subjectType: 'contract', subjectId: contractId, versionN: next });
    await notifyOrganisation(tx, orgOnSide(contract, otherContractSide(side)), ['officer', 'approver', 'legal'], {
      kind: 'contract.trim',
      params: { title: contract.title },
      href: `/desk/contracts/${contractId}/terms`,
    });
    return contract;
  });
}
