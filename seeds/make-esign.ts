import { and, eq } from 'drizzle-orm';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import type { TestEsign } from '#app/server/esign-stand-in/testing.ts';
import type { Context } from '#app/services/context.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import { evidenceReport } from '#app/services/contracts/evidence-queries.server.ts';
import { prepareAmendment } from '#app/services/contracts/prepare-amendment.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import { followEsign } from '#app/services/esign/follow-esign.server.ts';
import { joinEsign } from '#app/services/esign/join-esign.server.ts';
import type { SignerInput } from '#app/services/esign/name-signer.server.ts';
import { proposeEsign, type ProposeInput } from '#app/services/esign/propose-esign.server.ts';
import { tendStray } from '#app/services/esign/tend-stray.server.ts';
import type { Database } from '#db/client.server.ts';
import { contractAmendments, contracts, esignFlows, organisations } from '#db/schema/index.ts';
import { makeContext, testClock } from './make.ts';
import { makeTalkingDeal, soundTerms, type TalkingDeal } from './make-talking-deal.ts';

/** Who signs at the provider for each side. */
export const esignSignerNames = { unit: '王校长', company: '李总' } as const;

/** A contract that both may sign now, on 2026-11-21, and a provider that is set up. */
export async function makeSignable(db: Database, standIn: TestEsign) {
  const world = await makeAgreed(db, standIn);
  return { ...world, ...esignHands({ ...world, versionN: 1 }) };
}

/** Of the change: its terms, its day, and whether its price stands in publicity first. */
interface ChangeGiven {
  readonly change?: Partial<PayLaterTerms>;
  readonly effectiveOn?: string;
  readonly isPublished?: boolean;
}

/** A contract signed on the page, and a change of it that the unit has prepared and may sign: another territory from 2026-12-01. */
export async function makeChange(
  db: Database,
  standIn: TestEsign,
  { change = {}, effectiveOn = '2026-12-01', isPublished = false }: ChangeGiven = {},
) {
  const world = await makeAgreed(db, standIn);
  const { talk, contractId } = world;
  const deed = { contractId, versionN: 1 };
  await signContract(await talk.as('unit', 'approver'), deed);
  await signContract(await talk.as('company', 'approver'), deed);
  if (isPublished)
    await db
      .update(organisations)
      .set({ isStateEstablished: true })
      .where(eq(organisations.id, talk.deal.licensorOrgId));
  const { versionN } = await prepareAmendment(await talk.as('unit', 'officer'), {
    contractId,
    baseVersionN: 1,
    terms: { ...soundTerms(), territory: '西北五省', ...change },
    effectiveOn,
    reason: '设备到货推迟',
  });
  const isThis = and(eq(contractAmendments.contractId, contractId), eq(contractAmendments.versionN, versionN));
  const amendment = async () => {
    const [row] = await db.select().from(contractAmendments).where(isThis);
    if (row === undefined) throw new Error('the change is gone');
    return row;
  };
  return { ...world, ...esignHands({ ...world, versionN }), versionN, amendment };
}

async function makeAgreed(db: Database, standIn: TestEsign) {
  const clock = testClock();
  const ctx = makeContext(db, { now: clock.now, esign: standIn.provider });
  const talk = await makeTalkingDeal(ctx, { unit: { isStateEstablished: false } });
  const proposal = { dealId: talk.deal.id, terms: soundTerms() };
  const { id: contractId } = await proposeContract(await talk.as('unit', 'officer'), proposal);
  await agreeContract(await talk.as('company', 'officer'), { contractId, versionN: 1 });
  return { db, standIn, clock, ctx, talk, contractId };
}

interface Hands {
  readonly db: Database;
  readonly standIn: TestEsign;
  readonly ctx: Context & { readonly queued: { name: string; payload: unknown }[] };
  readonly talk: TalkingDeal;
  readonly contractId: string;
  readonly versionN: number;
}

/** What people, the job queue and the provider do with a version that is signed there. */
function esignHands({ db, standIn, ctx, talk, contractId, versionN }: Hands) {
  const signer = (side: 'unit' | 'company'): SignerInput => ({
    versionN,
    signerName: esignSignerNames[side],
    mobile: '13800000001',
    authority: 'legal_representative',
    letterId: null,
  });
  const propose = async (given: Partial<ProposeInput> = {}) =>
    proposeEsign(await talk.as('unit', 'approver'), { ...signer('unit'), contractId, first: 'own', ...given });
  const join = async (flowId: string, given: Partial<SignerInput> = {}) =>
    joinEsign(await talk.as('company', 'approver'), { ...signer('company'), flowId, ...given });
  const flowOf = async (id: string) => {
    const [flow] = await db.select().from(esignFlows).where(eq(esignFlows.id, id));
    if (flow === undefined) throw new Error('the flow is gone');
    return flow;
  };
  const contract = async () => {
    const [row] = await db.select().from(contracts).where(eq(contracts.id, contractId));
    if (row === undefined) throw new Error('the contract is gone');
    return row;
  };
  /** Works the jobs that verbs asked for, and those that these ask for. */
  const work = async () => {
    for (let job = ctx.queued.shift(); job; job = ctx.queued.shift()) {
      if (job.name === 'esign.follow') await followEsign(ctx, job.payload as { flowId: string });
      if (job.name === 'esign.stray') await tendStray(ctx, job.payload as { providerFlowId: string });
    }
  };
  const taskOf = async (id: string) => {
    const task = standIn.controls.tasks.find((await flowOf(id)).providerFlowId ?? '');
    if (task === undefined) throw new Error('the provider does not know the flow');
    return task;
  };
  const sign = async (id: string, side: 'licensor' | 'licensee', person?: string) => {
    const task = await taskOf(id);
    const actor = task.actors.find(({ actorId }) => actorId === side);
    if (actor === undefined) throw new Error('the provider does not know the signer');
    const { unit, company } = esignSignerNames;
    await standIn.controls.tasks.sign(task, actor, person ?? (side === 'licensor' ? unit : company));
  };
  const signBoth = async (id: string) => {
    await sign(id, 'licensor');
    await sign(id, 'licensee');
  };
  /** Both agreed, the provider has it. */
  const opened = async (given: { unit?: Partial<SignerInput>; company?: Partial<SignerInput> } = {}) => {
    const { id } = await propose(given.unit);
    await join(id, given.company);
    await work();
    return id;
  };
  const kinds = async () =>
    (await evidenceReport(await talk.as('company', 'officer'), contractId)).entries.map((e) => e.kind);
  return { propose, join, flowOf, contract, work, taskOf, sign, signBoth, opened, kinds };
}
