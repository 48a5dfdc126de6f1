import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { AnswerReturnInput, StateReturnInput } from '#app/domain/contract-deed-input.ts';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { AppError } from '#app/domain/errors.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { answerReturn } from '#app/services/contracts/answer-return.server.ts';
import { returnPage } from '#app/services/contracts/return-page.server.ts';
import { seeContract } from '#app/services/contracts/see-contract.server.ts';
import { stateReturn } from '#app/services/contracts/state-return.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { MaterialReturns, ReturnAnswerForm, ReturnForm, ReturnStands } from '#app/ui/contracts/material-returns.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { optionalFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 资料返还 · 成果通` },
];

const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => returnPage(ctx, rowId(args.params)));
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const back = () => redirect(`/desk/contracts/${contractId()}/return`);
  const see = async (ctx: ActorContext) => {
    if ((await seeContract(ctx, contractId())).side === null) throw new AppError('forbidden');
  };
  if (isUpload(args.request)) {
    return handleUpload(args, { maxBytes, may: gateOf('stateReturn'), see }, (upload) => ({
      state: deed(StateReturnInput, async (ctx, input) => {
        await stateReturn(ctx, { contractId: contractId(), ...input, ...optionalFile(upload) });
        return back();
      }),
    }));
  }
  return handleForm(args, {
    answer: deed(AnswerReturnInput, gateOf('answerReturn'), async (ctx, input) => {
      await answerReturn(ctx, { contractId: contractId(), ...input });
      return back();
    }),
  });
};

export default function Return() {
  const { contract, facts, said, mayState, mayAnswer, sides, side, today } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const at = `/desk/contracts/${contract.id}`;
  return (
    <div className="grid max-w-form gap-6">
      <div>
        <Breadcrumbs
          items={[{ label: '合同', to: '/desk/contracts' }, { label: contract.no, to: at }, { label: '资料返还' }]}
        />
        <PageTitle meta={contract.title}>技术资料的返还或者销毁</PageTitle>
      </div>
      {facts === null ? (
        <EmptyState title="现在不用办这一步" action={<ButtonLink to={at}>看合同</ButtonLink>}>
          合同提前解除、交付过资料的，才说明返还或者销毁。
        </EmptyState>
      ) : (
        <>
          <ReturnStands facts={facts} side={side} sides={sides} />
          {mayState && <ReturnForm today={today} reply={reply} backTo={at} />}
          {mayAnswer && said[0] && <ReturnAnswerForm n={said[0].n} reply={reply} />}
          <MaterialReturns said={said} sides={sides} />
        </>
      )}
    </div>
  );
}
