import { Field } from './field.tsx';
import { RadioGroup } from './radio-group.tsx';
import { Select } from './select.tsx';

interface ImportReviewProps {
  reviewers: readonly { readonly id: string; readonly name: string }[];
  values: Readonly<Record<string, unknown>> | undefined;
  errors: Readonly<Record<string, string[]>> | undefined;
}

const typed = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** How the rows of an import are reviewed before they are public: one by one, or by who has read the whole file. */
export const ImportReview = ({ reviewers, values, errors }: ImportReviewProps) => (
  <div className="grid gap-3">
    <RadioGroup
      name="review"
      label="保密审查"
      defaultValue={typed(values?.review) ?? 'chain'}
      error={errors?.review}
      options={[
        {
          value: 'chain',
          label: '导入后送审：先保密审查，再单位审批，通过才公开',
          hint: '可以整批审。公开的成果不会被这份表更新。',
        },
        {
          value: 'declared',
          label: '这份文件已经过本单位保密审查，导入后立即公开',
          hint: '写明由谁审的，系统会通知本人并记录在案；标有敏感词、军民两用的仍送审。',
        },
      ]}
    />
    <Field
      name="reviewedBy"
      label="由谁审的"
      why="选“已经过保密审查”时必填，不能是你自己。"
      required={false}
      error={errors?.reviewedBy}
    >
      {(control) => (
        <Select
          {...control}
          defaultValue={typed(values?.reviewedBy) ?? ''}
          blank={reviewers.length === 0 ? '本单位还没有别的保密审查人员' : '请选择'}
          options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </Field>
  </div>
);
