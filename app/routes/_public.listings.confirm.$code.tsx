import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { answerDueOn } from '#app/domain/listing-due.ts';
import { ConfirmListings } from '#app/domain/listing-input.ts';
import { confirmByLink } from '#app/services/listings/confirm-by-link.server.ts';
import { readConfirmLink } from '#app/services/listings/confirm-link.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { handleOpenForm, openDeed } from '#app/web/form.server.ts';
import { countIn } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '确认挂牌 · 成果通' }, { name: 'robots', content: 'noindex' }];

/** The address is the key: no other site may learn it from a link, and nothing of the page is kept. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });

/** Looking at the page confirms nothing: scanners of mail open every link. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { name, unit, isOver, asked, rows } = await readConfirmLink(ctx, args.params.code ?? '');
    const done = countIn(new URL(args.request.url).searchParams, 'done');
    return { name, unit, isOver, asked, done, rows: rows.map((row) => ({ ...row, dueOn: answerDueOn(row) })) };
  });
}

/** The signed link is the proof: whoever is signed in, or nobody, the officer whom it names confirms. */
export const action = async (args: ActionFunctionArgs) => {
  const code = args.params.code ?? '';
  const ctx = await contextFor(args);
  await page(() => readConfirmLink(ctx, code));
  return handleOpenForm(args, {
    confirm: openDeed(ConfirmListings, async (given, { ids }) => {
      const done = await confirmByLink(given, { code, ids });
      return redirect(`/listings/confirm/${encodeURIComponent(code)}?done=${done}`);
    }),
  });
};

export default function ConfirmByLink() {
  const { name, unit, isOver, asked, done, rows } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <div className="mx-auto max-w-prose py-12">
      <PageTitle meta={`${unit}，${name}`}>挂牌是否仍然有效？</PageTitle>
      <ErrorSummary message={Object.values(reply?.errors ?? {})[0]?.[0]} />
      {!reply && done > 0 && (
        <div className="mb-6">
          <Notice kind="success" live="polite" title={`已确认 ${done} 项仍有效，重新计 90 天`} />
        </div>
      )}
      {rows.length === 0 ? (
        done === 0 && (
          <Notice title={isOver ? '这个链接已过期' : '没有要确认的了'}>
            {isOver ? '请登录后在平台挂牌里确认。' : '这次要确认的挂牌都已经有了答复。'}
          </Notice>
        )
      ) : (
        <>
          {rows.length > 1 && (
            <IntentForm intent="confirm" className="mb-6 grid sm:block">
              {rows.map(({ id }) => (
                <input key={id} type="hidden" name="ids" value={id} />
              ))}
              <SubmitButton>{`这 ${rows.length} 项都仍然有效，全部确认`}</SubmitButton>
            </IntentForm>
          )}
          <ul>
            {rows.map((row) => (
              <li key={row.id} className="flex flex-wrap items-center justify-between gap-3 border-t border-line py-4">
                <span className="min-w-0">
                  <span className="block font-bold">{row.name}</span>
                  <span className="block text-sm text-ink-soft">
                    最近确认 {row.confirmedOn}，请在 {row.dueOn} 前答复
                  </span>
                </span>
                <IntentForm intent="confirm">
                  <input type="hidden" name="ids" value={row.id} />
                  <SubmitButton look={rows.length > 1 ? 'secondary' : 'primary'}>仍然有效</SubmitButton>
                </IntentForm>
              </li>
            ))}
          </ul>
          <p className="mt-4 text-sm text-ink-soft">
            价格或合作方式变了、已经成交、不想再挂牌的，请登录后改价或撤牌。这个链接只给你本人，请不要转发。
          </p>
        </>
      )}
      {asked > 0 && <p className="mt-4">另有 {asked} 项签了许可合同，请登录后逐项答复是否继续挂牌。</p>}
      <p className="mt-6">
        <ButtonLink to="/desk/listings?due=1">登录看平台挂牌</ButtonLink>
      </p>
    </div>
  );
}
