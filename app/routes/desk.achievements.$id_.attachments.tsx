import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { mayWriteAchievement } from '#app/domain/access.ts';
import { reviewedAchievementStates } from '#app/domain/achievement.ts';
import { AddAttachment, ClearAttachment, OneAttachment } from '#app/domain/attachment-input.ts';
import { maxAttachmentBytes } from '#app/domain/attachment.ts';
import { loadOwn } from '#app/services/achievements/load-own.server.ts';
import { addAttachment } from '#app/services/attachments/add-attachment.server.ts';
import { clearAttachment, mayClearAttachments } from '#app/services/attachments/clear-attachment.server.ts';
import { attachmentsPage } from '#app/services/attachments/queries.server.ts';
import { mayRemoveAttachment, removeAttachment } from '#app/services/attachments/remove-attachment.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { AttachmentForm } from '#app/ui/records/attachment-form.tsx';
import { AttachmentList } from '#app/ui/records/attachment-list.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `材料：${data?.row.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const found = await attachmentsPage(ctx, rowId(args.params));
    const params = new URL(args.request.url).searchParams;
    const added = found.attachments.find(({ id }) => id === params.get('added'));
    return { ...found, added: added && { id: added.id, title: added.title }, key: randomUUID() };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  const here = () => redirect(`/desk/achievements/${id}/attachments`);
  if (isUpload(args.request)) {
    const gate = { maxBytes: maxAttachmentBytes, may: mayWriteAchievement, see: loadOwnOf(id) };
    return handleUpload(args, gate, (upload) => ({
      add: fileDeed(upload, '请选择文件。', AddAttachment, async (ctx, { isOpen: _isOpen, ...input }, file) => {
        const added = await addAttachment(ctx, { ...input, id, file });
        return redirect(`/desk/achievements/${id}/attachments?added=${added.id}`);
      }),
    }));
  }
  return handleForm(args, {
    clear: deed(ClearAttachment, mayClearAttachments, async (ctx, { attachmentId, opened }) => {
      await clearAttachment(ctx, attachmentId, { isOpened: opened === 'on' });
      return here();
    }),
    remove: deed(OneAttachment, mayRemoveAttachment, async (ctx, { attachmentId }) => {
      await removeAttachment(ctx, attachmentId);
      return here();
    }),
  });
};

const loadOwnOf = (id: string) => (ctx: Parameters<typeof loadOwn>[0]) => loadOwn(ctx, id);

export default function Attachments() {
  const { row, attachments, added, mayAdd, mayClear, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="max-w-form">
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '材料' },
        ]}
      />
      <PageTitle meta={row.name}>材料</PageTitle>
      <ErrorSummary errors={errors} message={message?.[0]} />
      {added && reply === undefined && (
        <div className="mb-6">
          <Notice kind="success" title={`已上传：${added.title}`} live="polite">
            {row.state === 'published'
              ? '保密审查人员已经收到通知；审查通过后，别人才看得到。'
              : '它随成果一起审核。下面的表单可以接着传下一份。'}
          </Notice>
        </div>
      )}
      {attachments.length === 0 ? (
        <EmptyState title="还没有材料">
          评价证书、检测报告、知识产权证书、产品照片，都放在这里；登记审核时一并查看。
        </EmptyState>
      ) : (
        <AttachmentList
          attachments={attachments}
          state={row.state}
          mayRemove={mayAdd || mayClear}
          mayClear={mayClear}
        />
      )}
      {mayAdd ? (
        <section className="mt-8" aria-labelledby="add">
          <SectionHead look="plain" id="add">
            上传一份
          </SectionHead>
          {/* A new form after each paper: nothing of the last one is declared of the next. */}
          <AttachmentForm key={added?.id} replayKey={key} isPublic={row.state === 'published'} reply={reply} />
        </section>
      ) : (
        reviewedAchievementStates.includes(row.state) && (
          <p className="mt-4 text-sm text-ink-soft">审核期间不能增减材料；撤回送审后可以。</p>
        )
      )}
    </div>
  );
}
