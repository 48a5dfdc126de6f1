import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { NoInput } from '#app/domain/form-input.ts';
import { hasRole, holds } from '#app/domain/access.ts';
import { ChooseRow, ConfirmImport, MapImport, mostColumns, RetryImport, UndoImport } from '#app/domain/import-input.ts';
import { wholeKeys } from '#app/domain/import-mapping.ts';
import { busyImportStates, importMachine, importRowStates, importStatesWithRows } from '#app/domain/import.ts';
import { allowed, labelOf } from '#app/domain/machine.ts';
import { cancelImport } from '#app/services/imports/cancel-import.server.ts';
import { chainImport } from '#app/services/imports/chain-import.server.ts';
import { chooseRow } from '#app/services/imports/choose-row.server.ts';
import { confirmImport } from '#app/services/imports/confirm-import.server.ts';
import { mapImport } from '#app/services/imports/map-import.server.ts';
import { getImport } from '#app/services/imports/queries.server.ts';
import { mayRetryImport, retryImport } from '#app/services/imports/retry-import.server.ts';
import { undoImport } from '#app/services/imports/undo-import.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ImportRows } from '#app/ui/imports/import-rows.tsx';
import { ImportStage } from '#app/ui/imports/import-stage.tsx';
import { importTone } from '#app/ui/imports/import-tone.ts';
import { PageTitle } from '#app/ui/page-title.tsx';
import { StateMark } from '#app/ui/state-mark.tsx';
import { useRefresh } from '#app/ui/use-refresh.ts';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { pageOf } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `导入 ${data?.file?.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const id = rowId(args.params);
    const params = new URL(args.request.url).searchParams;
    const state = importRowStates.find((word) => word === params.get('state')) ?? null;
    const at = pageOf(params);
    const found = await getImport(ctx, { id, state, page: Math.max(1, at) });
    return {
      ...found,
      state,
      page: Math.max(1, at),
      now: ctx.now(),
      isReviewer: hasRole(ctx.actor, 'secrecy'),
      isNamed: found.row.reviewedBy === ctx.actor.userId,
      deeds: allowed(importMachine, found.row.state, ctx.actor.org?.roles ?? []),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const id = await page(async () => rowId(args.params));
  return handleForm(args, {
    confirm: deed(ConfirmImport, holds('officer'), async (ctx, { onDuplicate, review, reviewedBy }) => {
      await confirmImport(ctx, {
        id,
        hasCommitted: true,
        onDuplicate,
        ...(review === 'named' && { reviewedBy }),
      });
      return redirect(`/desk/imports/${id}`);
    }),
    choose: deed(ChooseRow, holds('officer'), async (ctx, input) => {
      await chooseRow(ctx, { ...input, id });
      return redirect(`/desk/imports/${id}?state=duplicate`);
    }),
    map: deed(MapImport, holds('officer', 'secrecy'), async (ctx, input) => {
      const fields: Readonly<Record<string, string | undefined>> = input;
      const keys = Array.from({ length: mostColumns }, (_, at) => fields[`col_${at}`] ?? '');
      const whole = Object.fromEntries(wholeKeys.map((key) => [key, fields[`all_${key}`] ?? '']));
      await mapImport(ctx, { id, keys, whole, name: input.name });
      return redirect(`/desk/imports/${id}`);
    }),
    chain: deed(NoInput, holds('officer', 'secrecy'), async (ctx) => {
      await chainImport(ctx, { id });
      return redirect(`/desk/imports/${id}`);
    }),
    undo: deed(UndoImport, holds('officer', 'secrecy'), async (ctx) => {
      await undoImport(ctx, { id });
      return redirect(`/desk/imports/${id}`);
    }),
    retry: deed(RetryImport, mayRetryImport, async (ctx) => {
      const again = (await retryImport(ctx, { id })) ? 'begun' : 'runs';
      return redirect(`/desk/imports/${id}?again=${again}`);
    }),
    cancel: deed(NoInput, async (ctx) => {
      await cancelImport(ctx, { id });
      return redirect(`/desk/imports/${id}`);
    }),
  });
};

export default function Import() {
  const {
    row,
    rows,
    file,
    state,
    page: at,
    shown,
    counts,
    deeds,
    reviewers,
    reviewer,
    isSearchable,
    review,
    held,
    isErased,
    isReviewer,
    isNamed,
    merges,
    hidden,
    left,
    now,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const isBusy = busyImportStates.includes(row.state);
  useRefresh(isBusy ? 500 : isSearchable ? null : 2_000);
  return (
    <>
      {isBusy && (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      )}
      <PageTitle
        marks={
          <StateMark tone={importTone[row.state]} boxed>
            {labelOf(importMachine, row.state)}
          </StateMark>
        }
        actions={<ButtonLink to="/desk/imports">返回导入记录</ButtonLink>}
      >
        {file?.name ?? '导入'}
      </PageTitle>
      <ImportStage
        {...{
          row,
          deeds,
          reply,
          reviewers,
          reviewer,
          isSearchable,
          review,
          held,
          isErased,
          isReviewer,
          isNamed,
          merges,
          hidden,
          left,
          now,
        }}
      />
      {importStatesWithRows.includes(row.state) && (
        <ImportRows {...{ row, deeds, rows, state, shown, counts, isErased }} page={at} />
      )}
    </>
  );
}
