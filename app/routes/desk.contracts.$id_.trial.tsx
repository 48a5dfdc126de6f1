import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import {
  AnswerInput,
  AskInput,
  ConvertInput,
  ExitInput,
  ReportAnswerInput,
  SendBackInput,
  TakeOverInput,
} from '#app/domain/contract-deed-input.ts';
import { dayOf } from '#app/domain/days.ts';
import { sendBackDelivery, takeOverDelivery } from '#app/services/contracts/answer-delivery.server.ts';
import { answerDeclaration } from '#app/services/contracts/answer-declaration.server.ts';
import { askOtherSide } from '#app/services/contracts/ask-other-side.server.ts';
import { convertTrial, exitTrial } from '#app/services/contracts/decide-trial.server.ts';
import { answerTrialReport } from '#app/services/contracts/file-trial-report.server.ts';
import { trialPage } from '#app/services/contracts/trial-queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { everyFault } from '#app/ui/every-fault.ts';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { TrialDecision } from '#app/ui/trial-decision.tsx';
import { TrialDeliveries } from '#app/ui/trial-deliveries.tsx';
import { TrialReports } from '#app/ui/trial-reports.tsx';
import { TrialSummary } from '#app/ui/trial-summary.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 交付与试用 · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({ ...(await trialPage(ctx, rowId(args.params))), today: dayOf(ctx.now()) }));
}

export const action = (args: ActionFunctionArgs) => {
  const id = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${id()}/trial`);
  return handleForm(args, {
    takeOver: deed(TakeOverInput, gateOf('takeOver'), async (ctx) => {
      await takeOverDelivery(ctx, { contractId: id() });
      return back();
    }),
    sendBack: deed(SendBackInput, gateOf('sendBack'), async (ctx, { reason }) => {
      await sendBackDelivery(ctx, { contractId: id(), reason });
      return back();
    }),
    convert: deed(ConvertInput, gateOf('convert'), async (ctx) => {
      await convertTrial(ctx, { contractId: id() });
      return back();
    }),
    exit: deed(ExitInput, gateOf('exit'), async (ctx, { reason }) => {
      await exitTrial(ctx, { contractId: id(), reason });
      return redirect(`/desk/contracts/${id()}`);
    }),
    askExtension: deed(AskInput, gateOf('extend_trial'), async (ctx, input) => {
      await askOtherSide(ctx, 'extend_trial', { contractId: id(), ground: 'by_terms', ...input });
      return back();
    }),
    answer: deed(AnswerInput, gateOf('answer'), async (ctx, input) => {
      await answerDeclaration(ctx, { contractId: id(), ...input });
      return back();
    }),
    answerReport: deed(ReportAnswerInput, gateOf('report'), async (ctx, input) => {
      await answerTrialReport(ctx, { contractId: id(), ...input });
      return back();
    }),
  });
};

export default function Trial() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { contract, licensor, licensee } = data;
  const { '': message, ...fields } = reply?.errors ?? {};
  return (
    <div className="grid grid-cols-1 gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '交付与试用' },
          ]}
        />
        <PageTitle
          meta={
            <>
              {contract.title}，{data.sides.licensor} <PartyName org={licensor} />，{data.sides.licensee}{' '}
              <PartyName org={licensee} />
            </>
          }
        >
          交付与试用
        </PageTitle>
        {reply && <ErrorSummary message={message?.[0] ?? everyFault(fields)} />}
        <TrialSummary {...data} />
      </div>
      <section id="decide" aria-labelledby="decide-head">
        <SectionHead look="plain" id="decide-head">
          转正、延长或退出
        </SectionHead>
        <TrialDecision {...data} reply={reply} />
      </section>
      <section aria-labelledby="deliveries-head">
        <SectionHead
          look="plain"
          id="deliveries-head"
          note={data.terms.trial.months === 0 ? '验收合格，才正式实施' : '验收合格，试用才开始'}
        >
          交付
        </SectionHead>
        <TrialDeliveries {...data} reply={reply} />
      </section>
      <section aria-labelledby="reports-head">
        <SectionHead look="plain" id="reports-head" note="一方提交，另一方确认或者写不同意见">
          试用评价报告
        </SectionHead>
        <TrialReports {...data} reply={reply} />
      </section>
    </div>
  );
}
