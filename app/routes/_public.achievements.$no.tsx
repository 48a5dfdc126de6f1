import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import type { AchievementData } from '#app/domain/achievement-data.ts';
import { codeLabel, type CodeLists } from '#app/domain/code-list.ts';
import { readAchievementSearch } from '#app/domain/achievement-search.ts';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { DecideListingObjection, ListingObjection } from '#app/domain/listing-input.ts';
import { WithdrawObjectionInput } from '#app/domain/contract-deed-input.ts';
import { getPublicAchievement } from '#app/services/achievements/queries.server.ts';
import { listOpenAttachments } from '#app/services/attachments/queries.server.ts';
import { getPublicEvaluation, licencesOf } from '#app/services/evaluations/queries.server.ts';
import {
  decideListingObjection,
  objectToListing,
  withdrawListingObjection,
} from '#app/services/listings/object-to-listing.server.ts';
import { mayDecideObjection } from '#app/services/listings/own-listing.server.ts';
import { findLiveListing } from '#app/services/listings/queries.server.ts';
import { searchRecords } from '#app/services/platform/search-records.server.ts';
import { findLiveTradeOf } from '#app/services/units/queries.server.ts';
import { isFollowing } from '#app/services/alerts/queries.server.ts';
import { codeLists } from '#app/services/reference/code-lists.server.ts';
import { achievementRowOf } from '#app/ui/achievement-row-of.ts';
import { AchievementRow } from '#app/ui/achievement-row.tsx';
import { AchievementComparison } from '#app/ui/achievement-comparison.tsx';
import { AchievementPrice } from '#app/ui/achievement-price.tsx';
import { AchievementStanding } from '#app/ui/achievement-standing.tsx';
import { ListingNotice } from '#app/ui/listings/listing-notice.tsx';
import { AchievementRights } from '#app/ui/achievement-rights.tsx';
import { AskCard } from '#app/ui/ask-card.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { ButtonLink } from '#app/ui/button.tsx';
import { FollowForm } from '#app/ui/follow-form.tsx';
import { Freshness } from '#app/ui/freshness.tsx';
import type { KeyValueItem } from '#app/ui/key-value.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { PhoneActionBar } from '#app/ui/phone-action-bar.tsx';
import { priceWords } from '#app/ui/price-words.ts';
import { PublicFacts } from '#app/ui/records/public-facts.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { trlWords } from '#app/ui/trl-ladder.tsx';
import { TrlScale } from '#app/ui/trl-scale.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { deed, handleForm } from '#app/web/form.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.found.data.name ?? '成果'} · 成果通` },
  { name: 'description', content: data?.found.data.problem || (data?.found.data.abstract.slice(0, 120) ?? '') },
  { property: 'og:title', content: data?.found.data.name ?? '成果通' },
  { property: 'og:type', content: 'article' },
  ...(data === undefined
    ? []
    : [
        { property: 'og:image', content: `${data.origin}/achievements/${data.found.no}/card.png` },
        { 'script:ld+json': data.schema },
      ]),
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const no = args.params.no ?? '';
    if (!/^[A-Z]{2}-\d{4}-[0-9A-Z]{1,12}$/.test(no)) throw new AppError('not_found');
    const [found, lists] = await Promise.all([getPublicAchievement(ctx, no), codeLists(ctx)]);
    const sameField = { ...readAchievementSearch(new URLSearchParams()), fields: found.data.fields.slice(0, 1) };
    const [papers, listing, judged, licences, trade, similar] = await Promise.all([
      listOpenAttachments(ctx, found.id),
      findLiveListing(ctx, found.id),
      getPublicEvaluation(ctx, found.id),
      licencesOf(ctx, found.id),
      findLiveTradeOf(ctx, found.id),
      searchRecords(ctx, 'achievement', sameField),
    ]);
    return {
      found,
      papers,
      listing,
      listingModes: (listing?.modes ?? []).map((code) => codeLabel(lists, 'transfer_mode', code)),
      standing: {
        reports: judged.issued.length,
        trl: judged.trl?.level ?? null,
        feedback: judged.feedback.length,
        licences,
      },
      schema: {
        '@context': 'https://schema.org',
        '@type': 'CreativeWork',
        name: found.data.name,
        identifier: found.no,
        abstract: found.data.abstract.slice(0, 500),
        keywords: [...found.data.keywords],
        inLanguage: 'zh-CN',
        creator: { '@type': 'Organization', name: found.org.name },
        datePublished: found.publishedAt?.toISOString() ?? null,
      },
      origin: new URL(args.request.url).origin,
      trade,
      similar: similar.hits
        .filter(({ document }) => document.id !== found.id)
        .slice(0, 3)
        .map((hit) => achievementRowOf(hit.document, [], lists)),
      isSignedIn: ctx.actor !== null,
      key: crypto.randomUUID(),
      today: dayOf(ctx.now()),
      words: wordsOf(found.data, lists),
      // The unit's own people look after it on the desk instead of asking themselves.
      isOwn: ctx.actor?.org?.orgId === found.org.id,
      isFollowing: await isFollowing(ctx, 'achievement', found.id),
    };
  });
}

export const action = (args: ActionFunctionArgs) => {
  const no = args.params.no ?? '';
  const back = () => redirect(`/achievements/${encodeURIComponent(no)}#notice`);
  return handleForm(args, {
    object: deed(ListingObjection, async (ctx, input) => {
      const { id } = await getPublicAchievement(ctx, no);
      const listing = await findLiveListing(ctx, id);
      if (listing === null) throw new AppError('state_changed');
      await objectToListing(ctx, { ...input, listingId: listing.id });
      return back();
    }),
    withdraw: deed(WithdrawObjectionInput, async (ctx, input) => {
      await withdrawListingObjection(ctx, input);
      return back();
    }),
    decide: deed(DecideListingObjection, mayDecideObjection, async (ctx, input) => {
      await decideListingObjection(ctx, input);
      return back();
    }),
  });
};

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
  const { found, words, today, isOwn, isFollowing: follows } = useLoaderData<typeof loader>();
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
            <AchievementComparison advantages={data.advantages} />
            <AchievementPrice price={data.price} />
            <Listed />
            <Maturity />
            <Standing />
            <AchievementRights rights={words.ip} />
            <section>
              <SectionHead>成果简介</SectionHead>
              <p className="mt-4 max-w-prose whitespace-pre-line break-words">{data.abstract}</p>
              {data.keywords.length > 0 && (
                <p className="mt-3 text-sm text-ink-soft">关键词：{data.keywords.join('、')}</p>
              )}
            </section>
            <Facts />
            <Team />
            <Similar />
          </div>
        </div>
        <aside aria-label="价格与对接" className="lg:sticky lg:top-6 lg:self-start">
          <AskCard
            price={priceWords(listedPrice(data))}
            trialMonths={data.price.kind === 'pay_later' ? data.price.trialMonths : null}
            replies={found.replies}
            facts={factsOf(found, words, today)}
            sameFieldTo={`/achievements?field=${encodeURIComponent(data.fields[0] ?? '')}`}
          >
            <div className="grid gap-2">
              <Ask wide />
              {!isOwn && (
                <FollowForm
                  kind="achievement"
                  rowId={found.id}
                  isFollowing={follows}
                  back={`/achievements/${found.no}`}
                />
              )}
            </div>
          </AskCard>
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
    found.regNo && `批准登记号 ${found.regNo}`,
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
            <Link to={`/units/${org.uscc}`} className="link-quiet">
              {org.name}
            </Link>{' '}
            {org.isSample && <Sample />}
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

function Listed() {
  const { found, listing, listingModes, trade, today, isSignedIn, isOwn, key } = useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  if (listing === null) return null;
  return (
    <>
      {trade && (
        <Notice title="正在挂牌交易" actions={<ButtonLink to={`/trades/${trade.no}`}>看公告</ButtonLink>}>
          公开征集意向，两家以上合格的网上竞价。
        </Notice>
      )}
      <ListingNotice
        listing={listing}
        modes={listingModes}
        no={found.no}
        replayKey={key}
        {...{ today, isSignedIn, isOwn, reply }}
      />
    </>
  );
}

function Standing() {
  const { found, standing } = useLoaderData<typeof loader>();
  return <AchievementStanding no={found.no} {...standing} />;
}

function Facts() {
  const { found, papers, isSignedIn } = useLoaderData<typeof loader>();
  const { videoUrl = null } = found.data;
  return <PublicFacts {...{ papers, isSignedIn, videoUrl }} use={found.use} here={`/achievements/${found.no}`} />;
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

function Team() {
  const { people, isSample, org } = useLoaderData<typeof loader>().found;
  if (people.length === 0) return null;
  return (
    <section>
      <SectionHead note="姓名经本人同意公开">团队</SectionHead>
      <ul className="mt-4 grid grid-cols-2 gap-4 sm:grid-cols-4">
        {people.map((person) => (
          <li key={person.name + person.title}>
            <Link to={`/experts/${org.uscc}/${encodeURIComponent(person.name)}`} className="link font-bold">
              {person.name}
            </Link>{' '}
            {isSample && <Sample />}
            <span className="block text-sm text-ink-soft">{person.title}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Similar() {
  const { similar, today } = useLoaderData<typeof loader>();
  if (similar.length === 0) return null;
  return (
    <section>
      <SectionHead>相近的成果</SectionHead>
      {similar.map((row) => (
        <AchievementRow key={row.id} row={row} today={today} level={3} />
      ))}
    </section>
  );
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>;

const factsOf = ({ confirmedOn, no }: Page['found'], words: Page['words'], today: Page['today']): KeyValueItem[] => [
  { label: '最近确认', value: <Freshness confirmedOn={confirmedOn} today={today} /> },
  { label: '合作方式', value: words.modes.join('、') || '协商' },
  { label: '成果类别', value: [words.type, words.stage].filter(Boolean).join('，') },
  ...(words.source === null ? [] : [{ label: '计划来源', value: words.source }]),
  { label: '编号', value: no },
];

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

function FootBar() {
  const { data } = useLoaderData<typeof loader>().found;
  const price = priceWords(listedPrice(data));
  return <PhoneActionBar title={price.head} detail={price.lines.at(-1)} action={<Ask />} />;
}
