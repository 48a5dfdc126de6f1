import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { changeAgainst } from '#app/domain/advantage.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { formatPpm } from '#app/domain/money.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { Amount } from '#app/ui/amount.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { DateText } from '#app/ui/date-text.tsx';
import { Freshness } from '#app/ui/freshness.tsx';
import { KeyValue, type KeyValueItem } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PhoneActionBar } from '#app/ui/phone-action-bar.tsx';
import { priceWords } from '#app/ui/price-words.ts';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { trlWords } from '#app/ui/trl-ladder.tsx';
import { TrlScale } from '#app/ui/trl-scale.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.found.data.name ?? '成果'} · 成果通` },
  { name: 'description', content: data?.found.data.problem || (data?.found.data.abstract.slice(0, 120) ?? '') },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const no = args.params.no ?? '';
    if (!/^[A-Z]{2}-\d{4}-[0-9A-Z]{1,12}$/.test(no)) throw new AppError('not_found');
    const [found, lists] = await Promise.all([getPublicAchievement(ctx, no), codeLists(ctx)]);
    return {
      found,
      today: dayOf(ctx.now()),
      words: wordsOf(found.data, lists),
      // The unit's own people look after it on the desk instead of asking themselves.
      isOwn: ctx.actor?.org?.orgId === found.org.id,
    };
  });
}

const wordsOf = (data: AchievementData, lists: CodeLists) => {
  const label = (list: string) => (code: string) => codeLabel(lists, list, code);
  return {
    fields: data.fields.map(label('field')),
    chains: data.chains.map(label('chain')),
    region: codeLabel(lists, 'region', data.regionCode),
    type: codeLabel(lists, 'achievement_type', data.type),
    level: data.level === null ? null : codeLabel(lists, 'level', data.level),
    stage: data.stage === null ? null : codeLabel(lists, 'stage', data.stage),
    source: data.source === null ? null : codeLabel(lists, 'project_source', data.source),
    modes: data.transferModes.map(label('transfer_mode')),
    ip: data.ip.map((item) => ({
      ...item,
      type: codeLabel(lists, 'ip_type', item.type),
      status: codeLabel(lists, 'ip_status', item.status),
    })),
  };
};

export default function Achievement() {
  const { found, words } = useLoaderData<typeof loader>();
  const { data } = found;
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '首页', to: '/' },
          { label: '找成果', to: '/achievements' },
          { label: words.fields[0] ?? '成果' },
        ]}
      />
      <Heading />
      <div className="grid gap-x-6 gap-y-10 pb-14 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid min-w-0 gap-10 max-lg:contents">
          <Problem />
          <div className="grid min-w-0 gap-10 max-lg:order-last">
            <Comparison />
            <Price />
            <Maturity />
            <Rights />
            <section>
              <SectionHead>成果简介</SectionHead>
              <p className="mt-4 max-w-prose whitespace-pre-line break-words">{data.abstract}</p>
              {data.keywords.length > 0 && (
                <p className="mt-3 text-sm text-ink-soft">关键词：{data.keywords.join('、')}</p>
              )}
            </section>
            <Team />
          </div>
        </div>
        <aside aria-label="价格与对接" className="lg:sticky lg:top-6 lg:self-start">
          <AskCard />
        </aside>
      </div>
      <FootBar />
    </>
  );
}

function Heading() {
  const { found, words, today } = useLoaderData<typeof loader>();
  const { data, org } = found;
  const facts = [
    ...words.fields,
    ...words.chains.map((chain) => `${chain}产业链`),
    words.region,
    data.regNo && `登记号 ${data.regNo}`,
  ];
  return (
    <PageTitle
      marks={
        <>
          {data.price.kind === 'pay_later' && <Tag>先用后付</Tag>}
          {words.level !== null && <Tag tone="neutral">{words.level}</Tag>}
          <span className="text-sm">
            <Freshness confirmedOn={found.confirmedOn} today={today} />
          </span>
        </>
      }
      meta={
        <p className="flex flex-wrap gap-x-4">
          <span className="text-ink">
            {org.name} {org.isSample && <Sample />}
          </span>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </p>
      }
    >
      {data.name}
    </PageTitle>
  );
}

function Problem() {
  const { data } = useLoaderData<typeof loader>().found;
  const parts = [
    ['问题', data.problem],
    ['做法', data.solution],
  ].filter(([, text]) => text !== '');
  if (parts.length === 0) return null;
  return (
    <section>
      <SectionHead>解决什么问题</SectionHead>
      <div className="mt-4 grid gap-4 sm:grid-cols-2 sm:gap-6">
        {parts.map(([label, text]) => (
          <div key={label} className="rounded-md border border-line bg-card px-5 py-5">
            <h3 className="text-sm text-ink-soft">{label}</h3>
            <p className="mt-1 break-words">{text}</p>
          </div>
        ))}
      </div>
    </section>
  );
}

type Advantage = AchievementData['advantages'][number];

const comparedWith = (baseline: string): Column<Advantage>[] => [
  { key: 'metric', head: '指标', phone: 'title', cell: (row) => `${row.metric} ${row.unit}`.trim() },
  { key: 'ours', head: '本成果', align: 'right', cell: (row) => <b>{row.ours}</b> },
  { key: 'baseline', head: baseline || '主流做法', align: 'right', cell: (row) => row.baseline },
  { key: 'change', head: '相差', align: 'right', cell: (row) => changeAgainst(row.ours, row.baseline) },
];

function Comparison() {
  const { advantages } = useLoaderData<typeof loader>().found.data;
  const [first] = advantages;
  if (first === undefined) return null;
  return (
    <section>
      <SectionHead note={first.baselineName && `对照：${first.baselineName}`}>和主流做法比</SectionHead>
      <Table
        caption="与主流做法的比较"
        look="open"
        columns={comparedWith(first.baselineName)}
        rows={advantages}
        rowKey={(row) => row.metric}
      />
    </section>
  );
}

interface PriceLine {
  readonly what: string;
  readonly when: string;
  readonly amount: ReactNode;
}

function Price() {
  const { price } = useLoaderData<typeof loader>().found.data;
  if (price.kind !== 'pay_later') return null;
  const milestones = BigInt(price.milestonesFen);
  const lines: PriceLine[] = [
    { what: '入门费', when: `不付，试用 ${price.trialMonths} 个月`, amount: <Amount as="plain" fen={0n} /> },
    ...(milestones > 0n
      ? [{ what: '里程碑', when: '达到约定指标、双方验收后分步付', amount: <Amount as="plain" fen={milestones} /> }]
      : []),
    ...(price.royaltyPpm > 0
      ? [{ what: '收入提成', when: `收入的 ${formatPpm(price.royaltyPpm)}，按期对账`, amount: '按收入' }]
      : []),
  ];
  const columns: Column<PriceLine>[] = [
    { key: 'what', head: '付款', phone: 'title', cell: (row) => row.what },
    { key: 'when', head: '什么时候付', phone: 'note', cell: (row) => row.when },
    {
      key: 'amount',
      head: '金额（元）',
      align: 'right',
      phone: 'amount',
      cell: (row) => row.amount,
      total: price.capFen === null ? '不封顶' : <Amount as="plain" bold fen={BigInt(price.capFen)} />,
    },
  ];
  return (
    <section>
      <SectionHead note="以双方签的合同为准">价格条件</SectionHead>
      <Table
        caption="价格条件"
        look="open"
        columns={columns}
        rows={lines}
        rowKey={(row) => row.what}
        totalLabel="最多付"
      />
    </section>
  );
}

function Maturity() {
  const { data } = useLoaderData<typeof loader>().found;
  if (data.trl === null) return null;
  const isThird = data.trlBasis === 'third_party';
  return (
    <section>
      <SectionHead note={isThird ? '第三方评定' : '自评'}>
        成熟度：TRL {data.trl} {trlWords[data.trl - 1]}
      </SectionHead>
      <div className="mt-5">
        <TrlScale level={data.trl} assessedBy={isThird ? 'third-party' : 'self'} />
      </div>
    </section>
  );
}

type Right = ReturnType<typeof useLoaderData<typeof loader>>['words']['ip'][number];

const rightColumns: Column<Right>[] = [
  { key: 'name', head: '名称', phone: 'title', cell: (row) => row.name },
  { key: 'type', head: '类型', phone: 'state', cell: (row) => `${row.type}，${row.status}` },
  { key: 'number', head: '编号', cell: (row) => row.number ?? '—' },
  {
    key: 'expires',
    head: '到期',
    align: 'right',
    cell: (row) => (row.expiresOn ? <DateText value={row.expiresOn} /> : '—'),
  },
];

function Rights() {
  const { ip } = useLoaderData<typeof loader>().words;
  if (ip.length === 0) return null;
  return (
    <section>
      <SectionHead note={`${ip.length} 件`}>知识产权</SectionHead>
      <Table
        caption="知识产权"
        look="open"
        columns={rightColumns}
        rows={ip}
        rowKey={(row) => `${row.name}${row.number ?? ''}`}
      />
    </section>
  );
}

function Team() {
  const { people } = useLoaderData<typeof loader>().found;
  if (people.length === 0) return null;
  return (
    <section>
      <SectionHead note="姓名经本人同意公开">团队</SectionHead>
      <ul className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-4">
        {people.map((person) => (
          <li key={person.name + person.title}>
            <b>{person.name}</b>
            <span className="block text-sm text-ink-soft">{person.title}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function listedPrice({ price }: AchievementData) {
  const bounds =
    price.kind === 'fixed'
      ? [price.amountFen, price.amountFen]
      : price.kind === 'range'
        ? [price.minFen, price.maxFen]
        : [null, null];
  return {
    priceKind: price.kind,
    priceMinFen: bounds[0] ?? null,
    priceMaxFen: price.kind === 'pay_later' ? price.capFen : (bounds[1] ?? null),
    royaltyPpm: price.kind === 'pay_later' ? price.royaltyPpm : null,
  };
}

function Ask({ wide = false }: { wide?: boolean }) {
  const { found, isOwn } = useLoaderData<typeof loader>();
  return isOwn ? (
    <ButtonLink to={`/desk/achievements/${found.id}`} wide={wide}>
      管理这项成果
    </ButtonLink>
  ) : (
    <ButtonLink look="primary" to={`/desk/deals/new?achievement=${found.id}`} wide={wide}>
      申请对接
    </ButtonLink>
  );
}

function AskCard() {
  const { found, words, today } = useLoaderData<typeof loader>();
  const { data, replies } = found;
  const price = priceWords(listedPrice(data));
  const items: KeyValueItem[] = [
    { label: '最近确认', value: <Freshness confirmedOn={found.confirmedOn} today={today} /> },
    { label: '合作方式', value: words.modes.join('、') || '协商' },
    { label: '成果类别', value: [words.type, words.stage].filter(Boolean).join('，') },
    ...(words.source === null ? [] : [{ label: '计划来源', value: words.source }]),
    { label: '编号', value: found.no },
  ];
  return (
    <div className="rounded-lg border border-line bg-card text-sm">
      <div className="px-5 py-5 sm:px-6">
        {price.isPayLater && <p className="text-ink-soft">先用后付</p>}
        <p className="nums text-2xl font-bold">{price.head}</p>
        {price.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {data.price.kind === 'pay_later' && (
          <p className="text-ink-soft">试用 {data.price.trialMonths} 个月，见效再付。</p>
        )}
        <div className="mt-4">
          <Ask wide />
        </div>
        <p className="mt-2 text-ink-soft">不收费，不承诺购买。</p>
      </div>
      <div className="border-t border-line px-5 py-4 sm:px-6">
        <p className="font-bold">5 个工作日内回复</p>
        <p className="text-ink-soft">
          {replies.asked === 0
            ? '近 12 个月还没有收到过对接申请。'
            : `近 12 个月回复 ${replies.answered} / ${replies.asked} 件，回复率 ${((replies.answered / replies.asked) * 100).toFixed(1)}%。`}
        </p>
      </div>
      <div className="border-t border-line px-5 py-4 sm:px-6">
        <KeyValue look="spread" items={items} />
        <p className="mt-2">
          <Link className="link-quiet" to={`/achievements?field=${encodeURIComponent(data.fields[0] ?? '')}`}>
            看同领域的成果
          </Link>
        </p>
      </div>
    </div>
  );
}

function FootBar() {
  const { data } = useLoaderData<typeof loader>().found;
  const price = priceWords(listedPrice(data));
  return <PhoneActionBar title={price.head} detail={price.lines.at(-1)} action={<Ask />} />;
}
