import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { labelOf } from '#app/domain/machine.ts';
import { mayAcceptNda, mayRunRoom } from '#app/domain/nda-access.ts';
import {
  AcceptNdaInput,
  NdaDeedInput,
  ProposeNdaInput,
  RoomDocumentDeed,
  RoomDocumentInput,
} from '#app/domain/nda-input.ts';
import { maxRoomBytes, ndaMachine, openingsADay } from '#app/domain/nda.ts';
import { acceptNda } from '#app/services/nda-rooms/accept-nda.server.ts';
import { endNda, withdrawNda } from '#app/services/nda-rooms/end-nda.server.ts';
import { proposeNda } from '#app/services/nda-rooms/propose-nda.server.ts';
import { getNdaRoom } from '#app/services/nda-rooms/queries.server.ts';
import { reachRoom } from '#app/services/nda-rooms/reach-room.server.ts';
import { shareDocument } from '#app/services/nda-rooms/share-document.server.ts';
import { withdrawDocument } from '#app/services/nda-rooms/withdraw-document.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { RoomLive } from '#app/ui/deals/room-live.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { NdaAgreement, ndaTones } from '#app/ui/nda-room/nda-agreement.tsx';
import { RoomDocuments, ShareDocument } from '#app/ui/nda-room/room-documents.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `资料室 ${data?.room.achievementName ?? ''} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => ({
    room: await getNdaRoom(ctx, rowId(args.params)),
    isLimited: new URL(args.request.url).searchParams.get('said') === 'rate_limited',
    ndaKey: crypto.randomUUID(),
    shareKey: crypto.randomUUID(),
  }));
}

export const action = async (args: ActionFunctionArgs) => {
  const dealId = await page(async () => rowId(args.params));
  if (isUpload(args.request)) return share(args, dealId);
  const back = async (work: Promise<unknown>) => {
    await work;
    return redirect(`/desk/deals/${dealId}/room`);
  };
  return handleForm(args, {
    propose: deed(ProposeNdaInput, mayRunRoom, (ctx, input) => back(proposeNda(ctx, { dealId, ...input }))),
    accept: deed(AcceptNdaInput, mayAcceptNda, (ctx, input) => back(acceptNda(ctx, { dealId, ...input }))),
    withdraw: deed(NdaDeedInput, mayRunRoom, (ctx, input) => back(withdrawNda(ctx, { dealId, ...input }))),
    end: deed(NdaDeedInput, mayRunRoom, (ctx, input) => back(endNda(ctx, { dealId, ...input }))),
    withdrawDocument: deed(RoomDocumentDeed, mayRunRoom, (ctx, input) =>
      back(withdrawDocument(ctx, { dealId, ...input })),
    ),
  });
};

function share(args: ActionFunctionArgs, dealId: string) {
  const gate = { maxBytes: maxRoomBytes, may: mayRunRoom };
  return handleUpload(args, { ...gate, see: (ctx) => reachRoom(ctx, dealId) }, (upload) => ({
    share: fileDeed(upload, '请选择要放的文件。', RoomDocumentInput, async (ctx, input, file) => {
      await shareDocument(ctx, { dealId, ...input, file });
      return redirect(`/desk/deals/${dealId}/room`);
    }),
  }));
}

export default function NdaRoomPage() {
  const { room, isLimited, ndaKey, shareKey } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { deal, documents, hidden, nda, may } = room;
  const other = ['withdraw', 'end', 'withdrawDocument'].includes(reply?.intent ?? '') ? reply : undefined;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '洽谈', to: '/desk/deals' },
          { label: deal.no, to: `/desk/deals/${deal.id}` },
          { label: '资料室' },
        ]}
      />
      <PageTitle
        meta={
          <p className="flex flex-wrap gap-x-2">
            <span>
              {room.licensor?.name} {room.licensor?.isSample && <Sample />}
            </span>
            <span>与</span>
            <span>
              {room.licensee?.name} {room.licensee?.isSample && <Sample />}
            </span>
            <span>{room.achievementName}</span>
          </p>
        }
      >
        保密资料室
      </PageTitle>
      <RoomLive dealId={deal.id} />
      <ErrorSummary message={isLimited ? `24 小时内最多打开 ${openingsADay} 份资料，请明天再看。` : undefined} />
      <ErrorSummary message={Object.values(other?.errors ?? {})[0]?.[0]} />
      <div className="grid max-w-4xl gap-6">
        {!room.isOpen && (
          <p className="rounded-lg border border-line bg-card px-4 py-4 text-sm">
            洽谈已经结束，资料室关闭：资料不能再打开，保密义务继续。记录仍可查看。
          </p>
        )}
        <NdaAgreement nda={nda} may={may} hasAccepted={room.hasAccepted} replayKey={ndaKey} reply={reply} />
        <section>
          <SectionHead look="plain" note="打开的每一份都标明阅读人、时间和编号，提供方看得到">
            资料
          </SectionHead>
          {hidden > 0 && nda?.state !== 'active' && (
            <p className="mb-3 text-sm text-ink-soft">对方放了 {hidden} 份资料，双方接受保密协议后可以打开。</p>
          )}
          {documents.length === 0 ? (
            <EmptyState title={nda?.state === 'active' ? '还没有资料' : '现在没有可以看的资料'}>
              {may.share ? '在下面放一份 PDF 或图片。' : '由双方的经办人放资料。'}
            </EmptyState>
          ) : (
            <RoomDocuments dealId={deal.id} documents={documents} />
          )}
        </section>
        {may.share && <ShareDocument replayKey={shareKey} reply={reply} />}
        {room.former.length > 0 && (
          <section>
            <SectionHead look="plain">以前的协议</SectionHead>
            <ul className="text-sm">
              {room.former.map((one) => (
                <li key={one.id} className="flex flex-wrap gap-x-3 py-1">
                  <span>第 {one.n} 份</span>
                  <StateMark tone={ndaTones[one.state]}>{labelOf(ndaMachine, one.state)}</StateMark>
                  {one.endedAt && <DateText value={one.endedAt} as="minute" />}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}
