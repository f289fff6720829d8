package onestop.procedures;

import org.jspecify.annotations.Nullable;

/**
 * A form of one legal regime.
 *
 * @param number as printed, for example {@code Mẫu số 04}; empty if the form has none
 * @param template the name of its template
 * @param source the document that defines the form, if the form names it
 */
public record FormRef(
    String number, String titleVi, String titleEn, String template, @Nullable String source) {}
