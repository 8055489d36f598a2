/** One entry of the lock file. */
export interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** The parts of a package.json that the rules read. */
export interface Manifest {
  readonly name?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * What is wrong with an entry of the lock file: it must be a workspace of ours, or a package of the registry with its
 * hash.
 */
export function lockProblems(path: string, locked: Locked): string[] {
  if (!path.includes('node_modules/')) return [];
  if (locked.link === true)
    return /^packages\/[a-z]+$/.test(locked.resolved ?? '') ? [] : [`${path} links ${locked.resolved}`];
  const isHashed = /^sha512-[A-Za-z0-9+/]{86}==$/.test(locked.integrity ?? '');
  const isExact = /^\d+\.\d+\.\d+(-[\w.]+)?$/.test(locked.version ?? '');
  // Without `resolved` npm takes the package from the registry that the user has set, and checks the hash.
  return [
    ...(isHashed ? [] : [`${path} has no sha512 hash`]),
    ...(isExact ? [] : [`${path} has the version ${locked.version}`]),
    ...(locked.resolved === undefined ? [] : [`${path} is bound to a place: ${locked.resolved}`]),
  ];
}

/**
 * Binaries of other platforms that a lock file lacks: there `npm ci` fails, and with some versions of npm here, too.
 */
export function platformProblems(packages: Readonly<Record<string, Locked>>): string[] {
  const all = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map((name) => ({ path, name })),
  );
  return all
    .filter(({ path, name }) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages))
    .map(({ path, name }) => `${path} may need ${name}, which is not locked`);
}

/** Versions that are not exact: ranges, tags, and what is fetched from git, a web address or a folder. */
export function rangeProblems(manifest: Manifest): string[] {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  return Object.entries(all)
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${manifest.name} asks for ${name} ${version}`);
}

/** Licences under which we may pass a package on, or use it to build. */
export const LICENCES: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'Unlicense',
]);

/** The licences of packages that are used to build and test only, and never passed on. */
export const LICENCES_OF_TOOLS: ReadonlySet<string> = new Set(['MPL-2.0']);

/** The licence that a package names, or why there is none. */
export function licenceOf(manifest: Manifest): string {
  const { license, licenses } = manifest;
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type ?? 'none').join(' OR ') ?? 'none';
}

/** Lines that a project's .npmrc must hold: nothing runs on install, nothing is a week old, versions are exact. */
export const NPMRC: readonly string[] = [
  'ignore-scripts=true',
  'save-exact=true',
  'min-release-age=7',
  'onnxruntime-node-install=skip',
];
