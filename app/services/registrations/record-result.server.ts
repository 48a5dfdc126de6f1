import { and, count, eq, ne } from 'drizzle-orm';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import type { Fen } from '#app/domain/money.ts';
import { registrationResults } from '#db/schema/index.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { lockContract } from '../contracts/own-contract.server.ts';
import { keepFile, type Received } from '../files/keep-file.server.ts';
import { clearDeadline } from '../platform/deadline.server.ts';
import { notifyParties } from '../platform/notify.server.ts';
import { findRegistration, getSoldContract, moveContractRegistration } from './own-registration.server.ts';

export interface RegistrationResult {
  readonly contractId: string;
  /** `registrationMark` of what the person saw. */
  readonly seen: string;
  readonly registrationNo: string;
  readonly registeredOn: Day;
  readonly deal: Fen;
  readonly technical: Fen;
  readonly note: string;
  readonly paper: Received;
}

/**
 * Records the certificate: 登记编号, 成交额, 技术交易额 and day as the office wrote them, the certificate beside. Of a
 * registered contract it is a change, a further row: only the newest counts.
 */
export async function recordResult(ctx: ActorContext, input: RegistrationResult): Promise<void> {
  const { contractId, registrationNo, registeredOn, deal: dealFen, technical: technicalFen } = input;
  const sold = await getSoldContract(ctx, contractId);
  const seen = await findRegistration(ctx, contractId);
  if (seen === null) throw new AppError('state_changed');
  if (registeredOn > dayOf(ctx.now()))
    throw new AppError('invalid', { says: '登记日期不能晚于今天。' }, 'registeredOn');
  if (seen.submittedOn !== null && registeredOn < seen.submittedOn) {
    throw new AppError('invalid', { says: `登记日期不能早于提交日期 ${seen.submittedOn}。` }, 'registeredOn');
  }
  await inTransaction(ctx, async (tx) => {
    await lockContract(tx, contractId);
    const isChange = seen.state === 'registered';
    const row = await moveContractRegistration(tx, input, isChange ? 'amend' : 'register');
    const taken = and(
      eq(registrationResults.registrationNo, registrationNo),
      ne(registrationResults.registrationId, row.id),
    );
    if ((await tx.db.$count(registrationResults, taken)) > 0) {
      throw new AppError('duplicate', { says: '这个登记编号已经用在另一份合同上。' }, 'registrationNo');
    }
    const file = await keepFile(tx, input.paper, 'registration', sold.licensorOrgId);
    const [earlier] = await tx.db
      .select({ n: count() })
      .from(registrationResults)
      .where(eq(registrationResults.registrationId, row.id));
    await tx.db.insert(registrationResults).values({
      registrationId: row.id,
      n: (earlier?.n ?? 0) + 1,
      registrationNo,
      registeredOn,
      dealFen,
      technicalFen,
      fileId: file.id,
      note: input.note,
      recordedBy: tx.actor.userId,
      recordedAt: tx.now(),
    });
    await clearDeadline(tx, 'contract.register', contractId);
    const href = `/desk/contracts/${contractId}/registration`;
    const notice = { kind: 'contract_registration.register', params: { title: sold.title }, href };
    await notifyParties(tx, sold, ['owner', 'officer', 'finance'], notice);
  });
}
