import { type Trust, trustWords } from '#app/domain/trust.ts';
import { StateMark } from './state-mark.tsx';

/** Why an organisation can be trusted, beside its name: what a reviewer saw, and when he last did. */
export function TrustMark({ trust }: { trust: Trust | null }) {
  if (trust === null) return <StateMark tone="neutral">没有认证</StateMark>;
  return <StateMark tone={trust.standing === 'late' ? 'attention' : 'good'}>{trustWords(trust)}</StateMark>;
}
