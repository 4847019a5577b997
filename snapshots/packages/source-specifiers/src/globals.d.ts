declare const BUILD: string
