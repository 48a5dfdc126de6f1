import { Link } from '@remix-run/react';
import { type Publication, publicationWords } from '#app/domain/publication.ts';
import { reviewLevelLabels, type ReviewLevel, type WorkTab } from '#app/domain/review.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { DateText } from '../date-text.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Sample } from '../sample.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { type Column, Table } from '../table.tsx';
import { TextInput } from '../text-input.tsx';
import type { Tone } from '../tone.ts';

interface WorkLine {
  readonly id: string;
  readonly no: string;
  readonly name: string;
  readonly orgName: string;
  readonly isSample: boolean;
  readonly region: string;
  readonly level: ReviewLevel;
  readonly regNo: string | null;
  readonly registeredOn: string | null;
  readonly registeredBy: string | null;
  readonly isMine: boolean;
  readonly isFlagged: boolean;
  readonly publication: Publication | null;
  readonly hasToOpen: boolean;
  readonly mark: string;
  readonly age: { readonly days: number; readonly late: 'no' | 'attention' | 'danger' };
}

interface Reply {
  readonly values: Readonly<Record<string, unknown>>;
  readonly errors: Readonly<Record<string, string[]>>;
}

interface ReviewWorkProps {
  rows: readonly WorkLine[];
  tab: WorkTab;
  isDecidable: boolean;
  reply: Reply | undefined;
}

const ageTone: Readonly<Record<WorkLine['age']['late'], Tone>> = {
  no: 'neutral',
  attention: 'attention',
  danger: 'danger',
};

const what: Column<WorkLine>[] = [
  {
    key: 'name',
    head: '成果',
    phone: 'title',
    cell: (row) => (
      <>
        <Link to={`/desk/reviews/achievements/${row.id}`} className="link">
          {row.name}
        </Link>
        {row.isFlagged && <span className="block text-sm text-attention">要人工复核</span>}
        {row.hasToOpen && <span className="block text-sm text-attention">有材料要打开看</span>}
        {row.publication !== null && (
          <span className="block text-sm text-ink-soft">{publicationWords[row.publication].label}</span>
        )}
      </>
    ),
  },
  {
    key: 'org',
    head: '单位',
    cell: (row) => (
      <span>
        {row.orgName} {row.isSample && <Sample />}
      </span>
    ),
  },
  { key: 'region', head: '地区', cell: (row) => row.region },
];
const no: Column<WorkLine> = { key: 'no', head: '编号', cell: (row) => <span className="nums">{row.no}</span> };

/** What waits says how long; what is decided says what came of it. */
const columnsOf: Readonly<Record<ReviewWorkProps['tab'], readonly Column<WorkLine>[]>> = {
  waiting: [
    ...what,
    { key: 'level', head: '审核', phone: 'state', cell: (row) => reviewLevelLabels[row.level] },
    no,
    {
      key: 'age',
      head: '已等',
      align: 'right',
      phone: 'amount',
      cell: (row) => <StateMark tone={ageTone[row.age.late]}>{row.age.days} 天</StateMark>,
    },
  ],
  returned: [
    ...what,
    { key: 'level', head: '退回的一级', phone: 'state', cell: (row) => reviewLevelLabels[row.level] },
    no,
  ],
  registered: [
    ...what,
    { key: 'regNo', head: '批准登记号', phone: 'state', cell: (row) => <b className="nums">{row.regNo}</b> },
    { key: 'by', head: '登记单位', cell: (row) => row.registeredBy },
    {
      key: 'on',
      head: '登记日期',
      phone: 'date',
      cell: (row) => row.registeredOn && <DateText value={row.registeredOn} />,
    },
  ],
};

/** The work list; where it can be decided, records are ticked and decided together. */
export function ReviewWork({ rows, tab, isDecidable, reply }: ReviewWorkProps) {
  const mine = rows.filter((row) => row.isMine);
  const together = mine.filter((row) => !row.isFlagged && !row.hasToOpen);
  const table = <Table caption="成果审核" columns={columnsOf[tab]} rows={rows} rowKey={(row) => row.id} />;
  if (!isDecidable || together.length === 0) return table;
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = reply?.values.records;
  const chosen = Array.isArray(typed) ? typed.map(String) : typeof typed === 'string' ? [typed] : [];
  return (
    <>
      {table}
      <section className="mt-8 max-w-form rounded-lg border border-line bg-card px-4 py-5 sm:px-6">
        <SectionHead look="plain" note="先逐项看过内容再选">
          批量处理
        </SectionHead>
        {together.length < mine.length && (
          <p className="mb-3 text-sm text-attention">
            {mine.length - together.length} 项标有军民两用、出口管制或敏感词，或者有材料要打开看，要逐项审，不在这里。
          </p>
        )}
        <ErrorSummary errors={errors} message={whole?.[0]} />
        <IntentForm intent="batch" className="grid gap-4">
          <CheckboxGroup
            name="records"
            label="选择"
            defaultValue={chosen}
            error={errors.records}
            options={together.map((row) => ({
              value: `${row.id}:${row.mark}`,
              label: row.name,
              hint: [
                row.orgName,
                `已等 ${row.age.days} 天`,
                ...(row.publication === null ? [] : [publicationWords[row.publication].label]),
              ].join('，'),
            }))}
          />
          <RadioGroup
            name="outcome"
            label="处理"
            error={errors.outcome}
            defaultValue={typeof reply?.values.outcome === 'string' ? reply.values.outcome : null}
            options={[
              { value: 'pass', label: '通过' },
              { value: 'return', label: '退回修改' },
            ]}
          />
          <CheckboxGroup
            name="checked"
            label="核对"
            required={false}
            error={errors.checked}
            options={[{ value: 'on', label: '通过时：所选各项都已按本级清单逐项核对，全部相符。' }]}
          />
          <Field name="note" label="意见" why="退回时必填，单位会看到。" required={false} error={errors.note}>
            {(control) => (
              <TextInput
                {...control}
                maxLength={500}
                defaultValue={typeof reply?.values.note === 'string' ? reply.values.note : ''}
              />
            )}
          </Field>
          <div className="grid sm:block">
            <SubmitButton intent="batch">处理所选</SubmitButton>
          </div>
        </IntentForm>
      </section>
    </>
  );
}
