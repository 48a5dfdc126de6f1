import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holdsAtPlatform, type OrganisationKind, organisationKindLabels } from '#app/domain/access.ts';
import { ReturnInput, VerifyInput } from '#app/domain/organisation-input.ts';
import { hasSettings } from '#app/domain/organisation-settings.ts';
import { listRechecks, listWaitingOrganisations } from '#app/services/organisations/queries.server.ts';
import { reviewOrganisation } from '#app/services/organisations/review-organisation.server.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { ProofBoxes } from '#app/ui/organisation/proof-boxes.tsx';
import { Rechecks } from '#app/ui/organisation/rechecks.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '机构认证审核 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const [waiting, rechecks] = await Promise.all([listWaitingOrganisations(ctx), listRechecks(ctx)]);
    return { waiting, rechecks };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    verify: deed(VerifyInput, holdsAtPlatform('reviewer'), async (ctx, { orgId, proofs }) => {
      await reviewOrganisation(ctx, orgId, { event: 'verify', proofs });
      return redirect('/desk/reviews');
    }),
    recheck: deed(VerifyInput, holdsAtPlatform('reviewer'), async (ctx, { orgId, proofs }) => {
      await reviewOrganisation(ctx, orgId, { event: 'recheck', proofs });
      return redirect('/desk/reviews#rechecks');
    }),
    return: deed(ReturnInput, holdsAtPlatform('reviewer'), async (ctx, { orgId, note }) => {
      await reviewOrganisation(ctx, orgId, { event: 'return', note });
      return redirect('/desk/reviews');
    }),
  });

export default function Reviews() {
  const { waiting, rechecks } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <PageTitle>机构认证审核</PageTitle>
      {waiting.length === 0 && <EmptyState title="没有待审的机构">机构提交证照后，按先后排在这里。</EmptyState>}
      <ul className="grid gap-4">
        {waiting.map((organisation) => {
          const mine = reply?.values.orgId === organisation.id ? reply : undefined;
          return (
            <li key={organisation.id} className="rounded-lg border border-line bg-card p-5">
              <h2 className="text-lg font-bold">{organisation.name}</h2>
              {organisation.pendingName !== null && (
                <p>
                  申请改名为 <b>{organisation.pendingName}</b>，通过后启用新名称
                </p>
              )}
              <p className="text-sm text-ink-soft">
                {organisationKindLabels[organisation.kind]} · <span className="tabular-nums">{organisation.uscc}</span>
                {stateWords(organisation)}
              </p>
              <ul className="my-3 text-sm">
                {organisation.papers.map((paper) => (
                  <li key={paper.id}>
                    <a href={`/files/${paper.id}`} className="link-quiet inline-flex min-h-11 items-center">
                      {paper.name}
                    </a>
                  </li>
                ))}
              </ul>
              <ErrorSummary errors={mine?.errors} scope={organisation.id} />
              <div className="flex flex-wrap items-end gap-6">
                <IntentForm intent="verify" className="grid gap-3">
                  <input type="hidden" name="orgId" value={organisation.id} />
                  <ProofBoxes kind={organisation.kind} scope={organisation.id} error={mine?.errors.proofs} />
                  <SubmitButton>证照相符，通过认证</SubmitButton>
                </IntentForm>
                <IntentForm intent="return" className="flex flex-wrap items-end gap-3">
                  <input type="hidden" name="orgId" value={organisation.id} />
                  <Field name="note" label="要补正什么" scope={organisation.id} error={mine?.errors.note}>
                    {(control) => <TextInput {...control} />}
                  </Field>
                  <SubmitButton look="secondary">退回补正</SubmitButton>
                </IntentForm>
              </div>
            </li>
          );
        })}
      </ul>
      <Rechecks rows={rechecks} reply={reply?.intent === 'recheck' ? reply : undefined} />
    </>
  );
}

/** What it says of itself where that decides about publicity or the filing of what it assigns. */
const stateWords = (unit: { readonly kind: OrganisationKind; readonly isStateEstablished: boolean }): string => {
  if (unit.kind === 'enterprise') return unit.isStateEstablished ? ' · 登记为国有企业' : '';
  if (!hasSettings(unit)) return '';
  return unit.isStateEstablished ? ' · 国家设立' : ' · 登记为非国家设立';
};
