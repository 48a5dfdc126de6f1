import { type PublicityNotice, sidesOfNotice } from '#app/domain/publicity-notice.ts';
import { publicityPeriodText } from '#app/domain/publicity-period.ts';
import { KeyValue } from './key-value.tsx';

/** The frozen words of a publicity notice, as they were hashed; where a party is invented the whole notice is. */
export function NoticePaper({ notice, isSample }: { notice: PublicityNotice; isSample: boolean }) {
  const sides = sidesOfNotice(notice);
  return (
    <div className="rounded-lg border border-line bg-card px-4 py-4 sm:px-6">
      <KeyValue
        items={[
          { label: '成果', value: `${notice.achievement.name}（${notice.achievement.no}）`, strong: true },
          { label: sides.licensor, value: `${notice.licensor}${isSample ? '（示例）' : ''}` },
          { label: sides.licensee, value: `${notice.licensee}${isSample ? '（示例）' : ''}` },
          { label: '定价方式', value: notice.mode },
          { label: '内容与范围', value: notice.licence },
          {
            label: '价款条款',
            value: (
              <ul>
                {notice.priceTerms.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            ),
          },
          {
            label: '公示期',
            value: publicityPeriodText(notice),
          },
          { label: '异议受理', value: notice.contact },
          ...(notice.correction ? [{ label: '更正说明', value: notice.correction }] : []),
        ]}
      />
    </div>
  );
}
