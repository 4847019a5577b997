declare class Missing extends Error {
  readonly code: 'missing'
}

declare namespace find {
  type NotFound = Missing
  interface Options { deep?: boolean }
}

declare const find: {
  (name: string, options?: find.Options): string
  NotFound: typeof Missing
}

export = find
