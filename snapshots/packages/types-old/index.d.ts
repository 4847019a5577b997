declare function double(number: number): number

declare namespace double {
  const limit: number
}

export = double
