import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { dayOf } from '#app/domain/days.ts';
import { AppError } from '#app/domain/errors.ts';
import { getPublicExpert } from '#app/services/units/queries.server.ts';
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx';
import { Freshness } from '#app/ui/freshness.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { Sample } from '#app/ui/sample.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';
import { page } from '#app/web/respond.server.ts';

// A person's page is for those who look for his work here, not for the search engines of the world.
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.found.name ?? '专家'} · 成果通` },
  { name: 'robots', content: 'noindex' },
];

export const handle = { isRecord: true };

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  return page(async () => {
    const { uscc = '', name = '' } = args.params;
    if (!/^[0-9A-Z]{18}$/.test(uscc) || name.length > 40 || /\p{Cc}/u.test(name)) throw new AppError('not_found');
    return { found: await getPublicExpert(ctx, { uscc, name }), today: dayOf(ctx.now()) };
  });
}

export default function Expert() {
  const { found, today } = useLoaderData<typeof loader>();
  const { unit, works } = found;
  return (
    <>
      <Breadcrumbs
        items={[{ label: '首页', to: '/' }, { label: unit.name, to: `/units/${unit.uscc}` }, { label: found.name }]}
      />
      <PageTitle
        marks={unit.isSample && <Sample />}
        meta={
          <p className="flex flex-wrap gap-x-4">
            <span>{found.title}</span>
            <Link to={`/units/${unit.uscc}`} className="link-quiet">
              {unit.name}
            </Link>
          </p>
        }
      >
        {found.name}
      </PageTitle>
      <section className="pb-14">
        <SectionHead note="本人同意公开署名的">成果 {works.length} 项</SectionHead>
        <ul>
          {works.map((work) => (
            <li key={work.no} className="border-b border-line py-4">
              <h3 className="text-lg font-bold">
                <Link to={`/achievements/${work.no}`} className="link-quiet">
                  {work.name}
                </Link>
              </h3>
              <p className="flex flex-wrap items-baseline gap-x-4 text-sm text-ink-soft">
                <span className="nums">{work.no}</span>
                {work.isListed && <Tag>平台挂牌</Tag>}
                <Freshness confirmedOn={work.confirmedOn} today={today} />
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
