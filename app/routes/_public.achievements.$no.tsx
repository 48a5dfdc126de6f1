import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { regNoWords } from '#app/domain/registration-facts.ts';
import { AchievementComparison } from '#app/ui/achievements/achievement-comparison.tsx';
import { AchievementPrice } from '#app/ui/achievements/achievement-price.tsx';
import { AchievementRights } from '#app/ui/achievements/achievement-rights.tsx';
import { AchievementRow } from '#app/ui/achievements/achievement-row.tsx';
import { AchievementStanding } from '#app/ui/achievements/achievement-standing.tsx';
import { AchievementHeading } from '#app/ui/achievements/achievement-heading.tsx';
import { AchievementMaturity } from '#app/ui/achievements/achievement-maturity.tsx';
import { AchievementTeam } from '#app/ui/achievements/achievement-team.tsx';
import { AchievementAbstract, AchievementProblem } from '#app/ui/achievements/achievement-text.tsx';
import { AskButton } from '#app/ui/achievements/ask-button.tsx';
import { LicenceRecord } from '#app/ui/achievements/licence-record.tsx';
import { AskCard } from '#app/ui/ask-card.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { FollowForm } from '#app/ui/follow-form.tsx';
import { Freshness } from '#app/ui/freshness.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { ListedPart } from '#app/ui/listings/listed-part.tsx';
import { soldWords } from '#app/ui/listings/listing-words.ts';
import { LapsedNotice } from '#app/ui/patents/lapsed-notice.tsx';
import { PhoneActionBar } from '#app/ui/phone-action-bar.tsx';
import { priceWords } from '#app/ui/price-words.ts';
import { PublicFacts } from '#app/ui/records/public-facts.tsx';
import { RecordPictures } from '#app/ui/records/record-pictures.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { achievementPage } from '#app/web/achievement-page.server.ts';
import { TrustMark } from '#app/ui/trust-mark.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { type FormReply, page } from '#app/web/respond.server.ts';
import { listingAction } from '#app/web/listing-action.server.ts';
import { recordNo } from '#app/web/row-id.server.ts';

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (data === undefined) return [{ title: '成果 · 成果通' }];
  const { found, schema } = data;
  const says = found.data.problem || found.data.abstract.slice(0, 120);
  return [
    { title: `${found.data.name} · 成果通` },
    { name: 'description', content: says },
    { property: 'og:title', content: found.data.name },
    { property: 'og:description', content: says },
    { property: 'og:type', content: 'article' },
    { property: 'og:url', content: schema.url },
    { property: 'og:image', content: schema.image },
    { tagName: 'link', rel: 'canonical', href: schema.url },
    { 'script:ld+json': schema },
  ];
};

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(() => {
    const no = recordNo(args.params);
    return achievementPage(ctx, no, new URL(args.context.platform.baseUrl).origin);
  });
}

export const action = (args: ActionFunctionArgs) => listingAction(args);

export default function Achievement() {
  const { found, words, rights, licences, standing, maturity, price, terms, sold, lapsed, similar, today, ...rest } =
    useLoaderData<typeof loader>();
  const reply = useActionData<FormReply>();
  const { data, org } = found;
  const shownPrice = sold === null ? priceWords(price) : soldWords(sold);
  return (
    <>
      <Breadcrumbs
        items={[
          { label: '首页', to: '/' },
          { label: '找成果', to: '/achievements' },
          { label: words.fields[0] ?? '成果' },
        ]}
      />
      <AchievementHeading
        name={data.name}
        org={org}
        facts={[
          ...words.fields,
          ...words.chains.map((chain) => `${chain}产业链`),
          words.region,
          ...(found.regNo === null ? [] : [regNoWords(found.regNo, found.regNoBasis ?? 'stated')]),
        ]}
        tags={[
          ...(sold === null ? [] : [{ label: '已成交', isNeutral: true }]),
          ...(price.priceKind === 'pay_later' ? [{ label: '先用后付' }] : []),
          ...(words.level === null ? [] : [{ label: words.level, isNeutral: true }]),
        ]}
        confirmedOn={found.confirmedOn}
        today={today}
      />
      <p className="hidden print:block">
        价格：<b>{shownPrice.head}</b>
        {shownPrice.lines.length > 0 && `（${shownPrice.lines.join('，')}）`}
      </p>
      <LapsedNotice numbers={lapsed} />
      <div className="grid gap-x-6 gap-y-10 pb-14 pt-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)] print:block">
        <div className="grid min-w-0 gap-10 max-lg:contents print:grid">
          <AchievementProblem problem={data.problem} solution={data.solution} />
          <RecordPictures no={found.no} pictures={rest.pictures} />
          <div className="grid min-w-0 gap-10 max-lg:order-last">
            {data.abstract !== '' && <AchievementComparison advantages={data.advantages} />}
            {terms !== null && <AchievementPrice price={terms} />}
            <ListedPart {...rest} {...{ sold, today, reply }} no={found.no} />
            <AchievementMaturity trl={found.trl} claimed={data.trl} confirmed={maturity} />
            <AchievementStanding no={found.no} {...standing} />
            <LicenceRecord licences={licences} />
            <AchievementRights rights={rights} isSignedIn={rest.isSignedIn} />
            <AchievementAbstract
              abstract={data.abstract}
              keywords={data.keywords}
              isSummary={found.isSummary}
              isSignedIn={rest.isSignedIn}
              here={`/achievements/${found.no}`}
            />
            <PublicFacts
              papers={rest.papers}
              isSignedIn={rest.isSignedIn}
              videoUrl={data.videoUrl}
              use={found.use}
              here={`/achievements/${found.no}`}
            />
            {rest.registration.length > 0 && (
              <details className="print:hidden">
                <summary className="link-quiet inline-flex min-h-11 cursor-pointer items-center font-bold">
                  登记信息
                </summary>
                <KeyValue items={rest.registration} />
              </details>
            )}
            <AchievementTeam people={found.people} uscc={org.uscc} isSample={found.isSample} />
            {similar.length > 0 && (
              <section className="print:hidden">
                <SectionHead note="按用词相近排列">相近的成果</SectionHead>
                {similar.map((row) => (
                  <div key={row.id}>
                    <AchievementRow row={row} today={today} level={3} />
                    <p className="mb-3 mt-1 text-sm text-ink-soft">都说到：{row.terms.join('、')}</p>
                  </div>
                ))}
              </section>
            )}
          </div>
        </div>
        <aside aria-label="价格与对接" className="lg:sticky lg:top-6 lg:self-start print:mt-10">
          <AskCard
            price={shownPrice}
            isSold={sold !== null}
            trialMonths={terms?.kind === 'pay_later' ? terms.trialMonths : null}
            replies={found.replies}
            facts={[
              { label: '单位', value: <TrustMark trust={rest.trust} /> },
              { label: '最近确认', value: <Freshness confirmedOn={found.confirmedOn} today={today} /> },
              { label: '合作方式', value: words.modes.join('、') || '协商' },
              { label: '成果类别', value: [words.type, words.stage].filter(Boolean).join('，') },
              ...(words.source === null ? [] : [{ label: '计划来源', value: words.source }]),
              { label: '编号', value: found.no },
            ]}
            sameFieldTo={`/achievements?field=${encodeURIComponent(data.fields[0] ?? '')}`}
          >
            <div className="grid gap-2 print:hidden">
              <AskButton id={found.id} isOwn={rest.isOwn} isSold={sold !== null} wide />
              {!rest.isOwn && (
                <FollowForm
                  kind="achievement"
                  rowId={found.id}
                  isFollowing={rest.isFollowing}
                  back={`/achievements/${found.no}`}
                />
              )}
            </div>
          </AskCard>
        </aside>
      </div>
      <PhoneActionBar
        title={shownPrice.head}
        detail={shownPrice.lines.at(-1)}
        action={<AskButton id={found.id} isOwn={rest.isOwn} isSold={sold !== null} />}
      />
    </>
  );
}
