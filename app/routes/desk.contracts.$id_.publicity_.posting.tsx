import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { gateOf } from '#app/domain/contract-deeds.ts';
import { PostingInput } from '#app/domain/contract-deed-input.ts';
import { AppError } from '#app/domain/errors.ts';
import { postingPlaceLabels, postingPlaces } from '#app/domain/publicity-posting.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { publicityPage } from '#app/services/contracts/publicity-queries.server.ts';
import { recordPosting } from '#app/services/contracts/record-posting.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { replyTo } from '#app/ui/deed-reply.ts';
import { DateInput } from '#app/ui/date-input.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FileInput } from '#app/ui/file-input.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { RadioGroup } from '#app/ui/radio-group.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '登记站外公示 · 成果通' }];

const maxBytes = 20 * 1_048_576;

const mayPostTo = async (ctx: ActorContext, contractId: string) => {
  const seen = await publicityPage(ctx, contractId);
  if (!seen.mayPost) throw new AppError('forbidden');
  return seen;
};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { contract } = await mayPostTo(ctx, rowId(args.params));
    return { contract, key: crypto.randomUUID() };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const contractId = () => rowId(args.params);
  const see = async (ctx: ActorContext) => {
    await mayPostTo(ctx, contractId());
  };
  return handleUpload(args, { maxBytes, may: gateOf('publicise'), see }, (upload) => ({
    record: fileDeed(upload, '请选择公示页面的截图或 PDF。', PostingInput, async (ctx, input, paper) => {
      const { publicity } = await mayPostTo(ctx, contractId());
      await recordPosting(ctx, { ...input, publicityId: publicity.id, paper });
      return redirect(`/desk/contracts/${contractId()}/publicity#postings`);
    }),
  }));
};

export default function Posting() {
  const { contract, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { typed } = replyTo(reply, 'record');
  const { '': message, ...errors } = reply?.errors ?? {};
  const backTo = `/desk/contracts/${contract.id}/publicity`;
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '公示', to: backTo },
          { label: '登记站外公示' },
        ]}
      />
      <PageTitle meta={contract.title}>登记站外公示</PageTitle>
      <IntentForm intent="record" encType="multipart/form-data" className="mt-6 grid gap-6">
        <input type="hidden" name="key" value={typed('key') || key} />
        <ErrorSummary errors={errors} message={message?.[0]} />
        <RadioGroup
          name="place"
          label="公示在哪里"
          defaultValue={typed('place')}
          error={errors.place}
          options={postingPlaces.map((value) => ({ value, label: postingPlaceLabels[value] }))}
        />
        <Field name="url" label="网址" required={false} why="公告栏张贴的可以不填。" error={errors.url}>
          {(control) => (
            <TextInput {...control} type="url" inputMode="url" defaultValue={typed('url')} maxLength={500} />
          )}
        </Field>
        <Field name="postedOn" label="发布日期" error={errors.postedOn} width="short">
          {(control) => <DateInput {...control} defaultValue={typed('postedOn')} />}
        </Field>
        <FileInput
          name="file"
          label="截图"
          accept=".pdf,.png,.jpg,.jpeg,.webp"
          limits="PDF 或图片，能看出网址、内容和日期，不超过 20 MB。"
          error={errors.file}
        />
        <FormActions note="登记后不能改，写错了再登记一条；公示记录里会列出。">
          <SubmitButton intent="record">登记</SubmitButton>
          <ButtonLink to={backTo}>取消</ButtonLink>
        </FormActions>
      </IntentForm>
    </div>
  );
}
