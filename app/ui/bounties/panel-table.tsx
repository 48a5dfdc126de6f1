import { Field } from '../field.tsx';
import { EmptyState } from '../empty-state.tsx';
import { SectionHead } from '../section-head.tsx';
import { StateMark } from '../state-mark.tsx';
import { type Column, Table } from '../table.tsx';
import { TextInput } from '../text-input.tsx';
import { DeedCard, type Reply } from './deed-card.tsx';

interface Panelist {
  readonly userId: string;
  /** Null for the poster: it reads opinions, not names. */
  readonly name: string | null;
  readonly supports: boolean | null;
  readonly opinion: string;
  readonly hasDeclared: boolean;
  readonly conflictNote: string;
}

const columns: readonly Column<Panelist>[] = [
  { key: 'name', head: '专家', phone: 'title', cell: (row) => row.name ?? '一位专家' },
  {
    key: 'supports',
    head: '论证',
    phone: 'state',
    cell: (row) =>
      row.supports === null ? (
        <StateMark tone="neutral">未表态</StateMark>
      ) : (
        <StateMark tone={row.supports ? 'good' : 'danger'}>{row.supports ? '同意' : '不同意'}</StateMark>
      ),
  },
  { key: 'opinion', head: '理由', phone: 'note', cell: (row) => row.opinion || '—' },
  {
    key: 'declared',
    head: '关系声明',
    cell: (row) => (row.hasDeclared ? row.conflictNote || '已声明，无' : '未声明'),
  },
];

/** The panel with its words. */
export function PanelTable(props: { rows: readonly Panelist[]; mayInvite: boolean; reply: Reply | undefined }) {
  return (
    <section className="grid gap-4">
      <SectionHead look="plain">专家组</SectionHead>
      <Table
        caption="专家组"
        columns={columns}
        rows={props.rows}
        rowKey={(row) => row.userId}
        empty={<EmptyState title="还没有专家">论证不少于 5 位，发榜方和组织方的人员不能进。</EmptyState>}
      />
      {props.mayInvite && (
        <DeedCard
          intent="expert"
          title="请专家"
          note="填专家登录用的手机号。"
          button="邀请"
          look="secondary"
          reply={props.reply}
        >
          {({ typed, errors }) => (
            <Field name="phone" label="手机号" width="half" error={errors.phone}>
              {(control) => <TextInput {...control} inputMode="tel" defaultValue={typed('phone')} />}
            </Field>
          )}
        </DeedCard>
      )}
    </section>
  );
}
