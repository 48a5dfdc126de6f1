import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { codeLabel } from '#app/domain/code-list.ts';
import { mayKeepTalent } from '#app/domain/talent-access.ts';
import { KeyUnitsInput, UnitInput } from '#app/domain/talent-input.ts';
import { addKeyUnits, removeKeyUnit } from '#app/services/key-units/key-units.server.ts';
import { listCoverage } from '#app/services/key-units/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { ChoiceChip } from '#app/ui/chip.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { CoverageTable } from '#app/ui/talent/coverage-table.tsx';
import { KeyUnitsForm } from '#app/ui/talent/key-units-form.tsx';
import { TalentNav } from '#app/ui/talent/talent-nav.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction = () => [{ title: '重点创新主体覆盖 · 成果通' }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    const onlyOpen = new URL(args.request.url).searchParams.get('show') === 'uncovered';
    const [all, lists] = await Promise.all([listCoverage(ctx), codeLists(ctx)]);
    const rows = all.map((row) => ({ ...row, region: codeLabel(lists, 'region', row.regionCode) }));
    const covered = rows.filter(({ by }) => by.length > 0).length;
    return { rows: onlyOpen ? rows.filter(({ by }) => by.length === 0) : rows, total: rows.length, covered, onlyOpen };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const here = redirect('/desk/talent/coverage');
  return handleForm(args, {
    add: deed(KeyUnitsInput, mayKeepTalent, async (ctx, { lines }) => {
      await addKeyUnits(ctx, lines);
      return here;
    }),
    remove: deed(UnitInput, mayKeepTalent, async (ctx, input) => {
      await removeKeyUnit(ctx, input);
      return here;
    }),
  });
};

export default function Coverage() {
  const { rows, total, covered, onlyOpen } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const share = total === 0 ? '—' : `${Math.floor((covered / total) * 1000) / 10}%`;
  return (
    <>
      <PageTitle
        meta="单位长期委托了技术经纪人，或者确认有人服务，而且那人的证书有效，才算覆盖。"
        actions={
          <ButtonLink to="/desk/talent/coverage/export?as=xlsx" reloadDocument>
            导出
          </ButtonLink>
        }
      >
        重点创新主体覆盖
      </PageTitle>
      <TalentNav here="/desk/talent/coverage" />
      <FigureRow
        figures={[
          { label: '重点创新主体', value: `${total} 家` },
          { label: '已覆盖', value: `${covered} 家` },
          { label: '未覆盖', value: `${total - covered} 家` },
          { label: '覆盖率', value: share, note: '目标：全覆盖' },
        ]}
      />
      <nav aria-label="看哪些" className="my-4 flex flex-wrap gap-2">
        <ChoiceChip to="/desk/talent/coverage" current={!onlyOpen} count={total}>
          全部
        </ChoiceChip>
        <ChoiceChip to="/desk/talent/coverage?show=uncovered" current={onlyOpen} count={total - covered}>
          未覆盖
        </ChoiceChip>
      </nav>
      {rows.length === 0 ? (
        <EmptyState title={total === 0 ? '还没有名单' : '全部覆盖了'}>
          {total === 0 ? '在下面贴上本辖区的重点创新主体，一行一家。' : '名单里每一家都有技术经纪人。'}
        </EmptyState>
      ) : (
        <CoverageTable rows={rows} />
      )}
      <KeyUnitsForm reply={reply?.intent === 'add' ? reply : undefined} />
    </>
  );
}
