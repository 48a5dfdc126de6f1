import { v7 } from 'uuid';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { publicityWindow } from '#app/domain/publicity.ts';
import { type NoticeChange, publicityNotice } from '#app/domain/publicity-notice.ts';
import { noticeDays } from '#app/domain/rule-values.ts';
import { AppError } from '#app/domain/errors.ts';
import { publicities } from '#db/schema/index.ts';
import { audit } from '../audit.server.ts';
import type { ActorContext, In } from '../context.server.ts';
import { fingerprint } from '../fingerprint.server.ts';
import { insertRow } from '../insert-row.server.ts';
import { setDeadline } from '../platform/deadline.server.ts';
import { notifyOrganisation } from '../platform/notify.server.ts';
import { workCalendar } from '../platform/work-calendar.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { carryObjections } from './carry-objections.server.ts';
import type { Publicity } from './move-publicity.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { owesCorrection } from './owes-correction.server.ts';
import type { PublicityDuty } from './publicity-duty.server.ts';

interface Notice {
  readonly contract: Contract;
  readonly versionN: number;
  readonly unit: PublicityDuty['unit'];
  readonly audience: Publicity['audience'];
  readonly contact: string;
  /** What is put right of a notice that stood before and is void. */
  readonly correction?: string | undefined;
  /** Of a change of what is signed. */
  readonly change?: NoticeChange;
}

/**
 * Freezes the notice of a version with its hash and sets its last day; what is not decided of a notice that it puts right goes on with
 * it. The contract is locked and its price must stand in publicity. After an objection that was upheld it says what is put right, else
 * `invalid`.
 */
export async function writeNotice(
  tx: In<ActorContext>,
  { contract, versionN, unit, audience, contact, correction, change }: Notice,
): Promise<Publicity> {
  if (!correction && (await owesCorrection(tx, { contractId: contract.id, versionN }))) {
    const says = '上一份公示因异议成立作废：请写明这次更正了什么，会写进公示。';
    throw new AppError('invalid', { says }, 'correction');
  }
  const { data } = await getVersion(tx, contract.id, versionN);
  const startedAt = tx.now();
  const calendar = await workCalendar(tx);
  const minDays = noticeDays(await getRuleValues(tx), unit);
  const window = publicityWindow({ startedAt, minDays, count: unit.publicityCount, calendar });
  const { objectionReviewDays: reviewDays } = unit;
  const said = { contact, reviewDays, ...(correction && { correction }) };
  const words = publicityNotice(contract.no, data, termsFromJson(data.terms), window, said);
  const notice = change ? { ...words, change } : words;
  const row = await insertRow(tx, publicities, {
    id: v7(),
    contractId: contract.id,
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
  const message = {
    kind: 'publicity.start',
    params: { title: contract.title },
    href: `/desk/contracts/${contract.id}/publicity${change ? `?version=${versionN}` : ''}`,
  };
  await notifyOrganisation(tx, unit.id, ['owner', 'officer', 'approver', 'legal', 'inventor'], message);
  await notifyOrganisation(tx, contract.licenseeOrgId, ['officer', 'approver'], message);
  return carryObjections(tx, row, contract.title);
}
