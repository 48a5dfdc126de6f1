import { useState } from 'react';
import { cannotMerge } from '#app/domain/import.ts';
import { type DeedReply, replyTo } from '../deed-reply.ts';
import { Field } from '../field.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';
import { useHydrated } from '../use-hydrated.ts';

/**
 * Rows that would be merged into what they repeat: by the officer's choice, and because they name it by our number; and those that
 * repeat what is not public, so that no choice merges them.
 */
export interface Merges {
  readonly chosen: number;
  readonly byNumber: number;
  readonly hidden: number;
}

interface ImportReviewProps {
  /** The unit's secrecy reviewers but who brought or mapped the file and who looks. */
  reviewers: readonly { readonly id: string; readonly name: string }[];
  merges: Merges;
  reply: DeedReply | undefined;
}

/** How the rows of an import are reviewed before they are public: in two steps, or by one who reads the whole file. */
export function ImportReview({ reviewers, merges, reply }: ImportReviewProps) {
  const { typed, errors } = replyTo(reply, 'confirm');
  const [way, setWay] = useState(typed('review') || 'chain');
  const isHydrated = useHydrated();
  return (
    <div
      className="grid gap-3"
      onChange={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === 'review') setWay(target.value);
      }}
    >
      <RadioGroup
        name="review"
        label="保密审查"
        defaultValue={typed('review') || 'chain'}
        error={errors.review}
        options={[
          {
            value: 'chain',
            label: '导入后送审：先保密审查，再单位审批，通过才公开',
            hint: '可以整批审。公开的成果不会被这份表更新。',
          },
          {
            value: 'named',
            label: '指明一位保密审查人员审整份文件，本人确认后公开',
            hint: '入库后等本人确认，确认前不公开；标有敏感词、军民两用的仍逐项审。',
          },
        ]}
      />
      {way === 'chain' && merges.chosen + merges.byNumber > 0 && (
        <p className="max-w-form text-sm text-attention">
          {merges.chosen > 0 && cannotMerge(merges.chosen)}
          {merges.byNumber > 0 && `${merges.byNumber} 行写着平台编号，是来更新公开的成果的，这样审时跳过。`}
        </p>
      )}
      {(way === 'named' || !isHydrated) && (
        <Field
          name="reviewedBy"
          label="由谁审"
          requiredWhen="选“指明一位”时必填"
          why="上传、确认导入的人，以及对应过列或保存过这份对应的人，不能审自己的文件。"
          required={false}
          error={errors.reviewedBy}
        >
          {(control) => (
            <Select
              {...control}
              defaultValue={typed('reviewedBy')}
              blank={reviewers.length === 0 ? '本单位没有别的保密审查人员，请选上一项' : '请选择'}
              options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
    </div>
  );
}
