function legacy(): string { return "legacy"; }
export = legacy;
