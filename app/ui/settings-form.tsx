import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { RadioGroup } from './radio-group.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

type Name = 'isStateEstablished' | 'publicityDays' | 'publicityCount' | 'objectionReviewDays' | 'teamPpm' | 'ttoPpm';

interface SettingsFormProps {
  kept: Readonly<Record<Name, string>>;
  /** The least share of the team, and the rule behind it. */
  floor: { readonly percent: string; readonly source: string };
  /** Fewest days of publicity of a state-established unit. */
  leastDays: number;
  reply: (Parameters<typeof useTyped>[0] & { readonly errors?: Readonly<Record<string, string[]>> }) | undefined;
}

/** How a unit publishes prices and shares income. */
export function SettingsForm({ kept, floor, leastDays, reply }: SettingsFormProps) {
  const typed = useTyped(reply, 'settings');
  const errors = reply?.errors ?? {};
  const value = (name: Name) => typed(name, kept[name]);
  return (
    <IntentForm intent="settings" className="grid gap-6">
      <SectionHead look="plain">定价公示</SectionHead>
      <RadioGroup
        name="isStateEstablished"
        label="是不是国家设立的研究开发机构、高等院校"
        why="是的，协议定价要在本单位公示名称和拟交易价格（《促进科技成果转化法》第十八条）。"
        error={errors.isStateEstablished}
        defaultValue={value('isStateEstablished')}
        options={[
          { value: 'yes', label: '是' },
          { value: 'no', label: '不是' },
        ]}
      />
      <Field
        name="publicityDays"
        label="公示天数"
        why={`国家设立的单位不少于 ${leastDays} 天；末日逢节假日顺延到下一个工作日。`}
        unit="天"
        error={errors.publicityDays}
        width="short"
      >
        {(control) => <TextInput {...control} numeric hasUnit maxLength={3} defaultValue={value('publicityDays')} />}
      </Field>
      <RadioGroup
        name="publicityCount"
        label="怎样计算公示天数"
        error={errors.publicityCount}
        defaultValue={value('publicityCount')}
        options={[
          { value: 'calendar', label: '自然日' },
          { value: 'working', label: '工作日' },
        ]}
      />
      <Field
        name="objectionReviewDays"
        label="异议复核期"
        why="异议被认定不成立后，提出人可以在这几个工作日内申请复核一次，期间不能签署。本单位的办法没有复核的填 0。"
        unit="个工作日"
        error={errors.objectionReviewDays}
        width="short"
      >
        {(control) => (
          <TextInput {...control} numeric hasUnit maxLength={2} defaultValue={value('objectionReviewDays')} />
        )}
      </Field>
      <div className="mt-4">
        <SectionHead look="plain">收益分配办法</SectionHead>
        <p className="text-sm text-ink-soft">
          占净收入（到账扣除经纪佣金和直接成本）的比例，其余归单位。每笔分配仍要审批。
        </p>
      </div>
      <Field
        name="teamPpm"
        label="完成人团队"
        why={`不低于 ${floor.percent}，依据${floor.source}。`}
        unit="%"
        error={errors.teamPpm}
        width="short"
      >
        {(control) => <TextInput {...control} numeric hasUnit defaultValue={value('teamPpm')} />}
      </Field>
      <Field name="ttoPpm" label="转化机构" why="没有的填 0。" unit="%" error={errors.ttoPpm} width="short">
        {(control) => <TextInput {...control} numeric hasUnit defaultValue={value('ttoPpm')} />}
      </Field>
      <div>
        <SubmitButton intent="settings">保存设置</SubmitButton>
      </div>
    </IntentForm>
  );
}
