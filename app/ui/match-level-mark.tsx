import { StateMark } from './state-mark.tsx';

const levels = {
  strong: { word: '强', tone: 'info', shape: 'check' },
  possible: { word: '可能', tone: 'gold', shape: 'near' },
  weak: { word: '弱', tone: 'neutral', shape: 'dashed' },
} as const;

/** How well a demand and an achievement fit, in a table. */
export function MatchLevelMark({ level }: { level: keyof typeof levels }) {
  const { word, tone, shape } = levels[level];
  return (
    <StateMark tone={tone} shape={shape}>
      <span className="whitespace-nowrap">{word}</span>
    </StateMark>
  );
}
