import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { composerForm, startComposerForm } from '#app/domain/composer-form.ts';
import { termsFromJson } from '#app/domain/contract-json.ts';
import { dayOf } from '#app/domain/days.ts';
import { offerDays } from '#app/domain/deal-offer.ts';
import { composerPage } from '#app/services/contracts/composer-queries.server.ts';
import { makeOffer } from '#app/services/deals/make-offer.server.ts';
import { listOffers } from '#app/services/deals/room-queries.server.ts';
import { SoldNotices } from '#app/ui/contracts/sold-notices.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { SalesFields } from '#app/ui/sales-fields.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TermsFields } from '#app/ui/terms-fields.tsx';
import { TermsPreview } from '#app/ui/terms-preview.tsx';
import { TextArea } from '#app/ui/text-area.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { composeSent, type SentTerms } from '#app/web/composer.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { readForm, refuseOddFields } from '#app/web/read-form.server.ts';
import { page, refuse } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction = () => [{ title: '报价 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    const { price, defaults, subject, deal, achievement, licensor, licensee, side, sales } = await composerPage(
      ctx,
      id,
    );
    const [latest] = await listOffers(ctx, id);
    return {
      deal,
      achievement,
      licensor,
      licensee,
      side,
      // What was put last is what both have before them: a counter-offer changes it, nothing is typed again.
      form: latest ? composerForm(termsFromJson(latest.terms)) : startComposerForm(price, defaults),
      subject,
      sales: sales.map(({ says }) => ({ says, isInTheWay: true })),
      answersId: latest?.state === 'open' ? latest.id : null,
      n: (latest?.n ?? 0) + 1,
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
  const composed = composeSent(form);
  const said = { note: String(form.get('note') ?? '').slice(0, 500), days: String(form.get('days') ?? '') };
  if (Object.keys(composed.errors).length > 0) return data({ ...composed, ...said }, { status: 422 });
  if (composed.intent !== 'propose' || composed.terms === null) return data({ ...composed, ...said });
  const answers = String(form.get('answersId') ?? '');
  try {
    await makeOffer(ctx, {
      dealId: rowId(args.params),
      terms: composed.terms,
      note: said.note,
      days: Number(said.days),
      ...(answers && { answersId: rowId({ id: answers }) }),
      key: rowId({ id: String(form.get('key')) }),
    });
    return redirect(`/desk/deals/${rowId(args.params)}#offers`);
  } catch (error) {
    const refused = refuse(error, composed.intent, {}, args.request);
    return data({ ...composed, ...said, errors: refused.data.errors }, { status: refused.init?.status ?? 422 });
  }
}

export default function Offer() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<SentTerms & { note: string; days: string }>();
  const { '': message, ...errors } = reply?.errors ?? {};
  const form = reply?.form ?? found.form;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '洽谈', to: '/desk/deals' },
          { label: found.deal.no, to: `/desk/deals/${found.deal.id}` },
          { label: '报价' },
        ]}
      />
      <PageTitle
        meta={
          <>
            {found.achievement.name}，
            <PartyName org={found.licensor} /> 与 <PartyName org={found.licensee} />
          </>
        }
      >
        {found.answersId === null ? `第 ${found.n} 次报价` : `还价，第 ${found.n} 次报价`}
      </PageTitle>
      <Form method="post" noValidate>
        {/* Enter in a field shows the preview, never removes a row. */}
        <button type="submit" name="intent" value="preview" tabIndex={-1} aria-hidden="true" className="sr-only">
          预览
        </button>
        <input type="hidden" name="key" value={found.key} />
        {found.answersId !== null && <input type="hidden" name="answersId" value={found.answersId} />}
        <div className="max-w-form">
          <SoldNotices sales={found.sales} />
          <ErrorSummary errors={reply && errors} message={message?.[0]} />
          <div className="mb-6 grid gap-6">
            <Field
              name="days"
              label="等对方答复几天"
              why={`${offerDays.least} 到 ${offerDays.most} 天，到最后一天 24 点前有效。`}
              error={errors.days}
              width="half"
            >
              {(control) => (
                <TextInput {...control} inputMode="numeric" defaultValue={reply?.days ?? String(offerDays.usual)} />
              )}
            </Field>
            <Field name="note" label="附言" required={false} why="为什么这样报，最多 500 字。">
              {(control) => <TextArea {...control} rows={3} maxLength={500} defaultValue={reply?.note ?? ''} />}
            </Field>
          </div>
          <TermsFields form={form} errors={errors} />
          <SalesFields sales={form.sales} errors={errors} />
        </div>
        <FormActions note="对方接受后，这些条款直接成为合同草案，不用再填。">
          <SubmitButton look="secondary" name="intent" value="preview">
            预览
          </SubmitButton>
          <SubmitButton name="intent" value="propose">
            {found.answersId === null ? '发出报价' : '发出还价'}
          </SubmitButton>
        </FormActions>
      </Form>
      {reply?.terms && (
        <section id="preview" aria-labelledby="preview-head" className="mt-10">
          <SectionHead id="preview-head">预览</SectionHead>
          <div className="pt-4">
            <TermsPreview
              terms={reply.terms}
              salesFen={reply.salesFen}
              today={found.today}
              subject={found.subject}
              parties={{ licensor: found.licensor, licensee: found.licensee, subject: found.achievement }}
            />
          </div>
        </section>
      )}
    </>
  );
}
