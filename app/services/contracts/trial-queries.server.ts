import { and, desc, eq, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { contractDeedRoles, contractRoles, mayDo } from '#app/domain/contract-deeds.ts';
import { runningContractStates } from '#app/domain/contract-machine.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { type Day, dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { allowed } from '#app/domain/machine.ts';
import { ask } from '#app/domain/contract-step.ts';
import { firstPeriodIfConverted } from '#app/domain/royalty-run.ts';
import { startedTrialStates, trialMachine } from '#app/domain/trial-machine.ts';
import { contractDeclarations, deliveries, files, trialReports, users } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { trialFacts } from './trial-facts.server.ts';
import { findTrial } from './own-trial.server.ts';
import { partiesOf } from './queries.server.ts';
import { membersOf } from '../organisations/members-of.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { seeContract } from './see-contract.server.ts';

const submitter = alias(users, 'submitter');
const decider = alias(users, 'decider');

/** Delivery and trial of a contract, for the parties and, without deeds and files, for the broker. */
export async function trialPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  if (contract.signedVersionN === null) throw new AppError('not_found');
  const [trial, version, parties, handed, reports, [asked]] = await Promise.all([
    findTrial(ctx, id),
    getVersion(ctx, id, contract.signedVersionN),
    partiesOf(ctx, contract),
    ctx.db
      .select({
        row: deliveries,
        file: { id: files.id, name: files.name, sha256: files.sha256 },
        by: submitter.name,
        decidedBy: decider.name,
      })
      .from(deliveries)
      .innerJoin(submitter, eq(submitter.id, deliveries.submittedBy))
      .leftJoin(decider, eq(decider.id, deliveries.decidedBy))
      .leftJoin(files, eq(files.id, deliveries.fileId))
      .where(eq(deliveries.contractId, id))
      .orderBy(desc(deliveries.n)),
    ctx.db
      .select({
        row: trialReports,
        file: { id: files.id, name: files.name, sha256: files.sha256 },
        by: submitter.name,
        answeredBy: decider.name,
      })
      .from(trialReports)
      .innerJoin(submitter, eq(submitter.id, trialReports.filedBy))
      .leftJoin(decider, eq(decider.id, trialReports.answeredBy))
      .leftJoin(files, eq(files.id, trialReports.fileId))
      .where(eq(trialReports.contractId, id))
      .orderBy(desc(trialReports.n)),
    ctx.db
      .select()
      .from(contractDeclarations)
      .where(
        and(
          eq(contractDeclarations.contractId, id),
          eq(contractDeclarations.event, 'extend_trial'),
          isNull(contractDeclarations.answer),
        ),
      ),
  ]);
  if (trial === null) throw new AppError('not_found');
  const terms = termsFromJson(version.data.terms);
  const isRunning = runningContractStates.includes(contract.state);
  const roles = side === null ? [] : contractRoles(contract.proposedBySide, side);
  const events = isRunning
    ? allowed(
        trialMachine,
        trial.state,
        roles.filter((role) => role === 'licensor' || role === 'licensee'),
      )
    : [];
  const deeds = (['handIn', 'takeOver', 'sendBack', 'convert', 'exit'] as const).filter(
    (deed) => events.includes(deed) && mayDo(ctx.actor, deed),
  );
  const reader = {
    viewer: side,
    names: parties.sides,
    readerRoles: ctx.actor.org?.roles ?? [],
    colleagues: side === null ? [] : await membersOf(ctx),
  };
  const isStarted = startedTrialStates.includes(trial.state);
  const mayExtend = terms.trial.extensionMonths > 0 && trial.extendedOn === null && isStarted && isRunning;
  return {
    contract,
    side,
    ...parties,
    trial,
    /** Until when what is awaited now is to come. */
    awaits: await trialFacts(ctx, trial, terms),
    today: dayOf(ctx.now()),
    terms,
    deliveries: handed.map(({ row, ...rest }) => ({ ...row, ...rest })),
    reports: reports.map(({ row, ...rest }) => ({ ...row, ...rest })),
    deeds,
    /** 请, or whom the reader waits for. */
    who: {
      deliver: ask(reader, 'licensor', contractDeedRoles.handIn),
      inspect: ask(reader, 'licensee', contractDeedRoles.takeOver),
      decide: ask(reader, 'licensee', contractDeedRoles.convert),
    },
    /** The first period whose revenue costs a royalty if it is decided today; null: it is not known yet, or no royalty. */
    firstPeriod: deeds.includes('convert') ? await firstPeriod(ctx, contract) : null,
    mayReport: side !== null && mayDo(ctx.actor, 'report') && (isStarted || trial.state === 'exited'),
    asked: asked ?? null,
    mayAsk: mayExtend && asked === undefined && side !== null && mayDo(ctx.actor, 'extend_trial'),
    mayAnswer: asked !== undefined && side !== null && mayDo(ctx.actor, 'answer'),
  };
}

async function firstPeriod(
  ctx: ActorContext,
  contract: Contract,
): Promise<{ readonly startOn: Day; readonly reportDueOn: Day } | null> {
  const { terms, facts, asOf } = await getRoyaltyAccount(ctx, contract);
  const first = firstPeriodIfConverted(terms, facts, asOf);
  return first && { startOn: first.startOn, reportDueOn: first.reportDueOn };
}
