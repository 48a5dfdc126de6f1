import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { milestonesTotal } from '#app/domain/contract.ts';
import { dayOf } from '#app/domain/days.ts';
import { forecast } from '#app/domain/forecast.ts';
import { formatWan } from '#app/domain/money.ts';
import { type QuoteField, readQuote } from '#app/domain/pay-later-quote.ts';
import { obligationSchedule } from '#app/domain/schedule.ts';
import { getRuleValues } from '#app/services/reference/rule-values.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { ErrorSummary } from '#app/ui/error-summary.tsx';
import { Field } from '#app/ui/field.tsx';
import { FigureRow } from '#app/ui/figure-row.tsx';
import { ForecastView } from '#app/ui/forecast-view.tsx';
import { PageTitle } from '#app/ui/page-title.tsx';
import { ScheduleTable } from '#app/ui/schedule-table.tsx';
import { SectionHead } from '#app/ui/section-head.tsx';
import { StepPlot } from '#app/ui/step-plot.tsx';
import { TextInput } from '#app/ui/text-input.tsx';
import { contextFor } from '#app/web/context-for-request.server.ts';

export const meta: MetaFunction = () => [
  { title: '先用后付 · 成果通' },
  {
    name: 'description',
    content: '零门槛费、里程碑支付、收入提成：先用技术，见效再付。怎么付、怎么保障双方，按你的条款算一算。',
  },
];

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextFor(args);
  const { publicityDays } = await getRuleValues(ctx);
  return { quote: readQuote(new URL(args.request.url).searchParams), publicityDays, today: dayOf(ctx.now()) };
}

export default function PayLater() {
  const { quote, publicityDays, today } = useLoaderData<typeof loader>();
  const errors = Object.fromEntries(Object.entries(quote.errors).map(([field, says]) => [field, [says]]));
  return (
    <div className="grid grid-cols-1 gap-14 py-8">
      <section>
        <PageTitle meta="零门槛费 + 里程碑支付 + 收入提成：签约不交钱，试用不收费，见效再付，付到封顶为止。">
          先用后付
        </PageTitle>
        <StepPlot />
      </section>
      <Safety publicityDays={publicityDays} />
      <section id="calculator" aria-labelledby="calculator-head">
        <SectionHead id="calculator-head" note={quote.isAsked ? undefined : '先看一个例子，改成你的数字再算'}>
          算一算：什么时候付、付多少
        </SectionHead>
        <Form method="get" action="/pay-later#calculator" preventScrollReset noValidate className="grid gap-6 pt-5">
          {quote.isAsked && <ErrorSummary errors={errors} />}
          <div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-4">
            <Amount field="m1" label="里程碑 1：技术验证通过" quote={quote} />
            <Amount field="m2" label="里程碑 2：样机或中试完成" quote={quote} />
            <Amount field="m3" label="里程碑 3：投产" quote={quote} />
            <Amount field="cap" label="封顶，合计最多付" quote={quote} />
            <Amount field="rate" label="按净销售额提成" unit="%" quote={quote} />
            <Amount field="trial" label="试用期" unit="个月" required quote={quote} />
            <Amount field="years" label="许可期限" unit="年" required quote={quote} />
          </div>
          <fieldset className="min-w-0">
            <legend className="font-bold">试用期满以后，预计每年净销售额</legend>
            <div className="mt-2 grid gap-5 sm:grid-cols-3 lg:grid-cols-5">
              {(['s1', 's2', 's3', 's4', 's5'] as const).map((field, i) => (
                <Amount key={field} field={field} label={`第 ${i + 1} 年`} quote={quote} />
              ))}
            </div>
          </fieldset>
          <div className="grid gap-2 sm:flex">
            <Button type="submit" look="primary">
              算一算
            </Button>
            <ButtonLink to="/pay-later#calculator">恢复例子</ButtonLink>
          </div>
        </Form>
        {quote.terms && <Result quote={quote} today={today} />}
      </section>
    </div>
  );
}

type Quote = ReturnType<typeof readQuote>;

interface AmountProps {
  field: QuoteField;
  label: string;
  unit?: string;
  required?: boolean;
  quote: Quote;
}

function Amount({ field, label, unit = '万元', required = false, quote }: AmountProps) {
  return (
    <Field name={field} label={label} unit={unit} error={quote.errors[field]} required={required}>
      {(control) => (
        <TextInput
          {...control}
          key={quote.values[field]}
          numeric
          hasUnit
          defaultValue={quote.values[field]}
          maxLength={20}
        />
      )}
    </Field>
  );
}

function Result({ quote, today }: { quote: Quote; today: string }) {
  const { terms, salesFen } = quote;
  if (terms === null) return null;
  const result = forecast(terms, { signedOn: today, yearlySalesFen: salesFen });
  return (
    <div className="mt-10 grid gap-8" aria-live="polite">
      <FigureRow
        figures={[
          { label: '签约时', value: '¥0', swatch: 'accent', note: '没有入门费' },
          { label: '里程碑合计', value: formatWan(milestonesTotal(terms)), swatch: 'gold', note: '验收一笔，付一笔' },
          {
            label: '预计提成',
            value: formatWan(result.royaltyFen),
            swatch: 'gold',
            note: `期内预计销售 ${formatWan(result.salesFen)}`,
          },
          {
            label: '预计合计',
            value: formatWan(result.totalFen),
            swatch: 'ink',
            note: terms.royalty?.capFen == null ? '不设封顶' : `封顶 ${formatWan(terms.royalty.capFen)}`,
          },
        ]}
      />
      <ForecastView terms={terms} signedOn={today} salesFen={salesFen} />
      <section aria-labelledby="schedule">
        <SectionHead level={3} look="plain" id="schedule" note={`假设 ${today} 签署`}>
          什么时候付
        </SectionHead>
        <ScheduleTable rows={obligationSchedule(terms, { signedOn: today })} />
        <p className="mt-2 text-sm text-ink-soft">
          日期是条件成就时的最早或最迟日期，不是承诺。金额按当期净销售额计算，每笔四舍五入到分。
        </p>
      </section>
    </div>
  );
}

const safetyWith = (publicityDays: number) => [
  {
    title: '企业担心：付了钱，技术不好用',
    lines: [
      '签约不付钱，试用不收使用费和提成；试用期里验收通过的里程碑照约定付，没有验收通过的不付。试用期满没有书面选择转正的，视为退出。',
      '每个里程碑写明怎样算达到、要什么证据；验收不通过写明原因，可以补充再交。',
      '有封顶：里程碑和提成加起来付满为止，许可在期限内继续有效。',
    ],
  },
  {
    title: '高校院所担心：用了技术，收不到钱',
    lines: [
      '提交证据后逾期不答复的，视为验收通过；验收通过即产生应收，逾期有违约金。',
      '每期都要申报收入，没有收入也要报；可以查阅账目，少报的补足。',
      '公示、签署、验收、申报、到账都有时间和文本指纹，可以追溯。',
    ],
  },
  {
    title: '双方都担心：钱经过谁',
    lines: [
      '平台不经手资金：对公转账或在线支付都直接进收款单位自己的账户。',
      '到账只由收款方确认；签约金额和到账金额分开写，不混为一谈。',
      `国家设立的单位协议定价，签署前公示不少于 ${publicityDays} 日，期满无异议才能签。`,
    ],
  },
];

function Safety({ publicityDays }: { publicityDays: number }) {
  return (
    <section aria-labelledby="safety">
      <SectionHead id="safety">怎么保障双方</SectionHead>
      <div className="grid gap-8 pt-5 lg:grid-cols-3">
        {safetyWith(publicityDays).map((part) => (
          <div key={part.title}>
            <h3 className="font-bold">{part.title}</h3>
            <ul className="mt-2 list-disc pl-5">
              {part.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
      <p className="mt-6 text-sm text-ink-soft">
        依据：促进科技成果转化法第十八条（定价与公示），民法典第八百四十五条、第八百四十六条（技术合同的内容和价款），甘科办〔2024〕2号（零门槛费
        + 里程碑支付 + 收入提成）。
      </p>
    </section>
  );
}
