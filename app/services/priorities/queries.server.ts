import { priorityStanding, priorityUntil } from '#app/domain/completer-priority.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { addDays, dayOf } from '#app/domain/days.ts';
import { priceTermsOf } from '#app/domain/price-terms.ts';
import type { ActorContext } from '../context.server.ts';
import { getVersion } from '../contracts/own-contract.server.ts';
import { partiesOf } from '../contracts/queries.server.ts';
import { mayAskCompleters } from './ask-completers.server.ts';
import { mayLapseClaim } from './lapse-claim.server.ts';
import { isOpenTransfer, requireOwnTransfer } from './own-transfer.server.ts';
import { findInquiry, peopleOfInquiry, priorityAheadOf } from './priority-inquiry.server.ts';
import { mayRecordPriorityPaper } from './record-priority-paper.server.ts';

/** The completers of an assignment's object and their word on the version that stands, with what they decide on. */
export async function priorityPage(ctx: ActorContext, contractId: string) {
  const contract = await requireOwnTransfer(ctx, contractId);
  const inquiry = await findInquiry(ctx, contractId, contract.versionN);
  const isOpen = await isOpenTransfer(ctx, contract);
  const { data } = await getVersion(ctx, contractId, contract.versionN);
  const today = dayOf(ctx.now());
  const people = inquiry === null ? [] : peopleOfInquiry(inquiry);
  const standing = inquiry && priorityStanding(inquiry, today);
  const own = people.find(({ userId }) => userId === ctx.actor.userId);
  const mayAnswerYet = inquiry !== null && today <= inquiry.untilOn;
  const parties = await partiesOf(ctx, contract);
  return {
    contract,
    buyer: parties.licensee.name,
    priceTerms: priceTermsOf(termsFromJson(data.terms)),
    inquiry: inquiry && { askedAt: inquiry.askedAt, untilOn: inquiry.untilOn },
    people: people.map(({ name, userId, last }) => ({ name, last, isTold: userId !== null })),
    isOpen,
    today,
    fault: isOpen ? ((await priorityAheadOf(ctx, contract))?.says ?? null) : null,
    /** What was said before each one's last word, the oldest first. */
    earlier: inquiry === null ? [] : inquiry.answers.filter((one) => !people.some(({ last }) => last?.id === one.id)),
    /** From when a claim can be put on record as come to nothing. */
    claims: people.flatMap(({ name, last }) =>
      last?.word === 'claims' ? [{ name, lapsesOn: addDays(priorityUntil(dayOf(last.answeredAt)), 1) }] : [],
    ),
    mayAsk: isOpen && inquiry === null && mayAskCompleters(ctx.actor),
    own: isOpen && own !== undefined ? ownChoices(own.last?.word ?? null, mayAnswerYet) : [],
    onPaper: isOpen && mayRecordPriorityPaper(ctx.actor) ? people.filter(isForPaper).map(({ name }) => name) : [],
    toLapse: isOpen && own === undefined && mayLapseClaim(ctx.actor) ? (standing?.claimants ?? []) : [],
  };
}

const ownChoices = (last: string | null, mayAnswerYet: boolean): readonly ('waives' | 'claims')[] => {
  if (last === 'claims') return ['waives'];
  return last === null && mayAnswerYet ? ['waives', 'claims'] : [];
};

/** Without an account here, and not done with. */
const isForPaper = ({ userId, last }: ReturnType<typeof peopleOfInquiry>[number]): boolean =>
  userId === null && (last === null || (last.word === 'claims' && last.userId === null));
