import { and, asc, desc, eq, inArray, isNull } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { stepDoer, stepStanding } from '#app/domain/approval.ts';
import { approvalGates, maySeeApprovals } from '#app/domain/approval-access.ts';
import { mostOf } from '#app/domain/contract.ts';
import { kindOf } from '#app/domain/contract-kind.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { AppError } from '#app/domain/errors.ts';
import { approvalChains, approvals, files, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { getOwnContract, getVersion } from '../contracts/own-contract.server.ts';
import { chainOfContract } from './chain-of-contract.server.ts';
import type { Approval } from './move-approval.server.ts';
import { decisionsOf } from './own-approval.server.ts';
import { versionToApprove } from './version-to-approve.server.ts';

/** The unit's live chains, kind by kind, the lowest threshold first; its members may read them. */
export async function listChains(ctx: ActorContext) {
  const orgId = ctx.actor.org?.orgId;
  if (orgId === undefined) throw new AppError('forbidden');
  return ctx.db
    .select()
    .from(approvalChains)
    .where(and(eq(approvalChains.orgId, orgId), isNull(approvalChains.endedAt)))
    .orderBy(asc(approvalChains.contractKind), asc(approvalChains.fromFen));
}

/** How the actor's own unit approves the present version of a contract: its runs, the newest first, and what he may do. */
export async function approvalPage(ctx: ActorContext, contractId: string) {
  const { contract } = await getOwnContract(ctx, contractId);
  if (!maySeeApprovals(ctx.actor)) throw new AppError('forbidden');
  const orgId = ctx.actor.org?.orgId ?? '';
  const asked = await versionToApprove(ctx, contract, orgId);
  const versionN = asked?.versionN ?? contract.versionN;
  const [version, chain, runs] = await Promise.all([
    getVersion(ctx, contractId, versionN),
    chainOfContract(ctx, { id: contractId, versionN }, orgId),
    ctx.db
      .select()
      .from(approvals)
      .where(and(eq(approvals.contractId, contractId), eq(approvals.orgId, orgId)))
      .orderBy(desc(approvals.startedAt), desc(approvals.id)),
  ]);
  const terms = termsFromJson(version.data.terms);
  const current = runs.find((run) => run.versionN === versionN && ['open', 'approved'].includes(run.state));
  return {
    contract,
    /** The version that is to be approved now. */
    versionN,
    isAmendment: asked?.isAmendment ?? false,
    /** Null where a royalty without a cap leaves it unknown. */
    sumFen: mostOf(terms),
    kind: kindOf(terms),
    chain,
    runs: await Promise.all(runs.map((run) => runOf(ctx, run))),
    mayStart: asked !== null && chain !== null && current === undefined && approvalGates.start(ctx.actor),
  };
}

/** One run with its steps: who decided what and when, and which step the actor may decide now. */
export async function runOf(ctx: ActorContext, run: Approval) {
  const decided = await decisionsOf(ctx, run);
  const people = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, [run.startedBy, ...decided.map((row) => row.decidedBy)]));
  const scans = decided.flatMap((row) => (row.fileId === null ? [] : [row.fileId]));
  const papers =
    scans.length === 0
      ? []
      : await ctx.db
          .select({ id: files.id, name: files.name, sha256: files.sha256 })
          .from(files)
          .where(inArray(files.id, scans));
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
  const { userId } = ctx.actor;
  const steps = run.steps.map((step, position) => {
    const row = decided.find((one) => one.position === position);
    const standing = stepStanding(position, decided, run.state);
    const isTaken =
      run.startedBy === userId ||
      decided.some((one) => one.decidedBy === userId && run.steps[one.position]?.way === 'page');
    const isRole = hasRole(ctx.actor, step.way === 'paper' ? 'officer' : step.role);
    return {
      ...step,
      position,
      doer: stepDoer(step),
      standing,
      by: row ? nameOf(row.decidedBy) : null,
      at: row?.decidedAt ?? null,
      note: row?.note ?? '',
      file: papers.find((file) => file.id === row?.fileId) ?? null,
      mayDecide: standing === 'next' && isRole && (step.way === 'paper' || !isTaken),
    };
  });
  return {
    ...run,
    starter: nameOf(run.startedBy),
    steps,
    mayWithdraw: run.state === 'open' && approvalGates.withdraw(ctx.actor),
  };
}
