import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { ChangeCounts } from '#app/domain/version-text.ts';
import { Button } from '../button.tsx';
import type { TermsFieldsProps } from '../composer-props.ts';
import { DateInput } from '../date-input.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { TextArea } from '../text-area.tsx';

interface AmendmentFieldsProps extends TermsFieldsProps {
  /** From when it will count: only what waits for a day asks for one. */
  counts: ChangeCounts;
}

const fromSigning: Readonly<Record<Exclude<ChangeCounts, 'day'>, string>> = {
  signing: '这份变更要先公示，自双方签署完成之日起执行，不另定日子。',
  open_claims:
    '这份变更涉及付款，自双方签署完成时起，对还没有成就、申报或者计收的款项执行，不另定日子；另一种比例从哪一期起，以“收入提成”里选的为准。',
};

/** From when the change counts, and why: both stand in the record. */
export function AmendmentFields({ form, errors, counts }: AmendmentFieldsProps) {
  return (
    <div className="grid gap-5">
      {counts === 'day' ? (
        <Field
          name="change.effectiveOn"
          label="从哪天起执行"
          why="不早于今天，最晚在一年以内，给本单位审批和双方签署留出时间；在这以前照原文执行，到那天以后才能再变更。"
          width="half"
          error={errors['change.effectiveOn']}
        >
          {(control) => <DateInput {...control} defaultValue={form.change.effectiveOn} />}
        </Field>
      ) : (
        <div>
          <p className="font-bold">从什么时候起执行</p>
          <p className="text-sm">{fromSigning[counts]}</p>
          <input type="hidden" name="change.effectiveOn" value="" />
        </div>
      )}
      <Field name="change.reason" label="为什么变更" why="对方会看到" error={errors['change.reason']}>
        {(control) => <TextArea {...control} rows={2} defaultValue={form.change.reason} maxLength={500} />}
      </Field>
    </div>
  );
}

interface AmendmentNoticesProps {
  baseVersionN: number;
  isStale: boolean;
  /** What it cannot change. */
  children: ReactNode;
}

/** What a change can and cannot do. */
export function AmendmentNotices({ baseVersionN, isStale, children }: AmendmentNoticesProps) {
  return (
    <div className="mb-6 grid gap-3">
      {isStale && (
        <Notice
          kind="attention"
          title="草稿是合同变更以前写的"
          actions={
            <Form method="post" className="flex flex-wrap gap-2">
              <Button type="submit" name="intent" value="rebase">
                沿用草稿，改第 {baseVersionN} 版
              </Button>
              <Button type="submit" look="quiet" name="intent" value="discard">
                丢掉草稿，从第 {baseVersionN} 版重新开始
              </Button>
            </Form>
          }
        >
          现在执行的是第 {baseVersionN} 版。
        </Notice>
      )}
      <Notice title={`变更的是正在执行的第 ${baseVersionN} 版`}>
        签署的文本不改，变更是新的一版：双方都签署以后，自约定的那天起替换原来的条款。
      </Notice>
      {children}
    </div>
  );
}
