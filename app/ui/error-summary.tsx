import { useEffect, useRef } from 'react';
import { errorLines } from './error-lines.ts';
import { firstError, type FieldErrorText } from './field.tsx';
import { fieldId } from './field-id.ts';
import { useFieldNames } from './field-names.ts';
import { StateShape } from './state-shape.tsx';

interface ErrorSummaryProps {
  /** Messages by field name, as an action returns them. */
  errors?: Readonly<Record<string, FieldErrorText>>;
  /** What concerns no single field. */
  message?: string;
  scope?: string;
  /** False where nothing can be typed: boxes and files only. Else the page is asked whether anything stands in its fields. */
  hasText?: boolean;
}

/** Fields of the page itself that hold what somebody typed; not the search at its top. */
const textFields =
  'main textarea, main form[method=post] input:is([type=text], [type=tel], [type=email], :not([type]))';

/**
 * All that is wrong, at the top of the form, in the order of the page, each line a way to its field by name. It takes the focus when
 * it comes.
 */
export function ErrorSummary({ errors, message, scope, hasText = true }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const kept = useRef<HTMLParagraphElement>(null);
  const given = Object.entries(errors ?? {}).filter(([, error]) => firstError(error));
  const names = useFieldNames(given.length > 0);
  const lines = errorLines(
    given.map(([name, error]) => ({ name, id: fieldId(name, scope), says: firstError(error) ?? '' })),
    names,
  );
  useEffect(() => {
    if (!errors && !message) return;
    box.current?.focus();
    const fields = [...document.querySelectorAll<HTMLInputElement>(textFields)];
    if (kept.current) kept.current.hidden = fields.every(({ value }) => value.trim() === '');
  }, [errors, message]);
  if (lines.length === 0 && !message) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      aria-labelledby="error-summary"
      className="mb-6 rounded-lg border-2 border-danger bg-card px-5 py-4"
    >
      <h2 id="error-summary" className="flex items-baseline gap-2 text-lg font-bold text-danger">
        <StateShape shape="alert" className="relative top-0.5" />
        {lines.length > 0 ? `有 ${lines.length} 处要改` : '没有办成'}
      </h2>
      {message && <p className="mt-1">{message}</p>}
      {lines.length > 0 && (
        <ul className="mt-1">
          {lines.map((line) => (
            <li key={line.name}>
              <a
                href={`#${line.id}`}
                className="inline-flex min-h-11 items-center text-danger underline underline-offset-4 sm:min-h-8"
              >
                {line.text}
              </a>
            </li>
          ))}
        </ul>
      )}
      {hasText && (
        <p ref={kept} className="mt-1 text-sm text-ink-soft">
          填过的文字都还在。
        </p>
      )}
    </div>
  );
}
