import { formatFen, formatWan, formatYi, formatYuan, type Fen } from '#app/domain/money.ts';
import { classes } from './classes.ts';
import { toneText, type Tone } from './tone.ts';

interface AmountProps {
  fen: Fen;
  /** `yuan` ¥1,234.56 · `plain` 1,234.56 under a head that names the unit · `wan` 123.4567 万元 · `yi` 4.36 亿元. */
  as?: 'yuan' | 'plain' | 'wan' | 'yi';
  tone?: Tone;
  bold?: boolean;
}

const formats = { yuan: formatYuan, plain: formatFen, wan: formatWan, yi: formatYi } as const;

/** Money: tabular figures, never broken, a real minus sign. */
export function Amount({ fen, as = 'yuan', tone, bold = false }: AmountProps) {
  return (
    <data value={fen.toString()} className={classes('nums', tone && toneText[tone], bold && 'font-bold')}>
      {formats[as](fen).replace('-', '−')}
    </data>
  );
}
