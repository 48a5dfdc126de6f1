/** Who may import whom: the README's map as rules. */
const room = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });
const own = '^(app|db|search|seeds|e2e)/';
const tests = '\\.test\\.tsx?$';

module.exports = {
  forbidden: [
    room(
      'no-cycles',
      { pathNot: tests },
      { circular: true, viaOnly: { pathNot: '^db/schema/' } },
      'Modules form a tree; schema files refer to each other lazily.',
    ),
    room(
      'domain-is-pure',
      { path: '^app/domain/', pathNot: tests },
      { path: `${own}`, pathNot: '^app/domain/' },
      'The business imports zod and siblings only.',
    ),
    room(
      'domain-knows-zod-only',
      { path: '^app/domain/', pathNot: tests },
      { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/zod/' },
      'No framework, no clock of the system, no files.',
    ),
    room(
      'services',
      { path: '^app/services/', pathNot: tests },
      { path: own, pathNot: '^(app/(services|domain)/|db/|search/)' },
      'Verbs know domain, db and search.',
    ),
    room('ui', { path: '^app/ui/' }, { path: own, pathNot: '^app/(ui|domain)/' }, 'Components know the domain only.'),
    room(
      'ui-without-zod',
      { path: '^app/ui/', pathNot: tests },
      { path: '(node_modules/zod/|-input\\.ts$)' },
      'zod never reaches the browser.',
    ),
    room(
      'db',
      { path: '^db/', pathNot: tests },
      { path: own, pathNot: '^(db/|app/domain/)' },
      'The schema takes its words from the domain.',
    ),
    room(
      'search',
      { path: '^search/', pathNot: tests },
      { path: own, pathNot: '^(search/|db/|app/domain/)' },
      'Search reads rows and the domain.',
    ),
    room(
      'web',
      { path: '^app/web/', pathNot: tests },
      { path: own, pathNot: '^(app/(web|ui|domain|services)/|db/(client|database-away)|search/engine)' },
      'The glue between HTTP and the verbs.',
    ),
    room(
      'routes',
      { path: '^app/routes/', pathNot: tests },
      { path: '^(db|search|seeds|e2e|app/server)/' },
      'Routes translate; they hold no queries.',
    ),
    room(
      'routes-without-drivers',
      { path: '^app/routes/', pathNot: tests },
      { path: 'node_modules/(drizzle-orm|postgres|stripe|pg-boss|better-auth)/' },
      'Never in a route.',
    ),
    room('nobody-imports-routes', { pathNot: '^app/routes/' }, { path: '^app/routes/' }, 'A route is an end.'),
    room(
      'seeds',
      { path: '^seeds/' },
      { path: '^(app/(ui|web|routes)/|e2e/)' },
      'The demo world is told through the verbs.',
    ),
    room(
      'stripe-in-the-gateway',
      { path: own, pathNot: '^(app/services/payments/gateway|app/server/stripe-stand-in/|e2e/)' },
      { path: 'node_modules/stripe/' },
      'One place speaks to the provider.',
    ),
    room(
      'no-orphans',
      {
        orphan: true,
        path: '^(app/(domain|services|ui|web)|db|search|seeds)/',
        pathNot: [
          tests,
          '\\.(child|browser)\\.ts$',
          '^search/(reindex|golden)',
          '^db/(verify|vitest)',
          '^seeds/(index|scale|jsonl)',
        ],
      },
      {},
      'Code that nobody uses.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^build/|^\\.data/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
