import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { AppError } from '#app/domain/errors.ts';
import { replyWords } from '#app/domain/reply-record.ts';
import { AchievementRow } from '#app/ui/achievements/achievement-row.tsx';
import { AskButton } from '#app/ui/achievements/ask-button.tsx';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { KeyValue } from '#app/ui/key-value.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { expertPage } from '#app/web/expert-page.server.ts';
import { page } from '#app/web/respond.server.ts';

// A person's page is for those who look for his work here, not for the search engines of the world.
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.name ?? '专家'} · 成果通` },
  { name: 'robots', content: 'noindex' },
];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { uscc = '', name = '' } = args.params;
    if (!/^[0-9A-Z]{18}$/.test(uscc) || name.length > 40 || /\p{Cc}/u.test(name)) throw new AppError('not_found');
    return expertPage(ctx, { uscc, name });
  });
}

export default function Expert() {
  const { name, title, unit, rows, fields, keywords, listed, licences, replies, askFor, isOwn, today } =
    useLoaderData<typeof loader>();
  return (
    <>
      <Breadcrumbs
        items={[{ label: '首页', to: '/' }, { label: unit.name, to: `/units/${unit.uscc}` }, { label: name }]}
      />
      <PageTitle
        marks={unit.isSample && <Sample />}
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span>{title}</span>
            <Link to={`/units/${unit.uscc}`} className="link-quiet">
              {unit.name}
            </Link>
          </p>
        }
      >
        {name}
      </PageTitle>
      <div className="grid gap-10 pb-14">
        <FigureRow
          figures={[
            { label: '公开署名的成果', value: `${rows.length} 项` },
            { label: '平台挂牌', value: `${listed} 项` },
            { label: '在本平台许可', value: `${licences} 份合同`, note: '履约中和已结清的' },
            { label: '单位答复对接', value: replyWords(replies) },
          ]}
        />
        <section>
          <SectionHead>做什么</SectionHead>
          <div className="mt-4">
            <KeyValue
              items={[
                {
                  label: '领域',
                  value: (
                    <ul className="flex flex-wrap gap-x-4">
                      {fields.map(({ code, label, n }) => (
                        <li key={code}>
                          <Link to={`/achievements?field=${code}&org=${unit.id}`} className="link">
                            {label}
                          </Link>{' '}
                          <span className="text-sm text-ink-soft">{n} 项</span>
                        </li>
                      ))}
                    </ul>
                  ),
                },
                ...(keywords.length === 0 ? [] : [{ label: '关键词', value: keywords.join('、') }]),
              ]}
            />
          </div>
          {askFor !== null && !isOwn && (
            <div className="mt-4 grid gap-2 print:hidden sm:flex sm:items-center sm:gap-4">
              <AskButton id={askFor} isOwn={false} />
              <p className="text-sm text-ink-soft">从本人署名的成果申请对接，由{unit.name}答复。</p>
            </div>
          )}
        </section>
        <section>
          <SectionHead note="本人同意公开署名的，挂牌的在前">成果 {rows.length} 项</SectionHead>
          {rows.map((row) => (
            <AchievementRow key={row.id} row={row} today={today} level={3} />
          ))}
        </section>
      </div>
    </>
  );
}
