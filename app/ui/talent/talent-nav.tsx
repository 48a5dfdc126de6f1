import { ChoiceChip } from '../chip.tsx';

const pages = [
  { to: '/desk/talent', label: '名录' },
  { to: '/desk/talent/coverage', label: '重点创新主体覆盖' },
  { to: '/desk/talent/training', label: '培训' },
  { to: '/desk/talent/specialists', label: '科技特派员选派' },
] as const;

/** The four pages of an authority's work with the people of technology transfer. */
export function TalentNav({ here }: { here: (typeof pages)[number]['to'] }) {
  return (
    <nav aria-label="技术转移人才" className="mb-6 flex flex-wrap gap-2">
      {pages.map(({ to, label }) => (
        <ChoiceChip key={to} to={to} current={to === here}>
          {label}
        </ChoiceChip>
      ))}
    </nav>
  );
}
