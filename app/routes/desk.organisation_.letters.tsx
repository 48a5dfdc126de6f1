import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { formatYuan } from '#app/domain/money.ts';
import { LetterInput, RevokeLetterInput } from '#app/domain/signing-input.ts';
import { addLetter } from '#app/services/signing/add-letter.server.ts';
import { mayGiveLetters } from '#app/services/signing/letter-access.ts';
import { lettersPage } from '#app/services/signing/queries.server.ts';
import { revokeLetter } from '#app/services/signing/revoke-letter.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Fingerprint } from '#app/ui/fingerprint.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { LetterForm } from '#app/ui/signing/letter-form.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { fileDeed } from '#app/web/file-deed.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { handleUpload } from '#app/web/handle-upload.server.ts';
import { isUpload } from '#app/web/is-upload.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '授权委托书 · 成果通' }];

const here = '/desk/organisation/letters';
const maxBytes = 20 * 1_048_576;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(() => lettersPage(ctx));
}

export const action = (args: ActionFunctionArgs) => {
  if (isUpload(args.request)) {
    return handleUpload(args, { maxBytes, may: mayGiveLetters }, (upload) => ({
      add: fileDeed(upload, '请选择委托书扫描件', LetterInput, async (ctx, input, paper) => {
        await addLetter(ctx, { ...input, paper });
        return redirect(here);
      }),
    }));
  }
  return handleForm(args, {
    revoke: deed(RevokeLetterInput, mayGiveLetters, async (ctx, { letterId }) => {
      await revokeLetter(ctx, letterId);
      return redirect(here);
    }),
  });
};

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Letters() {
  const { letters, members, contracts, mayGive, today } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': message, ...errors } = reply?.errors ?? {};
  return (
    <div className="max-w-form">
      <Breadcrumbs items={[{ label: '机构与成员', to: '/desk/organisation' }, { label: '授权委托书' }]} />
      <PageTitle meta="法定代表人以外的人签合同，凭这里的委托书">授权委托书</PageTitle>
      <ErrorSummary errors={errors} message={message?.[0]} />
      {letters.length === 0 ? (
        <EmptyState title="还没有授权委托书">由法定代表人本人签署的，不用上传。</EmptyState>
      ) : (
        <ul className="grid gap-4">
          {letters.map((letter) => (
            <Letter key={letter.id} letter={letter} today={today} mayGive={mayGive} />
          ))}
        </ul>
      )}
      {mayGive && (
        <section className="mt-10" aria-labelledby="new-letter">
          <SectionHead look="plain" id="new-letter">
            上传一份
          </SectionHead>
          <LetterForm members={members} contracts={contracts} reply={reply} />
        </section>
      )}
    </div>
  );
}

function Letter({ letter, today, mayGive }: { letter: Data['letters'][number]; today: string; mayGive: boolean }) {
  const isOver = letter.revokedAt !== null || letter.endsOn < today;
  return (
    <li className="grid gap-1 rounded-lg border border-line bg-card px-4 py-4 text-sm sm:px-6">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <b>{letter.holderName}</b>
        <StateMark tone={isOver ? 'neutral' : 'good'}>
          {letter.revokedAt ? '已撤销' : letter.endsOn < today ? '已过期' : today < letter.startsOn ? '未开始' : '有效'}
        </StateMark>
      </p>
      <p>{letter.scope}</p>
      <p className="text-ink-soft">
        {letter.startsOn} 至 {letter.endsOn}
        {letter.limitFen !== null && `，单份合同不超过 ${formatYuan(letter.limitFen)}`}
        {letter.contractNo && `，限合同 ${letter.contractNo}`}
      </p>
      <p className="flex flex-wrap gap-x-4">
        <a href={`/files/${letter.fileId}`} className="link inline-flex min-h-11 items-center sm:min-h-6">
          {letter.fileName}
        </a>
        <Fingerprint sha256={letter.sha256} />
      </p>
      {mayGive && !isOver && (
        <IntentForm intent="revoke">
          <input type="hidden" name="letterId" value={letter.id} />
          <SubmitButton look="secondary" intent="revoke">
            撤销授权
          </SubmitButton>
        </IntentForm>
      )}
    </li>
  );
}
