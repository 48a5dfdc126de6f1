import type { ComposerStep } from '#app/domain/composer-steps.ts';
import type { Day } from '#app/domain/days.ts';
import { Notice } from '../notice.tsx';

interface ResultNoticeProps {
  notice: {
    readonly way: 'exchange' | 'auction';
    readonly no: string;
    readonly said: { readonly object: string; readonly payTerms: string } | null;
    readonly signBy: Day | null;
  };
  step: ComposerStep;
}

/** Where the notice's words of what is sold, and of how it is paid, have their fields. */
const ofObject: readonly ComposerStep[] = ['kind', 'scope', 'review'];
const ofPayment: readonly ComposerStep[] = ['milestones', 'other', 'review'];

const taken = '平台只带入了成交价和转化方式；付款和期限先填了常用的，许可的地域没有填，都以公告为准。';

/** What the notice said of the sale, beside the fields into which somebody has to write it. */
export function ResultNotice({ notice, step }: ResultNoticeProps) {
  const { way, no, said, signBy } = notice;
  const isObject = ofObject.includes(step);
  const isPayment = ofPayment.includes(step);
  if (!isObject && !isPayment) return null;
  const by = signBy === null ? '' : `请在 ${signBy} 以前签好（平台默认，公告另有约定的从其约定）。`;
  if (said === null) {
    return (
      <Notice kind="attention" title={`拍卖公告和成交确认书（${no}）写明的范围、期限、付款，请照着填`}>
        {taken}请对照文件写进合同。{by}
      </Notice>
    );
  }
  return (
    <Notice kind="attention" title={`${way === 'exchange' ? '挂牌交易' : '拍卖'} ${no} 的公告写明的，请照着填进合同`}>
      <dl className="grid gap-1">
        {isObject && <Said label="交易标的" words={said.object} />}
        {isPayment && <Said label="价款怎么付" words={said.payTerms} />}
      </dl>
      <p className="mt-1">
        {taken}公告的这些话要由你们写进合同。{by}
      </p>
    </Notice>
  );
}

const Said = ({ label, words }: { label: string; words: string }) => (
  <div>
    <dt className="inline font-bold">{label}：</dt>
    <dd className="inline whitespace-pre-line break-words">{words}</dd>
  </div>
);
