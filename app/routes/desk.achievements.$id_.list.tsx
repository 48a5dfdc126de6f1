import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { isVague, vagueMark } from '#app/domain/advantage.ts';
import { AppError } from '#app/domain/errors.ts';
import { listingDeeds } from '#app/domain/listing.ts';
import { listingInput } from '#app/domain/listing-input.ts';
import { valuesOfRecord, valuesOfTerms } from '#app/domain/listing-terms.ts';
import { getOwnAchievement } from '#app/services/achievements/queries.server.ts';
import { achievementOptions } from '#app/services/achievements/form-options.server.ts';
import { changeTerms } from '#app/services/listings/change-terms.server.ts';
import { lastTermsOf } from '#app/services/listings/last-terms.server.ts';
import { listAchievement } from '#app/services/listings/list-achievement.server.ts';
import { bindingContractOf } from '#app/services/listings/binding-contract.server.ts';
import { mayList } from '#app/services/listings/own-listing.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { noticeDaysOf } from '#app/services/reference/rule-values.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { ListingForm } from '#app/ui/listings/listing-form.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { actorContextFor } from '#app/web/context-for-request.server.ts';
import { handleForm, judgedDeed } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { rowId } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `挂牌：${data?.row.name ?? ''} · 成果通` }];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await actorContextFor(args);
  return page(async () => {
    if (!mayList(ctx.actor)) throw new AppError('forbidden');
    const { row, version } = await getOwnAchievement(ctx, rowId(args.params));
    const [lists, live, publicityDays, binding, last] = await Promise.all([
      codeLists(ctx),
      findLiveListing(ctx, row.id),
      noticeDaysOf(ctx, row.orgId),
      bindingContractOf(ctx, row.id),
      lastTermsOf(ctx, row.id),
    ]);
    return {
      row,
      modes: achievementOptions(lists).fields.transferModes ?? [],
      values: last === null ? valuesOfRecord(version.data) : valuesOfTerms(last),
      wasListed: last !== null,
      isVague: isVague(version.data.advantages),
      publicityDays,
      binding,
      isOpen: row.state === 'published' && live === null,
      isChange: row.state === 'published' && live !== null && listingDeeds(live.state).confirm,
    };
  });
}

export const action = (args: ActionFunctionArgs) =>
  handleForm(args, {
    list: judgedDeed(
      mayList,
      async (ctx) => listingInput((await getOwnAchievement(ctx, rowId(args.params))).trl.level),
      async (ctx, terms) => {
        const id = rowId(args.params);
        await listAchievement(ctx, { id, terms });
        return redirect(`/desk/achievements/${id}?done=list`);
      },
    ),
    change: judgedDeed(
      mayList,
      async (ctx) => listingInput((await getOwnAchievement(ctx, rowId(args.params))).version.data.trl),
      async (ctx, terms) => {
        const row = await changeTerms(ctx, { id: rowId(args.params), terms });
        return redirect(`/desk/listings?changed=${row.id}`);
      },
    ),
  });

export default function ListAchievement() {
  const {
    row,
    modes,
    values,
    wasListed,
    isVague: isMarked,
    publicityDays,
    binding,
    isOpen,
    isChange,
  } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '成果', to: '/desk/achievements' },
          { label: row.no, to: `/desk/achievements/${row.id}` },
          { label: '挂牌' },
        ]}
      />
      <PageTitle meta={row.name}>{isChange ? '改挂牌条件' : '平台挂牌'}</PageTitle>
      {isMarked && (
        <div className="mb-6 max-w-form">
          <Notice kind="attention" title="还没有可比的指标">
            企业最先看“比现有技术好多少”。没有一项和替代技术的对比数字，成果页会标为“{vagueMark}
            ”。可以照样挂牌，建议先补上。
          </Notice>
        </div>
      )}
      {isOpen && binding !== null && (
        <div className="mb-6 max-w-form">
          <Notice kind="attention" title={binding === 'transfer' ? '这项成果已经转让' : '独占许可合同还在履行'}>
            {binding === 'transfer'
              ? '转让合同解除以后才能重新挂牌。'
              : '独占许可的范围内不能再许可别人。只有范围以外还有可以交易的权利时才重新挂牌，并在价格里写明。'}
          </Notice>
        </div>
      )}
      {!isChange && wasListed && (
        <p className="mb-6 max-w-form text-ink-soft">已按上一次挂牌的条件填好，核对以后提交。</p>
      )}
      {isChange && (
        <p className="mb-6 max-w-form text-ink-soft">
          改价格、定价方式、先用后付或者增加合作方式的，协议定价从明天起重新公示；只减少合作方式、改试用期限和付款条件的，不重新公示。原来的条件留存备查。
        </p>
      )}
      {isOpen || isChange ? (
        <ListingForm
          isChange={isChange}
          publicityDays={publicityDays}
          modes={modes}
          values={reply?.values ?? values}
          errors={reply?.errors ?? {}}
        />
      ) : (
        <Notice
          title={row.state === 'published' ? '挂牌有异议没有答复，暂时不能改' : '发布以后才能挂牌'}
          actions={
            row.state === 'published' ? (
              <>
                <ButtonLink to="/desk/listings">确认、撤牌</ButtonLink>
                <ButtonLink look="quiet" to={`/achievements/${row.no}#notice`}>
                  看公开页面
                </ButtonLink>
              </>
            ) : (
              <ButtonLink to={`/desk/achievements/${row.id}`}>回到成果</ButtonLink>
            )
          }
        >
          {row.state === 'published' && '条件要改，先撤牌，再按新条件挂牌。'}
        </Notice>
      )}
    </>
  );
}
