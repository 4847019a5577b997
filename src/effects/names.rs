//! Names that decide what calls and reads do. Laid out by hand: one name a line would bury them.

/// Names of the global object.
pub(super) const GLOBAL_OBJECTS: &[&str] = &[
    "global", "globalThis", "window", "self", "root", "GLOBAL",
];

pub(super) const PURE_GLOBALS: &[&str] = &[
    "AbortController", "AggregateError", "Array", "ArrayBuffer", "BigInt", "BigInt64Array",
    "BigUint64Array", "Blob", "Boolean", "Buffer", "DataView", "Date", "DOMException", "Error",
    "EvalError", "Event", "EventTarget", "File", "FinalizationRegistry", "Float16Array",
    "Float32Array", "Float64Array", "FormData", "Function", "Headers", "Int16Array", "Int32Array",
    "Int8Array", "Intl", "Iterator", "JSON", "Map", "Math", "MessageChannel", "Number", "Object",
    "Promise", "Proxy", "RangeError", "ReadableStream", "ReferenceError", "Reflect", "RegExp",
    "Request", "Response", "Set", "SharedArrayBuffer", "String", "Symbol", "SyntaxError",
    "TextDecoder", "TextEncoder", "TransformStream", "TypeError", "URIError", "URL",
    "URLSearchParams", "Uint16Array", "Uint32Array", "Uint8Array", "Uint8ClampedArray", "WeakMap",
    "WeakRef", "WeakSet", "WritableStream", "atob", "btoa", "decodeURI", "decodeURIComponent",
    "encodeURI", "encodeURIComponent", "escape", "hasOwnProperty", "isFinite", "isNaN", "parseFloat",
    "parseInt", "structuredClone", "unescape",
];

/// Globals that nobody sets after the start, so that reading them tells nothing of the time.
pub(super) const FIXED_GLOBALS: &[&str] = &[
    "Infinity", "NaN", "WebAssembly", "__dirname", "__filename", "clearImmediate", "clearInterval",
    "clearTimeout", "console", "eval", "exports", "fetch", "global", "globalThis", "module",
    "performance", "process", "queueMicrotask", "require", "setImmediate", "setInterval",
    "setTimeout", "undefined",
];

/// Methods of arrays, maps and sets that change their receiver.
pub(super) const MUTATORS: &[&str] = &[
    "add", "clear", "copyWithin", "delete", "fill", "pop", "push", "reverse", "set", "shift",
    "sort", "splice", "unshift",
];

/// Methods that call the functions they are given before they return.
pub(super) const CALLS_BACK: &[&str] = &[
    "apply", "construct", "doesNotThrow", "every", "filter", "find", "findIndex", "findLast",
    "findLastIndex", "flatMap", "forEach", "from", "groupBy", "map", "parse", "reduce",
    "reduceRight", "replace", "replaceAll", "run", "runInAsyncScope", "some", "sort", "stringify",
    "throws", "toSorted",
];

/// Methods of arrays, strings and iterables that go through their receiver.
pub(super) const ITERATES: &[&str] = &[
    "entries", "every", "filter", "find", "findIndex", "findLast", "findLastIndex", "flat",
    "flatMap", "forEach", "keys", "map", "reduce", "reduceRight", "some", "values",
];

/// Methods that keep the functions they are given for later.
pub(super) const DEFERS: &[&str] = &[
    "addListener", "catch", "finally", "on", "once", "prependListener", "then",
];

/// Methods of strings, arrays and objects that change nothing.
pub(super) const READ_METHODS: &[&str] = &[
    "at", "bind", "charAt", "charCodeAt", "codePointAt", "concat", "endsWith", "exec", "get",
    "has", "hasOwnProperty", "includes", "indexOf", "isPrototypeOf", "join", "lastIndexOf",
    "localeCompare", "match", "matchAll", "normalize", "padEnd", "padStart",
    "propertyIsEnumerable", "repeat", "replace", "replaceAll", "search", "slice", "split",
    "startsWith", "substr", "substring", "test", "toFixed", "toISOString", "toJSON",
    "toLocaleString", "toLowerCase", "toString", "toUpperCase", "trim", "trimEnd", "trimStart",
    "valueOf",
];

/// Other methods of JavaScript's own values on every supported Node, and of built-in objects.
pub(super) const PLAIN_METHODS: &[&str] = &[
    "addListener", "catch", "description", "digest", "emit", "end", "entries", "finally", "flat",
    "format", "getDate", "getDay", "getFullYear", "getHours", "getMilliseconds", "getMinutes",
    "getMonth", "getSeconds", "getTime", "getTimezoneOffset", "getUTCDate", "getUTCFullYear",
    "getUTCMonth", "keys", "next", "off", "on", "once", "pipe", "removeListener", "resolve",
    "return", "then", "throw", "toExponential", "toGMTString", "toLocaleLowerCase",
    "toLocaleUpperCase", "toPrecision", "toReversed", "toSorted", "toUTCString", "trimLeft",
    "trimRight", "update", "values", "write",
];

/// Members of other modules that change something for everybody, even when their result is used.
/// Names that make things as often as they set things up (`create`, `init`, `extend`, `connect`,
/// `load`, `apply`, `add`, `define`) are not here.
pub(super) const EFFECT_VERBS: &[&str] = &[
    "activate", "bootstrap", "config", "configure", "disable", "enable", "gracefulify", "install",
    "listen", "mock", "monkeyPatch", "monkeypatch", "patch", "polyfill", "promisifyAll",
    "register", "setup", "shim", "spyOn", "start", "stub", "uninstall", "use", "useFakeTimers",
];

/// Members of other modules that change something when their result is dropped, whatever they get.
pub(super) const DISCARDED_VERBS: &[&str] = &[
    "add", "addListener", "emit", "hook", "init", "initialize", "on", "once", "plugin",
    "prependListener", "push", "set", "subscribe", "unshift",
];

/// Methods of values made by other modules that reach beyond the value.
pub(super) const REACHING_VERBS: &[&str] = &[
    "connect", "debug", "end", "error", "exec", "fatal", "fork", "info", "install", "launch",
    "listen", "log", "print", "publish", "register", "run", "send", "spawn", "start", "trace",
    "verbose", "warn", "write",
];

/// Functions that compilers put into their output to copy a module to the own exports.
pub(super) const EXPORTS_STAR: &[&str] = &[
    "__export", "__exportStar", "_export", "_export_star",
];

/// Functions that compilers put into their output to read a module, and that do nothing else.
pub(super) const INTEROP: &[&str] = &[
    "__importDefault", "__importStar", "__toCommonJS", "__toESM", "_interopDefault",
    "_interopDefaultLegacy", "_interopNamespace", "_interopRequireDefault",
    "_interopRequireWildcard", "_interop_require_default", "_interop_require_wildcard",
];

/// Functions that compilers put into their output to define things on their first argument.
pub(super) const DEFINES: &[&str] = &[
    "__createBinding", "__extends", "__reExport", "_createClass", "_create_class",
    "_defineProperty", "_define_property", "_inherits", "_inheritsLoose",
];

/// Packages whose export is `util.inherits`.
pub(super) const INHERITS_PACKAGES: &[&str] = &[
    "inherits", "inherits-ex", "util-inherits",
];

/// Node's modules that need no scheme.
pub(super) const MODULES: &[&str] = &[
    "assert", "assert/strict", "async_hooks", "buffer", "child_process", "cluster", "console",
    "constants", "crypto", "dgram", "diagnostics_channel", "dns", "dns/promises", "domain",
    "events", "fs", "fs/promises", "http", "http2", "https", "inspector", "inspector/promises",
    "module", "net", "os", "path", "path/posix", "path/win32", "perf_hooks", "process", "punycode",
    "querystring", "readline", "readline/promises", "repl", "stream", "stream/consumers",
    "stream/promises", "stream/web", "string_decoder", "sys", "timers", "timers/promises", "tls",
    "trace_events", "tty", "url", "util", "util/types", "v8", "vm", "wasi", "worker_threads",
    "zlib",
];
