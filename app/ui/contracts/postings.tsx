import { type PostingPlace, postingPlaceLabels } from '#app/domain/publicity-posting.ts';
import { ButtonLink } from '../button.tsx';
import { DateText } from '../date-text.tsx';

interface Posting {
  readonly id: string;
  readonly place: PostingPlace;
  readonly url: string;
  readonly postedOn: string;
  readonly fileId: string;
  readonly by: string;
  readonly createdAt: Date;
}

interface PostingsProps {
  contractId: string;
  postings: readonly Posting[];
  mayPost: boolean;
}

/** Where else the notice of a price stood, for the unit's own file. */
export function Postings({ contractId, postings, mayPost }: PostingsProps) {
  return (
    <>
      {postings.length === 0 ? (
        <p className="text-sm text-ink-soft">还没有登记。只在平台公示的，不用登记。</p>
      ) : (
        <ul className="rounded-lg border border-line bg-card">
          {postings.map((row) => (
            <li key={row.id} className="border-b border-line px-4 py-3 last:border-b-0 sm:px-6">
              <p>
                {postingPlaceLabels[row.place]}，<DateText value={row.postedOn} as="iso" /> 发布
              </p>
              {row.url && (
                <p className="break-all text-sm">
                  <a href={row.url} className="link" rel="noreferrer noopener nofollow">
                    {row.url}
                  </a>
                </p>
              )}
              <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
                <a href={`/files/${row.fileId}`} className="link inline-flex min-h-11 items-center">
                  看截图
                </a>
                <span className="inline-flex min-h-11 items-center">
                  {row.by} <DateText value={row.createdAt} as="minute" /> 登记
                </span>
              </p>
            </li>
          ))}
        </ul>
      )}
      {mayPost && (
        <p className="mt-3">
          <ButtonLink to={`/desk/contracts/${contractId}/publicity/posting`}>登记站外公示</ButtonLink>
        </p>
      )}
    </>
  );
}
