/** One rise of the staircase: where (per cent of the width), up to what (per cent of the cap). */
export interface PayStep {
  readonly at: number;
  readonly to: number;
  readonly text?: string;
}

interface StepDrawingProps {
  milestones: readonly PayStep[];
  royalties: readonly PayStep[];
  capText: string;
}

const top = 36;
const base = 224;
const yOf = (share: number) => base - (share * (base - top)) / 100;
const wide = 'hidden lg:inline';

/** The staircase itself: lines in percentages, words in pixels, so that it fits a phone. */
export function StepDrawing({ milestones, royalties, capText }: StepDrawingProps) {
  const steps = [...milestones, ...royalties];
  return (
    <svg
      width="100%"
      height="252"
      role="img"
      aria-label="企业累计付款：签约和试用期付 0 元，满意后每验收一个里程碑付一笔，有收入后逐年提成，付到合同封顶为止。"
      className="mt-2 block overflow-visible"
      fontSize="14"
    >
      <rect x="25%" width="25%" y={base - 56} height="56" className="fill-primary-tint" />
      {steps.map((step, i) => (
        <rect
          key={step.at}
          x={`${step.at}%`}
          width={`${(steps[i + 1]?.at ?? 100) - step.at}%`}
          y={yOf(step.to)}
          height={base - yOf(step.to)}
          className="fill-accent-tint"
        />
      ))}
      {[0.05, 25, 75].map((x) => (
        <line key={x} x1={`${x}%`} x2={`${x}%`} y1={top} y2={base + 20} className="stroke-line" />
      ))}
      <line x1="50%" x2="50%" y1={top} y2={base + 20} className="stroke-ink" strokeWidth="1.5" />
      <line x1="50%" x2="100%" y1={base} y2={base} className="stroke-ink-soft" />
      <line x1="75%" x2="100%" y1={top} y2={top} className="stroke-ink" strokeDasharray="2 4" strokeWidth="1.5" />
      <text x="100%" y="20" textAnchor="end" fontWeight="700" className="fill-ink">
        <tspan className="lg:hidden">封顶</tspan>
        <tspan className={wide}>{capText}</tspan>
      </text>
      <g className="stroke-accent" strokeWidth="4">
        <line x1="0" x2={`${steps[0]?.at ?? 100}%`} y1={base} y2={base} />
        {steps.map((step, i) => (
          <g key={step.at}>
            <line x1={`${step.at}%`} x2={`${step.at}%`} y1={yOf(steps[i - 1]?.to ?? 0) + 2} y2={yOf(step.to) - 2} />
            <line x1={`${step.at}%`} x2={`${steps[i + 1]?.at ?? 100}%`} y1={yOf(step.to)} y2={yOf(step.to)} />
          </g>
        ))}
      </g>
      {milestones.map((step) => (
        <g key={step.at}>
          <circle cx={`${step.at}%`} cy={yOf(step.to)} r="6" className="fill-card stroke-accent" strokeWidth="3" />
          <text x={`${step.at - 0.4}%`} y={yOf(step.to) - 14} textAnchor="end" fontWeight="700" className="fill-accent">
            <tspan className={wide}>{step.text}</tspan>
          </text>
        </g>
      ))}
      <svg x="50%" y={base} overflow="visible">
        <path d="M0-14 14 0 0 14-14 0z" className="fill-card stroke-ink" strokeWidth="2" />
      </svg>
      <g className="fill-ink-soft">
        <text x="1%" y={top + 14}>
          企业累计付款
        </text>
        <text x="1%" y={base - 38} className="fill-accent">
          <tspan className={wide}>签约那天</tspan>
        </text>
      </g>
      <text x="1%" y={base - 13} fontSize="20" fontWeight="700" className="fill-accent">
        ¥0
      </text>
      <text x="26.4%" y={base - 34} fontWeight="700" className="fill-primary">
        试用期
      </text>
      <g className={wide}>
        <text x="26.4%" y={base - 13} className="fill-primary">
          不满意就停，不收使用费
        </text>
        <text x="76%" y={base - 13} className="fill-accent">
          按年对账，有收入才提成
        </text>
      </g>
      <text x="51%" y={top + 14} fontWeight="700" className="fill-ink">
        <tspan className={wide}>满意，才往下走</tspan>
      </text>
    </svg>
  );
}
