import { useState } from 'react';
import type { MilestoneForm } from '#app/domain/contract-form.ts';
import { type ContractKind, sidesOf } from '#app/domain/contract-kind.ts';
import {
  datedTriggers,
  type MilestoneTrigger,
  milestoneTriggerLabels,
  milestoneTriggers,
} from '#app/domain/contract.ts';
import { exampleOf, offeredTriggers } from '#app/domain/usual-milestones.ts';
import { Button } from './button.tsx';
import { DateInput } from './date-input.tsx';
import { Field } from './field.tsx';
import { FieldError } from './field-words.tsx';
import { fieldId } from './field-id.ts';
import { useHasLock, useLock } from './field-locks.tsx';
import { MoneyInput } from './money-input.tsx';
import { Select } from './select.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';
import { useHydrated } from './use-hydrated.ts';

interface MilestoneRowsProps {
  rows: readonly MilestoneForm[];
  kind: ContractKind;
  errors: Readonly<Record<string, string[]>>;
}

const triggersOf = (kind: ContractKind, chosen: string) =>
  milestoneTriggers
    .filter((value) => value === chosen || offeredTriggers(kind).includes(value))
    .map((value) => ({ value, label: milestoneTriggerLabels[value] }));

const isDated = (trigger: string): boolean => datedTriggers.some((dated) => dated === trigger);

/** Milestones as cards; rows come and go by buttons that send the form, so that it works before JavaScript. */
export function MilestoneRows({ rows, kind, errors }: MilestoneRowsProps) {
  const lock = useLock('milestones');
  return (
    <>
      {errors.milestones?.[0] && <FieldError id={`${fieldId('milestones')}-error`}>{errors.milestones[0]}</FieldError>}
      {rows.map((row, i) => (
        <MilestoneCard
          key={`${rows.length}-${i}`}
          row={row}
          i={i}
          triggers={triggersOf(kind, row.trigger)}
          kind={kind}
          errors={errors}
        />
      ))}
      {lock === undefined ? (
        <div>
          <Button type="submit" name="intent" value="add-milestone" id={fieldId('milestones')}>
            加一个里程碑
          </Button>
        </div>
      ) : (
        <p className="text-sm text-ink-soft">{lock}</p>
      )}
    </>
  );
}

interface MilestoneCardProps {
  row: MilestoneForm;
  i: number;
  triggers: ReturnType<typeof triggersOf>;
  kind: ContractKind;
  errors: MilestoneRowsProps['errors'];
}

function MilestoneCard({ row, i, triggers, kind, errors }: MilestoneCardProps) {
  const at = (name: keyof MilestoneForm) => `milestones[${i}].${name}`;
  const lock = useLock(`milestones[${i}]`);
  const isKept = useHasLock(`milestones[${i}]`);
  const [trigger, setTrigger] = useState(row.trigger);
  // What falls due by itself has nothing to show; before JavaScript the fields stand, and say nothing.
  const isIdle = useHydrated() && isDated(trigger);
  const example = exampleOf(kind);
  const dated = triggers.filter(({ value }) => value === 'sales_reached' || value === 'on_date');
  const has = (value: MilestoneTrigger) => dated.some((one) => one.value === value) || row.triggerAmount !== '';
  const neededFor = (value: MilestoneTrigger) =>
    trigger === value ? {} : { required: false, requiredWhen: '付款条件选它时必填' };
  if (lock !== undefined) return <LockedMilestone row={row} i={i} triggers={triggers} lock={lock} />;
  return (
    <fieldset className="min-w-0 rounded-lg border border-line bg-card px-4 pb-5 pt-2 sm:px-6">
      <legend className="px-1 font-bold">里程碑 {i + 1}</legend>
      <div className="grid gap-5">
        <Field name={at('name')} label="名称" error={errors[at('name')]}>
          {(control) => <TextInput {...control} defaultValue={row.name} maxLength={60} />}
        </Field>
        <Field name={at('trigger')} label="付款条件" width="half" error={errors[at('trigger')]}>
          {(control) => (
            <Select
              {...control}
              blank="请选择"
              defaultValue={row.trigger}
              options={triggers}
              onChange={(event) => setTrigger(event.target.value)}
            />
          )}
        </Field>
        <MoneyInput name={at('amount')} label="金额" defaultValue={row.amount} error={errors[at('amount')]} />
        <div hidden={isIdle} className="grid gap-5">
          <Field
            name={at('criteria')}
            label="怎样算达到"
            why={`写能检验的数字，例如：${example.criteria}`}
            error={errors[at('criteria')]}
          >
            {(control) => <TextArea {...control} rows={2} defaultValue={row.criteria} maxLength={1000} />}
          </Field>
          <Field
            name={at('evidence')}
            label={`${sidesOf(kind).licensor}要交的证据`}
            required={false}
            why={`例如：${example.evidence}`}
            error={errors[at('evidence')]}
          >
            {(control) => <TextInput {...control} defaultValue={row.evidence} maxLength={300} />}
          </Field>
          <Days
            name={at('acceptWithinDays')}
            label="收到证据后几天内验收"
            why="逾期不答复视为通过"
            value={row.acceptWithinDays}
            errors={errors}
          />
        </div>
        <Days
          name={at('payWithinDays')}
          label={isIdle ? '到期后几天内付款' : '验收后几天内付款'}
          value={row.payWithinDays}
          errors={errors}
        />
        <details
          hidden={dated.length === 0}
          open={
            row.triggerAmount !== '' ||
            row.triggerOn !== '' ||
            row.trigger === 'sales_reached' ||
            row.trigger === 'on_date'
          }
        >
          <summary className="min-h-11 py-2.5 text-sm text-primary sm:min-h-0 sm:py-1">
            条件是{dated.map(({ label }) => `“${label}”`).join('或')}时填这里
          </summary>
          <div className="mt-2 grid gap-5">
            {has('sales_reached') && (
              <MoneyInput
                name={at('triggerAmount')}
                label="累计销售额达到"
                defaultValue={row.triggerAmount}
                error={errors[at('triggerAmount')]}
                {...neededFor('sales_reached')}
                capitals={false}
              />
            )}
            <Field
              name={at('triggerOn')}
              label="约定日期"
              width="short"
              {...neededFor('on_date')}
              error={errors[at('triggerOn')]}
            >
              {(control) => <DateInput {...control} defaultValue={row.triggerOn} />}
            </Field>
          </div>
        </details>
        {!isKept && (
          <div>
            <Button type="submit" look="quiet" name="intent" value={`remove-milestone:${i}`}>
              去掉里程碑 {i + 1}
            </Button>
          </div>
        )}
      </div>
    </fieldset>
  );
}

/** A milestone that was handed in or reached: to be read, not to be written. */
function LockedMilestone({ row, i, triggers, lock }: Omit<MilestoneCardProps, 'errors' | 'kind'> & { lock: string }) {
  const trigger = triggers.find(({ value }) => value === row.trigger)?.label ?? '';
  return (
    <section aria-label={`里程碑 ${i + 1}`} className="rounded-lg border border-line bg-sunk px-4 py-4 sm:px-6">
      <h3 className="font-bold">
        里程碑 {i + 1}　{row.name}
      </h3>
      <p>
        {row.amount} 万元
        {/* A milestone is often called by its trigger. */}
        {trigger !== row.name && `，${trigger}`}
      </p>
      {row.criteria && <p className="text-sm">{row.criteria}</p>}
      <p className="mt-1 text-sm text-ink-soft">{lock}</p>
    </section>
  );
}

interface DaysProps {
  name: string;
  label: string;
  why?: string;
  value: string;
  errors: MilestoneRowsProps['errors'];
}

function Days({ name, label, why, value, errors }: DaysProps) {
  return (
    <Field name={name} label={label} why={why} unit="天" width="short" error={errors[name]} required={false}>
      {(control) => <TextInput {...control} numeric hasUnit defaultValue={value} maxLength={4} />}
    </Field>
  );
}
