import { and, eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { Fen } from '#app/domain/money.ts';
import type { ActorContext, Context } from '#app/services/context.server.ts';
import { acceptMilestone } from '#app/services/contracts/accept-milestone.server.ts';
import { takeOverDelivery } from '#app/services/contracts/answer-delivery.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import { endPublicity } from '#app/services/contracts/end-publicity.server.ts';
import { handInDelivery } from '#app/services/contracts/hand-in-delivery.server.ts';
import type { Contract } from '#app/services/contracts/own-contract.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import { startPublicity } from '#app/services/contracts/start-publicity.server.ts';
import { submitMilestone } from '#app/services/contracts/submit-milestone.server.ts';
import { acceptTalk } from '#app/services/deals/accept-talk.server.ts';
import { askToTalk } from '#app/services/deals/ask-to-talk.server.ts';
import type { Deal } from '#app/services/deals/load-deal.server.ts';
import { keepListing } from '#app/services/listings/keep-listing.server.ts';
import { answerShare } from '#app/services/distributions/answer-share.server.ts';
import { approveDistribution } from '#app/services/distributions/approve-distribution.server.ts';
import { distribute } from '#app/services/distributions/distribute.server.ts';
import { type DistributionRow, proposeDistribution } from '#app/services/distributions/propose-distribution.server.ts';
import { recordTeam } from '#app/services/distributions/record-team.server.ts';
import { getShareFacts } from '#app/services/distributions/share-facts.server.ts';
import { teamLines } from '#app/services/distributions/team-answers.server.ts';
import type { Received } from '#app/services/files/keep-file.server.ts';
import { claimBankTransfer } from '#app/services/payments/claim-bank-transfer.server.ts';
import { confirmReceipt } from '#app/services/payments/confirm-receipt.server.ts';
import type { Receipt } from '#app/services/payments/move-receipt.server.ts';
import type { Obligation } from '#app/services/payments/raise-claim.server.ts';
import { confirmScan } from '#app/services/signing/confirm-scan.server.ts';
import { uploadScan } from '#app/services/signing/upload-scan.server.ts';
import { listings, milestones, obligations } from '#db/schema/index.ts';
import { asActor } from './make.ts';

/** A story runs until it yields the moment of its next step, `2025-03-03 10:00` in Shanghai, and goes on when it has come. */
export type Story<Result = void> = AsyncGenerator<string, Result, void>;

/** What a story is told with. People, achievements and demands by their keys in the demo world. */
export interface Teller {
  /** The platform at the story's time, with nobody signed in. */
  readonly platform: () => Context;
  readonly today: () => string;
  /** Somebody signed in at the story's time, with a fresh second factor. */
  readonly as: (person: string) => Promise<ActorContext>;
  readonly idOf: (kind: 'achievement' | 'demand' | 'person', key: string) => string;
  readonly paper: (name: string, ...lines: string[]) => Promise<Received>;
  /** A sheet as other software exports it. */
  readonly sheet: (name: string, rows: readonly (readonly string[])[]) => Promise<Received>;
}

/** The people of a deal by the beginnings of their keys: `longyuan` acts through longyuan-officer and the others. */
export interface Sides {
  readonly unit: string;
  readonly company: string;
}

export async function* talk(
  tell: Teller,
  { unit, company }: Sides,
  about: { achievement: string; demand?: string; purpose: string; askedAt: string; acceptedAt: string },
): Story<Deal> {
  yield about.askedAt;
  const deal = await askToTalk(await tell.as(`${company}-officer`), {
    achievementId: tell.idOf('achievement', about.achievement),
    ...(about.demand === undefined ? {} : { demandId: tell.idOf('demand', about.demand) }),
    purpose: about.purpose,
  });
  yield about.acceptedAt;
  return acceptTalk(await tell.as(`${unit}-officer`), { id: deal.id });
}

/** From the offer to the start of the publicity. */
export async function* published(
  tell: Teller,
  { unit, company }: Sides,
  about: { deal: Deal; terms: PayLaterTerms; offeredAt: string; agreedAt: string; publishedAt: string },
): Story<{ contract: Contract; publicityId: string }> {
  yield about.offeredAt;
  const offer = await proposeContract(await tell.as(`${unit}-officer`), { dealId: about.deal.id, terms: about.terms });
  yield about.agreedAt;
  const { id: contractId, versionN } = offer;
  const contract = await agreeContract(await tell.as(`${company}-owner`), { contractId, versionN });
  yield about.publishedAt;
  return { contract, publicityId: await publish(tell, unit, contract) };
}

export async function publish(tell: Teller, unit: string, { id, versionN }: Contract): Promise<string> {
  const officer = await tell.as(`${unit}-officer`);
  const contact = `${officer.actor.org?.orgName ?? ''} ${officer.actor.name} 0931-0000000`;
  return (await startPublicity(officer, { contractId: id, versionN, audience: 'unit', contact })).id;
}

/** From the offer to the second signature. */
export async function* signed(
  tell: Teller,
  sides: Sides,
  about: Parameters<typeof published>[2] & { signedAt: string; onPaper?: boolean },
): Story<Contract> {
  const { contract, publicityId } = yield* published(tell, sides, about);
  yield about.signedAt;
  await endPublicity(tell.platform(), publicityId);
  const version = { contractId: contract.id, versionN: contract.versionN };
  const concluded = about.onPaper
    ? await sealed(tell, sides, version)
    : await signContract(await tell.as(`${sides.unit}-approver`), version).then(async () =>
        signContract(await tell.as(`${sides.company}-owner`), version),
      );
  await keepListed(tell, sides.unit, contract.id);
  // Handed over at the signing table: the trial runs from that day.
  const { deliverables } = about.terms;
  await handInDelivery(await tell.as(`${sides.unit}-officer`), {
    contractId: contract.id,
    items: deliverables.map((_, i) => i),
    note: '签约当日当面移交。',
    paper: await tell.paper('交付清单', contract.title, ...deliverables),
  });
  await takeOverDelivery(await tell.as(`${sides.company}-officer`), { contractId: contract.id });
  return concluded;
}

/** The unit licenses to others, too: asked, it lets the listing go on. */
async function keepListed(tell: Teller, unit: string, contractId: string): Promise<void> {
  const asked = await tell.platform().db.select().from(listings).where(eq(listings.askedContractId, contractId));
  for (const { id } of asked) {
    await keepListing(await tell.as(`${unit}-officer`), { listingId: id });
  }
}

/** Sealed on paper by both, scanned, and confirmed by each. */
async function sealed(
  tell: Teller,
  { unit, company }: Sides,
  version: { contractId: string; versionN: number },
): Promise<Contract> {
  const papers = [await tell.paper('用印合同扫描件', version.contractId)];
  const { sha256: scanSha256 } = await uploadScan(await tell.as(`${unit}-officer`), { ...version, papers });
  const confirm = async (person: string, signerName: string) =>
    confirmScan(await tell.as(person), {
      ...version,
      scanSha256,
      signerName,
      authority: 'legal_representative',
      letterId: null,
      sealedOn: tell.today(),
    });
  await confirm(`${unit}-approver`, '祁望川');
  return confirm(`${company}-owner`, '安若禾');
}

export async function milestoneOf(tell: Teller, contract: Contract, position: number) {
  const [milestone] = await tell
    .platform()
    .db.select()
    .from(milestones)
    .where(and(eq(milestones.contractId, contract.id), eq(milestones.position, position)));
  if (milestone === undefined) throw new Error(`contract ${contract.no} has no milestone ${position}`);
  return milestone;
}

export async function submit(tell: Teller, unit: string, contract: Contract, position: number, note: string) {
  const milestone = await milestoneOf(tell, contract, position);
  const evidence = await tell.paper('验收证据', contract.title, milestone.name, note);
  return submitMilestone(await tell.as(`${unit}-officer`), { milestoneId: milestone.id, note, evidence });
}

/** Evidence handed in and accepted; answers the claim it makes. */
export async function* achieved(
  tell: Teller,
  { unit, company }: Sides,
  about: { contract: Contract; position: number; note: string; submittedAt: string; acceptedAt: string },
): Story<Obligation> {
  yield about.submittedAt;
  const milestone = await submit(tell, unit, about.contract, about.position, about.note);
  yield about.acceptedAt;
  await acceptMilestone(await tell.as(`${company}-officer`), { milestoneId: milestone.id });
  return obligationOf(tell, milestone.id);
}

export async function obligationOf(tell: Teller, subjectId: string): Promise<Obligation> {
  const [row] = await tell.platform().db.select().from(obligations).where(eq(obligations.subjectId, subjectId));
  if (row === undefined) throw new Error('nothing fell due');
  return row;
}

let slips = 20_260_000;

export async function claim(
  tell: Teller,
  company: string,
  { id, label, amountFen: owed }: Obligation,
  amountFen: Fen = owed,
): Promise<Receipt> {
  const paidOn = tell.today();
  slips += 17;
  const bankSerial = `SL${slips}`;
  const voucher = await tell.paper('银行回单', label, `流水号 ${bankSerial}`, `付款日期 ${paidOn}`);
  const transfer = { obligationId: id, amountFen, bankSerial, paidOn, voucher };
  return claimBankTransfer(await tell.as(`${company}-finance`), transfer);
}

/** Paid in full by bank transfer; the unit's finance found it on the account. */
export async function* paid(
  tell: Teller,
  { unit, company }: Sides,
  about: { obligation: Obligation; claimedAt: string; confirmedAt: string },
): Story<Receipt> {
  yield about.claimedAt;
  const receipt = await claim(tell, company, about.obligation);
  yield about.confirmedAt;
  return confirmReceipt(await tell.as(`${unit}-finance`), { receiptId: receipt.id });
}

/** The officer's proposal by the unit's own scheme. */
export async function propose(
  tell: Teller,
  unit: string,
  { id: receiptId }: Receipt,
  costs: readonly { label: string; amountFen: Fen }[] = [],
  publicity: { contact: string } | null = null,
): Promise<DistributionRow> {
  const { teamPpm, ttoPpm } = await getShareFacts(tell.platform(), receiptId);
  // No story shares what work that stands alone earned: there the unit's scheme says nothing.
  if (teamPpm === null) throw new Error('who did the work is to be named');
  return proposeDistribution(await tell.as(`${unit}-officer`), { receiptId, costs, teamPpm, ttoPpm, publicity });
}

/** Who has an account confirms his share himself, the others on paper. */
export async function agreed(tell: Teller, unit: string, id: string): Promise<void> {
  const team = await teamLines(tell.platform(), id);
  for (const { id: shareId, userId } of team) {
    if (userId === null) continue;
    await answerShare(await asActor(tell.platform(), { id: userId }), { shareId, outcome: 'agreed', note: '' });
  }
  if (team.every(({ userId }) => userId !== null)) return;
  const paper = await tell.paper('完成人签字的分配表', ...team.map(({ label }) => label));
  await recordTeam(await tell.as(`${unit}-officer`), { id, note: '', paper });
}

export async function* shared(
  tell: Teller,
  unit: string,
  about: {
    receipt: Receipt;
    costs?: readonly { label: string; amountFen: Fen }[];
    proposedAt: string;
    approvedAt: string;
    distributedAt: string;
  },
): Story<string> {
  yield about.proposedAt;
  const { id } = await propose(tell, unit, about.receipt, about.costs);
  await agreed(tell, unit, id);
  yield about.approvedAt;
  await approveDistribution(await tell.as(`${unit}-approver`), { id });
  yield about.distributedAt;
  await distribute(await tell.as(`${unit}-finance`), { id });
  return id;
}
