import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ChangedSum } from '#app/domain/changed-sums.ts';
import type { ComposerForm } from '#app/domain/composer-form.ts';
import { type ComposerStep, stepLabel, stepOfPath } from '#app/domain/composer-steps.ts';
import { type ClauseKey, clauseLabels } from '#app/domain/contract-clauses.ts';
import type { ContractKind } from '#app/domain/contract-kind.ts';
import { ArticleChanges } from '../article-changes.tsx';
import type { FormErrors } from '../composer-props.ts';
import { errorRowName } from '../error-row-name.ts';
import { Field } from '../field.tsx';
import { fieldId } from '../field-id.ts';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { TextInput } from '../text-input.tsx';
import { ChangedSums } from './changed-sums.tsx';

type Changes = Parameters<typeof ArticleChanges>[0]['changes'];

interface ComposerReviewProps {
  kind: ContractKind;
  form: ComposerForm;
  errors: FormErrors;
  steps: readonly { readonly name: ComposerStep }[];
  /** Against the version that it changes; null for a first proposal. */
  clauses: readonly { readonly key: ClauseKey; readonly changes: Changes }[] | null;
  /** Sums and rates of that version beside those of the form, as whoever answers reads them. */
  sums: readonly ChangedSum[];
  /** Only of a change of a signed contract: from when, and why. */
  extra?: ReactNode;
  /** What is said, once and in place of the button, where nothing was changed and something must be. */
  unchanged?: string | null;
  /** Sending it is refused for what the notices above say. */
  isRefused?: boolean;
  children: ReactNode;
}

/** The last look: what is still open and where, what the other side will see changed and why, and the button. */
export function ComposerReview({
  kind,
  form,
  errors,
  steps,
  clauses,
  sums,
  extra,
  unchanged,
  isRefused = false,
  children,
}: ComposerReviewProps) {
  const { '': message, ...fields } = errors;
  const isUnchanged = unchanged != null && clauses?.length === 0;
  const open = steps.flatMap(({ name }) => {
    const lines = Object.entries(fields).filter(([path]) => stepOfPath(path) === name);
    return lines.length > 0 ? [{ name, lines }] : [];
  });
  return (
    <>
      <SectionHead>{stepLabel('review', kind)}</SectionHead>
      <div className="grid gap-6 pt-4">
        {message && !isUnchanged && <Notice kind="danger" live="assertive" title={message[0]} />}
        {open.length === 0 && !isUnchanged && !isRefused && <Notice kind="success" title="条款齐全，可以发出" />}
        {open.length > 0 && (
          <Notice kind="danger" title={`还有 ${Object.keys(fields).length} 处要填或者要改`}>
            {open.map(({ name, lines }) => (
              <div key={name} className="mt-2">
                <p className="font-bold">{stepLabel(name, kind)}</p>
                <ul>
                  {lines.map(([path, says]) => (
                    <li key={path}>
                      <Link
                        to={`?step=${name}&check=1#${fieldId(path)}`}
                        className="link inline-flex min-h-11 items-center sm:min-h-6"
                      >
                        {errorRowName(path)}
                        {says[0]}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </Notice>
        )}
        {isUnchanged ? (
          <Notice kind="attention" {...(message && { live: 'assertive' })} title="还没有改动任何条款，不能发出">
            {unchanged}
          </Notice>
        ) : (
          <>
            {clauses !== null && <Changed clauses={clauses} sums={sums} form={form} asksWhy={extra === undefined} />}
            {extra}
            {children}
          </>
        )}
      </div>
    </>
  );
}

interface ChangedProps {
  clauses: NonNullable<ComposerReviewProps['clauses']>;
  sums: readonly ChangedSum[];
  form: ComposerForm;
  /** A change of a signed contract has one reason for all, asked below. */
  asksWhy: boolean;
}

/** What a draft that is sent once more says anew: perhaps nothing. */
function Changed({ clauses, sums, form, asksWhy }: ChangedProps) {
  if (clauses.length === 0) return <Notice title="和上一版比，条款没有变化" />;
  return (
    <section aria-labelledby="changed-head" className="grid gap-4">
      <SectionHead look="plain" id="changed-head" note="划掉的是原文，加粗的是新文">
        改了 {clauses.length} 条
      </SectionHead>
      <ChangedSums sums={sums} nowWord={asksWhy ? '上一版' : '现行'} />
      {clauses.map(({ key, changes }) => (
        <div key={key} className="grid gap-3 rounded-lg border border-line bg-card px-4 py-4">
          <h3 className="font-bold">{clauseLabels[key]}</h3>
          <ArticleChanges changes={changes} />
          {asksWhy && (
            <Field name={`reasons.${key}`} label="为什么这样改，对方会看到" required={false}>
              {(control) => <TextInput {...control} defaultValue={form.reasons[key] ?? ''} maxLength={500} />}
            </Field>
          )}
        </div>
      ))}
    </section>
  );
}
