import { and, eq } from 'drizzle-orm';
import { hasRole } from '#app/domain/access.ts';
import { openAmendmentStates } from '#app/domain/amendment-machine.ts';
import { buyOutQuote } from '#app/domain/buy-out-quote.ts';
import { isAsked } from '#app/domain/contract-declaration.ts';
import { contractDeeds, type ContractDeed, mayDo } from '#app/domain/contract-deeds.ts';
import { givesTechnology, kindOf } from '#app/domain/contract-kind.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { noticeDays } from '#app/domain/rule-values.ts';
import { AppError } from '#app/domain/errors.ts';
import { contractDeclarations } from '#db/schema/index.ts';
import type { ActorContext } from '../context.server.ts';
import { obligationsOf } from '../payments/queries.server.ts';
import { getRuleValues } from '../reference/rule-values.server.ts';
import { reportFacts } from '../royalties/contract-facts.server.ts';
import { getRoyaltyAccount } from '../royalties/royalty-account.server.ts';
import { amendmentsOf } from './amendment-queries.server.ts';
import { clearancesAhead, clearancesOnceSent } from './clearance-queries.server.ts';
import { listDeclarations } from './contract-rows.server.ts';
import { standingStates } from './declare.server.ts';
import { endLeft } from './end-left.server.ts';
import { type Contract, getVersion } from './own-contract.server.ts';
import { partiesOf } from './queries.server.ts';
import { seeContract } from './see-contract.server.ts';

/** What may be declared on a signed contract beside its own machine. */
const besides = ['end_by_agreement', 'buy_out'] as const satisfies ContractDeed[];

/** What a buy-out would cost this person's organisation today, and what of royalties it has not paid besides. */
async function quoteOf(ctx: ActorContext, contract: Contract) {
  const { terms, royalty, facts, reports, statements, booked, asOf } = await getRoyaltyAccount(ctx, contract);
  if (royalty === null) return null;
  const reported = new Set(statements.map(({ period }) => period));
  const quote = buyOutQuote({ ...terms, royalty }, [...facts, ...reportFacts(reports)], asOf, { booked, reported });
  const open = await obligationsOf(ctx, contract.id);
  const unpaidFen = open.reduce((sum, row) => (row.kind === 'royalty' ? sum + row.outstandingFen : sum), 0n);
  return quote && { ...quote, unpaidFen, credits: royalty.buyOut?.creditsRoyalties ?? false };
}

/** Changes, demands, suspensions and ends of a signed contract: what was declared, and what this person may declare. */
export async function changesPage(ctx: ActorContext, id: string) {
  const { contract, side } = await seeContract(ctx, id);
  if (contract.signedVersionN === null) throw new AppError('not_found');
  const [declarations, parties, version, amendments, bought] = await Promise.all([
    listDeclarations(ctx, id),
    partiesOf(ctx, contract),
    getVersion(ctx, id, contract.signedVersionN),
    amendmentsOf(ctx, contract),
    ctx.db.$count(
      contractDeclarations,
      and(eq(contractDeclarations.contractId, id), eq(contractDeclarations.event, 'buy_out')),
    ),
  ]);
  const terms = termsFromJson(version.data.terms);
  const { royalty } = terms;
  const isStanding = standingStates.includes(contract.state);
  const last = (event: string) => declarations.find((row) => row.event === event);
  const isOwn = (event: string) => last(event)?.side === side;
  const mayBuyOut = side === 'licensee' && royalty?.buyOut != null && bought === 0;
  const deeds = [
    ...contractDeeds(ctx.actor, contract).filter((deed) => {
      if (deed === 'resume') return isOwn('suspend');
      return deed === 'cure' ? isOwn('demand') : ['suspend', 'terminate', 'demand'].includes(deed);
    }),
    ...besides.filter((deed) => {
      if (side === null || !isStanding || !mayDo(ctx.actor, deed)) return false;
      if (deed === 'buy_out') return mayBuyOut;
      return !declarations.some((row) => row.event === deed && row.answer === null);
    }),
  ];
  return {
    contract,
    side,
    givesTechnology: givesTechnology(kindOf(terms)),
    ...parties,
    amendments,
    conflicts: side === null ? [] : await clearancesAhead(ctx, contract),
    conflictsOnceSent: side === 'licensor' ? await clearancesOnceSent(ctx, contract) : [],
    notice: { days: noticeDays(await getRuleValues(ctx), parties.licensor), count: parties.licensor.publicityCount },
    declarations: declarations.map((row) => ({ ...row, isOpen: isAsked(row.event) && row.answer === null })),
    deeds,
    mayAmend:
      side !== null &&
      isStanding &&
      (mayDo(ctx.actor, 'counter') || hasRole(ctx.actor, 'owner')) &&
      !amendments.some((row) => openAmendmentStates.includes(row.state) || row.effect === 'waiting'),
    // That an end was taken back is answered after it settled the contract, too.
    mayAnswer:
      side !== null &&
      (isStanding || declarations.some(({ event, answer }) => event === 'restore_rights' && answer === null)) &&
      mayDo(ctx.actor, 'answer'),
    ending: side !== null && isStanding ? { ...(await endLeft(ctx, id)), isRoyalty: royalty !== null } : null,
    buyOut: deeds.includes('buy_out') ? await quoteOf(ctx, contract) : null,
    today: dayOf(ctx.now()),
  };
}
