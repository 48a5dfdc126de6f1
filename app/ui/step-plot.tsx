import { StepDrawing, type PayStep } from './step-drawing.tsx';

export interface PayPhase {
  readonly title: string;
  /** What is paid in it. */
  readonly lead: string;
  readonly text: string;
}

const usualPhases: readonly PayPhase[] = [
  { title: '零门槛费', lead: '付 ¥0', text: '签合同、拿技术，不先交钱。' },
  { title: '试用', lead: '付 ¥0，一般 12 个月', text: '在自己的产线上试，不收使用费。没验收通过的不付。' },
  { title: '里程碑支付', lead: '验收一笔，付一笔', text: '指标和证据写进合同，双方确认才付。' },
  { title: '收入提成', lead: '有收入才付', text: '按年对账，比例、年限、封顶都写明。' },
];

const usualMilestones: readonly PayStep[] = [
  { at: 58, to: 11, text: '8 万元' },
  { at: 65.5, to: 27, text: '12 万元' },
  { at: 73, to: 51, text: '20 万元' },
];

const usualRoyalties: readonly PayStep[] = [
  { at: 79, to: 59 },
  { at: 83.6, to: 67 },
  { at: 88.3, to: 75 },
  { at: 93, to: 83 },
  { at: 97.7, to: 91 },
];

interface StepPlotProps {
  phases?: readonly PayPhase[];
  /** Positions are per cent of the width, heights per cent of the cap. */
  milestones?: readonly PayStep[];
  royalties?: readonly PayStep[];
  capText?: string;
}

/** Pay later as a staircase: flat while it is tried, a step for each accepted milestone, small steps up to the cap. */
export function StepPlot({
  phases = usualPhases,
  milestones = usualMilestones,
  royalties = usualRoyalties,
  capText = '封顶：合同写明，付满为止',
}: StepPlotProps) {
  return (
    <div>
      <StepDrawing milestones={milestones} royalties={royalties} capText={capText} />
      <ol className="grid lg:grid-cols-4">
        {phases.map((phase, i) => (
          <li
            key={phase.title}
            className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-line py-3 lg:block lg:border-0 lg:py-0 lg:pr-6"
          >
            <p className="font-bold lg:text-lg">
              <span className="mr-4 tabular-nums">{i + 1}</span>
              {phase.title}
            </p>
            <p className="text-right font-bold lg:mt-1.5 lg:text-left">{phase.lead}</p>
            <p className="col-span-2 text-sm text-ink-soft lg:mt-0.5">{phase.text}</p>
          </li>
        ))}
      </ol>
    </div>
  );
}
