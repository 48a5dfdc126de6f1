import { stepDoer } from '#app/domain/approval.ts';
import { approvalFormPaper } from '#app/domain/approval-form-paper.ts';
import { contractKindLabels } from '#app/domain/contract-kind.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import type { Paper } from '#app/domain/paper.ts';
import { priceTermsOf } from '#app/domain/price-terms.ts';
import { approvalPage } from '../approvals/queries.server.ts';
import type { ActorContext } from '../context.server.ts';
import { keptText } from '../contracts/kept-text.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';

/**
 * 审批表 of the actor's own unit: of the approval that runs, or was passed, of the version asked for, else empty by the chain that it
 * takes. The other party has its own and never sees this one.
 */
export async function paperOfApprovalForm(ctx: ActorContext, contractId: string): Promise<Paper> {
  const { contract, versionN, kind, sumFen, chain, runs } = await approvalPage(ctx, contractId);
  const run = runs.find((one) => one.versionN === versionN && ['open', 'approved'].includes(one.state)) ?? null;
  const [version, { sides }, { licensor, licensee }] = await Promise.all([
    getVersion(ctx, contractId, versionN),
    keptText(ctx, contractId, versionN),
    partiesOf(ctx, contract),
  ]);
  const undecided = { outcome: null, by: null, at: null, note: '', scan: null };
  return approvalFormPaper({
    contract: { no: contract.no, title: contract.title, versionN, sha256: version.sha256 },
    unit: licensor.id === ctx.actor.org?.orgId ? licensor.name : licensee.name,
    sides,
    licensor: licensor.name,
    licensee: licensee.name,
    kind: contractKindLabels[kind],
    priceTerms: priceTermsOf(termsFromJson(version.data.terms)),
    sumFen,
    grounds: run,
    steps: run
      ? run.steps.map(({ name, doer, standing, by, at, note, file }) => ({
          name,
          doer,
          by,
          at,
          note,
          scan: file?.name ?? null,
          outcome: standing === 'passed' || standing === 'returned' ? standing : null,
        }))
      : (chain?.steps ?? []).map((step) => ({ name: step.name, doer: stepDoer(step), ...undecided })),
    printedOn: dayOf(ctx.now()),
    isSample: licensor.isSample || licensee.isSample,
  });
}
