import { formatPpm } from '#app/domain/money.ts';
import { usualAudit } from '#app/domain/audit-terms.ts';
import type { TermsFieldsProps } from '../composer-props.ts';
import { NumberField } from '../number-field.tsx';

/** How the accounts are looked into; left empty, the contract has the usual. */
export function AuditFields({ form, errors }: TermsFieldsProps) {
  const hasErrors = Object.keys(errors).some((name) => name.startsWith('audit'));
  const isAgreed = Object.values(form.audit).some((value) => value !== '');
  const { timesAYear, noticeDays, keepYears, shortfallPpm } = usualAudit;
  const field = (name: keyof typeof form.audit, label: string, unit: string, usual: string) => (
    <NumberField
      name={`audit.${name}`}
      label={label}
      unit={unit}
      value={form.audit[name]}
      errors={errors}
      why={`不填按 ${usual}`}
    />
  );
  return (
    <details open={isAgreed || hasErrors}>
      <summary className="min-h-11 py-2.5 text-primary sm:min-h-0 sm:py-1">约定怎样查账</summary>
      <div className="mt-3 grid gap-5">
        <p className="text-sm text-ink-soft">收款方照这里的次数和通知期授权查账人。</p>
        {field('timesAYear', '每年最多查阅', '次', `${timesAYear} 次`)}
        {field('noticeDays', '提前书面通知', '工作日', `${noticeDays} 个工作日`)}
        {field('keepYears', '账目至少保存', '年', `${keepYears} 年，自每期申报起`)}
        {field('shortfall', '少报超过多少，查阅费用由付款方承担', '%', formatPpm(shortfallPpm))}
      </div>
    </details>
  );
}
