import { kindOfForm } from '#app/domain/composer-steps.ts';
import { givesTechnology, isLicence } from '#app/domain/contract-kind.ts';
import { rightKey, rightLabel } from '#app/domain/contract-rights.ts';
import { licenceKindLabels, licenceKinds, stockLabels, stockWays } from '#app/domain/contract.ts';
import { CheckboxGroup } from './checkbox-group.tsx';
import { DateInput } from './date-input.tsx';
import { Field, type FieldControl } from './field.tsx';
import { NumberField } from './number-field.tsx';
import { optionsOf } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import { Select } from './select.tsx';
import type { TermsFieldsProps } from './composer-props.ts';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';

const text = (control: FieldControl, value: string) => <TextInput {...control} defaultValue={value} maxLength={200} />;

const stockOptions = [{ value: '', label: '到时双方书面商定，商定前不得销售' }, ...optionsOf(stockWays, stockLabels)];

const scopeWords = {
  technology: { place: '地域', object: '使用领域', example: '用在什么产品或产线，例如：马铃薯淀粉加工废水处理' },
  work: { place: '履行地点', object: '内容与要求' },
} as const;

/** What a work may be, and what it hands over, each kind its own. */
const workExamples = {
  development: {
    object: '做什么、做到什么程度，例如：建成 500 吨/日中试线并达到设计指标',
    deliverables: '样机 1 台、设计图纸、测试报告',
  },
  consulting: {
    object: '就什么问题、做到什么程度，例如：论证废旧电池回收项目的可行性，给出两个方案和投资估算',
    deliverables: '可行性研究报告 1 份、评审会答疑 1 次',
  },
  service: {
    object: '做什么、做到什么程度，例如：检测 20 批尾矿样品的有价元素，30 天内出报告',
    deliverables: '检测报告、原始数据、现场指导 3 天',
  },
} as const;

/** What is licensed: kind, place, use, how long, and what is handed over. */
export function ScopeFields({ form, errors, rights = [] }: TermsFieldsProps) {
  const kind = kindOfForm(form);
  const licence = isLicence(kind);
  const work = kind === 'development' || kind === 'consulting' || kind === 'service' ? workExamples[kind] : null;
  const words = scopeWords[work === null ? 'technology' : 'work'];
  return (
    <>
      {licence && (
        <RadioGroup
          name="licenceKind"
          label="许可方式"
          defaultValue={form.licenceKind}
          error={errors.licenceKind}
          options={optionsOf(licenceKinds, licenceKindLabels)}
          inline
        />
      )}
      {rights.length > 0 && (
        <>
          {/* Says that the boxes were shown, where none is ticked. */}
          <input type="hidden" name="rights" value="" />
          <CheckboxGroup
            name="rights"
            label="涉及的知识产权"
            why="写进正文和附件《知识产权清单》；去掉与本合同无关的"
            defaultValue={form.rights ?? rights.map(rightKey)}
            error={errors.rights}
            required={false}
            options={rights.map((right) => ({
              value: rightKey(right),
              label: rightLabel(right),
              hint: [right.owner, right.status, right.expiresOn && `有效期至 ${right.expiresOn}`]
                .filter(Boolean)
                .join('，'),
            }))}
          />
        </>
      )}
      <Field name="territory" label={words.place} error={errors.territory}>
        {(control) => text(control, form.territory)}
      </Field>
      <Field
        name="fieldOfUse"
        label={words.object}
        why={work?.object ?? scopeWords.technology.example}
        error={errors.fieldOfUse}
      >
        {(control) => text(control, form.fieldOfUse)}
      </Field>
      {givesTechnology(kind) && (
        <Field
          name="products"
          label="做成什么产品"
          why="一行一项，例如：马铃薯蛋白粉。写进“标的产品”的定义，申报收入时照此分列；没有列出的产品用了这项技术，也算"
          error={errors.products}
          required={false}
        >
          {(control) => <TextArea {...control} rows={2} defaultValue={form.products} maxLength={2000} />}
        </Field>
      )}
      <NumberField
        name="termYears"
        label={licence ? '许可期限' : '合同期限'}
        unit="年"
        value={form.termYears}
        errors={errors}
        required
      />
      <Field
        name="startsOn"
        label="从哪天开始"
        why="不填就从双方签署完成之日算起。"
        width="short"
        error={errors.startsOn}
        required={false}
      >
        {(control) => <DateInput {...control} defaultValue={form.startsOn} />}
      </Field>
      {licence && (
        <Field
          name="stock"
          label="提前解除时，库存的产品"
          why="已经做好、还没有卖出的"
          width="half"
          error={errors.stock}
          required={false}
        >
          {(control) => <Select {...control} defaultValue={form.stock} options={stockOptions} />}
        </Field>
      )}
      <Field
        name="deliverables"
        label="交付什么"
        why={`一行一项，例如：${work?.deliverables ?? '工艺说明书、样品 2 份、现场指导 5 天'}`}
        error={errors.deliverables}
      >
        {(control) => <TextArea {...control} rows={3} defaultValue={form.deliverables} maxLength={4000} />}
      </Field>
      <NumberField
        name="deliverWithinDays"
        label="签署后几天内交付"
        unit="天"
        value={form.deliverWithinDays}
        errors={errors}
      />
      <NumberField
        name="guidanceDays"
        label={work === null || kind === 'development' ? '技术指导不少于' : '说明和答疑不少于'}
        unit="人日"
        value={form.guidanceDays}
        errors={errors}
        why="不填的，按需要提供"
      />
    </>
  );
}
