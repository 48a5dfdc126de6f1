import { eq, inArray } from 'drizzle-orm';
import { hasPriority } from '#app/domain/completer-priority.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import {
  clearanceRows,
  decisionPaper,
  type DecisionPaperFacts,
  entitlementRows,
  priorityRows,
  readersWords,
  stateAssetRows,
} from '#app/domain/decision-paper.ts';
import { isAppError } from '#app/domain/errors.ts';
import type { Paper, PaperBlock } from '#app/domain/paper.ts';
import { pricingWords } from '#app/domain/contract-pricing.ts';
import { exemptionWords } from '#app/domain/publicity.ts';
import { priceTermsOf } from '#app/domain/price-terms.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { files, grantClearances } from '#db/schema/index.ts';
import { findEntitlementAt } from '../achievements/entitlement-queries.server.ts';
import { approvalPage } from '../approvals/queries.server.ts';
import type { ActorContext } from '../context.server.ts';
import { statements } from '../contracts/clearances.server.ts';
import { keptText } from '../contracts/kept-text.server.ts';
import { readersOf } from '../contracts/notice-readers.server.ts';
import { publicityPage } from '../contracts/publicity-queries.server.ts';
import { type Contract, getVersion } from '../contracts/own-contract.server.ts';
import { publicityDuty } from '../contracts/publicity-duty.server.ts';
import { stateAssetOf } from '../contracts/state-asset.server.ts';
import { findInquiry, peopleOfInquiry } from '../priorities/priority-inquiry.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { paperOfPublicity } from './publicity-paper.server.ts';

/** The decision file of the actor's own unit about a contract; the other party has its own and never sees this one. */
export async function paperOfDecision(ctx: ActorContext, contractId: string): Promise<Paper> {
  // Of a change that is before the unit it is the change's text, not the one that stands signed.
  const { contract, versionN, sumFen, runs } = await approvalPage(ctx, contractId);
  const [version, parties, publicity, duty, stateAsset] = await Promise.all([
    getVersion(ctx, contractId, versionN),
    partiesOf(ctx, contract),
    publicityBlocks(ctx, contractId, versionN),
    publicityDuty(ctx, contract, versionN),
    stateAssetOf(ctx, contract),
  ]);
  const isLicensor = parties.licensor.id === ctx.actor.org?.orgId;
  return decisionPaper({
    contract: { no: contract.no, title: contract.title, versionN: version.n, sha256: version.sha256 },
    unit: isLicensor ? parties.licensor.name : parties.licensee.name,
    sides: (await keptText(ctx, contractId, version.n)).sides,
    licensor: parties.licensor.name,
    licensee: parties.licensee.name,
    priceTerms: priceTermsOf(termsFromJson(version.data.terms)),
    sumFen,
    pricing: {
      words: pricingWords(duty.pricing, stateAsset.isNeeded ? stateAsset.filing : null),
      exemption: duty.exemption && exemptionWords[duty.exemption],
    },
    publicity,
    approvals: runs.toReversed(),
    records: isLicensor
      ? [
          ...(await recordsOf(ctx, contract)),
          ...clearanceRows(await statements(ctx, eq(grantClearances.contractId, contractId))),
          ...(await priorityRecords(ctx, contract, termsFromJson(version.data.terms))),
        ]
      : [],
    printedOn: dayOf(ctx.now()),
    isSample: parties.licensor.isSample || parties.licensee.isSample,
  });
}

/** What the owner registered of the assignment and of what its people own, as it stood at the signature or stands now. */
async function recordsOf(ctx: ActorContext, contract: Contract): Promise<DecisionPaperFacts['records']> {
  const [{ isNeeded, filing }, owned] = await Promise.all([
    stateAssetOf(ctx, contract),
    findEntitlementAt(ctx, contract.achievementId, contract.signedAt ?? ctx.now()),
  ]);
  const ids = [filing?.filingFileId, filing?.certificateFileId, owned?.fileId].filter((id) => id != null);
  const named = ids.length === 0 ? [] : await ctx.db.select().from(files).where(inArray(files.id, ids));
  const fileOf = (id: string | null) => named.find((file) => file.id === id) ?? null;
  const ofFiling = filing && {
    ...filing,
    filingFile: fileOf(filing.filingFileId),
    certificateFile: fileOf(filing.certificateFileId),
  };
  const missing = ['国有资产程序', '评估备案和进场交易还没有登记'] as const;
  return [
    ...(isNeeded ? (ofFiling === null ? [missing] : stateAssetRows(ofFiling)) : []),
    ...(owned === null ? [] : entitlementRows({ ...owned, file: fileOf(owned.fileId) })),
  ];
}

/** Of an assignment, what those who completed its object were asked and said about the version that stands. */
async function priorityRecords(
  ctx: ActorContext,
  contract: Contract,
  terms: PayLaterTerms,
): Promise<DecisionPaperFacts['records']> {
  if (!hasPriority(terms)) return [];
  const inquiry = await findInquiry(ctx, contract.id, contract.signedVersionN ?? contract.versionN);
  return priorityRows(inquiry && { ...inquiry, people: peopleOfInquiry(inquiry) });
}

/** The record of the unit's publicity without its place to sign; null where there is none, or it is the other party's. */
async function publicityBlocks(
  ctx: ActorContext,
  contractId: string,
  versionN: number,
): Promise<readonly PaperBlock[] | null> {
  try {
    const { blocks } = await paperOfPublicity(ctx, contractId, { upTo: versionN });
    const { publicity } = await publicityPage(ctx, contractId, { upTo: versionN });
    return [
      ...blocks.filter((block) => block.kind !== 'signatures'),
      { kind: 'heading', text: '公示期间谁看过' },
      { kind: 'paragraph', text: readersWords(await readersOf(ctx, publicity.id), publicity.audience) },
    ];
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || error.code === 'forbidden')) return null;
    throw error;
  }
}
