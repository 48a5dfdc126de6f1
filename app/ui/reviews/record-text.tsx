import type { AchievementData } from '#app/domain/achievement-data.ts';
import { KeyValue } from '../key-value.tsx';
import { SectionHead } from '../section-head.tsx';

interface RecordTextProps {
  data: AchievementData;
  words: { readonly type: string; readonly fields: string; readonly region: string; readonly level: string | null };
  people: readonly { readonly name: string; readonly title: string; readonly sharePpm: number | null }[];
}

/** The record as a reviewer reads it: every field that he vouches for. */
export function RecordText({ data, words, people }: RecordTextProps) {
  const team = people
    .map(({ name, title, sharePpm }) => [name, title, sharePpm === null ? '' : `${sharePpm / 10_000}%`])
    .map((parts) => parts.filter(Boolean).join(' '));
  return (
    <section className="max-w-prose">
      <SectionHead look="plain">送审内容</SectionHead>
      <KeyValue
        items={[
          { label: '成果类别', value: words.type },
          { label: '技术领域', value: words.fields || '—' },
          { label: '所在地区', value: words.region },
          { label: '就绪水平', value: data.trl === null ? '—' : `TRL ${data.trl}` },
          { label: '成果水平', value: words.level ?? '未评价' },
          { label: '项目编号', value: data.projectNo ?? '—' },
          { label: '问题', value: data.problem || '—' },
          { label: '做法', value: data.solution || '—' },
          { label: '关键词', value: data.keywords.join('、') || '—' },
          { label: '完成人', value: <span className="whitespace-pre-line">{team.join('\n') || '—'}</span> },
          {
            label: '知识产权',
            value: (
              <span className="whitespace-pre-line">
                {data.ip
                  .map((right) => [right.type, right.name, right.number, right.status].filter(Boolean).join(' '))
                  .join('\n') || '—'}
              </span>
            ),
          },
        ]}
      />
      <p className="mt-4 whitespace-pre-line break-words">{data.abstract}</p>
    </section>
  );
}
