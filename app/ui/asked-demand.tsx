import { Link } from '@remix-run/react';
import { budgetWords } from '#app/domain/demand-form.ts';
import { Sample } from './sample.tsx';

interface AskedDemandFacts {
  readonly no: string;
  readonly title: string;
  readonly isPublic: boolean;
  /** Null: it keeps its name to itself until it accepts. */
  readonly orgName: string | null;
  readonly isSample: boolean;
  readonly summary: string | null;
  /** Fen as decimal text. */
  readonly budgetMinFen: string | null;
  readonly budgetMaxFen: string | null;
  readonly acceptPayLater: boolean;
  /** As words. */
  readonly cooperation: readonly string[];
  readonly validUntilOn: string;
}

/** Whom and what the supplier answers: nobody should offer into the dark. */
export function AskedDemand({ demand }: { demand: AskedDemandFacts }) {
  return (
    <section className="mb-6 max-w-form rounded-lg border border-line bg-card px-5 py-4" aria-label="要应答的需求">
      <p className="text-sm text-ink-soft">要应答的需求 {demand.no}</p>
      <h2 className="text-lg font-bold">
        {demand.isPublic ? (
          <Link to={`/demands/${demand.no}`} className="link-quiet">
            {demand.title}
          </Link>
        ) : (
          demand.title
        )}
      </h2>
      <p className="text-sm text-ink-soft">
        {demand.orgName ?? '匿名企业，接受对接后可见名称'} {demand.isSample && <Sample />}
      </p>
      <p className="mt-2 text-sm">{demand.summary}</p>
      <p className="mt-2 flex flex-wrap gap-x-4 text-sm text-ink-soft">
        <span>
          预算 {budgetWords(demand.budgetMinFen, demand.budgetMaxFen)}
          {demand.acceptPayLater && '，接受先用后付'}
        </span>
        <span>合作方式 {demand.cooperation.join('、') || '协商'}</span>
        <span>有效至 {demand.validUntilOn}</span>
      </p>
    </section>
  );
}
