import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { readChange } from '#app/domain/amendment-input.ts';
import {
  amendmentLocks,
  amendmentSteps,
  holdLocked,
  lockedParts,
  warningsWithin,
} from '#app/domain/amendment-locks.ts';
import { type AmendmentFault, amendmentFault, waitFault } from '#app/domain/amendment-rules.ts';
import { changedSums } from '#app/domain/changed-sums.ts';
import { changedArticles } from '#app/domain/changed-articles.ts';
import { type ComposerForm, composerForm } from '#app/domain/composer-form.ts';
import { stepOfClause } from '#app/domain/composer-steps.ts';
import { describeTerms } from '#app/domain/contract-text.ts';
import type { PayLaterTerms } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { plainTerms } from '#app/domain/plain-terms.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { amendPage, changeOutlook } from '#app/services/contracts/amend-queries.server.ts';
import { clauseDifferences } from '#app/services/contracts/clause-differences.server.ts';
import { prepareAmendment } from '#app/services/contracts/prepare-amendment.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { AmendmentFields, AmendmentNotices } from '#app/ui/contracts/amendment-fields.tsx';
import { AmendmentPreview, LockedSteps } from '#app/ui/contracts/amendment-preview.tsx';
import { Composer } from '#app/ui/contracts/composer.tsx';
import { ConflictNotices, refusesToSend } from '#app/ui/contracts/conflict-notices.tsx';
import { SendTerms } from '#app/ui/contracts/composer-notices.tsx';
import { ComposerOutlook } from '#app/ui/contracts/composer-preview.tsx';
import { ComposerReview } from '#app/ui/contracts/composer-review.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { answerComposer, type ComposerReply, composerView } from '#app/web/composer-desk.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { laterChoice } from '#app/web/later-choice.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.contract.no ?? ''} 拟变更 · 成果通` },
];

/** The desk of a change: what is signed is what it starts from. */
async function deskOf(ctx: ActorContext, contractId: string) {
  const found = await amendPage(ctx, contractId);
  const { contract, baseVersionN, draft, terms, fixed, rights, payee } = found;
  const path = `/desk/contracts/${contractId}/amend`;
  const start = composerForm(terms);
  const locks = amendmentLocks(terms, fixed);
  const held = { steps: amendmentSteps(terms, locks), hold: (form: ComposerForm) => holdLocked(form, start, locks) };
  return {
    found,
    locks,
    desk: { dealId: contract.dealId, baseVersionN, base: terms, draft, start, rights, payee, path, held },
  };
}

const faultOf = (fault: AmendmentFault | null | ''): Record<string, string[]> =>
  fault ? { [fault.path]: [fault.says] } : {};

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { found, desk, locks } = await deskOf(ctx, rowId(args.params));
    const { terms: base, signedArticles, licensor, licensee, achievement: subject, ...shown } = found;
    const today = dayOf(ctx.now());
    const view = composerView(desk, { request: args.request, today, subjectOf: () => found.subject });
    const parties = { licensor, licensee, subject };
    const clauses = view.preview && clauseDifferences(base, view.preview.terms, parties);
    const textOf = (terms: PayLaterTerms) => describeTerms(terms, parties);
    const { isAsked, counts, conflicts } = view.preview
      ? await changeOutlook(ctx, found.contract, base, view.preview.terms)
      : { isAsked: false, counts: 'day' as const, conflicts: [] };
    const fault = view.terms && amendmentFault(base, view.terms, found.fixed);
    const { '': _, ...faults } = faultOf(view.step === 'review' ? fault : null);
    return {
      ...shown,
      conflicts,
      licensor,
      licensee,
      achievement: subject,
      ...view,
      errors: { ...faults, ...view.errors },
      preview: view.preview && {
        ...view.preview,
        warnings: warningsWithin(desk.held.steps, locks, view.preview.warnings),
      },
      clauses,
      sums: view.preview ? changedSums(base, view.preview.terms) : [],
      change: {
        changed: (clauses ?? []).map(({ key }) => stepOfClause[key]),
        locks: locks.fields,
        later: laterChoice(base, view.form, { ...found.fixed, signedOn: found.running?.signedOn ?? today }),
      },
      articles: view.preview && changedArticles(signedArticles, textOf(plainTerms(base)), textOf(view.preview.terms)),
      locked: lockedParts(locks, view.kind),
      isAsked,
      counts,
    };
  });
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await actorContextFor(args);
  const contractId = rowId(args.params);
  const { found, desk } = await page(() => deskOf(ctx, contractId));
  const today = dayOf(ctx.now());
  const check = (form: ComposerForm, terms: PayLaterTerms | null) => {
    const { effectiveOn, errors } = readChange(form.change, today);
    return {
      ...errors,
      ...faultOf(terms && amendmentFault(found.terms, terms, found.fixed)),
      ...faultOf(terms && effectiveOn && waitFault(found.terms, terms, { effectiveOn, today })),
    };
  };
  return answerComposer(
    ctx,
    args.request,
    desk,
    async ({ terms, form: { change } }) => {
      const { effectiveOn, reason } = readChange(change, today);
      const { baseVersionN } = found;
      await prepareAmendment(ctx, { contractId, baseVersionN, terms, effectiveOn, reason });
      return `/desk/contracts/${contractId}/changes`;
    },
    check,
  );
}

export default function Amend() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<ComposerReply>();
  const { contract, achievement, licensor, licensee, step, kind } = found;
  const form = reply?.form ?? found.form;
  const errors = reply?.form ? reply.errors : found.errors;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '合同', to: '/desk/contracts' },
          { label: contract.no, to: `/desk/contracts/${contract.id}` },
          { label: '变更与解除', to: `/desk/contracts/${contract.id}/changes` },
          { label: '拟变更' },
        ]}
      />
      <PageTitle
        meta={
          <>
            {contract.title}，<PartyName org={licensor} /> 与 <PartyName org={licensee} />
          </>
        }
      >
        拟一份合同变更
      </PageTitle>
      {found.isOpen ? (
        <>
          <AmendmentNotices baseVersionN={found.baseVersionN} isStale={found.isStale}>
            <ConflictNotices conflicts={found.conflicts} deed="发出" />
            <LockedSteps locked={found.locked} />
            {found.publicity && (
              <p>
                改价款和它的付款条件、期限、许可方式、地域、领域或者标的的，要先由双方商定，再公示不少于{' '}
                {found.publicity.days} 日，期满无异议才能签署；改别的不用。
              </p>
            )}
          </AmendmentNotices>
          <Composer
            {...found}
            replaces={reply?.replaces ?? ''}
            form={form}
            errors={errors}
            guide={found.subject.guide}
            hidden={{}}
            review={
              <ComposerReview
                kind={kind}
                form={form}
                errors={errors}
                steps={found.steps}
                clauses={found.clauses}
                sums={found.sums}
                isRefused={found.conflicts.some(refusesToSend)}
                extra={<AmendmentFields form={form} errors={errors} counts={found.counts} />}
                unchanged="在前面的步骤里改了条款，这里就逐条列出改了什么，再发给本单位签署的人。"
              >
                <SendTerms
                  label={found.isAsked ? '存为待商定的变更' : '存为待签署的变更'}
                  note={
                    found.isAsked
                      ? `改动了公示过的价款、付款条件、许可范围或者标的：下一步发给对方商定，再公示不少于 ${found.publicity?.days} 日，期满才签署。`
                      : '本单位审批（如有）和签署以后才发给对方；在这以前对方看不到。'
                  }
                  hasDraft={found.draft !== null}
                />
              </ComposerReview>
            }
            preview={
              <AmendmentPreview
                baseVersionN={found.baseVersionN}
                isReview={step === 'review'}
                step={step}
                clauses={found.clauses ?? []}
                preview={found.preview}
                articles={found.articles}
                parties={{ licensor, licensee, subject: achievement }}
              />
            }
          />
          <ComposerOutlook key={step} {...found} hasScenarios={found.steps.some(({ name }) => name === 'royalty')} />
        </>
      ) : (
        <EmptyState
          title={
            found.isBusy
              ? '已有一份变更没有办完'
              : found.waiting
                ? '已签署的变更还没有到执行的日子'
                : '这份合同现在不能变更'
          }
          action={<ButtonLink to={`/desk/contracts/${contract.id}/changes`}>看变更与解除</ButtonLink>}
        >
          {found.isBusy
            ? '先发出、答复或者作废那一份，再拟新的。'
            : found.waiting
              ? `双方已签署的第 ${found.waiting.versionN} 版自 ${found.waiting.effectiveOn} 起执行，到那天以后才能再变更。`
              : '合同已经结束，或者还没有开始履行。'}
        </EmptyState>
      )}
    </>
  );
}
