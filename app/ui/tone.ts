/** What a mark says by its colour. Never alone: a word and a shape go with it. */
export type Tone = 'info' | 'good' | 'gold' | 'attention' | 'danger' | 'neutral';

export const toneText: Readonly<Record<Tone, string>> = {
  info: 'text-primary',
  good: 'text-accent',
  gold: 'text-gold',
  attention: 'text-attention',
  danger: 'text-danger',
  neutral: 'text-ink-soft',
};

export const toneTint: Readonly<Record<Tone, string>> = {
  info: 'bg-primary-tint',
  good: 'bg-accent-tint',
  gold: 'bg-gold-tint',
  attention: 'bg-attention-tint',
  danger: 'bg-danger-tint',
  neutral: 'bg-sunk',
};

export const toneEdge: Readonly<Record<Tone, string>> = {
  info: 'border-l-primary',
  good: 'border-l-accent',
  gold: 'border-l-gold',
  attention: 'border-l-attention',
  danger: 'border-l-danger',
  neutral: 'border-l-control',
};
