import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { composerForm, startComposerForm } from '#app/domain/composer-form.ts';
import { dayOf } from '#app/domain/days.ts';
import { composerPage } from '#app/services/contracts/composer-queries.server.ts';
import { counterContract } from '#app/services/contracts/counter-contract.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { SalesFields } from '#app/ui/sales-fields.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TermsFields } from '#app/ui/terms-fields.tsx';
import { TermsPreview } from '#app/ui/terms-preview.tsx';
import { type Composed, compose } from '#app/web/composer.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { readForm, refuseOddFields } from '#app/web/read-form.server.ts';
import { page, refuse } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.contract ? '修改合同条款' : '提出合同'} · 成果通` },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { terms, price, ...found } = await composerPage(ctx, rowId(args.params));
    return {
      ...found,
      form: terms ? composerForm(terms) : startComposerForm(price),
      today: dayOf(ctx.now()),
      key: crypto.randomUUID(),
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await actorContextFor(args);
  await page(() => composerPage(ctx, rowId(args.params)));
  const form = await readForm(args.request);
  refuseOddFields(form);
  const composed = compose(form);
  if (Object.keys(composed.errors).length > 0) return data({ ...composed }, { status: 422 });
  if (composed.intent !== 'propose' || composed.terms === null) return data({ ...composed });
  try {
    const contractId = String(form.get('contractId') ?? '');
    const { terms } = composed;
    const contract = contractId
      ? await counterContract(ctx, {
          contractId: rowId({ id: contractId }),
          versionN: Number(form.get('versionN')),
          terms,
        })
      : await proposeContract(ctx, { dealId: rowId(args.params), terms, key: rowId({ id: String(form.get('key')) }) });
    return redirect(`/desk/contracts/${contract.id}`);
  } catch (error) {
    const refused = refuse(error, composed.intent, {}, args.request);
    return data({ ...composed, errors: refused.data.errors }, { status: refused.init?.status ?? 422 });
  }
}

export default function Composer() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<Composed>();
  const { deal, contract, achievement, licensor, licensee } = found;
  const form = reply?.form ?? found.form;
  const { '': message, ...errors } = reply?.errors ?? {};
  const isPreviewed = reply?.intent === 'preview' && reply.terms !== null;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '洽谈', to: '/desk/deals' },
          { label: deal.no, to: `/desk/deals/${deal.id}` },
          ...(contract ? [{ label: contract.no, to: `/desk/contracts/${contract.id}` }] : []),
          { label: contract ? '修改条款' : '提出合同' },
        ]}
      />
      <PageTitle
        meta={
          <>
            {achievement.name}（{achievement.no}），
            <PartyName org={licensor} /> 许可 <PartyName org={licensee} />
          </>
        }
      >
        {contract ? `修改合同条款，提出第 ${contract.versionN + 1} 版` : '提出先用后付合同'}
      </PageTitle>
      {found.isOpen ? (
        <Form method="post" noValidate>
          {/* Enter in a field shows the preview, never removes a row. */}
          <button type="submit" name="intent" value="preview" tabIndex={-1} aria-hidden="true" className="sr-only">
            预览
          </button>
          <input type="hidden" name="key" value={found.key} />
          {contract && (
            <>
              <input type="hidden" name="contractId" value={contract.id} />
              <input type="hidden" name="versionN" value={contract.versionN} />
            </>
          )}
          <div className="max-w-form">
            <ErrorSummary errors={reply && errors} message={message?.[0]} />
            <Notices found={found} isPreviewed={isPreviewed} />
            <TermsFields form={form} errors={errors} />
            <SalesFields sales={form.sales} errors={errors} />
          </div>
          <FormActions note="发给对方后，对方可以同意、修改或者不谈；双方同意以前都能改。">
            <SubmitButton look="secondary" name="intent" value="preview">
              预览合同和应付安排
            </SubmitButton>
            <SubmitButton name="intent" value="propose">
              {contract ? `把第 ${contract.versionN + 1} 版发给对方` : '发给对方'}
            </SubmitButton>
          </FormActions>
        </Form>
      ) : (
        <Closed found={found} />
      )}
      {reply?.terms && (
        <section id="preview" aria-labelledby="preview-head" className="mt-10">
          <SectionHead id="preview-head">预览</SectionHead>
          <div className="pt-4">
            <TermsPreview
              terms={reply.terms}
              salesFen={reply.salesFen}
              today={found.today}
              parties={{ licensor, licensee, subject: achievement }}
            />
          </div>
        </section>
      )}
    </>
  );
}

type Found = ReturnType<typeof useLoaderData<typeof loader>>;

function Notices({ found, isPreviewed }: { found: Found; isPreviewed: boolean }) {
  const { contract, licensor, isVerified } = found;
  const isAgreed = contract !== null && ['agreed', 'publicity', 'signing'].includes(contract.state);
  return (
    <div className="mb-6 grid gap-3">
      {isPreviewed && (
        <Notice kind="success" live="polite" title="预览已更新">
          <a href="#preview" className="link inline-flex min-h-11 items-center sm:min-h-6">
            到页面下方看应付安排、预测和合同文本
          </a>
        </Notice>
      )}
      {!isVerified && <Notice kind="attention" title="本单位还没有通过认证，可以预览，不能发给对方。" />}
      {isAgreed && (
        <Notice kind="attention" title="条款已经商定，再改要重新来过">
          发出新的一版后，已有的确认、公示和签署都作废。
        </Notice>
      )}
      {licensor.isStateEstablished && (
        <Notice title="签署前要公示">
          许可方由国家设立：商定后，成果名称和价款条款要公示不少于 15 日，期满无异议才能签署。
        </Notice>
      )}
    </div>
  );
}

function Closed({ found: { deal, contract } }: { found: Found }) {
  const action = contract ? (
    <ButtonLink to={`/desk/contracts/${contract.id}`}>看合同</ButtonLink>
  ) : (
    <ButtonLink to={`/desk/deals/${deal.id}`}>回洽谈室</ButtonLink>
  );
  return (
    <EmptyState title="现在不能改条款" action={action}>
      {contract ? '等对方答复，或者在合同页先收回；已签署的合同不能再改。' : '洽谈开始以后才能提出合同。'}
    </EmptyState>
  );
}
