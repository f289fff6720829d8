package onestop.forms;

/**
 * A printed form.
 *
 * @param pdf the document; this array must not be changed
 * @param html the same form as one self-contained XHTML page
 * @param sha256 of the PDF, 64 lower-case hexadecimal digits
 */
public record PrintedForm(byte[] pdf, String html, String sha256) {}
