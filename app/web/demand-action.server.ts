import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { mayRunDemand } from '#app/domain/access.ts';
import { MergeInput, ReturnDemandInput, SplitInput } from '#app/domain/demand-refine-input.ts';
import { DemandCloseInput, DemandRenewInput } from '#app/domain/demand-input.ts';
import { NoInput } from '#app/domain/form-input.ts';
import { DismissInput, MatchInput } from '#app/domain/match-input.ts';
import { closeDemand } from '#app/services/demands/close-demand.server.ts';
import { confirmDemand } from '#app/services/demands/confirm-demand.server.ts';
import { mergeDemands } from '#app/services/demands/merge-demands.server.ts';
import { reviewDemand } from '#app/services/demands/review-demand.server.ts';
import { splitDemand } from '#app/services/demands/split-demand.server.ts';
import { renewDemand } from '#app/services/demands/renew-demand.server.ts';
import { solveDemand } from '#app/services/demands/solve-demand.server.ts';
import { answerMatch } from '#app/services/matches/answer-match.server.ts';
import { deed, handleForm } from './form.server.ts';
import { page } from './respond.server.ts';
import { rowId } from './row-id.server.ts';

/** Which matches were listed: an answer leaves the list as it was unfolded. */
function listShown(request: Request): string {
  const asked = [...new URL(request.url).searchParams].filter(([name]) => name === 'level' || name === 'all');
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
}

/** The deeds of a demand's own page, each with its form, its gate and its verb. */
export const demandAction = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const here = redirect(`/desk/demands/${id}${listShown(args.request)}`);
  return handleForm(args, {
    close: deed(DemandCloseInput, mayRunDemand, async (ctx, { reason, note }) => {
      await closeDemand(ctx, { id, reason, note });
      return here;
    }),
    solve: deed(NoInput, async (ctx) => {
      await solveDemand(ctx, { id });
      return here;
    }),
    confirm: deed(NoInput, async (ctx) => {
      await confirmDemand(ctx, { id });
      return here;
    }),
    approve: deed(NoInput, async (ctx) => {
      await reviewDemand(ctx, { id, approve: true });
      return here;
    }),
    return: deed(ReturnDemandInput, mayRunDemand, async (ctx, { note }) => {
      await reviewDemand(ctx, { id, approve: false, note });
      return redirect('/desk/demands');
    }),
    split: deed(SplitInput, mayRunDemand, async (ctx, { parts, key }) => {
      await splitDemand(ctx, { id, parts, key });
      return redirect('/desk/demands?state=draft');
    }),
    merge: deed(MergeInput, mayRunDemand, async (ctx, { intoId }) => {
      await mergeDemands(ctx, { id, intoId });
      return redirect(`/desk/demands/${intoId}`);
    }),
    renew: deed(DemandRenewInput, mayRunDemand, async (ctx, { validUntilOn }) => {
      await renewDemand(ctx, { id, validUntilOn });
      return here;
    }),
    interested: deed(MatchInput, mayRunDemand, async (ctx, { matchId }) => {
      await answerMatch(ctx, { matchId, answer: 'interested' });
      return here;
    }),
    dismiss: deed(DismissInput, mayRunDemand, async (ctx, input) => {
      await answerMatch(ctx, { ...input, answer: 'declined' });
      return here;
    }),
    restore: deed(MatchInput, mayRunDemand, async (ctx, { matchId }) => {
      await answerMatch(ctx, { matchId, answer: null });
      return here;
    }),
  });
};
