import type { AchievementState } from '#app/domain/achievement.ts';
import {
  type AttachmentKind,
  attachmentLabels,
  type AttachmentReading,
  mustOpenPaper,
  readingWords,
} from '#app/domain/attachment.ts';
import { CheckboxGroup } from '../checkbox-group.tsx';
import { DateText } from '../date-text.tsx';
import { IntentForm } from '../intent-form.tsx';
import { StateMark } from '../state-mark.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface AttachmentListProps {
  attachments: readonly {
    readonly id: string;
    readonly kind: AttachmentKind;
    readonly title: string;
    readonly fileId: string;
    readonly bytes: number;
    readonly createdAt: Date;
    readonly clearedAt: Date | null;
    readonly addedBy: string;
    readonly reading: AttachmentReading;
    /** What the screen found there to look at; said to who may clear it. */
    readonly flags: readonly string[];
    /** `own`: who looks added it himself, so that another reviewer has to; `solo`: he may, as his unit has stated. */
    readonly eyes: 'second' | 'solo' | 'own';
  }[];
  state: AchievementState;
  mayRemove: boolean;
  mayClear: boolean;
}

/** 1,536,000 → '1.5 MB'. */
export const sizeWords = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** The papers of a record for its own people. */
export function AttachmentList({ attachments, state, mayRemove, mayClear }: AttachmentListProps) {
  return (
    <ul className="rounded-lg border border-line bg-card">
      {attachments.map((each) => {
        const waits = state === 'published' && each.clearedAt === null;
        return (
          <li key={each.id} className="border-b border-line px-4 py-3 text-sm last:border-b-0 sm:px-6">
            <p className="flex flex-wrap items-baseline justify-between gap-x-4">
              <a href={`/files/${each.fileId}`} className="link inline-flex min-h-11 items-center font-bold sm:min-h-6">
                {each.title}
              </a>
              {waits && <StateMark tone="attention">待保密审查</StateMark>}
            </p>
            <p className="text-ink-soft">
              {attachmentLabels[each.kind]}，{sizeWords(each.bytes)}，{each.addedBy} <DateText value={each.createdAt} />{' '}
              上传
            </p>
            {each.clearedAt === null && readingWords[each.reading] !== null && (
              <p className="text-attention">{readingWords[each.reading]}</p>
            )}
            {each.flags.length > 0 && <p className="text-attention">筛查提示：{each.flags.join('、')}</p>}
            {mayClear && waits && each.eyes !== 'second' && (
              <p className="text-ink-soft">
                {each.eyes === 'own'
                  ? '你添加的，要由另一位保密审查人员来审；本单位没有别人的，请单位负责人在“机构设置”里增设一人，或者声明由一人兼任。'
                  : '你添加的，本单位声明由一人兼任，审查记录在案。'}
              </p>
            )}
            {(mayRemove || (mayClear && waits && each.eyes !== 'own')) && (
              <div className="mt-1 flex flex-wrap gap-2">
                {mayClear && waits && each.eyes !== 'own' && (
                  <OneDeed
                    intent="clear"
                    id={each.id}
                    title={each.title}
                    says="保密审查通过"
                    mustOpen={mustOpenPaper(each)}
                  />
                )}
                {mayRemove && <OneDeed intent="remove" id={each.id} title={each.title} says="撤下" />}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface OneDeedProps {
  intent: 'clear' | 'remove';
  id: string;
  title: string;
  says: string;
  /** The screen has not read it to its end: who passes it says that he has opened it. */
  mustOpen?: boolean;
}

function OneDeed({ intent, id, title, says, mustOpen = false }: OneDeedProps) {
  return (
    <IntentForm intent={intent} className="flex flex-wrap items-center gap-x-4 gap-y-1">
      {mustOpen && (
        <CheckboxGroup
          name="opened"
          label="系统没有读全"
          scope={id}
          options={[{ value: 'on', label: '我已打开看过' }]}
        />
      )}
      <input type="hidden" name="attachmentId" value={id} />
      <SubmitButton intent={intent} look={intent === 'clear' ? 'secondary' : 'quiet'}>
        {says}
        <span className="sr-only">：{title}</span>
      </SubmitButton>
    </IntentForm>
  );
}
