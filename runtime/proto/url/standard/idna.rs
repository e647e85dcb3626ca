//! Names of hosts in any script: Unicode TS 46, non-transitional, as the URL Standard asks for it (CheckBidi and
//! CheckJoiners; hyphens, lengths and what ASCII holds are not looked at).
//!
//! The tables are ICU4X's, which the engine brings along. (The crate `idna` does the same over the same tables; it turns on
//! a feature of smallvec that makes every crate of the engine another build.)

use icu_normalizer::uts46::{Uts46Mapper, Uts46MapperBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::{BidiClass, CanonicalCombiningClass, GeneralCategory, GeneralCategoryGroup, JoiningType};

use crate::url::punycode;

/// Characters of a label, and of a name, that is not all ASCII. Punycode's work grows with the square of a label; the DNS
/// stops at 63 and 253.
const LABEL_LEN_MAX: usize = 1_000;
const NAME_LEN_MAX: usize = 16_000;

/// The name in ASCII and lower case; `None` for one that is not valid. Forbidden ASCII characters are the caller's.
pub(super) fn to_ascii(name: &str) -> Option<String> {
    if is_plain(name) {
        return Some(name.to_ascii_lowercase());
    }
    let labels = labels(name)?.into_iter().map(|label| match label.is_ascii() {
        true => Some(label),
        false => punycode::encode(&label).map(|code| [punycode::PREFIX, &code].concat()),
    });
    Some(labels.collect::<Option<Vec<String>>>()?.join("."))
}

/// The name as people read it; `None` for one that is not valid.
pub(super) fn to_unicode(name: &str) -> Option<String> {
    if is_plain(name) {
        return Some(name.to_ascii_lowercase());
    }
    Some(labels(name)?.join("."))
}

/// Whether lower case is all that the mapping does to it.
fn is_plain(name: &str) -> bool {
    name.is_ascii() && !name.as_bytes().windows(4).any(|four| four.eq_ignore_ascii_case(punycode::PREFIX.as_bytes()))
}

/// Section 4, "Processing": the labels mapped, decoded and found valid.
fn labels(name: &str) -> Option<Vec<String>> {
    if name.len() > NAME_LEN_MAX * 4 {
        return None;
    }
    let mapper = Uts46Mapper::new();
    let mapped: String = mapper.map_normalize(name.chars()).collect();
    if mapped.len() > NAME_LEN_MAX * 4 {
        return None;
    }
    let labels: Option<Vec<String>> = mapped.split('.').map(|label| decoded(label, &mapper)).collect();
    let labels = labels?;
    let is_bidi = labels.iter().any(|label| label.chars().any(is_right_to_left));
    (!is_bidi || labels.iter().all(|label| obeys_bidi_rule(label))).then_some(labels)
}

fn decoded(label: &str, mapper: &Uts46MapperBorrowed<'_>) -> Option<String> {
    let label = match label.strip_prefix(punycode::PREFIX) {
        None => label.to_owned(),
        Some(code) if code.len() > LABEL_LEN_MAX => return None,
        Some(code) => {
            let text = punycode::decode(code)?;
            // What hides nothing, or what would have been mapped, pretends.
            let is_kept = !text.is_ascii() && mapper.normalize_validate(text.chars()).eq(text.chars());
            if !is_kept || text.starts_with(punycode::PREFIX) {
                return None;
            }
            text
        }
    };
    is_valid(&label).then_some(label)
}

/// Section 4.1, "Validity Criteria". What is disallowed became U+FFFD by now.
fn is_valid(label: &str) -> bool {
    if label.is_ascii() {
        return true;
    }
    let chars: Vec<char> = label.chars().collect();
    let category = CodePointMapData::<GeneralCategory>::new();
    chars.len() <= LABEL_LEN_MAX
        && !chars.contains(&char::REPLACEMENT_CHARACTER)
        && !GeneralCategoryGroup::Mark.contains(category.get(chars[0]))
        && (0..chars.len()).all(|at| joins(&chars, at))
}

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';

/// RFC 5892, appendixes A.1 and A.2: where a joiner or non-joiner may stand.
fn joins(chars: &[char], at: usize) -> bool {
    if !matches!(chars[at], NON_JOINER | JOINER) {
        return true;
    }
    let combining = CodePointMapData::<CanonicalCombiningClass>::new();
    if at > 0 && combining.get(chars[at - 1]) == CanonicalCombiningClass::Virama {
        return true;
    }
    let joining = CodePointMapData::<JoiningType>::new();
    let first = |found: Option<JoiningType>, side: JoiningType| {
        found.is_some_and(|found| found == JoiningType::DualJoining || found == side)
    };
    let solid = |c: &&char| joining.get(**c) != JoiningType::Transparent;
    let before = chars[..at].iter().rev().find(solid).map(|&c| joining.get(c));
    let after = chars[at + 1..].iter().find(solid).map(|&c| joining.get(c));
    chars[at] == NON_JOINER && first(before, JoiningType::LeftJoining) && first(after, JoiningType::RightJoining)
}

fn bidi(c: char) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(c)
}

fn is_right_to_left(c: char) -> bool {
    matches!(bidi(c), BidiClass::RightToLeft | BidiClass::ArabicLetter | BidiClass::ArabicNumber)
}

/// RFC 5893, section 2.
fn obeys_bidi_rule(label: &str) -> bool {
    use BidiClass as Is;
    let Some(first) = label.chars().next().map(bidi) else { return true };
    let last = label.chars().rev().map(bidi).find(|&class| class != Is::NonspacingMark);
    let is_neutral = |class| {
        matches!(
            class,
            Is::EuropeanNumber
                | Is::EuropeanSeparator
                | Is::CommonSeparator
                | Is::EuropeanTerminator
                | Is::OtherNeutral
                | Is::BoundaryNeutral
                | Is::NonspacingMark
        )
    };
    match first {
        Is::RightToLeft | Is::ArabicLetter => {
            let has = |sought: BidiClass| label.chars().any(|c| bidi(c) == sought);
            let is_right = |class| matches!(class, Is::RightToLeft | Is::ArabicLetter | Is::ArabicNumber);
            label.chars().map(bidi).all(|class| is_right(class) || is_neutral(class))
                && last.is_some_and(|class| is_right(class) || class == Is::EuropeanNumber)
                && !(has(Is::EuropeanNumber) && has(Is::ArabicNumber))
        }
        Is::LeftToRight => {
            label.chars().map(bidi).all(|class| class == Is::LeftToRight || is_neutral(class))
                && matches!(last, Some(Is::LeftToRight | Is::EuropeanNumber))
        }
        _ => false,
    }
}
