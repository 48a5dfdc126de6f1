import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { holdsAtPlatform } from '#app/domain/access.ts';
import { formatInstant } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { matchFactors } from '#app/domain/match-fit.ts';
import { ApplyWeightsInput, TryWeightsInput } from '#app/domain/match-weights-input.ts';
import { formatPpm } from '#app/domain/money.ts';
import { applyWeights } from '#app/services/matches/apply-weights.server.ts';
import { listWeightVersions, namesOfPairs } from '#app/services/matches/report-queries.server.ts';
import { findTrial, tryWeights } from '#app/services/matches/try-weights.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormActions } from '#app/ui/form-actions.tsx';
import { IntentForm } from '#app/ui/intent-form.tsx';
import { factorNames } from '#app/ui/match-words.ts';
import { PageTitle } from '#app/ui/page-title.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { SubmitButton } from '#app/ui/submit-button.tsx';
import { Table } from '#app/ui/table.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { WeightsReplayView } from '#app/ui/weights-replay-view.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { isUuid } from '#app/web/params.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '匹配权重 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const versions = await listWeightVersions(ctx);
    const [current] = versions;
    if (current === undefined) throw new AppError('not_found');
    const asked = new URL(args.request.url).searchParams.get('trial') ?? undefined;
    const trial = isUuid(asked) ? await findTrial(ctx, asked) : null;
    const names = await namesOfPairs(ctx, trial?.replay?.moved ?? []);
    return {
      versions: versions.map((row) => ({ ...row, at: row.appliedAt === null ? '' : formatInstant(row.appliedAt) })),
      current: current.weights,
      currentVersion: current.version,
      trial: trial?.replay
        ? {
            id: trial.id,
            weights: trial.weights,
            note: trial.note,
            replay: trial.replay,
            isOpen: trial.version === null && trial.baseVersion === current.version,
          }
        : null,
      names: Object.fromEntries(names),
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    try: deed(TryWeightsInput, holdsAtPlatform('admin'), async (ctx, input) => {
      const trial = await tryWeights(ctx, input);
      return redirect(`/desk/matches/weights?trial=${trial.id}#replay`);
    }),
    apply: deed(ApplyWeightsInput, holdsAtPlatform('admin'), async (ctx, input) => {
      await applyWeights(ctx, input);
      return redirect('/desk/matches/weights');
    }),
  });

export default function Weights() {
  const { current, currentVersion, trial, names, versions } = useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '匹配', to: '/desk/matches' },
          { label: '匹配效果', to: '/desk/matches/report' },
          { label: '匹配权重' },
        ]}
      />
      <PageTitle meta={`现行第 ${currentVersion ?? 1} 版。改动先在以往的答复上重放，看过前后对比才能启用。`}>
        匹配权重
      </PageTitle>
      <div className="grid gap-8">
        <Proposal />
        {trial !== null && (
          <section id="replay">
            <SectionHead look="plain">在以往的答复上重放</SectionHead>
            <WeightsReplayView trial={trial} current={current} names={names} />
          </section>
        )}
        <section>
          <SectionHead look="plain">各版权重</SectionHead>
          <Table
            caption="各版权重"
            columns={[
              { key: 'version', head: '版', phone: 'title', cell: (row) => `第 ${row.version ?? 0} 版` },
              ...matchFactors.map((factor) => ({
                key: factor,
                head: factorNames[factor],
                align: 'right' as const,
                cell: (row: (typeof versions)[number]) => formatPpm(row.weights.factors[factor]),
              })),
              { key: 'reach', head: '合适度幅度', align: 'right', cell: (row) => formatPpm(row.weights.fitReach) },
              {
                key: 'why',
                head: '为什么',
                phone: 'note',
                cell: (row) => (row.version === 1 ? '初始权重' : `${row.note}（${row.appliedBy ?? ''} ${row.at}）`),
              },
            ]}
            rows={versions}
            rowKey={(row) => row.id}
          />
        </section>
      </div>
    </>
  );
}

/** The weights in force as a form: shares that sum to 100 %, and how far the fit may move a text. */
function Proposal() {
  const { current, trial } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { '': whole, ...errors } = reply?.errors ?? {};
  const shown = trial?.weights ?? current;
  const value = (name: string, ppm: number) =>
    typeof reply?.values[name] === 'string' ? reply.values[name] : formatPpm(ppm).replace('%', '');
  return (
    <IntentForm intent="try" className="grid max-w-form gap-5" key={trial?.id ?? 'current'}>
      <ErrorSummary errors={errors} message={whole?.[0]} />
      <div className="grid items-end gap-x-6 gap-y-4 sm:grid-cols-3">
        {matchFactors.map((factor) => (
          <Field key={factor} name={factor} label={`${factorNames[factor]}（%）`} error={errors[factor]}>
            {(control) => (
              <TextInput {...control} inputMode="decimal" defaultValue={value(factor, shown.factors[factor])} />
            )}
          </Field>
        ))}
      </div>
      <Field
        name="fitReach"
        label="合适度最多能让得分差多少（%）"
        why="得分是文字相符程度乘以合适度的作用；幅度越大，条件越能改变名次。最多 50%。"
        error={errors.fitReach}
      >
        {(control) => <TextInput {...control} inputMode="decimal" defaultValue={value('fitReach', shown.fitReach)} />}
      </Field>
      <Field name="note" label="为什么改" error={errors.note}>
        {(control) => (
          <TextInput
            {...control}
            maxLength={200}
            defaultValue={typeof reply?.values.note === 'string' ? reply.values.note : (trial?.note ?? '')}
          />
        )}
      </Field>
      <FormActions note="重放不改变任何人看到的匹配。">
        <SubmitButton intent="try" pendingText="正在重放…">
          重放，看前后对比
        </SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
