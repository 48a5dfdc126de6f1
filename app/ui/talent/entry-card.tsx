import type { BrokerCertificate, BrokerState } from '#app/domain/broker.ts';
import { brokerLevels } from '../broker-levels.ts';
import { KeyValue } from '../key-value.tsx';
import { StateMark } from '../state-mark.tsx';

interface EntryCardProps {
  entry: BrokerCertificate & {
    readonly state: BrokerState;
    readonly pending: BrokerCertificate | null;
    readonly reviewNote: string | null;
  };
  says: string;
}

const tones = {
  filed: 'attention',
  returned: 'danger',
  listed: 'good',
  renewing: 'attention',
  struck: 'neutral',
} as const;

export const certificateWords = (certificate: BrokerCertificate): string =>
  [
    certificate.certificateNo,
    certificate.issuer,
    certificate.certificateOn && `${certificate.certificateOn} 发证`,
    certificate.certificateUntilOn === null ? '长期有效' : `有效至 ${certificate.certificateUntilOn}`,
  ]
    .filter(Boolean)
    .join('，');

/** A broker's own entry in the registry: the certificate, its state, what the authority said. */
export function EntryCard({ entry, says }: EntryCardProps) {
  return (
    <div className="max-w-form rounded-lg border border-line bg-card px-4 py-4 sm:px-5">
      <h2 className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 text-lg font-bold">
        {brokerLevels[entry.level]}
        <StateMark tone={tones[entry.state]}>{says}</StateMark>
      </h2>
      <KeyValue
        items={[
          { label: '证书', value: certificateWords(entry) },
          ...(entry.pending
            ? [{ label: '待核验', value: `${brokerLevels[entry.pending.level]}，${certificateWords(entry.pending)}` }]
            : []),
          ...(entry.reviewNote ? [{ label: '核验意见', value: entry.reviewNote }] : []),
        ]}
      />
    </div>
  );
}
