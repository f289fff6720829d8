package onestop.forms;

/**
 * A form as it left the press.
 *
 * @param pdf the document; nobody changes this array
 * @param html the same form as one self-contained XHTML page
 * @param sha256 of the PDF, 64 lower-case hexadecimal digits
 */
public record PrintedForm(byte[] pdf, String html, String sha256) {}
