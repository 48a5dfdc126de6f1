import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { changedSums } from '#app/domain/changed-sums.ts';
import {
  assignedComposerForm,
  composerForm,
  resultComposerForm,
  startComposerForm,
} from '#app/domain/composer-form.ts';
import { publicityOutlook } from '#app/domain/composer-publicity.ts';
import { prefilledAfterSale, prefilledSteps } from '#app/domain/composer-steps.ts';
import { rightKey } from '#app/domain/contract-rights.ts';
import { burdensSale } from '#app/domain/listing-end.ts';
import { dayOf } from '#app/domain/days.ts';
import { startWords } from '#app/domain/offered-start.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import { clauseDifferences } from '#app/services/contracts/clause-differences.server.ts';
import { draftConflicts } from '#app/services/contracts/draft-conflicts.server.ts';
import { composerPage } from '#app/services/contracts/composer-queries.server.ts';
import { counterContract } from '#app/services/contracts/counter-contract.server.ts';
import { proposeContract } from '#app/services/contracts/propose-contract.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { refusesToSend } from '#app/ui/contracts/conflict-notices.tsx';
import { Composer } from '#app/ui/contracts/composer.tsx';
import { ComposerClosed, ComposerNotices, SendTerms } from '#app/ui/contracts/composer-notices.tsx';
import { ComposerOutlook, ContractPreview } from '#app/ui/contracts/composer-preview.tsx';
import { ComposerReview } from '#app/ui/contracts/composer-review.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PartyName } from '#app/ui/party-name.tsx';
import { answerComposer, type ComposerReply, composerView } from '#app/web/composer-desk.server.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data: found }) => [
  { title: `${found?.contract ? '修改合同条款' : '提出合同'} · 成果通` },
];

/** The desk of this deal: its draft, the version that it would change, and what a new one begins with. */
async function deskOf(ctx: ActorContext, dealId: string) {
  const { terms, price, offer, defaults, rights, payee, ...found } = await composerPage(ctx, dealId);
  const { result } = found.publicity;
  const firstForm = result
    ? resultComposerForm(result, defaults)
    : offer.isAssigned
      ? assignedComposerForm(price, defaults)
      : startComposerForm(price, defaults);
  const words = terms === null && result === null && !offer.isAssigned ? startWords(price, offer.note) : null;
  return {
    found: { ...found, begins: words && { ...words, isListed: offer.isListed } },
    desk: {
      dealId,
      baseVersionN: found.contract?.versionN ?? null,
      base: terms,
      draft: found.draft,
      // A first proposal names all live rights until somebody chooses among them.
      start: terms ? composerForm(terms) : { ...firstForm, rights: rights.map(rightKey) },
      rights,
      payee,
      path: `/desk/deals/${dealId}/contract`,
    },
  };
}

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const { found, desk } = await deskOf(ctx, rowId(args.params));
    const { base } = desk;
    const today = dayOf(ctx.now());
    const { publicity, ...shown } = found;
    const view = composerView(desk, {
      request: args.request,
      today,
      subjectOf: (kind, terms) => ({ ...found.subject, signsOn: publicityOutlook(publicity, kind, terms).signsOn }),
    });
    const { licensor, licensee, achievement: subject } = found;
    const clauses =
      base && view.preview ? clauseDifferences(base, view.preview.terms, { licensor, licensee, subject }) : null;
    const sums = base && view.preview ? changedSums(base, view.preview.terms) : [];
    const outlook = publicityOutlook(publicity, view.kind, view.preview?.terms ?? null);
    const conflicts = view.preview
      ? await draftConflicts(ctx, { ...publicity.parties, id: found.contract?.id }, view.preview.terms)
      : [];
    // Before there are terms to judge by, all of it waits.
    const sales = found.sales.map(({ modes, says }) => ({
      says,
      isInTheWay: view.preview === null || burdensSale(view.preview.terms, null, modes),
    }));
    const fresh =
      found.resultNotice === null
        ? prefilledSteps(view.form, desk.start, found.begins?.isListed ?? null)
        : prefilledAfterSale(view.form, desk.start);
    const prefilled = base === null ? fresh : {};
    return { ...shown, ...view, prefilled, sales, outlook, conflicts, clauses, sums, formKey: crypto.randomUUID() };
  });
}

export async function action(args: ActionFunctionArgs) {
  const ctx = await actorContextFor(args);
  const dealId = rowId(args.params);
  const { found, desk } = await page(() => deskOf(ctx, dealId));
  return answerComposer(ctx, args.request, desk, async ({ terms, form, sent }) => {
    const { contract } = found;
    const { reasons } = form;
    const { id } = contract
      ? await counterContract(ctx, {
          contractId: contract.id,
          versionN: Number(sent.get('versionN')),
          terms,
          reasons,
        })
      : await proposeContract(ctx, { dealId, terms, key: rowId({ id: String(sent.get('key')) }) });
    return `/desk/contracts/${id}`;
  });
}

export default function ComposeContract() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<ComposerReply>();
  const { deal, contract, achievement, licensor, licensee, step, kind } = found;
  const form = reply?.form ?? found.form;
  const errors = reply?.form ? reply.errors : found.errors;
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
            <PartyName org={licensor} /> 与 <PartyName org={licensee} />
          </>
        }
      >
        {contract ? `修改合同条款，提出第 ${contract.versionN + 1} 版` : '提出合同'}
      </PageTitle>
      {found.isOpen ? (
        <>
          <ComposerNotices {...found} />
          <Composer
            {...found}
            replaces={reply?.replaces ?? ''}
            form={form}
            errors={errors}
            guide={found.subject.guide}
            hidden={contract ? { key: found.formKey, versionN: String(contract.versionN) } : { key: found.formKey }}
            review={
              <ComposerReview
                kind={kind}
                form={form}
                errors={errors}
                steps={found.steps}
                clauses={found.clauses}
                sums={found.sums}
                isRefused={found.conflicts.some(refusesToSend)}
                // A draft that was called back may go out once more as it is.
                unchanged={
                  contract && contract.state !== 'draft'
                    ? '条款和现在这一版一样：同意就在合同页确认，不用再发一版。'
                    : null
                }
              >
                <SendTerms
                  label={contract ? `把第 ${contract.versionN + 1} 版发给对方` : '发给对方'}
                  note="发给对方后，对方可以逐条接受、修改或者不谈；双方同意以前都能改。"
                  hasDraft={found.draft !== null}
                />
              </ComposerReview>
            }
            preview={
              <ContractPreview
                step={step}
                preview={found.preview}
                parties={{ licensor, licensee, subject: achievement }}
              />
            }
          />
          <ComposerOutlook key={step} {...found} />
        </>
      ) : (
        <ComposerClosed deal={deal} contract={contract} />
      )}
    </>
  );
}
