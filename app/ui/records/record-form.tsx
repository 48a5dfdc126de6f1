import { recordGroups } from '#app/domain/record-groups.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { SectionHead } from '../section-head.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { isFilled, RecordField, type RecordTyped } from './record-field.tsx';

interface RecordFormProps extends RecordTyped {
  /** So that a button elsewhere on the page can send it. */
  id?: string;
  intent: 'create' | 'save';
  replayKey?: string;
  versionN?: number;
  /** May hand it in at once, too. */
  maySubmit?: boolean;
}

/** Groups that every record needs stand open; the others open where something is filled in, wrong, or remarked on. */
const always: ReadonlySet<string> = new Set(['what', 'where', 'deal']);

/** The whole achievement as one column of fields; the same fields and rules as the import. */
export function RecordForm({ id, intent, replayKey, versionN, maySubmit = false, ...typed }: RecordFormProps) {
  const { '': whole, ...byField } = typed.errors;
  return (
    <IntentForm id={id} intent={intent} replayKey={replayKey} className="max-w-form">
      <ErrorSummary errors={byField} message={whole?.[0]} />
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

const GroupFields = ({ group, typed }: GroupProps) =>
  group.keys.map((key) => <RecordField key={key} name={key} typed={typed} />);
