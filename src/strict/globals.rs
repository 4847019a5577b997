//! Names that mean something before any code of the file runs.

/// Globals of ECMAScript and of every supported Node. Writing one is no leak.
const ALWAYS: &str = "
    AbortController AbortSignal AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array
    BigUint64Array Blob Boolean BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream
    CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DataView Date
    DecompressionStream Error EvalError Event EventTarget File FinalizationRegistry Float32Array
    Float64Array FormData Function Headers Infinity Int16Array Int32Array Int8Array Intl JSON Map
    Math MessageChannel MessageEvent MessagePort NaN Number Object Performance PerformanceEntry
    PerformanceMark PerformanceMeasure PerformanceObserver PerformanceObserverEntryList
    PerformanceResourceTiming Promise Proxy RangeError ReadableByteStreamController ReadableStream
    ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController
    ReadableStreamDefaultReader ReferenceError Reflect RegExp Request Response Set
    SharedArrayBuffer String SubtleCrypto Symbol SyntaxError TextDecoder TextDecoderStream
    TextEncoder TextEncoderStream TransformStream TransformStreamDefaultController TypeError
    URIError URL URLSearchParams Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap
    WeakRef WeakSet WebAssembly WritableStream WritableStreamDefaultController
    WritableStreamDefaultWriter atob btoa clearImmediate clearInterval clearTimeout console crypto
    decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval fetch global globalThis
    isFinite isNaN parseFloat parseInt performance process queueMicrotask setImmediate setInterval
    setTimeout structuredClone undefined unescape
";

/// Globals of newer Nodes, of browsers and of test runners. A file that writes one means
/// the global.
const SOMETIMES: &str = "
    CloseEvent EventSource Image Iterator Navigator Storage Temporal URLPattern WebSocket Worker
    XMLHttpRequest after afterAll afterEach assert before beforeAll beforeEach chai define describe
    document expect it jQuery jest localStorage location navigator self sessionStorage should sinon
    suite test window
";

/// Names that the module wrapper binds, and `arguments`: other stages and rules own them.
const WRAPPER: &[&str] = &["__dirname", "__filename", "arguments", "exports", "module", "require"];

/// Whether assigning to `name` creates no global.
pub(crate) fn exists(name: &str) -> bool {
    lists(ALWAYS, name) || WRAPPER.contains(&name)
}

/// Whether a file that assigns to `name` means to be seen by others.
pub(super) fn is_shared(name: &str) -> bool {
    lists(SOMETIMES, name)
}

fn lists(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|known| known == name)
}
