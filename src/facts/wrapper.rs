//! What else Node's module wrapper offers
//! (<https://nodejs.org/api/modules.html#the-module-wrapper>).

use oxc_span::Span;

use super::Place;

/// A use of what else Node's module wrapper offers.
#[derive(Debug)]
pub struct WrapperUse {
    pub span: Span,
    pub kind: WrapperKind,
    pub place: Place,
    /// The name stands for key and value: `{ __dirname }`.
    pub shorthand: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrapperKind {
    Dirname,
    Filename,
    /// `module.filename`
    ModuleFilename,
    /// The address of the file, as `import.meta.url` gives it to modules.
    ModuleUrl,
    /// `module.constructor`, read: the class of Node's modules.
    ModuleClass,
    /// `typeof module`
    TypeofModule,
    /// Another property of `module`, such as `parent` or `paths`.
    ModuleProperty(String),
    /// `module` given to a function that only calls its `require`.
    ModuleRequire,
    /// `module` where a local object can stand for it: tested, or kept in a variable of the file.
    ModuleObject,
    /// `module` passed on whole, or written.
    ModuleValue,
}

impl WrapperKind {
    /// Where the file is, told by a variable of its own.
    pub fn is_place(&self) -> bool {
        matches!(self, Self::Dirname | Self::Filename | Self::ModuleUrl)
    }
}
