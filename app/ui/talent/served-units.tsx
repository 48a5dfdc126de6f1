import { StateMark } from '../state-mark.tsx';
import type { FormState } from './certificate-form.tsx';
import { NamedUnits } from './named-units.tsx';

interface ServedUnitsProps {
  units: readonly { readonly orgId: string; readonly name: string; readonly confirmedAt: Date | null }[];
  reply: FormState | undefined;
}

const confirmation = ({ confirmedAt }: { readonly confirmedAt: Date | null }) => (
  <StateMark tone={confirmedAt ? 'good' : 'attention'}>{confirmedAt ? '单位已确认' : '等单位确认'}</StateMark>
);

/** Units that a broker serves; each counts for the coverage once the unit said so. */
export function ServedUnits({ units, reply }: ServedUnitsProps) {
  return (
    <NamedUnits
      id="units"
      title="服务单位"
      note="单位确认以后计入重点创新主体的覆盖"
      none="还没有登记服务单位。"
      units={units}
      mark={confirmation}
      remove={{ intent: 'unserve', words: '去掉' }}
      add={{ intent: 'serve', label: '加一家', words: '请单位确认' }}
      reply={reply}
    />
  );
}
