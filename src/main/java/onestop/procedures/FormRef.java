package onestop.procedures;

import org.jspecify.annotations.Nullable;

/**
 * A form of one regime.
 *
 * @param number as printed, for example {@code Mẫu số 04}; empty if it has none
 * @param template the name of its template
 * @param source the document that sets it down, where the form names it
 */
public record FormRef(
    String number, String titleVi, String titleEn, String template, @Nullable String source) {}
