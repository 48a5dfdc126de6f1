import { changedClauses, type ClauseKey } from '#app/domain/contract-clauses.ts';
import { orgOnSide, otherContractSide } from '#app/domain/contract-deeds.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import type { ContractState } from '#app/domain/contract-machine.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { keepRights } from '#app/domain/contract-rights.ts';
import { AppError } from '#app/domain/errors.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { dropEsign } from '../esign/drop-esign.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { cancelPublicity } from './cancel-publicity.server.ts';
import { proposedMoves, recordMoves } from './clause-moves.server.ts';
import { awaitedOf, requireFree } from './grants-around.server.ts';
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
import { dropDraft } from './save-draft.server.ts';
import { screenTerms } from './screen-terms.server.ts';
import { requireSoundTerms, writeVersion } from './write-version.server.ts';

export interface CounterInput {
  readonly contractId: string;
  /** The version that the person saw. */
  readonly versionN: number;
  readonly terms: PayLaterTerms;
  /** Why, by clause, for the other side to read. */
  readonly reasons?: Partial<Record<ClauseKey, string>>;
}

/** Which event a new version is: an answer, a draft sent again, or a change of what was agreed. */
const newVersionEvent = (state: ContractState): 'counter' | 'offer' | 'revise' =>
  state === 'offered' ? 'counter' : state === 'draft' ? 'offer' : 'revise';

/**
 * Puts new terms to the other side as the next version. What was agreed or published before is void: a publicity is
 * cancelled, signatures stay with the version they belong to.
 */
export async function counterContract(ctx: ActorContext, input: CounterInput): Promise<Contract> {
  requireDeed(ctx, 'counter');
  const own = await getOwnContract(ctx, input.contractId);
  requireVerified(ctx);
  if (own.contract.versionN !== input.versionN) throw new AppError('state_changed');
  const event = newVersionEvent(own.contract.state);
  requireEvent(own, event);
  const was = termsFromJson((await getVersion(ctx, input.contractId, input.versionN)).data.terms);
  requireSoundTerms(input.terms, was);
  await screenTerms(ctx, input.terms, { base: was, reasons: Object.values(input.reasons ?? {}) });
  return inTransaction(ctx, async (tx) => {
    const { side } = own;
    const terms = keepRights(was, input.terms);
    const changed = changedClauses(was, terms);
    if (changed.length === 0 && event !== 'offer') {
      throw new AppError('invalid', { says: '条款和现在这一版一样：同意就直接确认，不用再发一版。' });
    }
    const locked = await lockContract(tx, input.contractId);
    if (locked.state !== own.contract.state) throw new AppError('state_changed');
    await requireFree(tx, locked, terms, awaitedOf(side));
    const versionN = input.versionN + 1;
    const contract = await moveContract(tx, { id: locked.id, versionN: input.versionN }, event, {
      versionN,
      proposedBySide: side,
    });
    await cancelPublicity(tx, contract.id);
    await dropEsign(tx, contract, '条款有改动，这一版不再签署');
    await writeVersion(tx, contract, versionN, terms, side);
    await recordMoves(tx, { contractId: contract.id, versionN, side }, proposedMoves(changed, input.reasons));
    await dropDraft(tx, contract.dealId, orgOnSide(contract, side));
    await audit(tx, { deed: `contract.${event}`, subjectType: 'contract', subjectId: contract.id, versionN });
    const notice = {
      kind: 'contract.counter',
      params: { title: contract.title },
      href: `/desk/contracts/${contract.id}`,
    };
    await notifyOrganisation(
      tx,
      orgOnSide(contract, otherContractSide(side)),
      ['officer', 'approver', 'legal'],
      notice,
    );
    return contract;
  });
}
