import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { Actor } from '#app/domain/access.ts';
import {
  AskCompletersInput,
  LapsedClaimInput,
  PriorityAnswerInput,
  PriorityPaperInput,
} from '#app/domain/completer-priority-input.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { answerPriority } from '#app/services/priorities/answer-priority.server.ts';
import { askCompleters, mayAskCompleters } from '#app/services/priorities/ask-completers.server.ts';
import { lapseClaim, mayLapseClaim } from '#app/services/priorities/lapse-claim.server.ts';
import { requireOwnTransfer } from '#app/services/priorities/own-transfer.server.ts';
import { priorityPage } from '#app/services/priorities/queries.server.ts';
import { mayRecordPriorityPaper, recordPriorityPaper } from '#app/services/priorities/record-priority-paper.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import {
  AskCompletersForm,
  LapsedClaimForm,
  PriorityAnswerForm,
  PriorityPaperForm,
} from '#app/ui/contracts/priority-forms.tsx';
import { PriorityPeople } from '#app/ui/contracts/priority-people.tsx';
import { PriorityTerms } from '#app/ui/contracts/priority-terms.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 完成人的优先受让 · 成果通` },
];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => priorityPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${contractId()}/priority`);
  if (isUpload(args.request)) {
    const may = (actor: Actor) => mayRecordPriorityPaper(actor) || mayLapseClaim(actor);
    const see = (ctx: ActorContext) => requireOwnTransfer(ctx, contractId());
    return handleUpload(args, { maxBytes, may, see }, (upload) => ({
      paper: deed(PriorityPaperInput, mayRecordPriorityPaper, async (ctx, input) => {
        await recordPriorityPaper(ctx, {
          contractId: contractId(),
          ...input,
          paper: requiredFile(upload, '请选择文件'),
        });
        return back();
      }),
      lapse: deed(LapsedClaimInput, mayLapseClaim, async (ctx, input) => {
        await lapseClaim(ctx, { contractId: contractId(), ...input, paper: requiredFile(upload, '请选择文件') });
        return back();
      }),
    }));
  }
  return handleForm(args, {
    ask: deed(AskCompletersInput, mayAskCompleters, async (ctx, { versionN }) => {
      await askCompleters(ctx, { contractId: contractId(), versionN });
      return back();
    }),
    answer: deed(PriorityAnswerInput, async (ctx, input) => {
      await answerPriority(ctx, { contractId: contractId(), ...input });
      return back();
    }),
  });
};

export default function Priority() {
  const data = useLoaderData<typeof loader>();
  const { contract, own, onPaper, toLapse } = data;
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const form = { versionN: contract.versionN, reply };
  return (
    <div className="grid max-w-form gap-8">
      <div className="grid gap-4">
        <Breadcrumbs
          items={[
            { label: '合同', to: '/desk/contracts' },
            { label: contract.no, to: `/desk/contracts/${contract.id}` },
            { label: '优先受让' },
          ]}
        />
        <PageTitle meta={contract.title}>完成人的优先受让</PageTitle>
        <ErrorSummary errors={errors} message={message?.[0]} scope={reply?.intent} />
        <p>
          单位转让职务技术成果，完成人在同等条件下可以优先受让（民法典第八百四十七条）。不答复的，过了最后一天视为放弃。
        </p>
      </div>
      <PriorityTerms {...data} />
      <PriorityPeople {...data} />
      {data.mayAsk && (
        <section aria-labelledby="ask">
          <SectionHead look="plain" id="ask">
            征询完成人
          </SectionHead>
          <AskCompletersForm {...form} buyer={data.buyer} />
        </section>
      )}
      {own.length > 0 && (
        <section aria-labelledby="answer">
          <SectionHead look="plain" id="answer">
            你的答复
          </SectionHead>
          <PriorityAnswerForm {...form} words={own} />
        </section>
      )}
      {onPaper.length > 0 && (
        <section aria-labelledby="paper">
          <SectionHead look="plain" id="paper">
            书面答复
          </SectionHead>
          <PriorityPaperForm {...form} names={onPaper} />
        </section>
      )}
      {toLapse.length > 0 && (
        <section aria-labelledby="lapse">
          <SectionHead look="plain" id="lapse">
            主张没有订成合同
          </SectionHead>
          <LapsedClaimForm {...form} names={toLapse} />
        </section>
      )}
    </div>
  );
}
