import { objectionWords, type PublicityNotice, sidesOfNotice } from '#app/domain/publicity-notice.ts';
import { publicityPeriodText } from '#app/domain/publicity-period.ts';
import { KeyValue } from './key-value.tsx';

/** The frozen words of a publicity notice, as they were hashed; where a party is invented the whole notice is. */
export function NoticePaper({ notice, isSample }: { notice: PublicityNotice; isSample: boolean }) {
  const sides = sidesOfNotice(notice);
  const { change } = notice;
  return (
    <div className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <KeyValue
        items={[
          { label: '成果', value: `${notice.achievement.name}（${notice.achievement.no}）`, strong: true },
          { label: sides.licensor, value: `${notice.licensor}${isSample ? '（示例）' : ''}` },
          { label: sides.licensee, value: `${notice.licensee}${isSample ? '（示例）' : ''}` },
          { label: '定价方式', value: notice.mode },
          { label: '内容与范围', value: notice.licence },
          ...(change && change.licenceBefore !== notice.licence
            ? [{ label: '原内容与范围', value: change.licenceBefore }]
            : []),
          {
            label: change ? `变更后的价款条款（第 ${change.versionN} 版）` : '价款条款',
            value: <Lines lines={notice.priceTerms} marks={change?.priceTermsBefore} />,
          },
          ...(change
            ? [
                {
                  label: `现行的价款条款（第 ${change.baseVersionN} 版）`,
                  value: <Lines lines={change.priceTermsBefore} />,
                },
              ]
            : []),
          {
            label: '公示期',
            value: publicityPeriodText(notice),
          },
          { label: '异议受理', value: objectionWords(notice) },
          ...(notice.correction ? [{ label: '更正说明', value: notice.correction }] : []),
        ]}
      />
    </div>
  );
}

/** Lines of price terms; those that `marks` does not hold are what changes. */
const Lines = ({ lines, marks }: { lines: readonly string[]; marks?: readonly string[] | undefined }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{marks && !marks.includes(line) ? <b>{line}</b> : line}</li>
    ))}
  </ul>
);
