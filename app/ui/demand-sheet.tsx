import type { DemandData, DemandMetric } from '#app/domain/demand-data.ts';
import { metricWords } from '#app/domain/demand-form.ts';
import { DateText } from './date-text.tsx';
import { DemandText } from './demand-text.tsx';
import type { DemandWords } from './demand-words.ts';
import { KeyValue } from './key-value.tsx';
import { type Column, Table } from './table.tsx';

interface DemandSheetProps {
  data: Omit<DemandData, 'confidentiality'>;
  words: DemandWords;
  versionN: number;
  shared?: readonly string[];
  unfound?: readonly string[];
}

/** What a demand says: problem, targets, conditions; with the words that were found in the best match. */
export function DemandSheet({ data, words, versionN, shared = [], unfound = [] }: DemandSheetProps) {
  const text = (value: string) => <DemandText text={value} shared={shared} unfound={unfound} />;
  return (
    <section aria-labelledby="demand-what" className="overflow-hidden rounded-lg border border-line bg-card">
      <div className="px-4 py-4 sm:px-5">
        <p className="text-sm text-ink-soft">
          第 {versionN} 版{words.confidentiality && `，${words.confidentiality}`}
        </p>
        <h2 id="demand-what" className="mt-2 text-lg font-bold">
          要解决什么
        </h2>
        <p className="mt-1 break-words">{text(data.summary)}</p>
        <p className="mt-2 whitespace-pre-line break-words">{text(data.problem)}</p>
        {data.statusQuo && (
          <>
            <h3 className="mt-3 text-sm font-bold">现状</h3>
            <p className="whitespace-pre-line break-words">{text(data.statusQuo)}</p>
          </>
        )}
        {(shared.length > 0 || unfound.length > 0) && (
          <p className="mt-3 border-t border-line pt-3 text-sm text-ink-soft">
            {shared.length > 0 && (
              <span className="block">
                <mark className="border-b-2 border-primary bg-mark px-px text-ink">底色</mark>：与第 1 条匹配相同的词
              </span>
            )}
            {unfound.length > 0 && (
              <span className="block">
                <span className="border-b-2 border-dotted border-attention text-attention">点线</span>
                ：没有成果提到的词
              </span>
            )}
          </p>
        )}
      </div>
      {data.metrics.length > 0 && (
        <div className="border-t border-line">
          <h2 className="px-4 py-3 text-lg font-bold sm:px-5">技术指标</h2>
          <Table
            look="flush"
            keepOnPhone
            caption="技术指标"
            columns={metricColumns}
            rows={data.metrics}
            rowKey={(row) => row.name + row.value}
          />
        </div>
      )}
      <div className="border-t border-line px-4 py-3 sm:px-5">
        <KeyValue
          items={[
            ...(words.types.length > 0 ? [{ label: '类型', value: words.types.join('、') }] : []),
            ...(words.forms.length > 0 ? [{ label: '想得到', value: words.forms.join('、') }] : []),
            ...(data.behalf ? [{ label: '替谁提出', value: data.behalf }] : []),
            { label: '预算', value: words.budget },
            { label: '成熟度', value: words.trl },
            { label: '合作方式', value: words.cooperation.join('、') || '协商' },
            { label: '知识产权', value: words.ip },
            { label: '领域', value: words.fields.join('、') || '—' },
            ...(words.chains.length > 0 ? [{ label: '产业链', value: words.chains.join('、') }] : []),
            ...(data.solveByOn
              ? [
                  {
                    label: '期限',
                    value: (
                      <>
                        <DateText value={data.solveByOn} /> 前解决
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </section>
  );
}

const metricColumns: Column<DemandMetric>[] = [
  { key: 'name', head: '指标', cell: (row) => row.name },
  { key: 'value', head: '要求', align: 'right', cell: (row) => <span className="nums">{metricWords(row)}</span> },
  { key: 'unit', head: '单位', cell: (row) => row.unit },
  { key: 'method', head: '怎么测', cell: (row) => row.method || '—' },
];
