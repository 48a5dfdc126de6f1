import type { OrganisationKind } from '#app/domain/access.ts';
import { ErrorSummary } from '../error-summary.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { ProofBoxes } from './proof-boxes.tsx';

interface RechecksProps {
  rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: OrganisationKind;
    readonly uscc: string;
    readonly checkedOn: string;
    readonly papers: readonly { readonly id: string; readonly name: string }[];
  }[];
  reply:
    | { readonly values: Readonly<Record<string, unknown>>; readonly errors: Readonly<Record<string, string[]>> }
    | undefined;
}

/** Verified organisations whose papers are looked at again (年度复核). */
export function Rechecks({ rows, reply }: RechecksProps) {
  if (rows.length === 0) return null;
  return (
    <section className="mt-10" aria-labelledby="rechecks">
      <SectionHead look="plain" id="rechecks" note="交了新证照的，和满一年又过了 30 天的">
        年度复核
      </SectionHead>
      <ul className="grid gap-4">
        {rows.map((row) => {
          const mine = reply?.values.orgId === row.id ? reply : undefined;
          return (
            <li key={row.id} className="rounded-lg border border-line bg-card p-5">
              <h3 className="text-lg font-bold">{row.name}</h3>
              <p className="tabular-nums text-sm text-ink-soft">
                {row.uscc}，上次核验 {row.checkedOn}
              </p>
              <ul className="my-2 text-sm">
                {row.papers.length === 0 && <li>还没有交新的证照。</li>}
                {row.papers.map((paper) => (
                  <li key={paper.id}>
                    <a href={`/files/${paper.id}`} className="link-quiet inline-flex min-h-11 items-center">
                      {paper.name}
                    </a>
                  </li>
                ))}
              </ul>
              <ErrorSummary errors={mine?.errors} scope={row.id} />
              <IntentForm intent="recheck" className="grid gap-3">
                <input type="hidden" name="orgId" value={row.id} />
                <ProofBoxes kind={row.kind} scope={row.id} error={mine?.errors.proofs} />
                <div>
                  <SubmitButton intent="recheck">
                    复核通过<span className="sr-only">：{row.name}</span>
                  </SubmitButton>
                </div>
              </IntentForm>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
