import { type ActionFunctionArgs, redirect } from '@remix-run/node';
import { gateOf } from '#app/domain/contract-deeds.ts';
import {
  AcceptanceInput,
  DisputeInput,
  MilestoneInput,
  PublicityInput,
  RejectionInput,
  SignInput,
  VersionInput,
} from '#app/domain/contract-deed-input.ts';
import { mayAnswerConsent } from '#app/domain/grant-clearance.ts';
import { ConsentConfirmationInput, ConsentDenialInput } from '#app/domain/grant-clearance-input.ts';
import { acceptMilestone } from '#app/services/contracts/accept-milestone.server.ts';
import { agreeContract } from '#app/services/contracts/agree-contract.server.ts';
import {
  concedeMilestone,
  contestMilestone,
  disputeMilestone,
  thawMilestone,
} from '#app/services/contracts/dispute-milestone.server.ts';
import { confirmConsent } from '#app/services/contracts/confirm-consent.server.ts';
import { denyConsent } from '#app/services/contracts/deny-consent.server.ts';
import { recallContract } from '#app/services/contracts/recall-contract.server.ts';
import { rejectMilestone } from '#app/services/contracts/reject-milestone.server.ts';
import { signContract } from '#app/services/contracts/sign-contract.server.ts';
import { skipPublicity } from '#app/services/contracts/skip-publicity.server.ts';
import { startPublicity } from '#app/services/contracts/start-publicity.server.ts';
import { withdrawContract } from '#app/services/contracts/withdraw-contract.server.ts';
import { deed, handleForm } from './form.server.ts';
import { rowId } from './row-id.server.ts';

/** The deeds of a contract's own page, each with its form, its gate and its verb. */
export const contractAction = (args: ActionFunctionArgs) => {
  const id = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${id()}`);
  return handleForm(args, {
    agree: deed(VersionInput, gateOf('agree'), async (ctx, { versionN }) => {
      await agreeContract(ctx, { contractId: id(), versionN });
      return back();
    }),
    recall: deed(VersionInput, gateOf('recall'), async (ctx, { versionN }) => {
      await recallContract(ctx, { contractId: id(), versionN });
      return back();
    }),
    withdraw: deed(VersionInput, gateOf('withdraw'), async (ctx, { versionN }) => {
      await withdrawContract(ctx, { contractId: id(), versionN });
      return back();
    }),
    publicise: deed(PublicityInput, gateOf('publicise'), async (ctx, input) => {
      await startPublicity(ctx, { contractId: id(), ...input });
      return redirect(`/desk/contracts/${id()}/publicity`);
    }),
    openSigning: deed(VersionInput, gateOf('publicise'), async (ctx, { versionN }) => {
      await skipPublicity(ctx, { contractId: id(), versionN });
      return back();
    }),
    sign: deed(SignInput, gateOf('sign'), async (ctx, { versionN, authority }) => {
      await signContract(ctx, { contractId: id(), versionN, authority });
      return back();
    }),
    accept: deed(AcceptanceInput, gateOf('accept'), async (ctx, { milestoneId }) => {
      await acceptMilestone(ctx, { milestoneId });
      return back();
    }),
    dispute: deed(DisputeInput, gateOf('dispute'), async (ctx, input) => {
      await disputeMilestone(ctx, input);
      return back();
    }),
    contest: deed(DisputeInput, gateOf('contest'), async (ctx, input) => {
      await contestMilestone(ctx, input);
      return back();
    }),
    concede: deed(RejectionInput, gateOf('concede'), async (ctx, input) => {
      await concedeMilestone(ctx, input);
      return back();
    }),
    thaw: deed(MilestoneInput, gateOf('thaw'), async (ctx, { milestoneId }) => {
      await thawMilestone(ctx, { milestoneId });
      return back();
    }),
    confirmConsent: deed(ConsentConfirmationInput, mayAnswerConsent, async (ctx, input) => {
      await confirmConsent(ctx, { contractId: id(), ...input });
      return back();
    }),
    denyConsent: deed(ConsentDenialInput, mayAnswerConsent, async (ctx, input) => {
      await denyConsent(ctx, { contractId: id(), ...input });
      return back();
    }),
    reject: deed(RejectionInput, gateOf('reject'), async (ctx, input) => {
      await rejectMilestone(ctx, input);
      return back();
    }),
  });
};
