import { v7 } from 'uuid';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { publicityWindow } from '#app/domain/publicity.ts';
import { publicityNotice } from '#app/domain/publicity-notice.ts';
import { noticeDays } from '#app/domain/rule-values.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import { type ActorContext, inTransaction } from '../context.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import {
  getOwnContract,
  getVersion,
  moveContract,
  requireDeed,
  requireEvent,
  requireVerified,
} from './own-contract.server.ts';
import { publicityDuty } from './publicity-duty.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';

export type Publicity = typeof publicities.$inferSelect;

export interface StartPublicityInput {
  readonly contractId: string;
  readonly versionN: number;
  /** `unit`: members of the unit; the price is not for competitors. `public`: everybody. */
  readonly audience: 'unit' | 'public';
  /** Whom to turn to with an objection. */
  readonly contact: string;
  /** What is put right of a notice that stood before and is void. */
  readonly correction?: string;
}

/**
 * Puts name and price of an agreed contract up for publicity (促进科技成果转化法 art. 18). The notice is frozen with its hash;
 * the day it ends is a deadline that opens signing.
 */
export async function startPublicity(ctx: ActorContext, input: StartPublicityInput): Promise<Publicity> {
  requireDeed(ctx, 'publicise');
  const own = await getOwnContract(ctx, input.contractId);
  requireVerified(ctx);
  requireEvent(own, 'publicise');
  return inTransaction(ctx, async (tx) => {
    const { contractId, versionN, audience, contact, correction } = input;
    const contract = await moveContract(tx, { id: contractId, versionN }, 'publicise');
    const { unit, exemption } = await publicityDuty(tx, contract, versionN);
    if (exemption !== null) throw new AppError('state_changed');
    const { data } = await getVersion(tx, contractId, versionN);
    const startedAt = tx.now();
    const calendar = await workCalendar(tx);
    const minDays = noticeDays(await getRuleValues(tx), unit);
    const window = publicityWindow({ startedAt, minDays, count: unit.publicityCount, calendar });
    const notice = publicityNotice(contract.no, data, termsFromJson(data.terms), window, { contact, correction });
    const row = await insertRow(tx, publicities, {
      id: v7(),
      contractId,
      contractVersionN: versionN,
      orgId: unit.id,
      audience,
      state: 'running',
      startedAt,
      endsAt: window.endsAt,
      notice: { ...notice },
      sha256: fingerprint(notice),
      contact,
      createdBy: tx.actor.userId,
      createdAt: startedAt,
    });
    await setDeadline(tx, { kind: 'publicity.end', subjectId: row.id, orgId: unit.id, dueAt: window.endsAt });
    await audit(tx, { deed: 'publicity.start', subjectType: 'publicity', subjectId: row.id, versionN });
    const said = {
      kind: 'publicity.start',
      params: { title: contract.title },
      href: `/desk/contracts/${contractId}/publicity`,
    };
    await notifyOrganisation(tx, unit.id, ['owner', 'officer', 'approver', 'legal', 'inventor'], said);
    await notifyOrganisation(tx, contract.licenseeOrgId, ['officer', 'approver'], said);
    return row;
  });
}
