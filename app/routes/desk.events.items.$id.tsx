import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import type { EventState } from '#app/domain/event.ts';
import { mayTakePart } from '#app/domain/event-access.ts';
import { SlidesInput } from '#app/domain/event-input.ts';
import { eventItemMachine, type EventItemState } from '#app/domain/event-item.ts';
import { slideAudienceLabels } from '#app/domain/event-slides.ts';
import { labelOf } from '#app/domain/machine.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { dropSlides, keepSlides } from '#app/services/events/keep-slides.server.ts';
import { ownItem } from '#app/services/events/slides.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { RowButton } from '#app/ui/events/agenda-section.tsx';
import { SlidesForm } from '#app/ui/events/slides-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';
import { requiredFile } from '#app/web/upload.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `讲解材料：${data?.title ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { item, event, no, title, slides, file, mayKeep, mayDrop } = await ownItem(ctx, rowId(args.params));
    return {
      id: item.id,
      no,
      title,
      event: { no: event.no, title: event.title },
      slides:
        slides === null || file === null || slides.audience === null
          ? null
          : { file: { id: file.id, name: file.name }, audience: slides.audience, isCleared: slides.clearedAt !== null },
      mayKeep,
      mayDrop,
      itemState: item.state,
      eventState: event.state,
    };
  });
}

const maxBytes = 20 * 1_048_576;

export const action = async (args: ActionFunctionArgs) => {
  const itemId = await page(async () => rowId(args.params));
  const here = redirect(`/desk/events/items/${itemId}`);
  if (!isUpload(args.request)) {
    return handleForm(args, {
      'drop-slides': deed(NoInput, mayTakePart, async (ctx) => {
        await dropSlides(ctx, { itemId });
        return here;
      }),
    });
  }
  const see = (ctx: ActorContext) => ownItem(ctx, itemId);
  return handleUpload(args, { maxBytes, may: mayTakePart, see }, (upload) => ({
    'keep-slides': deed(SlidesInput, mayTakePart, async (ctx, { audience, pledge }) => {
      const file = requiredFile(upload, '请选讲解材料');
      await keepSlides(ctx, { itemId, audience, isDeclared: pledge === 'yes', file });
      return here;
    }),
  }));
};

/** Why nothing can be brought now: the item's own reason goes first. */
function whyClosed({ itemState, eventState }: { itemState: EventItemState; eventState: EventState }): string {
  if (itemState !== 'accepted') {
    return `这项展示不在活动议程上（${labelOf(eventItemMachine, itemState)}），不用上传讲解材料。`;
  }
  if (eventState === 'cancelled') return '活动已取消，不用再上传。';
  return eventState === 'review' ? '活动材料正在审查，审查结束后再上传。' : '活动已经报告，不能再上传。';
}

export default function ItemSlides() {
  const { id, no, title, event, slides, mayKeep, mayDrop, ...states } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="grid gap-8">
      <div>
        <Breadcrumbs
          items={[
            { label: '活动', to: '/desk/events' },
            { label: event.title, to: `/events/${event.no}` },
            { label: '讲解材料' },
          ]}
        />
        <PageTitle meta={`${no} ${title}`}>讲解材料</PageTitle>
      </div>
      {slides === null ? (
        <p className="text-ink-soft">还没有上传。{mayKeep ? '' : whyClosed(states)}</p>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-card px-5 py-3">
          <span className="min-w-0">
            <a href={`/files/${slides.file.id}`} className="link break-all">
              {slides.file.name}
            </a>
            <span className="ml-3 text-sm text-ink-soft">{slideAudienceLabels[slides.audience]}</span>
          </span>
          <span className="flex flex-wrap items-center gap-3">
            <StateMark tone={slides.isCleared ? 'good' : 'attention'}>
              {slides.isCleared ? '审查通过' : '待组织方审查'}
            </StateMark>
            {mayDrop && <RowButton intent="drop-slides" id={id} words="删除" />}
          </span>
        </div>
      )}
      {mayKeep && <SlidesForm key={slides?.file.id ?? ''} kept={slides?.audience ?? null} reply={reply} />}
    </div>
  );
}
