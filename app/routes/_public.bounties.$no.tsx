import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { bountyKindLabels, bountyOriginLabels } from '#app/domain/bounty.ts';
import { mayPropose } from '#app/domain/bounty-access.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatWan } from '#app/domain/money.ts';
import { ObjectInput, ObjectionId } from '#app/domain/objection-input.ts';
import { bountyIdOf, objectToBounty, withdrawBountyObjection } from '#app/services/bounties/object-to-bounty.server.ts';
import { getPublicBounty } from '#app/services/bounties/public-queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { BountyMark } from '#app/ui/bounties/bounty-mark.tsx';
import { BountyNotice } from '#app/ui/bounties/bounty-notice.tsx';
import { GateList } from '#app/ui/bounties/gate-list.tsx';
import { subsidyWords } from '#app/ui/bounties/subsidy-figures.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { Clock } from '#app/ui/clock.tsx';
import { DemandSheet } from '#app/ui/demand-sheet.tsx';
import { demandWordsOf } from '#app/ui/demand-words.ts';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PhoneActionBar } from '#app/ui/phone-action-bar.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { objectingReader } from '#app/web/objecting-reader.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.bounty.data.title ?? '榜单'} · 揭榜挂帅 · 成果通` },
  { name: 'description', content: data?.bounty.data.summary ?? '' },
];

const numberOf = (no: string | undefined): string => {
  if (!/^BD-\d{4}-\d{1,9}$/.test(no ?? '')) throw new AppError('not_found');
  return no ?? '';
};

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const [bounty, lists] = await Promise.all([getPublicBounty(ctx, numberOf(args.params.no)), codeLists(ctx)]);
    const today = dayOf(ctx.now());
    return {
      bounty,
      words: demandWordsOf(bounty.data, lists),
      today,
      isOpen: bounty.state === 'posted' && bounty.closesOn !== null && today <= bounty.closesOn,
      isObjectable:
        bounty.state === 'publicity' && bounty.publicityUntilOn !== null && today <= bounty.publicityUntilOn,
      reader: await objectingReader(ctx),
      mayPropose: ctx.actor === null || mayPropose(ctx.actor),
      replayKey: crypto.randomUUID(),
    };
  });
}

export const action = async (args: ActionFunctionArgs) => {
  const no = await page(async () => numberOf(args.params.no));
  const back = redirect(`/bounties/${no}#notice`);
  return handleForm(args, {
    object: deed(ObjectInput, async (ctx, input) => {
      await objectToBounty(ctx, { id: await bountyIdOf(ctx, no), ...input });
      return back;
    }),
    withdraw: deed(ObjectionId, async (ctx, input) => {
      await withdrawBountyObjection(ctx, input);
      return back;
    }),
  });
};

export default function BountyPage() {
  const found = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { bounty, words, today } = found;
  return (
    <>
      <Breadcrumbs items={[{ label: '首页', to: '/' }, { label: '揭榜挂帅', to: '/bounties' }, { label: bounty.no }]} />
      <PageTitle
        marks={<BountyMark state={bounty.state} boxed />}
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span className="text-ink">
              {bounty.posterName ?? '匿名企业'} {bounty.isSample && <Sample />}
            </span>
            <span>{`${bountyKindLabels[bounty.kind]}，${bountyOriginLabels[bounty.origin]}`}</span>
            <span>组织方：{bounty.authorityName}</span>
            <span className="nums">{bounty.no}</span>
          </p>
        }
      >
        {bounty.data.title}
      </PageTitle>
      <div className="grid items-start gap-x-6 gap-y-8 pb-14 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-8">
          <BountyNotice {...found} reply={reply} />
          <DemandSheet data={bounty.data} words={words} versionN={bounty.versionN} />
          {bounty.conditions && (
            <section>
              <SectionHead>揭榜条件</SectionHead>
              <p className="mt-3 whitespace-pre-line break-words">{bounty.conditions}</p>
            </section>
          )}
          {bounty.gates.length > 0 && (
            <section>
              <SectionHead>{bounty.kind === 'race' ? '关口和里程碑' : '里程碑'}</SectionHead>
              <GateList gates={bounty.gates} />
            </section>
          )}
        </div>
        <aside aria-label="经费和揭榜" className="rounded-lg border border-line bg-card text-sm lg:sticky lg:top-6">
          <div className="px-5 py-5 sm:px-6">
            <p className="text-ink-soft">项目总投入</p>
            <p className="nums text-xl font-bold">{formatWan(bounty.totalFen)}</p>
            <div className="mt-4">
              <Answer wide />
            </div>
          </div>
          <div className="border-t border-line px-5 py-4 sm:px-6">
            <KeyValue
              items={[
                { label: '拟补助', value: subsidyWords(bounty.totalFen, bounty.ratePpm) },
                ...(bounty.closesOn
                  ? [
                      {
                        label: '截止',
                        value:
                          bounty.state === 'posted' ? (
                            <Clock dueOn={bounty.closesOn} today={today} soonDays={7} />
                          ) : (
                            bounty.closesOn
                          ),
                      },
                    ]
                  : []),
                { label: '已揭榜', value: `${bounty.answered} 家，截止前不拆封` },
                ...(bounty.partners.length > 0
                  ? [{ label: '联合发布', value: bounty.partners.map(({ name }) => name).join('、') }]
                  : []),
                {
                  label: '原需求',
                  value: (
                    <Link to={`/demands/${bounty.demandNo}`} className="link-quiet">
                      {bounty.demandNo}
                    </Link>
                  ),
                },
              ]}
            />
          </div>
        </aside>
      </div>
      {found.isOpen && <PhoneActionBar title={formatWan(bounty.totalFen)} action={<Answer />} />}
    </>
  );
}

function Answer({ wide = false }: { wide?: boolean }) {
  const { bounty, isOpen, mayPropose: may } = useLoaderData<typeof loader>();
  if (bounty.isOwn) {
    return (
      <ButtonLink to={`/desk/bounties/${bounty.id}`} wide={wide}>
        管理榜单
      </ButtonLink>
    );
  }
  if (!isOpen) return <p className="text-ink-soft">这一榜现在不收揭榜书。</p>;
  if (!may) return <p className="text-ink-soft">由能提供技术的单位的经办人揭榜。</p>;
  return (
    <ButtonLink look="primary" to={`/desk/bounties/${bounty.id}/propose`} wide={wide}>
      揭榜
    </ButtonLink>
  );
}
