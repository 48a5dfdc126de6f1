import { extensionMinutes, tradeNoticeDays, tradeResultDays } from '#app/domain/trade.ts';
import { DateInput } from '../date-input.tsx';
import { ErrorSummary } from '../error-summary.tsx';
import { Field } from '../field.tsx';
import { IntentForm } from '../intent-form.tsx';
import { MoneyInput } from '../money-input.tsx';
import type { Reply } from '../nda-room/nda-agreement.tsx';
import { SubmitButton } from '../submit-button.tsx';
import { TextArea } from '../text-area.tsx';
import { TextInput } from '../text-input.tsx';

interface TradeFormProps {
  /** What the listing says already. */
  usual: Readonly<Record<string, string>>;
  replayKey: string;
  reply: Reply | undefined;
}

/** The notice of a 挂牌交易. */
export function TradeForm({ usual, replayKey, reply }: TradeFormProps) {
  const { '': whole, ...errors } = reply?.errors ?? {};
  const typed = (name: string) => {
    const value = reply?.values[name];
    return typeof value === 'string' ? value : (usual[name] ?? '');
  };
  const area = (name: string, label: string, why: string) => (
    <Field name={name} label={label} why={why} error={errors[name]}>
      {(control) => <TextArea {...control} rows={3} defaultValue={typed(name)} />}
    </Field>
  );
  const day = (name: string, label: string, why: string) => (
    <Field name={name} label={label} why={why} error={errors[name]}>
      {(control) => <DateInput {...control} defaultValue={typed(name)} />}
    </Field>
  );
  const short = (name: string, label: string, unit?: string, why?: string) => (
    <Field name={name} label={label} unit={unit} why={why} width="short" error={errors[name]}>
      {(control) => <TextInput {...control} hasUnit={unit !== undefined} defaultValue={typed(name)} />}
    </Field>
  );
  const money = (name: string, label: string, why?: string, required = true) => (
    <MoneyInput
      name={name}
      label={label}
      why={why}
      required={required}
      defaultValue={typed(name)}
      error={errors[name]}
    />
  );
  return (
    <IntentForm intent="open" replayKey={replayKey} className="grid max-w-form gap-6">
      <ErrorSummary errors={errors} message={whole?.[0]} />
      {area('object', '交易标的', '许可或转让什么，范围、期限、领域。成交后写进合同。')}
      {area('payTerms', '价款怎么付', '例如：签约后 15 日内一次付清。')}
      {area('qualification', '意向方条件', '只写和标的有关的条件，登记后由你单位审核。')}
      {money('ask', '挂牌价', '报价从这里起。')}
      {money('step', '加价幅度', '每次至少加这么多。')}
      {money('deposit', '保证金', '交到你单位账户，平台不经手；不收填 0。')}
      {money(
        'floor',
        '保留价',
        '可以不填。不公开，交易结束以前本单位也只有经办人和审批人看得到；最高报价达不到就不成交。',
        false,
      )}
      {day('applyUntilOn', '意向登记截止日', `公告至少 ${tradeNoticeDays} 天。`)}
      {day('biddingOn', '竞价日', '在登记截止的第二天或以后。')}
      {short('biddingTime', '竞价开始', undefined, '例如 09:30。')}
      {short('minutes', '竞价时长', '分钟', `最后 ${extensionMinutes} 分钟内有人报价，自动顺延。`)}
      {short('resultDays', '结果公示', '天', `至少 ${tradeResultDays} 天。`)}
      <div className="grid sm:block">
        <SubmitButton intent="open">发布公告</SubmitButton>
      </div>
    </IntentForm>
  );
}
