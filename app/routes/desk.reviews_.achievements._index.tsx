import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { codeLabel } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { RetryImport } from '#app/domain/import-input.ts';
import { BatchReview, ReviewImported } from '#app/domain/review-input.ts';
import { waitingAge, workTabs } from '#app/domain/review.ts';
import { mayReview, mayReviewRegistration } from '#app/domain/review-access.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { mayRetryImport, retryImport } from '#app/services/imports/retry-import.server.ts';
import { listCorrectionsToReview } from '#app/services/corrections/queries.server.ts';
import { listReviewWork, type WorkRow, workPageSize } from '#app/services/reviews/queries.server.ts';
import { importedSample } from '#app/services/reviews/imported-sample.server.ts';
import { listImportedWork, listImportReviews } from '#app/services/reviews/imported-work-queries.server.ts';
import { mayReviewImported, reviewImported } from '#app/services/reviews/review-imported.server.ts';
import { findDecided } from '#app/services/reviews/find-decided.server.ts';
import { reviewMany } from '#app/services/reviews/review-many.server.ts';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { BatchOutcome } from '#app/ui/reviews/batch-outcome.tsx';
import { DecidedNotice } from '#app/ui/reviews/decided-notice.tsx';
import { ImportedDecision } from '#app/ui/reviews/imported-decision.tsx';
import { ImportedWork } from '#app/ui/reviews/imported-work.tsx';
import { ReviewWork } from '#app/ui/reviews/review-work.tsx';
import { CorrectionWork } from '#app/ui/reviews/correction-work.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { countIn, isUuid, pageOf } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '成果审核 · 成果通' }];

const tabWords = { waiting: '待审核', returned: '已退回', registered: '已登记' } as const;
const path = '/desk/reviews/achievements';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const params = new URL(args.request.url).searchParams;
    const isAuthority = mayReviewRegistration(ctx.actor);
    const tab = (isAuthority && workTabs.find((word) => word === params.get('tab'))) || 'waiting';
    const at = pageOf(params);
    const asked = params.get('import') ?? undefined;
    const importId = isUuid(asked) ? asked : null;
    const just = params.get('decided') ?? undefined;
    const [{ rows, total }, lists, corrections, waiting, reviews, decided] = await Promise.all([
      listReviewWork(ctx, { tab, page: at, importId }),
      codeLists(ctx),
      listCorrectionsToReview(ctx),
      listImportedWork(ctx),
      isAuthority ? [] : listImportReviews(ctx, importId),
      isUuid(just) ? findDecided(ctx, just) : null,
    ]);
    const imported = importId === null ? waiting : waiting.filter((each) => each.importId === importId);
    const today = dayOf(ctx.now());
    const samples =
      importId === null ? [] : await Promise.all(imported.map(({ event }) => importedSample(ctx, importId, event)));
    // What the sample shows in full is not listed below once more.
    const shown = samples.flatMap((each) => (each.sample.length === each.rows - each.updates ? each.sample : []));
    const others = rows.filter(({ id }) => !shown.some((each) => each.id === id));
    return {
      rows: others.map((row) => ({
        ...row,
        region: codeLabel(lists, 'region', row.regionCode),
        age: waitingAge(dayOf(row.since), today),
      })),
      corrections: importId === null ? corrections : [],
      imported,
      samples,
      // Of one import the last decision, as it goes or went; else all that are under way.
      reviews: importId === null ? reviews : reviews.slice(0, 1),
      now: ctx.now(),
      importId,
      total: total - (rows.length - others.length),
      tab,
      tabs: workTabs,
      page: at,
      pageSize: workPageSize,
      isAuthority,
      outcome: outcomeIn(params, rows),
      decided,
    };
  });
}

/** What a batch came to: what it left and still waits here is named. */
function outcomeIn(params: URLSearchParams, rows: readonly WorkRow[]) {
  if (!params.has('done')) return null;
  const left = params.getAll('left');
  const waiting = rows.filter(({ id, isMine }) => isMine && left.includes(id)).map(({ id, name }) => ({ id, name }));
  return {
    done: countIn(params, 'done'),
    waiting,
    own: countIn(params, 'own'),
    others: left.length - waiting.length + countIn(params, 'others'),
  };
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    imported: deed(ReviewImported, mayReviewImported, async (ctx, input) => {
      await reviewImported(ctx, input);
      return redirect(`${path}?import=${input.importId}`);
    }),
    retry: deed(RetryImport, mayRetryImport, async (ctx, { importId }) => {
      if (importId === undefined) throw new AppError('not_found');
      const again = (await retryImport(ctx, { id: importId })) ? 'begun' : 'runs';
      return redirect(`${path}?import=${importId}&again=${again}`);
    }),
    batch: deed(BatchReview, mayReview, async (ctx, input) => {
      const { done, left } = await reviewMany(ctx, input);
      const kept = new URLSearchParams({ page: String(pageOf(new URL(args.request.url).searchParams)) });
      const others = left.filter(({ why }) => why !== 'own');
      for (const { id } of others.slice(0, 50)) kept.append('left', id);
      const counts = `done=${done}&own=${left.length - others.length}&others=${Math.max(0, others.length - 50)}`;
      return redirect(`${path}?${kept}&${counts}`);
    }),
  });

export default function ReviewWorkList() {
  const {
    rows,
    corrections,
    imported,
    samples,
    reviews,
    now,
    importId,
    total,
    tab,
    tabs,
    page: at,
    pageSize,
    isAuthority,
    outcome,
    decided,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isBusy = reviews.some(({ state }) => state === 'running');
  useRefresh(isBusy ? 500 : null);
  // The rows of a file that is let go as a whole are read one by one and decided on together, above.
  const isReleased = importId !== null && imported.some(({ event }) => event === 'release');
  return (
    <>
      <PageTitle
        meta={
          isAuthority
            ? '汇交不等于登记：逐级审核通过、编了批准登记号的才是已登记成果。'
            : '先保密审查，再单位审批；等得最久的排在前面。'
        }
      >
        成果审核
      </PageTitle>
      {outcome !== null && <BatchOutcome {...outcome} />}
      {decided !== null && <DecidedNotice {...decided} />}
      {isAuthority && (
        <nav aria-label="按状态看" className="mb-4 flex flex-wrap gap-2">
          {tabs.map((word) => (
            <ChoiceChip key={word} to={`${path}?tab=${word}`} current={word === tab}>
              {tabWords[word]}
            </ChoiceChip>
          ))}
        </nav>
      )}
      {isBusy && (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      )}
      {imported.length + reviews.length > 0 && (
        <ImportedWork
          {...{ imported, reviews, now }}
          renderForm={
            importId === null
              ? undefined
              : (line) => {
                  const sample = samples[imported.indexOf(line)];
                  return sample && <ImportedDecision {...{ line, sample, reply }} />;
                }
          }
        />
      )}
      {corrections.length > 0 && <CorrectionWork corrections={corrections} />}
      {rows.length === 0 && imported.length + reviews.length > 0 ? null : rows.length === 0 ? (
        <EmptyState title={tab === 'waiting' ? '没有待审的成果' : '这里还是空的'}>
          {isAuthority ? '单位申请登记后，轮到本级审核的按先后排在这里。' : '本单位的成果送审后，按先后排在这里。'}
        </EmptyState>
      ) : (
        <ReviewWork
          rows={rows}
          tab={tab}
          isDecidable={tab === 'waiting' && !isReleased && !isBusy}
          reply={reply?.intent === 'batch' ? reply : undefined}
        />
      )}
      <Pagination
        page={at}
        pageSize={pageSize}
        total={total}
        hrefFor={(n) =>
          `${path}?${new URLSearchParams({ tab, page: String(n), ...(importId !== null && { import: importId }) })}`
        }
      />
    </>
  );
}
