export function make(): { made: boolean }
