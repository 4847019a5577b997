declare const parts: parts.Part
declare namespace parts {
  interface Part { length: number }
}
export = parts
