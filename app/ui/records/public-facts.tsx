import { Link } from '@remix-run/react';
import type { ComponentProps } from 'react';
import { type DetailReach, reachWords } from '#app/domain/detail-reach.ts';
import type { BandsOfYear } from '#app/domain/public-data.ts';
import { SectionHead } from '../section-head.tsx';
import { type Column, Table } from '../table.tsx';
import { OpenPapers } from './open-papers.tsx';

interface PublicFactsProps {
  use: readonly BandsOfYear[];
  /** All of one record are open to the same readers. */
  papers: readonly (ComponentProps<typeof OpenPapers>['papers'][number] & { readonly reach: DetailReach })[];
  videoUrl: string | null;
  isSignedIn: boolean;
  /** The way back after signing in. */
  here: string;
}

const columns: Column<BandsOfYear>[] = [
  { key: 'year', head: '年份', phone: 'title', cell: ({ year }) => `${year} 年` },
  { key: 'revenue', head: '收入', align: 'right', cell: ({ revenue }) => revenue ?? '—' },
  { key: 'profit', head: '利润', align: 'right', cell: ({ profit }) => profit ?? '—' },
  { key: 'tax', head: '税收', align: 'right', cell: ({ tax }) => tax ?? '—' },
  { key: 'saved', head: '节支', align: 'right', cell: ({ saved }) => saved ?? '—' },
];

/** What a public record has beside its text: what its use brought, in bands, and its papers. */
export function PublicFacts({ use, papers, videoUrl, isSignedIn, here }: PublicFactsProps) {
  const reach = papers[0]?.reach ?? 'open';
  return (
    <>
      {use.length > 0 && (
        <section>
          <SectionHead note="按区间公开">应用效益</SectionHead>
          <Table caption="应用效益" columns={columns} rows={use} rowKey={({ year }) => String(year)} look="open" />
        </section>
      )}
      {(papers.length > 0 || videoUrl !== null) && (
        <section>
          <SectionHead note={reach === 'open' ? undefined : reachWords[reach]}>材料</SectionHead>
          <div className="mt-3">
            <OpenPapers papers={papers} />
            {videoUrl !== null && (
              <p className="mt-2 text-sm">
                <a
                  href={videoUrl}
                  rel="noreferrer nofollow"
                  className="link inline-flex min-h-11 items-center sm:min-h-6"
                >
                  看视频（站外链接）
                </a>
              </p>
            )}
            {isSignedIn && reach === 'member' && (
              <p className="mt-2 text-sm text-ink-soft">
                完成单位只公开摘要，材料由认证单位的人员打开。你所在的单位通过认证以后再来看。
              </p>
            )}
            {!isSignedIn && reach !== 'open' && (
              <p className="mt-2 text-sm">
                <Link to={`/sign-in?next=${encodeURIComponent(here)}`} className="link">
                  登录后打开材料
                </Link>
              </p>
            )}
          </div>
        </section>
      )}
    </>
  );
}
