package onestop.procedures;

/**
 * A form of one regime.
 *
 * @param number as printed, for example {@code Mẫu số 04}
 * @param template the name of its template
 */
public record FormRef(String number, String titleVi, String titleEn, String template) {}
