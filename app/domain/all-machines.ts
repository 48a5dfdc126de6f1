import { achievementMachine } from './achievement.ts';
import { amendmentMachine } from './amendment-machine.ts';
import { apiKeyMachine } from './api-key.ts';
import { approvalMachine } from './approval.ts';
import { bountyMachine, proposalMachine } from './bounty.ts';
import { brokerMachine } from './broker.ts';
import { bankRowMachine, bankStatementMachine } from './bank-row.ts';
import { calendarChangeMachine } from './calendar-change.ts';
import { cardAccountMachine } from './card-account.ts';
import { contractMachine } from './contract-machine.ts';
import { contractRegistrationMachine } from './contract-registration.ts';
import { meetingMachine } from './deal-meeting.ts';
import { offerMachine } from './deal-offer.ts';
import { dealMachine, mandateMachine } from './deal.ts';
import { correctionMachine } from './correction.ts';
import { demandMachine } from './demand.ts';
import { distributionMachine } from './distribution.ts';
import { engagementMachine } from './engagement.ts';
import { eventItemMachine } from './event-item.ts';
import { eventMeetingMachine, meetingRequestMachine } from './event-meeting.ts';
import { eventRegistrationMachine } from './event-registration.ts';
import { eventMachine } from './event.ts';
import { exportApplicationMachine } from './export-application.ts';
import { importMachine } from './import.ts';
import { importReviewMachine } from './import-review.ts';
import type { Machine } from './machine.ts';
import { ndaMachine, roomDocumentMachine } from './nda.ts';
import { milestoneMachine } from './milestone.ts';
import { organisationMachine } from './organisation.ts';
import { payeeAccountMachine } from './payee-account.ts';
import { attemptMachine, receiptMachine } from './payment-machine.ts';
import { objectionMachine, publicityMachine } from './publicity.ts';
import { refundMachine } from './refund.ts';
import { disputeMachine } from './card-dispute.ts';
import { registrationMachine } from './registration.ts';
import { royaltyStatementMachine } from './royalty-statement.ts';
import { trialMachine } from './trial-machine.ts';
import { listingMachine } from './listing.ts';
import { evaluationMachine, expertMachine } from './evaluation.ts';
import { saleRequestMachine } from './sale-request.ts';
import { trlMachine } from './trl-assessment.ts';
import { auctionMachine, tradeApplicationMachine, tradeMachine } from './trade.ts';
import { esignMachine } from './esign.ts';
import { dutyMachine } from './project-duty.ts';
import { writeOffMachine } from './write-off.ts';

/** Every machine of the business: one test walks them all, one page can print them all. */
export const allMachines: readonly Machine<string, string>[] = [
  organisationMachine,
  achievementMachine,
  correctionMachine,
  registrationMachine,
  listingMachine,
  tradeMachine,
  tradeApplicationMachine,
  auctionMachine,
  saleRequestMachine,
  evaluationMachine,
  expertMachine,
  trlMachine,
  dutyMachine,
  importMachine,
  importReviewMachine,
  apiKeyMachine,
  exportApplicationMachine,
  demandMachine,
  bountyMachine,
  proposalMachine,
  dealMachine,
  mandateMachine,
  engagementMachine,
  brokerMachine,
  offerMachine,
  ndaMachine,
  roomDocumentMachine,
  meetingMachine,
  contractMachine,
  contractRegistrationMachine,
  trialMachine,
  esignMachine,
  amendmentMachine,
  approvalMachine,
  publicityMachine,
  objectionMachine,
  milestoneMachine,
  royaltyStatementMachine,
  payeeAccountMachine,
  calendarChangeMachine,
  cardAccountMachine,
  bankStatementMachine,
  bankRowMachine,
  attemptMachine,
  receiptMachine,
  refundMachine,
  disputeMachine,
  distributionMachine,
  writeOffMachine,
  eventMachine,
  eventItemMachine,
  eventRegistrationMachine,
  meetingRequestMachine,
  eventMeetingMachine,
];
