import { formatPpm } from '#app/domain/money.ts';
import { policyLabels, policySets, rewardScale, rewardWays, scaleWords } from '#app/domain/share-policy.ts';
import { Field } from './field.tsx';
import { IntentForm } from './intent-form.tsx';
import { Notice } from './notice.tsx';
import { optionsOf } from './option.ts';
import { RadioGroup } from './radio-group.tsx';
import { SectionHead } from './section-head.tsx';
import { SubmitButton } from './submit-button.tsx';
import { TextArea } from './text-area.tsx';
import { TextInput } from './text-input.tsx';
import { useTyped } from './typed-value.ts';

type Name =
  | 'isStateEstablished'
  | 'publicityDays'
  | 'publicityCount'
  | 'objectionReviewDays'
  | 'teamPpm'
  | 'ttoPpm'
  | 'policySet'
  | 'policyReason';

interface SettingsFormProps {
  kept: Readonly<Record<Name, string>>;
  /** What the kept share of the team is held against, in words, and what is said where it is below. */
  scale: { readonly says: string; readonly below: string | null };
  /** An enterprise publishes no prices, and no floor binds it. */
  isEnterprise: boolean;
  /** Fewest days of publicity of a state-established unit. */
  leastDays: number;
  reply: (Parameters<typeof useTyped>[0] & { readonly errors?: Readonly<Record<string, string[]>> }) | undefined;
}

/** How a unit publishes prices and shares income. */
export function SettingsForm({ kept, scale, isEnterprise, leastDays, reply }: SettingsFormProps) {
  const typed = useTyped(reply, 'settings');
  const errors = reply?.errors ?? {};
  const value = (name: Name) => typed(name, kept[name]);
  return (
    <IntentForm intent="settings" className="grid gap-6">
      {isEnterprise ? (
        <RadioGroup
          name="isStateEstablished"
          label="是不是国有企业"
          why="国有及国有控股企业转让技术，要先评估备案，再在产权交易机构交易；许可不用。民营企业自主决定。企业的成交价款都不用公示。"
          error={errors.isStateEstablished}
          defaultValue={value('isStateEstablished')}
          options={yesNo}
        />
      ) : (
        <PublicityFields value={value} errors={errors} leastDays={leastDays} />
      )}
      <div className="mt-4">
        <SectionHead look="plain">收益分配办法</SectionHead>
        <p className="text-sm text-ink-soft">
          占净收入（到账扣除经纪佣金和直接成本）的比例，其余归单位。每笔分配仍要审批。
        </p>
      </div>
      {isEnterprise ? (
        unasked.map((name) => <input key={name} type="hidden" name={name} value={kept[name]} />)
      ) : (
        <PolicyFields value={value} errors={errors} />
      )}
      {scale.below !== null && <Notice kind="attention" title={scale.below} />}
      <Field name="teamPpm" label="完成人团队" why={scale.says} unit="%" error={errors.teamPpm} width="short">
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

const yesNo = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '不是' },
];

/** What is not asked of an enterprise stays as it is kept. */
const unasked = ['publicityDays', 'publicityCount', 'objectionReviewDays', 'policySet', 'policyReason'] as const;

interface Fields {
  value: (name: Name) => string;
  errors: Readonly<Record<string, string[]>>;
}

function PublicityFields({ value, errors, leastDays }: Fields & { leastDays: number }) {
  return (
    <>
      <SectionHead look="plain">定价公示</SectionHead>
      <RadioGroup
        name="isStateEstablished"
        label="是不是国家设立的研究开发机构、高等院校"
        why="是的，协议定价要在本单位公示名称和拟交易价格（《促进科技成果转化法》第十八条）。"
        error={errors.isStateEstablished}
        defaultValue={value('isStateEstablished')}
        options={yesNo}
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
    </>
  );
}

/** Whose scale of rewards the unit goes by, and why where it is not its region's. */
function PolicyFields({ value, errors }: Fields) {
  return (
    <>
      <RadioGroup
        name="policySet"
        label="按哪里的奖励标准"
        why={`国家：${scaleWords('transfer', 'national')}，${scaleWords('equity', 'national')}，${scaleWords('own_use', 'national')}。甘肃的标准更高，依次是 ${rewardWays.map((way) => formatPpm(rewardScale[way].ppm.gansu)).join('、')}。`}
        error={errors.policySet}
        defaultValue={value('policySet')}
        options={optionsOf(policySets, policyLabels)}
      />
      <Field
        name="policyReason"
        label="为什么不按所在地的标准"
        why="按所在地的标准就不用填。中央驻甘单位适用哪一个，请先请法务判断。"
        error={errors.policyReason}
        required={false}
      >
        {(control) => <TextArea {...control} rows={2} maxLength={300} defaultValue={value('policyReason')} />}
      </Field>
    </>
  );
}
