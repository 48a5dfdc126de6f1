import { type FormEvent, useState } from 'react';
import { isOfPriceKind } from '#app/domain/price-cells.ts';
import { recordGroups } from '#app/domain/record-groups.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { fieldId } from '../field-id.ts';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Notice } from '../notice.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { useHydrated } from '../use-hydrated.ts';
import { isFilled, RecordField, type RecordTyped } from './record-field.tsx';

interface RecordFormProps extends RecordTyped {
  /** So that a button elsewhere on the page can send it. */
  id?: string;
  intent: 'create' | 'save';
  replayKey?: string;
  versionN?: number;
  /** May hand it in at once, too. */
  maySubmit?: boolean;
  /** What was let in and is said all the same, of 对比优势. */
  warnings?: readonly { readonly says: string }[];
}

/** Groups that every record needs stand open; the others open where something is filled in, wrong, or remarked on. */
const always: ReadonlySet<string> = new Set(['what', 'where', 'deal']);

/** The whole achievement as one column of fields; the same fields and rules as the import. */
export function RecordForm({
  id,
  intent,
  replayKey,
  versionN,
  maySubmit = false,
  warnings = [],
  ...typed
}: RecordFormProps) {
  const { '': whole, ...byField } = typed.errors;
  return (
    <IntentForm id={id} intent={intent} replayKey={replayKey} className="max-w-form">
      {/* The button that the Enter key presses: without it Enter would add a row before JavaScript. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only">
        保存
      </button>
      <ErrorSummary errors={byField} message={whole?.[0]} />
      {warnings.length > 0 && (
        <div className="mb-6">
          <Notice kind="attention" title="已保存，对比优势还可以写清楚">
            <ul>
              {warnings.map(({ says }) => (
                <li key={says}>{says}</li>
              ))}
            </ul>
            <a href={`#${fieldId('advantages')}`} className="link inline-flex min-h-11 items-center sm:min-h-8">
              去改对比优势
            </a>
          </Notice>
        </div>
      )}
      {versionN !== undefined && <input type="hidden" name="versionN" value={versionN} />}
      <nav aria-label="跳到" className="mb-6 flex flex-wrap gap-x-4 border-b border-line pb-3 sm:hidden">
        {[...recordGroups, { key: 'secrecy', label: '密级' }].map(({ key, label }) => (
          <a key={key} href={`#group-${key}`} className="link inline-flex min-h-11 items-center">
            {label}
          </a>
        ))}
      </nav>
      <div className="grid gap-6">
        {recordGroups.map((group) =>
          always.has(group.key) ? (
            <section key={group.key} id={`group-${group.key}`} className="grid scroll-mt-16 gap-6">
              <SectionHead look="plain">{group.label}</SectionHead>
              <GroupFields group={group} typed={typed} />
            </section>
          ) : (
            <FoldedGroup key={group.key} group={group} typed={typed} />
          ),
        )}
        <div id="group-secrecy" className="scroll-mt-16">
          <CheckboxGroup
            name="isOpen"
            label="密级"
            error={typed.errors.isOpen}
            defaultValue={typed.values.isOpen === 'on' ? ['on'] : []}
            options={[{ value: 'on', label: '以上内容是公开信息，不涉及国家秘密。' }]}
          />
        </div>
      </div>
      <FormActions note="保存为草稿，单位审核通过后才公开。">
        <SubmitButton intent={intent} pendingText="正在保存…">
          保存草稿
        </SubmitButton>
        {maySubmit && (
          <SubmitButton name="next" value="submit" look="secondary">
            保存并提交审核
          </SubmitButton>
        )}
      </FormActions>
    </IntentForm>
  );
}

interface GroupProps {
  group: (typeof recordGroups)[number];
  typed: RecordTyped;
}

function FoldedGroup({ group, typed }: GroupProps) {
  const filled = group.keys.filter((key) => isFilled(typed.values[key])).length;
  const isWrong = group.keys.some((key) => typed.errors[key] || typed.remarks?.some(({ field }) => field === key));
  return (
    <details
      id={`group-${group.key}`}
      open={filled > 0 || isWrong}
      className="scroll-mt-16 rounded-lg border border-line bg-card px-4 sm:px-6"
    >
      <summary className="flex min-h-14 cursor-pointer flex-wrap items-center gap-x-3 py-2">
        <h2 className="text-lg font-bold">{group.label}</h2>
        <span className="text-sm text-ink-soft">
          {filled > 0 ? `已填 ${filled} 项，共 ${group.keys.length} 项` : `选填，共 ${group.keys.length} 项`}
        </span>
      </summary>
      <div className="grid gap-6 pb-6 pt-2">
        <GroupFields group={group} typed={typed} />
      </div>
    </details>
  );
}

/** The fields of a group; of a price those of its kind only, once the page can follow what is chosen. */
function GroupFields({ group, typed }: GroupProps) {
  const isLive = useHydrated();
  const [kind, setKind] = useState(String(typed.values.priceKind ?? ''));
  return group.keys.map((key) => {
    const field = <RecordField key={key} name={key} typed={typed} />;
    if (key === 'priceKind') {
      const follow = (event: FormEvent) => setKind((event.target as HTMLSelectElement).value);
      return (
        <div key={key} onChange={follow}>
          {field}
        </div>
      );
    }
    if (isOfPriceKind(kind, key)) return field;
    // A value that was refused stays in sight, so that it can be cleared.
    const isOut = isLive && typed.errors[key] === undefined;
    return (
      <fieldset key={key} disabled={isOut} hidden={isOut} className="min-w-0">
        {field}
      </fieldset>
    );
  });
}
