import CanonicalForms

/// `21/04/2023` for `2023-04-21`; a text that is no day stays as it is.
func vietnameseDay(_ text: String) -> String { CalendarDate(text)?.vietnameseText ?? text }
