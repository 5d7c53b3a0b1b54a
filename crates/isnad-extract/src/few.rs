//! Few: a list that nearly always holds one thing, kept without an allocation then.

/// None, one or several things.
#[derive(Clone, Debug, Default)]
pub(crate) enum Few<T> {
    /// Nothing.
    #[default]
    None,
    /// One.
    One(T),
    /// Several.
    Many(Vec<T>),
}

impl<T: Copy> Few<T> {
    /// Adds one.
    pub(crate) fn push(&mut self, new: T) {
        match self {
            Self::None => *self = Self::One(new),
            Self::One(old) => *self = Self::Many(vec![*old, new]),
            Self::Many(all) => all.push(new),
        }
    }

    /// All of them.
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::None => &[],
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(all) => all,
        }
    }
}
