import type { SignerInput } from '#app/services/esign/name-signer.server.ts';
import { joinEsign } from '#app/services/esign/join-esign.server.ts';
import { proposeEsign } from '#app/services/esign/propose-esign.server.ts';
import { endPublicity } from '#app/services/contracts/end-publicity.server.ts';
import { published, type Story, talk, type Teller } from './story-steps.ts';
import { toldTerms } from './story-terms.ts';

/** Out of publicity, and on its way through the e-sign provider: the unit signs first, then the enterprise. */
export async function* dryerContract(tell: Teller): Story {
  const sides = { unit: 'longyuan', company: 'shuyue' };
  const deal = yield* talk(tell, sides, {
    achievement: 'herb-nir',
    purpose: '淀粉气流干燥的水分现在两小时取一次样，想在出料口装近红外在线检测，先做一条线。',
    askedAt: '2026-10-09 10:20',
    acceptedAt: '2026-10-12 09:10',
  });
  const { contract, publicityId } = yield* published(tell, sides, {
    deal,
    terms: toldTerms({
      fieldOfUse: '马铃薯淀粉与膳食纤维干燥水分在线检测',
      deliverables: ['定标模型', '探头安装图', '校准与维护规程'],
      trialMonths: 6,
      milestones: [
        {
          name: '一条线在线检测达标',
          trigger: 'tech_validated',
          criteria: '连续 10 天，水分与烘箱法相差不超过 0.3 个百分点',
          evidence: '对比检测记录',
          amountFen: 12_0000_00n,
        },
        {
          name: '三条线投用',
          trigger: 'in_production',
          criteria: '三条干燥线连续运行 20 天',
          evidence: '运行记录',
          amountFen: 16_0000_00n,
        },
      ],
      ratePpm: 15_000,
      capFen: 80_0000_00n,
    }),
    offeredAt: '2026-10-21 15:30',
    agreedAt: '2026-10-28 11:00',
    publishedAt: '2026-10-29 09:00',
  });
  yield '2026-11-16 09:00';
  await endPublicity(tell.platform(), publicityId);
  // Where no provider is set up, it stands to be signed.
  if (!tell.platform().esign.isEnabled) return;
  const { id: contractId, versionN } = contract;
  const signer = (signerName: string, mobile: string): SignerInput => ({
    versionN,
    signerName,
    mobile,
    authority: 'legal_representative',
    letterId: null,
  });
  yield '2026-11-19 15:10';
  const unit = await tell.as('longyuan-approver');
  const flow = await proposeEsign(unit, { ...signer('祁望川', '19900000998'), contractId, first: 'own' });
  yield '2026-11-20 10:30';
  await joinEsign(await tell.as('shuyue-owner'), { ...signer('安若禾', '19900000999'), flowId: flow.id });
}
