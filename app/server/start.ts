import { buildIfStale } from './build-if-stale.ts';

// `npm start`: build if needed, then serve. React and Remix read NODE_ENV when they are first imported.
process.env.NODE_ENV ??= 'production';
await buildIfStale((line) => console.log(line));
await import('./main.ts');
