import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { holds, type RoleGate } from '#app/domain/access.ts';
import {
  AnswerMandateInput,
  DeclineInput,
  FixMeetingInput,
  HandOverInput,
  MandateDeedInput,
  MandateInput,
  MeetingDeedInput,
  MeetingInput,
  MinutesInput,
  OfferDeedInput,
  RejectOfferInput,
  TaskDeedInput,
  TaskInput,
} from '#app/domain/deal-input.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { answerShare } from '#app/services/deals/answer-share.server.ts';
import { acceptTalk } from '#app/services/deals/accept-talk.server.ts';
import { addTask } from '#app/services/deals/add-task.server.ts';
import { answerMandate } from '#app/services/deals/answer-mandate.server.ts';
import { acceptOffer, rejectOffer, withdrawOffer } from '#app/services/deals/answer-offer.server.ts';
import { declineTalk } from '#app/services/deals/decline-talk.server.ts';
import { endDeal } from '#app/services/deals/end-deal.server.ts';
import { endMandate } from '#app/services/deals/end-mandate.server.ts';
import { finishTask } from '#app/services/deals/finish-task.server.ts';
import { handOver } from '#app/services/deals/hand-over.server.ts';
import { inviteBroker } from '#app/services/deals/invite-broker.server.ts';
import { cancelMeeting, fixMeeting, holdMeeting } from '#app/services/deals/move-meeting.server.ts';
import { moveStage } from '#app/services/deals/move-stage.server.ts';
import { proposeMeeting } from '#app/services/deals/propose-meeting.server.ts';
import { withdrawTalk } from '#app/services/deals/withdraw-talk.server.ts';
import { deed, handleForm } from './form.server.ts';

const isBroker: RoleGate = (actor) => actor.isBroker;

/** The deeds of a deal's own page, each with its form, its gate and its verb. */
export const dealAction = (args: ActionFunctionArgs, id: string) => {
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/deals/${id}`);
  };
  return handleForm(args, {
    accept: deed(NoInput, (ctx) => back(acceptTalk(ctx, { id }))),
    decline: deed(DeclineInput, (ctx, input) => back(declineTalk(ctx, { id, ...input }))),
    withdraw: deed(NoInput, (ctx) => back(withdrawTalk(ctx, { id }))),
    end: deed(DeclineInput, (ctx, input) => back(endDeal(ctx, { id, ...input }))),
    examine: deed(NoInput, (ctx) => back(moveStage(ctx, { id, event: 'examine' }))),
    discuss: deed(NoInput, (ctx) => back(moveStage(ctx, { id, event: 'discuss' }))),
    handOver: deed(HandOverInput, holds('officer', 'owner'), (ctx, input) => back(handOver(ctx, { id, ...input }))),
    meeting: deed(MeetingInput, (ctx, input) => back(proposeMeeting(ctx, { dealId: id, ...input }))),
    fixMeeting: deed(FixMeetingInput, (ctx, input) => back(fixMeeting(ctx, { dealId: id, ...input }))),
    cancelMeeting: deed(MeetingDeedInput, (ctx, input) => back(cancelMeeting(ctx, { dealId: id, ...input }))),
    holdMeeting: deed(MinutesInput, (ctx, input) => back(holdMeeting(ctx, { dealId: id, ...input }))),
    task: deed(TaskInput, (ctx, input) => back(addTask(ctx, { dealId: id, ...input }))),
    finishTask: deed(TaskDeedInput, (ctx, input) => back(finishTask(ctx, { dealId: id, ...input }))),
    acceptOffer: deed(OfferDeedInput, holds('officer'), async (ctx, input) => {
      const { contractId } = await acceptOffer(ctx, { dealId: id, ...input });
      return redirect(`/desk/contracts/${contractId}`);
    }),
    rejectOffer: deed(RejectOfferInput, holds('officer'), (ctx, input) =>
      back(rejectOffer(ctx, { dealId: id, ...input })),
    ),
    withdrawOffer: deed(OfferDeedInput, holds('officer'), (ctx, input) =>
      back(withdrawOffer(ctx, { dealId: id, ...input })),
    ),
    invite: deed(MandateInput, holds('officer'), (ctx, input) => back(inviteBroker(ctx, { dealId: id, ...input }))),
    acceptMandate: deed(AnswerMandateInput, (ctx, input) =>
      back(answerMandate(ctx, { dealId: id, accept: true, ...input })),
    ),
    declineMandate: deed(AnswerMandateInput, async (ctx, input) => {
      await answerMandate(ctx, { dealId: id, accept: false, ...input });
      // With the mandate declined the deal is out of the broker's sight.
      return redirect('/desk/deals');
    }),
    agreeShare: deed(MandateDeedInput, isBroker, (ctx, input) =>
      back(answerShare(ctx, { dealId: id, agree: true, ...input })),
    ),
    refuseShare: deed(MandateDeedInput, isBroker, (ctx, input) =>
      back(answerShare(ctx, { dealId: id, agree: false, ...input })),
    ),
    endMandate: deed(MandateDeedInput, async (ctx, { mandateId }) => {
      const mandate = await endMandate(ctx, { dealId: id, mandateId });
      return redirect(mandate.brokerUserId === ctx.actor.userId ? '/desk/deals' : `/desk/deals/${id}`);
    }),
  });
};
