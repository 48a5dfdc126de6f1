import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ApproveKeyInput, AskKeyInput, KeyDeed, RefuseKeyInput } from '#app/domain/api-key-input.ts';
import {
  approveKey,
  askKey,
  listKeys,
  mayDecideKey,
  mayHoldKey,
  mayRevokeKey,
  refuseKey,
  revokeKey,
} from '#app/services/open-data/api-keys.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { AskKey, KeyCard } from '#app/ui/open-data/key-forms.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '开放数据密钥 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    keys: await listKeys(ctx),
    isReviewer: mayDecideKey(ctx.actor),
    isHolder: mayHoldKey(ctx.actor),
    key: crypto.randomUUID(),
  }));
}

export const action = (args: ActionFunctionArgs) => {
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect('/desk/open-data');
  };
  return handleForm(args, {
    ask: deed(AskKeyInput, mayHoldKey, (ctx, input) => back(askKey(ctx, input))),
    approve: deed(ApproveKeyInput, mayDecideKey, (ctx, input) => back(approveKey(ctx, input))),
    refuse: deed(RefuseKeyInput, mayDecideKey, (ctx, input) => back(refuseKey(ctx, input))),
    revoke: deed(KeyDeed, mayRevokeKey, (ctx, input) => back(revokeKey(ctx, input))),
  });
};

export default function Keys() {
  const { keys, isReviewer, isHolder, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle meta="取公开成果的接口密钥。密钥只在领取时出现一次，平台只存校验码；丢了就停用，重新申请。">
        开放数据密钥
      </PageTitle>
      <div className="grid max-w-4xl gap-6">
        {keys.map((one) => (
          <KeyCard key={one.id} row={one} isReviewer={isReviewer} isHolder={isHolder && one.isOwn} reply={reply} />
        ))}
        {keys.length === 0 && (
          <EmptyState title={isReviewer ? '没有密钥申请' : '还没有密钥'}>
            不带密钥也能取数据，只是每天的行数少一些。
          </EmptyState>
        )}
        {isHolder && <AskKey replayKey={key} reply={reply} />}
      </div>
    </>
  );
}
