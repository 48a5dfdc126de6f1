import {
  digestLabels,
  type DigestMode,
  digestModes,
  noticeAreaLabels,
  noticeAreas,
  noticeChannelLabels,
  noticeChannels,
} from '#app/domain/notice-rules.ts';
import { Field } from '../field.tsx';
import { FormActions } from '../form-actions.tsx';
import { IntentForm } from '../intent-form.tsx';
import { RadioGroup } from '../radio-group.tsx';
import { Select } from '../select.tsx';
import { SubmitButton } from '../submit-button.tsx';

interface WishesFormProps {
  wishes: {
    readonly digest: DigestMode;
    readonly quietFrom: number;
    readonly quietTo: number;
    readonly isWechatBound: boolean;
    /** `deal.mail` for each box that is ticked. */
    readonly on: readonly string[];
  };
  errors: Readonly<Record<string, string[]>>;
}

const hours = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: `${hour}:00` }));

/** What reaches a person beside the inbox: areas by channels, how often, and when not. */
export function WishesForm({ wishes, errors }: WishesFormProps) {
  const on = new Set(wishes.on);
  return (
    <IntentForm intent="save" className="grid gap-8">
      <fieldset>
        <legend className="text-lg font-bold">发到哪里</legend>
        <table className="mt-2 w-full text-sm">
          <thead>
            <tr className="border-b border-ink text-left">
              <th scope="col" className="py-2 font-bold">
                内容
              </th>
              {noticeChannels.map((channel) => (
                <th key={channel} scope="col" className="w-16 py-2 text-center font-bold">
                  {noticeChannelLabels[channel]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {noticeAreas.map((area) => (
              <tr key={area} className="border-b border-line">
                <th scope="row" className="py-1 text-left font-normal">
                  {noticeAreaLabels[area]}
                </th>
                {noticeChannels.map((channel) => (
                  <td key={channel} className="text-center">
                    <input
                      type="checkbox"
                      name="on"
                      value={`${area}.${channel}`}
                      aria-label={`${noticeAreaLabels[area]}发${noticeChannelLabels[channel]}`}
                      className="tick m-2.5"
                      defaultChecked={on.has(`${area}.${channel}`)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {!wishes.isWechatBound && (
          <p className="mt-2 text-sm text-ink-soft">微信要先关注平台公众号并绑定账号，没有绑定的不发。</p>
        )}
      </fieldset>
      <RadioGroup
        name="digest"
        label="邮件怎么发"
        defaultValue={wishes.digest}
        error={errors.digest}
        options={digestModes.map((value) => ({ value, label: digestLabels[value] }))}
      />
      <fieldset className="grid gap-4">
        <legend className="text-lg font-bold">免打扰</legend>
        <p className="text-sm text-ink-soft">这段时间里的邮件、短信和微信，等过了再发。起止相同就是不设。</p>
        <div className="flex flex-wrap gap-4">
          <Field name="quietFrom" label="从" width="short" error={errors.quietFrom}>
            {(control) => <Select {...control} options={hours} defaultValue={String(wishes.quietFrom)} />}
          </Field>
          <Field name="quietTo" label="到" width="short" error={errors.quietTo}>
            {(control) => <Select {...control} options={hours} defaultValue={String(wishes.quietTo)} />}
          </Field>
        </div>
      </fieldset>
      <FormActions>
        <SubmitButton intent="save">保存</SubmitButton>
      </FormActions>
    </IntentForm>
  );
}
