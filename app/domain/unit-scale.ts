/** Units by what they measure, each with how many of the first one it is. */
const units: readonly (readonly (readonly [factor: number, ...names: string[]])[])[] = [
  [
    [1, '克', 'g'],
    [1e-6, '微克', 'μg', 'ug'],
    [1e-3, '毫克', 'mg'],
    [1e3, '公斤', '千克', 'kg'],
    [1e6, '吨', 't'],
  ],
  [
    [1, '米', 'm'],
    [1e-9, '纳米', 'nm'],
    [1e-6, '微米', 'μm', 'um'],
    [1e-3, '毫米', 'mm'],
    [1e-2, '厘米', 'cm'],
    [1e3, '公里', '千米', 'km'],
  ],
  [
    [1, '平方米', 'm2'],
    [1e-4, '平方厘米', 'cm2'],
    [1e-6, '平方毫米', 'mm2'],
    [1e4, '公顷', 'ha', 'hm2'],
    [1e4 / 15, '亩'],
    [1e6, '平方公里', 'km2'],
  ],
  [
    [1, '立方米', '方', 'm3', 'Nm3'],
    [1e-6, '毫升', 'mL', 'ml'],
    [1e-3, '升', 'L', 'l'],
  ],
  [
    [1, '秒', 's'],
    [60, '分钟', 'min'],
    [3600, '小时', 'h'],
    [86400, '天', '日', 'd'],
  ],
  // A month is no number of days.
  [
    [1, '月', '个月'],
    [12, '年', 'a'],
  ],
  [
    [1, '千瓦', 'kW'],
    [1e-3, '瓦', 'W'],
    [1e3, '兆瓦', 'MW'],
  ],
  [
    [1, '度', '千瓦时', 'kWh', 'kW·h'],
    [1e-3, '瓦时', 'Wh'],
    [1e3, '兆瓦时', 'MWh', 'MW·h'],
  ],
  [
    [1, '帕', 'Pa'],
    [1e3, '千帕', 'kPa'],
    [1e6, '兆帕', 'MPa'],
    [1e9, 'GPa'],
  ],
  [
    [1, '毫伏', 'mV'],
    [1e3, '伏', 'V'],
    [1e6, '千伏', 'kV'],
  ],
  [
    [1, '元'],
    [1e4, '万元'],
    [1e8, '亿元'],
  ],
  [
    [1, '%'],
    [0.1, '‰'],
    [1e-4, 'ppm'],
  ],
];

interface Scale {
  readonly kind: string;
  readonly factor: number;
}

const scales = new Map<string, Scale>(
  units.flatMap((group, kind) =>
    group.flatMap(([factor, ...names]) => names.map((name) => [name, { kind: String(kind), factor }] as const)),
  ),
);

const plain = (unit: string): string =>
  unit.normalize('NFKC').replace(/\s/g, '').replace(/[⋅•∙]/g, '·').replace(/^±/, '');

const scaleOf = (name: string): Scale | undefined => {
  const known = scales.get(name);
  if (known !== undefined || !name.startsWith('万')) return known;
  const of = scales.get(name.slice(1));
  return of && { ...of, factor: of.factor * 10_000 };
};

/**
 * By what a value in one unit is multiplied to stand in another one; null where the two cannot be compared. Quotients
 * part by part; units that are not known compare with themselves alone. Examples: 天 in 小时 → 24, μg/L in mg/m³ → 1,
 * 公斤标煤/吨 in 公斤标煤 → null.
 */
export function unitFactor(from: string, to: string): number | null {
  const [own, other] = [plain(from), plain(to)];
  if (own === other) return 1;
  const [parts, others] = [own.split('/'), other.split('/')];
  if (parts.length !== others.length) return null;
  let factor = 1;
  for (const [at, part] of parts.entries()) {
    if (part === others[at]) continue;
    const [a, b] = [scaleOf(part), scaleOf(others[at] ?? '')];
    if (a === undefined || b === undefined || a.kind !== b.kind) return null;
    factor *= at === 0 ? a.factor / b.factor : b.factor / a.factor;
  }
  return factor;
}
