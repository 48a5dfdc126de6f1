import { Link } from '@remix-run/react';
import { workRoleLabels, workRoles } from '#app/domain/work-record.ts';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { Select } from '../select.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface WorkListProps {
  rows: readonly {
    readonly mandateId: string;
    readonly brokerName: string;
    readonly achievementName: string;
    readonly dealId: string;
    readonly dealNo: string;
    readonly role: string | null;
  }[];
  mayAct: boolean;
}

const options = workRoles.map((value) => ({ value, label: workRoleLabels[value] }));

/** What brokers did in the organisation's deals, and its word on it. */
export function WorkList({ rows, mayAct }: WorkListProps) {
  return (
    <ul className="grid gap-3">
      {rows.map((row) => (
        <li
          key={row.mandateId}
          className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2 rounded-lg border border-line bg-card px-4 py-3"
        >
          <p className="min-w-0">
            <b>{row.brokerName}</b>{' '}
            <StateMark tone={row.role === null ? 'attention' : 'good'}>
              {row.role === null ? '待确认' : '已确认'}
            </StateMark>
            <Link to={`/desk/deals/${row.dealId}`} className="link block text-sm">
              {row.achievementName}（{row.dealNo}）
            </Link>
          </p>
          {mayAct && (
            <IntentForm intent="confirmWork" className="flex flex-wrap items-end gap-3">
              <input type="hidden" name="mandateId" value={row.mandateId} />
              <Field name="role" label="他做的主要是" scope={row.mandateId}>
                {(control) => <Select {...control} options={options} defaultValue={row.role ?? 'matched'} />}
              </Field>
              <SubmitButton intent="confirmWork" look="secondary">
                {row.role === null ? '确认业绩' : '改确认'}
              </SubmitButton>
            </IntentForm>
          )}
        </li>
      ))}
    </ul>
  );
}
