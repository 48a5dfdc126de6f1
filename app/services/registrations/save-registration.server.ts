import { contractRegistrationMachine, type RegistrationData } from '#app/domain/contract-registration.ts';
import { kindOf } from '#app/domain/contract-kind.ts';
import { AppError } from '#app/domain/errors.ts';
import { labelOf, statesWith } from '#app/domain/machine.ts';
import { registrationKindsOf } from '#app/domain/registration-kind.ts';
import { contractRegistrations } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { getVersion, lockContract } from '../contracts/own-contract.server.ts';
import { insertRow } from '../insert-row.server.ts';
import {
  type ContractRegistration,
  findSeenRegistration,
  getSoldContract,
  moveContractRegistration,
} from './own-registration.server.ts';
import { sumsOf } from './registration-sums.server.ts';

export interface RegistrationInput {
  readonly contractId: string;
  /** `registrationMark` of what the person saw. */
  readonly seen: string;
  readonly data: RegistrationData;
}

const open = statesWith(contractRegistrationMachine, 'open');

/**
 * The seller fills in the form of 技术合同认定登记 of a signed contract; 成交额 and 技术交易额 are reckoned anew each time. The
 * first save begins the application; after a refusal or a withdrawal it begins another one.
 */
export async function saveRegistration(
  ctx: ActorContext,
  { contractId, seen: mark, data }: RegistrationInput,
): Promise<ContractRegistration> {
  const sold = await getSoldContract(ctx, contractId);
  if (sold.signedAt === null) throw new AppError('state_changed');
  return inTransaction(ctx, async (tx) => {
    const contract = await lockContract(tx, contractId);
    const { data: agreed } = await getVersion(tx, contractId, contract.signedVersionN ?? contract.versionN);
    if (!registrationKindsOf(kindOf(agreed.terms)).includes(data.kind)) {
      throw new AppError('invalid', { says: '合同类别与合同的种类不符，请重新选择。' }, 'kind');
    }
    const { dealFen, technicalFen } = await sumsOf(tx, contract, BigInt(data.equipmentFen));
    if (BigInt(data.serviceFen || '0') > technicalFen)
      throw new AppError('invalid', { says: '其中的技术咨询、技术服务费不能大于技术交易额。' }, 'service');
    const seen = await findSeenRegistration(tx, contractId, mark);
    if (seen && open.includes(seen.state))
      return moveContractRegistration(tx, { contractId, seen: mark }, 'save', { data, dealFen, technicalFen });
    if (seen?.state === 'registered') {
      const says = `合同${labelOf(contractRegistrationMachine, seen.state)}，金额有变请办变更登记。`;
      throw new AppError('invalid', { says });
    }
    const row = await insertRow(tx, contractRegistrations, {
      contractId,
      orgId: contract.licensorOrgId,
      state: contractRegistrationMachine.initial,
      data,
      dealFen,
      technicalFen,
      updatedBy: tx.actor.userId,
      updatedAt: tx.now(),
      createdAt: tx.now(),
    });
    await audit(tx, { deed: 'contract_registration.begin', subjectType: 'contract', subjectId: contractId });
    return row;
  });
}
