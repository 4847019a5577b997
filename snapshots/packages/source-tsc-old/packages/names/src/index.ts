function twice (n: number) { return 2 * n }

export = twice
