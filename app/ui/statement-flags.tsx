import type { StatementFlag } from '#app/domain/statement-flags.ts';
import { Notice } from './notice.tsx';

/** What is missing, late or odd about statements; it accuses nobody and changes no sum. */
export function StatementFlags({ flags }: { flags: readonly StatementFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <Notice kind="attention" title="收入申报需要留意">
      <ul className="list-disc pl-5">
        {flags.map((flag) => (
          <li key={`${flag.kind}${flag.period}${flag.says}`}>{flag.says}</li>
        ))}
      </ul>
    </Notice>
  );
}
